import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import { atBoot } from '../../../src/core/commands/atBoot';
import { setUp } from '../../../src/core/commands/setUp';
import { Secret } from '../../../src/core/secret';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { ChangeLog } from '../../../src/session/changeLog';
import type { Outcome, ReadyPlan } from '../../../src/session/changeOutcome';
import { ClusterSession } from '../../../src/session/clusterSession';
import { readInPlace } from '../../../src/session/documentReader';
import { valueOf } from '../../unit/core/fixtures';
import { createSurroundings, endpointTo, linksIn } from '../../unit/remote/doubles';
import { clock, PracticeClient, start } from './practiceClient';

describe('What is done to the hosts of a practice cluster', function () {
  this.timeout(120_000);
  let cluster: PracticeCluster;
  let session: ClusterSession;
  const changeLog = new ChangeLog();

  before(async function () {
    cluster = await start(this, { template: 'two-hosts' });
    const links = linksIn(createSurroundings());
    const access = new Map(cluster.hosts.map((host) => [host.name, host]));
    session = new ClusterSession(
      { id: 'p', name: 'practice', hosts: [...access.keys()].map((target) => ({ target, libvirtUri: 'qemu:///system' })), practice: true, readOnly: false },
      {
        openLink: ({ target }) => {
          const { port, user, privateKey, hostKey } = access.get(target) ?? assert.fail(target);
          return links(endpointTo({ port, hostKey: { privateKey: '', publicKey: hostKey, type: 'ssh-ed25519' } }, { user, identities: { kind: 'key', privateKey } }));
        },
        documents: readInPlace, clock, intervalMs: () => 1_000, changeLog,
      },
    );
    session.setAttention('visible');
    assert.deepEqual(await session.connect({ mayAsk: false }), { ok: true, value: undefined });
  });
  after(async () => {
    session?.dispose();
    await cluster?.dispose();
  });

  const node = (name: string) => session.state.last?.nodes.find((one) => one.name === name);
  const answering = () => (session.state.kind === 'live' ? session.state.last.host : session.state.kind);

  async function ready(task: Task): Promise<ReadyPlan> {
    const planned = await session.changes.prepare(task);
    assert.ok(planned.ok, JSON.stringify(planned));
    return planned.value;
  }

  /** As by a person who reads what they are asked anew: what came before may still be going on. */
  async function run(plan: ReadyPlan, again = 10): Promise<Outcome> {
    const outcome = await session.changes.carryOut(plan, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    return outcome.kind === 'changed' && again > 0 ? run(outcome.now, again - 1) : outcome;
  }

  async function done(task: Task): Promise<void> {
    const outcome = await run(await ready(task));
    assert.equal(outcome.kind, 'done', `${JSON.stringify(task)}: ${JSON.stringify(outcome)}`);
  }

  async function shown(plan: ReadyPlan): Promise<readonly string[]> {
    const preview = await session.changes.preview(plan, new AbortController().signal);
    assert.ok(preview.ok, JSON.stringify(preview));
    return [...preview.value.change.fencing.map(({ node: fenced, how }) => `fence ${fenced} ${how}`), ...preview.value.change.actions.map(({ kind, resource, to }) => `${kind} ${resource} ${String(to)}`)];
  }

  async function takenBack(): Promise<void> {
    const undo = await session.changes.undo(changeLog.records.at(-1) ?? assert.fail('nothing was changed'));
    assert.ok(undo.ok, JSON.stringify(undo));
    for (const each of undo.value) assert.equal((await run(each)).kind, 'done');
  }

  it('a host is stopped as was shown, and started again', async () => {
    const plan = await ready({ kind: 'stopCluster', nodes: ['host2'] });
    assert.ok((await shown(plan)).includes('move vm-guest2 host1'));
    assert.equal((await run(plan)).kind, 'done');
    assert.deepEqual([node('host2')?.online, node('host2')?.unclean], [false, false]);
    await takenBack();
    assert.equal(node('host2')?.online, true);
  });

  it('a host is taken down and brought back, each by one change', async () => {
    await done({ kind: 'takeDown', node: 'host2', how: 'stop' });
    assert.deepEqual([node('host2')?.online, node('host2')?.standby], [false, true]);
    const back = await ready({ kind: 'bringBack', node: 'host2' });
    assert.equal(back.plan.commands.length, 2);
    assert.ok(Array.isArray(await shown(back)));
    assert.equal((await run(back)).kind, 'done');
    assert.deepEqual([node('host2')?.online, node('host2')?.standby], [true, false]);
    await done({ kind: 'takeDown', node: 'guest1', how: 'standby' });
    assert.equal(node('guest1')?.standby, true);
    await takenBack();
    assert.equal(node('guest1')?.standby, false);
  });

  it('the host that answers leaves, and another tells how that ended', async () => {
    const first = answering();
    const plan = await ready({ kind: 'stopCluster', nodes: [first] });
    assert.deepEqual(plan.plan.commands, [['pcs', 'cluster', 'stop']]);
    assert.ok(plan.plan.cautions.some(({ code }) => code === 'answers-here'));
    assert.equal((await run(plan)).kind, 'done');
    assert.notEqual(answering(), first);
    await done({ kind: 'bringBack', node: first });
  });

  it('all of it is stopped, and then can be started', async () => {
    await done({ kind: 'stopCluster', nodes: null });
    assert.equal(session.state.kind, 'stopped');
    assert.deepEqual(await session.run(null, setUp()), { ok: true, value: true });
    const refused = await session.changes.prepare({ kind: 'standby', nodes: ['host1'] });
    assert.ok(!refused.ok && refused.fault.code === 'not-live');
    await takenBack();
    assert.equal(session.state.kind, 'live');
    assert.deepEqual(['host1', 'host2'].map((name) => node(name)?.online), [true, true]);
  });

  it('a host is fenced, which is shown as that', async () => {
    const other = answering() === 'host1' ? 'host2' : 'host1';
    const plan = await ready({ kind: 'fence', node: other });
    assert.ok((await shown(plan)).includes(`fence ${other} reboot`));
    assert.equal((await run(plan)).kind, 'done');
    assert.deepEqual([node(other)?.online, node(other)?.unclean], [false, false]);
    await done({ kind: 'startCluster', nodes: [other] });
  });

  it('a virtual machine is made a guest node by pcs as was shown, and is none any more when that is taken back', async () => {
    const meta = () => ({ ...session.state.last?.resources.find(({ id }) => id === 'vm-guest3')?.config?.meta });
    await done({ kind: 'createResource', id: 'vm-guest3', agent: 'ocf:heartbeat:VirtualDomain', parameters: { config: '/etc/pacemaker/guest3.xml' }, meta: {}, operations: [], place: { kind: 'alone' }, disabled: true });
    const before = meta();
    for (const [address, written] of [[null, 'guest3'], ['192.168.122.13', '192.168.122.13']] as const) {
      const plan = await ready({ kind: 'addGuestNode', resource: 'vm-guest3', node: 'guest3', address });
      // Its machine is not to start yet, so nothing does.
      assert.deepEqual(await shown(plan), []);
      assert.equal((await run(plan)).kind, 'done');
      assert.deepEqual(meta(), { ...before, 'remote-node': 'guest3', 'remote-addr': written });
      await takenBack();
      assert.deepEqual(meta(), before);
    }
    for (const [task, why] of [
      [{ kind: 'addGuestNode', resource: 'vm-guest3', node: 'host2', address: null }, 'taken'], [{ kind: 'addGuestNode', resource: 'vm-guest1', node: 'guest3', address: null }, 'carries-node'],
    ] satisfies readonly (readonly [Task, string])[]) {
      const refused = await session.changes.prepare(task);
      assert.ok(!refused.ok && refused.fault.code === 'change-impossible' && refused.fault.why === why, JSON.stringify(refused));
    }
    await done({ kind: 'deleteResources', resources: ['vm-guest3'] });
  });

  it('attributes, capacities and fencing levels are set and taken back', async () => {
    // What is made anew stands at the end.
    const levels = () => [...session.state.last?.fencingLevels ?? []].sort((one, other) => (one.id < other.id ? -1 : 1));
    const said = () => JSON.stringify([node('host1')?.configured, node('host1')?.utilization, levels()]);
    const before = said();
    for (const task of [
      { kind: 'setNodeAttribute', node: 'host1', name: 'site', value: 'a b=c' },
      { kind: 'setNodeUtilization', node: 'host1', name: 'cpu', value: '8' },
      { kind: 'addFencingLevel', target: 'host1', level: 2, devices: ['fence-host2', 'fence-host1'] },
      { kind: 'deleteFencingLevels', levels: ['fl-host1-1'] },
    ] satisfies readonly Task[]) {
      await done(task);
      assert.notEqual(said(), before);
      await takenBack();
      assert.equal(said(), before);
    }
  });

  it('the hosts are asked whether the cluster starts at boot, which is taken back by just those that did otherwise', async () => {
    const boots = () => Promise.all(['host1', 'host2'].map(async (name) => valueOf(await session.run(session.hostOfNode(name), atBoot()))));
    assert.deepEqual(await boots(), [false, false]);
    await done({ kind: 'enableCluster', nodes: ['host2'] });
    assert.deepEqual(await boots(), [false, true]);
    await done({ kind: 'enableCluster', nodes: null });
    assert.deepEqual(await boots(), [true, true]);
    await takenBack();
    assert.deepEqual(await boots(), [false, true]);
    await done({ kind: 'disableCluster', nodes: ['host2'] });
    await takenBack();
    assert.deepEqual(await boots(), [false, true]);
  });

  it('a host is removed, whose work moves as was shown, and is made one of them again', async () => {
    const other = answering() === 'host1' ? 'host2' : 'host1';
    const isSetUp = async (host: string) => {
      const client = await PracticeClient.reconnect(cluster, cluster.hosts.findIndex(({ name }) => name === host));
      const { exit } = await client.run('ls /etc/corosync/corosync.conf');
      client.end();
      return exit === 0;
    };
    const configured = () => [...session.state.last?.nodes ?? []].filter(({ kind }) => kind === 'cluster').map(({ name, online }) => [name, online]);
    const before = configured();
    const plan = await ready({ kind: 'removeNode', node: other });
    assert.ok((await shown(plan)).some((each) => each.startsWith('move vm-guest')));
    assert.equal((await run(plan)).kind, 'done');
    assert.deepEqual(configured(), before.filter(([name]) => name !== other));
    assert.equal(await isSetUp(other), false);
    const again = await run(await ready({ kind: 'addNode', node: 'host3', address: null, start: false }));
    assert.ok(again.kind === 'refused' && again.ran === 0, JSON.stringify(again));
    assert.match(again.said, /^Error: Host 'host3' is not known to pcs, try to authenticate the host using 'pcs host auth host3' command/);
    await done({ kind: 'addNode', node: other, address: null, start: true });
    assert.deepEqual(configured().sort(), [...before].sort());
    assert.equal(await isSetUp(other), true);
  });

  it('the last host stays, and what only lingers is forgotten', async () => {
    const created = await session.changes.prepare({ kind: 'createCluster', cluster: 'new', hosts: [{ name: 'host1', address: null }], user: 'hacluster', password: new Secret('s3cret', 'password'), start: false, enable: false });
    assert.ok(!created.ok && created.fault.code === 'change-impossible' && created.fault.why === 'cluster-runs', JSON.stringify(created));
    const client = await PracticeClient.reconnect(cluster, 0);
    try {
      await client.must('cibadmin --create --scope nodes --xml-text \'<node id="gone" uname="gone" type="remote"/>\'');
      await session.refresh({ mayAsk: false });
      assert.equal(node('gone')?.online, false);
      await done({ kind: 'clearNode', node: 'gone' });
      assert.equal(node('gone'), undefined);
      assert.match((await client.run('pcs cluster node clear host1')).stderr, /^Error: node 'host1' seems to be still in the cluster;/);
      await done({ kind: 'removeNode', node: 'host2' });
      assert.match((await client.run('pcs cluster node remove host1')).stderr, /^Error: No nodes would be left in the cluster$/m);
      await done({ kind: 'addNode', node: 'host2', address: null, start: true });
    } finally {
      client.end();
    }
  });

  it('what shows nowhere is done all the same', async () => {
    for (const task of [
      { kind: 'forgetFencing', node: null },
      { kind: 'authenticateHosts', hosts: [{ name: 'host1', address: null }, { name: 'host2', address: '127.0.0.1' }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster') },
    ] satisfies readonly Task[]) await done(task);
    assert.ok(!JSON.stringify(changeLog.records).includes('s3cret'));
  });
});
