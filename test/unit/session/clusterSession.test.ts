import assert from 'node:assert/strict';
import { success } from '../../../src/core/result';
import { settle } from './manualClock';
import { type Answer, answer, type Script, type ScriptedLink } from './scriptedLink';
import { count, healthy, scriptedCluster, scriptOf, stopped } from './scriptedCluster';

const untold = { code: 'channel-refused', host: 'alpha' } as const;
const fullCib = 'cibadmin --query';
const wholeCibReadings = (link: ScriptedLink) => link.lines.filter((line) => line === fullCib).length;

describe('ClusterSession', () => {
  it('connects, reads and is live, by the node names the cluster uses', async () => {
    const { session, states } = scriptedCluster({ alpha: scriptOf(healthy) });
    assert.deepEqual(await session.connect({ mayAsk: true }), success(undefined));
    assert.deepEqual([...new Set(states.map(({ kind }) => kind))], ['connecting', 'live']);
    const snapshot = session.state.last;
    assert.deepEqual(snapshot?.nodes.map(({ name, kind }) => [name, kind]).sort(), [['guest1', 'guest'], ['host1', 'cluster'], ['host2', 'cluster']]);
    assert.equal(snapshot?.host, 'alpha');
    assert.equal(snapshot?.guests.find(({ name }) => name === 'guest1')?.host, 'host1');
    assert.equal(session.hostOfNode('host1'), 'alpha');
    assert.equal(session.hostOfNode('host2'), null);
  });

  it('reads the configuration again only when its version has changed', async () => {
    const answers = { ...healthy };
    const { session, links } = scriptedCluster({ alpha: scriptOf(answers) });
    await session.connect({ mayAsk: true });
    await session.refresh({ mayAsk: false });
    assert.equal(wholeCibReadings(links[0]!), 1);
    for (const line of [fullCib, 'cibadmin --query --xpath /cib --no-children']) {
      const { stdout } = answers[line] as { stdout: string };
      answers[line] = answer(stdout.replace(/ epoch="\d+"/, ' epoch="900"'));
    }
    await session.refresh({ mayAsk: false });
    assert.equal(wholeCibReadings(links[0]!), 2);
    assert.equal(session.state.last?.cibVersion?.epoch, 900);
  });

  it('tells the newest state of a ticket, though granting one changes no configuration', async () => {
    const answers = { ...healthy };
    const { session } = scriptedCluster({ alpha: scriptOf(answers) });
    const withTicket = (granted: boolean) => {
      const cib = (healthy[fullCib] as { stdout: string }).stdout;
      return answer(cib.replace('<status>', `<status><tickets><ticket_state id="site-a" granted="${granted}"/></tickets>`));
    };
    answers[fullCib] = withTicket(false);
    await session.connect({ mayAsk: true });
    assert.deepEqual(session.state.last?.tickets.map(({ granted }) => granted), [false]);
    answers[fullCib] = withTicket(true);
    await session.refresh({ mayAsk: false });
    assert.deepEqual(session.state.last?.tickets.map(({ granted }) => granted), [true]);
  });

  it('says so when the configuration changes under every attempt, and keeps what it had', async () => {
    let epoch = 100;
    const script = scriptOf(healthy);
    const storm = (text: string) => answer(text.replace(/ epoch="\d+"/, ` epoch="${epoch++}"`));
    const { session, states, clock, links } = scriptedCluster({
      alpha: (line, options) => (epoch > 100 && line.startsWith('cibadmin') ? storm('<cib admin_epoch="0" epoch="0" num_updates="0"/>') : script(line, options)),
    });
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    await settle();
    const before = session.state.last;
    epoch = 101;
    await session.refresh({ mayAsk: false });
    assert.equal(states.at(-1)?.kind, 'live', 'what is shown is not old yet');
    const asked = count(links[0]!, 'crm_mon --one-shot');
    await clock.advance(12_000);
    assert.ok(count(links[0]!, 'crm_mon --one-shot') - asked < 150);
    assert.equal(session.state.kind === 'stale' && session.state.fault.code, 'configuration-unsettled');
    assert.equal(session.state.last, before);
  });

  it('keeps, when it is not current any more, when what it shows was last found to be so', async () => {
    const { session, clock } = scriptedCluster({ alpha: scriptOf(healthy) });
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    const first = session.state.kind === 'live' ? session.state.checkedAt : NaN;
    await clock.advance(61_000);
    const checkedAt = session.state.kind === 'live' ? session.state.checkedAt : NaN;
    assert.ok(checkedAt >= first + 30_000);
    session.disconnect();
    assert.equal(session.state.checkedAt, checkedAt);
  });

  it('never reads twice at once, and whoever asks during a reading gets one that starts later', async () => {
    const { session, links } = scriptedCluster({ alpha: scriptOf(healthy) });
    await session.connect({ mayAsk: true });
    const before = count(links[0]!, 'crm_mon --one-shot');
    await Promise.all([session.refresh({ mayAsk: false }), session.refresh({ mayAsk: false }), session.refresh({ mayAsk: true })]);
    assert.equal(count(links[0]!, 'crm_mon --one-shot') - before, 2);
  });

  it('may ask a person who connects also for what a host needs that is connected later, and nobody when it comes back by itself', async () => {
    const asked: (boolean | undefined)[] = [];
    const script: Script = (line, options) => {
      if (line.startsWith('virsh')) asked.push(options?.mayAsk);
      return scriptOf(healthy)(line, options);
    };
    const { session, links, clock } = scriptedCluster({ alpha: scriptOf(healthy), beta: script });
    const beta = links[1]!;
    const connectAtOnce = beta.connect.bind(beta);
    beta.connect = async () => {
      await new Promise<void>((resolve) => void clock.after(1_000, resolve));
      return connectAtOnce();
    };
    await session.connect({ mayAsk: true });
    assert.equal(asked.length, 0);
    await clock.advance(1_000);
    assert.equal(asked[0], true);
    asked.length = 0;
    beta.become({ kind: 'waiting', fault: { code: 'link-lost', host: 'beta', reason: 'closed' }, attempt: 1, retryAt: 0 });
    beta.become({ kind: 'connected', since: 0 });
    await clock.advance(1_000);
    assert.ok(asked.length > 0 && !asked.includes(true), JSON.stringify(asked));
  });

  it('goes through pcs where sudo allows only that, and names the command', async () => {
    const { session } = scriptedCluster({
      alpha: scriptOf({
        'pcs status xml': healthy['crm_mon --one-shot']!,
        'pcs cluster cib': healthy[fullCib]!,
        'crm_mon': { fault: { code: 'sudo-refused', host: 'alpha', user: 'admin', program: 'crm_mon' } },
        'cibadmin': { fault: { code: 'sudo-refused', host: 'alpha', user: 'admin', program: 'cibadmin' } },
      }),
    });
    await session.connect({ mayAsk: true });
    assert.equal(session.state.kind, 'live');
    assert.equal(session.state.last?.source, 'pcs status xml');
    assert.equal(session.state.last?.nodes.length, 3);
  });

  it('names the first program that is refused when pcs is refused too', async () => {
    const refused = (program: string) => ({ fault: { code: 'sudo-refused', host: 'alpha', user: 'admin', program } as const });
    const { session } = scriptedCluster({ alpha: scriptOf({ crm_mon: refused('crm_mon'), cibadmin: refused('cibadmin'), pcs: refused('pcs') }) });
    const result = await session.connect({ mayAsk: true });
    assert.deepEqual(!result.ok && result.fault, { code: 'sudo-refused', host: 'alpha', user: 'admin', program: 'cibadmin' });
  });

  it('asks another host when the first cannot tell', async () => {
    const { session } = scriptedCluster({
      alpha: scriptOf({ ...healthy, 'cibadmin --query': stopped, 'crm_mon --one-shot': stopped }),
      beta: scriptOf(healthy),
    });
    await session.connect({ mayAsk: true });
    assert.equal(session.state.kind, 'live');
    assert.equal(session.state.last?.host, 'beta');
  });

  it('tells a cluster that runs nowhere from one that cannot be reached', async () => {
    const { session } = scriptedCluster({ alpha: scriptOf({ ...healthy, 'cibadmin --query': answer('', 102), 'crm_mon --one-shot': stopped }) });
    await session.connect({ mayAsk: true });
    assert.equal(session.state.kind, 'stopped');
  });

  it('asks nothing of a cluster that has stopped but whether it runs again, however often crm_mon writes that it tries', async () => {
    const answers = { ...healthy };
    const { session, links, clock } = scriptedCluster({ alpha: scriptOf(answers) });
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    await settle();
    answers['crm_mon --one-shot'] = stopped;
    await session.refresh({ mayAsk: false });
    assert.deepEqual(links[0]!.watches.filter(({ argv }) => argv[0] === 'crm_mon').map(({ disposed }) => disposed), [true]);
    const before = count(links[0]!, 'crm_mon --one-shot');
    await clock.advance(60_000);
    assert.equal(count(links[0]!, 'crm_mon --one-shot') - before, 6);
    answers['crm_mon --one-shot'] = healthy['crm_mon --one-shot']!;
    await clock.advance(10_000);
    assert.equal(session.state.kind === 'live' && session.state.watch.cluster.kind, 'told');
  });

  it('shows half an answer as nothing new: the old state stays, marked stale', async () => {
    const answers = { ...healthy };
    const { session } = scriptedCluster({ alpha: scriptOf(answers) });
    await session.connect({ mayAsk: true });
    await settle();
    const before = session.state.last;
    const whole = (healthy['crm_mon --one-shot'] as { stdout: string }).stdout;
    answers['crm_mon --one-shot'] = answer(whole.slice(0, whole.length / 2));
    await session.refresh({ mayAsk: false });
    assert.equal(session.state.kind === 'stale' && session.state.fault.code, 'cut');
    assert.equal(session.state.last, before);
  });

  it('keeps the rows of a lost connection, and reads again by itself when it is back', async () => {
    const { session, links, clock } = scriptedCluster({ alpha: scriptOf(healthy) });
    await session.connect({ mayAsk: true });
    links[0]!.become({ kind: 'waiting', attempt: 1, retryAt: 2_000_000, fault: { code: 'link-lost', host: 'alpha', reason: 'reset' } });
    await settle();
    assert.ok(session.state.kind === 'stale' && session.state.last !== null);
    assert.equal(session.state.retryAt, 2_000_000);
    links[0]!.become({ kind: 'connecting', attempt: 2 });
    await settle();
    assert.equal(session.state.fault.code, 'link-lost', 'why contact was lost is told while it is tried again');
    await session.refresh({ mayAsk: false });
    assert.deepEqual([session.state.fault.code, session.state.retryAt], ['link-lost', clock.now()]);
    links[0]!.become({ kind: 'connected', since: 0 });
    await settle();
    assert.equal(session.state.kind, 'live');
  });

  it('asks for daemons, quorum device and SBD after the rows, seldom, and not again where it is refused', async () => {
    const { session, states, links, clock } = scriptedCluster({
      alpha: scriptOf({
        ...healthy,
        'pcs status --full': answer('PCSD Status:\n  host1: Online\n  host2: Offline\n\nDaemon Status:\n  corosync: active/enabled\n'),
        'corosync-quorumtool': { fault: { code: 'sudo-refused', host: 'alpha', user: 'admin', program: 'corosync-quorumtool' } },
      }),
    });
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    await settle();
    assert.equal(states.find(({ kind }) => kind === 'live')?.last?.services, undefined);
    assert.deepEqual(session.state.last?.services, {
      daemons: { pcsd: [{ node: 'host1', state: 'Online' }, { node: 'host2', state: 'Offline' }], daemons: [{ name: 'corosync', active: 'active', enabled: 'enabled' }] },
      quorum: null,
      sbd: null,
    });
    await clock.advance(11 * 60_000);
    assert.equal(session.state.last?.services?.daemons?.pcsd.length, 2);
    assert.equal(count(links[0]!, 'pcs status --full'), 2);
    assert.equal(count(links[0]!, 'corosync-quorumtool'), 1);
  });

  it('notices a configuration that changes under a reading also where only pcs may be run', async () => {
    const refused = (program: string) => ({ fault: { code: 'sudo-refused', host: 'alpha', user: 'admin', program } as const });
    const cib = (healthy[fullCib] as { stdout: string }).stdout;
    let epoch = 100;
    const table = scriptOf({ 'pcs status xml': healthy['crm_mon --one-shot']!, crm_mon: refused('crm_mon'), cibadmin: refused('cibadmin') });
    const { session } = scriptedCluster({
      alpha: (line, options) => (line === 'pcs cluster cib' ? answer(cib.replace(/ epoch="\d+"/, ` epoch="${epoch++}"`)) : table(line, options)),
    });
    await session.connect({ mayAsk: true });
    assert.equal('fault' in session.state && session.state.fault?.code, 'configuration-unsettled');
  });

  it('counts the silence from its beginning, however often connecting is tried in vain', async () => {
    const { session, links, clock } = scriptedCluster({ alpha: scriptOf(healthy) });
    const fault = { code: 'link-lost', host: 'alpha', reason: 'reset' } as const;
    await session.connect({ mayAsk: true });
    links[0]!.become({ kind: 'waiting', attempt: 1, retryAt: 2_000_000, fault });
    await settle();
    const since = session.state.kind === 'stale' && session.state.since;
    await clock.advance(60_000);
    links[0]!.connectAnswer = { ok: false, fault };
    await session.connect({ mayAsk: true });
    assert.equal(session.state.kind === 'stale' && session.state.since, since);
    assert.equal(typeof since, 'number');
  });

  it('says of a cluster that is stopped on one host that another cannot be asked', async () => {
    const { session, links } = scriptedCluster({ alpha: scriptOf({ 'crm_mon --one-shot': stopped, cibadmin: answer('', 102) }), beta: scriptOf(healthy) });
    links[1]!.connectAnswer = { ok: false, fault: { code: 'connection-refused', host: 'beta', port: 22 } };
    await session.connect({ mayAsk: true });
    assert.deepEqual(session.state.kind === 'stopped' && session.state.notes.filter(({ host }) => host === 'beta').map(({ fault }) => fault.code), ['connection-refused']);
  });

  it('reads at the pace of the attention it gets where nothing tells of changes', async () => {
    const { session, clock, links } = scriptedCluster({ alpha: scriptOf(healthy) });
    links[0]!.watchFault = () => untold;
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    const readingsIn = async (milliseconds: number) => {
      const before = count(links[0]!, 'crm_mon --one-shot');
      await clock.advance(milliseconds);
      return count(links[0]!, 'crm_mon --one-shot') - before;
    };
    assert.equal(await readingsIn(60_000), 6);
    session.setAttention('hidden');
    assert.equal(await readingsIn(60_000), 2);
    session.disconnect();
    assert.equal(await readingsIn(60_000), 0);
  });

  it('no longer says that a cluster is stopped where the host that said so is lost', async () => {
    const { session, links } = scriptedCluster({ alpha: scriptOf({ ...healthy, 'cibadmin --query': answer('', 102), 'crm_mon --one-shot': stopped }) });
    await session.connect({ mayAsk: true });
    links[0]!.become({ kind: 'waiting', attempt: 1, retryAt: 2_000_000, fault: { code: 'link-lost', host: 'alpha', reason: 'reset' } });
    await settle();
    assert.equal(session.state.kind === 'stale' && session.state.fault.code, 'link-lost');
  });

  it('shows nothing that was learned before it was disconnected beside a new reading', async () => {
    const answers: Record<string, Answer> = { ...healthy, 'pcs status --full': answer('PCSD Status:\n  host1: Online\n') };
    const script = scriptOf(answers);
    let hung = false;
    const { session, clock } = scriptedCluster({
      alpha: (line, options) => (hung && /^(?:virsh|pcs)/.test(line) ? new Promise(() => undefined) : script(line, options)),
    });
    await session.connect({ mayAsk: true });
    await settle();
    assert.equal(session.state.last?.guests[0]?.domainState, 'running');
    assert.equal(session.state.last?.services?.daemons?.pcsd.length, 1);
    session.disconnect();
    hung = true;
    const connecting = session.connect({ mayAsk: true });
    await clock.advance(500);
    await connecting;
    assert.equal(session.state.kind, 'live');
    assert.equal(session.state.last?.guests[0]?.domainState, null);
    assert.equal(session.state.last?.services, undefined);
  });

  it('is not told of a new connection by what was begun before the last one was closed', async () => {
    let release: (value: Answer) => void = () => undefined;
    const script = scriptOf(healthy);
    let slow = true;
    const { session, states } = scriptedCluster({
      alpha: (line, options) => (slow && line.startsWith('crm_mon --one-shot') ? new Promise<Answer>((resolve) => (release = resolve)) : script(line, options)),
    });
    const first = session.connect({ mayAsk: true });
    await settle();
    session.disconnect();
    slow = false;
    const second = session.connect({ mayAsk: true });
    release({ fault: { code: 'disconnected', host: 'alpha' } });
    await Promise.all([first, second]);
    assert.deepEqual(states.slice(0, 4).map(({ kind }) => kind), ['connecting', 'disconnected', 'connecting', 'live']);
  });

  it('asks a pcs that hangs once, not once more with every reading', async () => {
    const script = scriptOf(healthy);
    const { session, links, clock } = scriptedCluster({ alpha: (line, options) => (line.startsWith('pcs') ? new Promise(() => undefined) : script(line, options)) });
    links[0]!.watchFault = () => untold;
    session.setAttention('visible');
    await session.connect({ mayAsk: true });
    await clock.advance(60_000);
    assert.equal(count(links[0]!, 'crm_mon --one-shot'), 7);
    assert.equal(count(links[0]!, 'pcs status --full'), 1);
  });

  it('asks for daemons again over a new connection when the one before was lost during the question', async () => {
    let release: (value: Answer) => void = () => undefined;
    const script = scriptOf({ ...healthy, 'pcs status --full': answer('PCSD Status:\n  host1: Online\n') });
    let slow = true;
    const { session, links } = scriptedCluster({
      alpha: (line, options) => (slow && line.startsWith('pcs') ? new Promise<Answer>((resolve) => (release = resolve)) : script(line, options)),
    });
    await session.connect({ mayAsk: true });
    await settle();
    links[0]!.become({ kind: 'waiting', attempt: 1, retryAt: 2_000_000, fault: { code: 'link-lost', host: 'alpha', reason: 'reset' } });
    release({ fault: { code: 'link-lost', host: 'alpha', reason: 'reset' } });
    await settle();
    slow = false;
    links[0]!.become({ kind: 'connected', since: 0 });
    await settle();
    assert.equal(session.state.last?.services?.daemons?.pcsd.length, 1);
  });

  it('does not ask a host for its daemons again because another one is tried in vain', async () => {
    const script = scriptOf({ ...healthy, 'pcs status --full': answer('PCSD Status:\n  host1: Online\n') });
    const { session, links } = scriptedCluster({ alpha: script, beta: scriptOf(healthy) });
    links[1]!.connectAnswer = { ok: false, fault: { code: 'connection-refused', host: 'beta', port: 22 } };
    await session.connect({ mayAsk: true });
    await settle();
    for (let attempt = 1; attempt <= 5; attempt++) {
      links[1]!.become({ kind: 'connecting', attempt });
      links[1]!.become({ kind: 'waiting', attempt, retryAt: 2_000_000, fault: { code: 'connection-refused', host: 'beta', port: 22 } });
      await session.refresh({ mayAsk: false });
      await settle();
    }
    assert.equal(session.state.last?.services?.daemons?.pcsd.length, 1);
    assert.equal(count(links[0]!, 'pcs status --full'), 1);
  });

  it('says of a second host that it does not let us in, though the first answers', async () => {
    const { session, links } = scriptedCluster({ alpha: scriptOf(healthy), beta: scriptOf(healthy) });
    links[1]!.connectAnswer = { ok: false, fault: { code: 'authentication-failed', host: 'beta', user: 'admin', tried: [], offered: [] } };
    await session.connect({ mayAsk: true });
    await session.refresh({ mayAsk: false });
    assert.deepEqual(session.state.kind === 'live' && session.state.notes.map(({ host, fault }) => [host, fault.code]), [['beta', 'authentication-failed']]);
  });

  it('rests between readings of a host that takes longer than the pace', async () => {
    const script = scriptOf(healthy);
    const { session, links, clock } = scriptedCluster({
      alpha: (line, options) => (line.startsWith('crm_mon --one-shot') ? new Promise((resolve) => void clock.after(15_000, () => resolve(script(line, options)))) : script(line, options)),
    });
    links[0]!.watchFault = () => untold;
    session.setAttention('visible');
    void session.connect({ mayAsk: true });
    await clock.advance(99_000);
    assert.equal(count(links[0]!, 'crm_mon --one-shot'), 4);
  });

  it('says why it could not connect, and keeps nothing running when it is disposed', async () => {
    const { session, links, clock } = scriptedCluster({ alpha: scriptOf(healthy) });
    links[0]!.connectAnswer = { ok: false, fault: { code: 'host-unknown', host: 'alpha' } };
    await session.connect({ mayAsk: true });
    assert.deepEqual(session.state, { kind: 'disconnected', last: null, fault: { code: 'host-unknown', host: 'alpha' } });
    links[0]!.connectAnswer = success(undefined);
    await session.connect({ mayAsk: true });
    assert.equal(session.state.kind, 'live');
    session.dispose();
    assert.equal(clock.pending, 0);
    assert.equal(links[0]!.disposed, true);
  });
});
