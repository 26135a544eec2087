import assert from 'node:assert/strict';
import { watchCluster, watchDomains } from '../../../src/core/commands/watch';
import type { WatchCommand } from '../../../src/core/command';
import type { Fault } from '../../../src/core/fault';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import type { SshLink } from '../../../src/remote/sshLink';
import { createSurroundings, endpointTo, linksIn, plainCommand, until } from '../../unit/remote/doubles';
import { PracticeClient, start } from './practiceClient';

describe('A practice cluster', function () {
  this.timeout(30_000);
  let cluster: PracticeCluster;
  let client: PracticeClient;
  const links: SshLink[] = [];

  before(async function () {
    cluster = await start(this);
    client = await PracticeClient.connect(cluster);
  });
  afterEach(async () => {
    links.splice(0).forEach((link) => link.dispose());
    cluster.setLinkFaults('example-host', { hang: false, cutAfterBytes: null, maxSessions: 10 });
    await cluster.settled();
  });
  after(async () => {
    client?.end();
    await cluster?.dispose();
  });

  async function connected(): Promise<SshLink> {
    const { port, user, privateKey, hostKey } = cluster.hosts[0]!;
    const link = linksIn(createSurroundings())(endpointTo({ port, hostKey: { privateKey: '', publicKey: hostKey, type: 'ssh-ed25519' } }, { user, identities: { kind: 'key', privateKey } }));
    links.push(link);
    assert.deepEqual(await link.connect({ mayAsk: false }), { ok: true, value: undefined });
    return link;
  }

  async function watching(link: SshLink, command: WatchCommand): Promise<{ signs: number; ends: Fault[]; dispose(): void }> {
    const watch = await link.watch(command);
    assert.ok(watch.ok, JSON.stringify(watch));
    const watched = { signs: 0, ends: [] as Fault[], dispose: () => watch.value.dispose() };
    watch.value.onSign(() => (watched.signs += 1));
    watch.value.onEnd((fault) => watched.ends.push(fault));
    return watched;
  }

  it('tells of its changes at once by the words that a real one is asked with', async () => {
    const status = await watching(await connected(), watchCluster());
    await until(() => status.signs === 1, 5000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(status.signs, 1, 'one drawing at first, no other without a change');
    await client.must('pcs property set maintenance-mode=true');
    await until(() => status.signs > 1, 500);
    const before = status.signs;
    await client.must('pcs property set maintenance-mode=false');
    await until(() => status.signs > before, 500);
    assert.deepEqual(status.ends, []);
  });

  it('tells of its guests when they stop and start, and of nothing else', async () => {
    const guests = await watching(await connected(), watchDomains('qemu:///system'));
    await client.must('pcs property set maintenance-mode=true');
    await client.must('pcs property set maintenance-mode=false');
    await cluster.settled();
    assert.equal(guests.signs, 0);
    await cluster.inject({ kind: 'guest-crashed', guest: 'guest1', resource: 'vm-guest1' });
    await until(() => guests.signs > 0, 5000);
    assert.deepEqual(guests.ends, []);
  });

  it('draws what the real crm_mon begins with, and refuses the words that it refuses', async () => {
    const drawn = await client.onTerminal(watchCluster().argv.join(' '), (screen) => screen.includes('corosync'));
    const real = (await client.must(`${watchCluster().argv.join(' ')} --one-shot`)).split('\n').slice(0, 2).join('\r\n');
    assert.equal(drawn, `\x1b[H\x1b[J${real}`);
    assert.match(await client.onTerminal('crm_mon --nonsense', (screen) => screen.includes('\n')), /Unknown option --nonsense/);
    assert.match(await client.onTerminal('crm_mon -1r', (screen) => screen.includes('FAKE1')), /Full List of Resources/);
    assert.match((await client.run(watchDomains('qemu:///system').argv.join(' '))).stderr, /on a terminal/);
  });

  it('stops telling when its host is cut off, hangs, or has no session to spare', async () => {
    const lost = await watching(await connected(), watchCluster());
    cluster.dropLinks('example-host');
    await until(() => lost.ends.length === 1, 5000);
    assert.equal(lost.ends[0]?.code, 'link-lost');
    client = await PracticeClient.connect(cluster);

    const hung = await watching(await connected(), watchCluster());
    await until(() => hung.signs === 1, 5000);
    cluster.setLinkFaults('example-host', { hang: true });
    await cluster.inject({ kind: 'resource-failed', resource: 'FAKE1', node: 'guest1' });
    await cluster.settled();
    assert.deepEqual([hung.signs, hung.ends], [1, []]);
    cluster.setLinkFaults('example-host', { hang: false, cutAfterBytes: 0 });
    await cluster.inject({ kind: 'resource-failed', resource: 'FAKE2', node: 'guest1' });
    await until(() => hung.ends.length === 1, 5000);
    assert.equal(hung.ends[0]?.code, 'output-cut');

    cluster.setLinkFaults('example-host', { cutAfterBytes: null, maxSessions: 1 });
    const link = await connected();
    const narrow = await watching(link, watchCluster());
    assert.ok((await link.run(plainCommand({ argv: ['crm_mon', '--one-shot'] }))).ok);
    assert.deepEqual(narrow.ends, [{ code: 'channel-refused', host: 'example-host' }]);
  });
});
