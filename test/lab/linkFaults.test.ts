import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { requireSuccess } from '../../src/core/commands/requireSuccess';
import { map } from '../../src/core/result';
import type { SshLink } from '../../src/remote/sshLink';
import { clusterStateText } from '../../src/render/clusterStateText';
import type { ClusterSession } from '../../src/session/clusterSession';
import { createPerson, createSurroundings, plainCommand, until } from '../unit/remote/doubles';
import { t } from '../unit/render/plainTranslate';
import { openSession, shownRows } from './labSession';
import { useLab } from './labTests';
import { comesBack, reaches } from './linkStates';
import { becomes, killSessions, lasting, openOn, type OpenOnLink, sessionsOn } from './openThings';
import { sentence } from './sentence';
import { silence } from './silence';

describe('A cluster of which one host is known, when something happens to the way to it', () => {
  const { lab, key, test, links, change, afterwards } = useLab();
  const host1 = lab.host('host1');

  /** The cluster as it is seen through host1 alone, and what is open while it is followed by what tells of changes. */
  interface Watched {
    readonly session: ClusterSession;
    readonly link: SshLink;
    readonly rows: readonly string[];
    readonly open: OpenOnLink;
    readonly onHost: readonly string[];
  }

  async function watched(): Promise<Watched> {
    const { session, link } = await follow();
    const open = await atRest(session, link);
    return { session, link, rows: shownRows(session), open, onHost: await lasting(followers) };
  }

  async function follow(): Promise<Pick<Watched, 'session' | 'link'>> {
    const link = links()('host1');
    const session = openSession(['host1'], () => link);
    afterwards(() => session.dispose());
    const connected = await session.connect({ mayAsk: false });
    assert.ok(connected.ok, sentence(connected));
    return { session, link };
  }

  /** Waits until changes are told of and nothing else is under way, and answers what is open then: a channel for each that tells. */
  async function atRest(session: ClusterSession, link: SshLink): Promise<OpenOnLink> {
    await becomes(['told', ['host1']], () => toldBy(session), 20_000);
    await becomes(2, () => openOn(link)?.channels, 20_000);
    return openOn(link) as OpenOnLink;
  }

  /** Whether changes of the cluster are told of, and of which hosts' guests. */
  function toldBy(session: ClusterSession): readonly unknown[] {
    return session.state.kind === 'live' ? [session.state.watch.cluster.kind, session.state.watch.libvirt] : [sentenceOf(session)];
  }

  /** Why changes of the cluster are not told of. */
  function reasonOf({ state }: ClusterSession): string {
    const cluster = state.kind === 'live' ? state.watch.cluster : null;
    return cluster?.kind === 'lookedFor' && cluster.reason ? sentence(cluster.reason) : 'no reason';
  }

  /** What a person reads of the cluster in its row and below it. */
  function sentenceOf({ state }: ClusterSession): string {
    const fault = state.kind === 'stale' || state.kind === 'disconnected' ? state.fault : null;
    return `${clusterStateText(state, t).word}${fault ? `: ${sentence(fault)}` : ''}`;
  }

  /** sshd's process and the programs that tell of changes, whatever the numbers of their terminals. */
  async function followers(): Promise<readonly string[]> {
    return (await sessionsOn(host1)).map((words) => words.replaceAll(/pts\/\d+/g, 'pts'));
  }

  /** All is as it was: rows, what tells of changes, what is open on the connection and on the host. */
  async function isAsBefore({ session, link, rows, open, onHost }: Watched): Promise<void> {
    await atRest(session, link);
    await becomes(rows, () => shownRows(session), 10_000);
    await becomes(open, () => openOn(link), 20_000);
    await becomes(onHost, followers, 60_000);
    assert.ok((await link.run(plainCommand({ argv: ['id'] }))).ok);
  }

  test('its sshd is killed and starts again', async () => {
    const before = await watched();
    const start = await change(host1, 'systemctl stop ssh', 'systemctl start ssh');
    await killSessions(host1);
    await until(() => sentenceOf(before.session).includes('port 22'), 15_000);
    assert.equal(sentenceOf(before.session), 'unreachable: host1 refuses connections on port 22. Check that its SSH server runs and listens on that port.');
    assert.deepEqual(shownRows(before.session), before.rows);
    assert.equal(openOn(before.link), null);
    await start();
    await isAsBefore(before);
  });

  test('sshd ends the connection and takes the next', async () => {
    const before = await watched();
    await killSessions(host1);
    const { fault } = await reaches(before.link, 'waiting', 5_000);
    assert.equal(sentence(fault), 'The connection to host1 was lost (the host closed it). It is tried again by itself; choose Connect to try at once.');
    assert.equal(sentenceOf(before.session), `unreachable: ${sentence(fault)}`);
    assert.deepEqual(shownRows(before.session), before.rows);
    await isAsBefore(before);
  });

  test('nothing gets through for 30 s, and then all of it does', async () => {
    const before = await watched();
    // The other connection is asked for signs of life so often, by the person's ssh configuration, that it counts as lost meanwhile.
    const impatient = links(undefined, [key, 'ServerAliveInterval 4', 'ServerAliveCountMax 2', 'ConnectTimeout 5'])('host1');
    assert.ok((await impatient.connect({ mayAsk: false })).ok);
    const since = before.link.state;
    const letThrough = await silence(change, lab, host1);
    const silent = Date.now();

    await until(() => before.session.state.kind === 'stale', 10_000);
    assert.equal(sentenceOf(before.session), 'not answering: host1 has given no sign of life for 2 s, though it is still connected. It is asked again by itself. Check whether it hangs, is overloaded or has lost its network.');
    const { fault: lost } = await reaches(impatient, 'waiting', 20_000);
    assert.equal(sentence(lost), 'The connection to host1 was lost (the host stopped answering). It is tried again by itself; choose Connect to try at once.');
    await until(() => impatient.state.kind === 'waiting' && impatient.state.fault.code === 'connect-timeout', 20_000);
    assert.equal(impatient.state.kind === 'waiting' && sentence(impatient.state.fault), 'host1 did not answer within 5 s. Check whether the host is up and a firewall in between lets SSH through.');
    assert.deepEqual(shownRows(before.session), before.rows);
    await pause(silent + 30_000 - Date.now());
    await letThrough();

    await reaches(impatient, 'connected', 30_000);
    impatient.disconnect();
    // What waits to be sent is tried again after as long a time as nothing got through (RFC 6298, section 5.5).
    await until(() => before.session.state.kind === 'live', 45_000);
    await isAsBefore(before);
    assert.deepEqual(before.link.state, since, 'the connection that was only silent is the same');
  });

  test('its sshd allows two sessions (MaxSessions)', async () => {
    const { rows } = await watched();
    const allowMore = await change(host1, "echo 'MaxSessions 2' >/etc/ssh/sshd_config.d/few.conf && systemctl restart ssh", 'rm /etc/ssh/sshd_config.d/few.conf && systemctl restart ssh');
    const few = await follow();
    await becomes(rows, () => shownRows(few.session), 20_000);
    // Of the two programs that tell of changes one has made room for commands.
    await becomes(['told', []], () => toldBy(few.session), 20_000);
    const terminal = await few.link.openTerminal({ columns: 80, rows: 24 });
    assert.ok(terminal.ok, sentence(terminal));
    const results = await Promise.all(Array.from({ length: 8 }, (_, index) => few.link.run(plainCommand({ argv: ['printf', String(index)] }))));
    assert.deepEqual(results.map((result) => (result.ok ? result.value.stdout : sentence(result))), ['0', '1', '2', '3', '4', '5', '6', '7']);
    // With the terminal there is room for commands alone.
    await becomes(['lookedFor', []], () => toldBy(few.session), 20_000);
    assert.match(reasonOf(few.session), /^host1 opens no more sessions on this connection\. Close some terminals, or raise MaxSessions in its sshd_config\.$/);
    assert.ok((await few.session.refresh({ mayAsk: false })).ok);
    assert.deepEqual(shownRows(few.session), rows);
    terminal.value.dispose();

    await allowMore();
    await killSessions(host1);
    await comesBack(few.link);
    await atRest(few.session, few.link);
  });

  test('its disk is full', async () => {
    const before = await watched();
    const store = plainCommand({ argv: ['tee', '/var/tmp/kept'], stdin: 'kept', parse: (output, host) => map(requireSuccess(output, 'tee', host), () => output) });
    const makeRoom = await change(host1, `
      dd if=/dev/zero of=/var/tmp/fill bs=1M 2>/dev/null || true
      [ "$(df --output=avail / | tail -n 1)" -eq 0 ]`, 'rm -f /var/tmp/fill /var/tmp/kept');
    assert.equal(sentence(await before.link.run(store)), 'tee on host1 failed with exit status 1: /usr/bin/tee: /var/tmp/kept: No space left on device. Run it there in a terminal to see all it says.');

    // All else needs no room: reading, being told of changes, logging in, sudo.
    assert.ok((await before.session.refresh({ mayAsk: false })).ok);
    assert.deepEqual(shownRows(before.session), before.rows);
    const changed = Date.now();
    await change(host1, 'attrd_updater --name lab-disk --update full', 'attrd_updater --name lab-disk --delete');
    await until(() => before.session.state.kind === 'live' && (before.session.state.watch.lastEvent?.at ?? 0) > changed, 10_000);
    const person = createPerson({ secrets: [{ value: lab.password, remember: false }] });
    const admin = links(createSurroundings({ person }))('host1-admin');
    assert.ok((await admin.connect({ mayAsk: false })).ok);
    const asRoot = await admin.run(plainCommand({ argv: ['id', '-u'], rights: 'root' }), { mayAsk: true });
    assert.equal(asRoot.ok ? asRoot.value.stdout : sentence(asRoot), '0\n');
    admin.disconnect();

    await makeRoom();
    assert.ok((await before.link.run(store)).ok);
    await isAsBefore(before);
  });
});
