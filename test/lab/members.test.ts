import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Task } from '../../src/core/change/task';
import { atBoot } from '../../src/core/commands/atBoot';
import { Secret } from '../../src/core/secret';
import { clusterRows } from '../../src/render/clusterRows';
import type { ReadyPlan } from '../../src/session/changeOutcome';
import type { ClusterSession } from '../../src/session/clusterSession';
import { drawnRows } from '../unit/render/drawnRows';
import { t } from '../unit/render/plainTranslate';
import { carriedOut, prepared } from './changing';
import { waitForStatus } from './cluster';
import { follow } from './followed';
import { guestState } from './guestState';
import type { LabHost } from './labHost';
import { mustRunOn, useLab } from './labTests';
import { layoutOf } from './layout';
import { sentence } from './sentence';

/** Milliseconds after which a change of theirs is waited for no longer, so that what comes after it is still put right. */
const patienceMs = 120_000;

describe('The members of a real cluster', function () {
  this.timeout(600_000);
  const tests = useLab();
  const { lab, test } = tests;
  const [host1, host2] = [lab.host('host1'), lab.host('host2')];
  const password = new Secret(lab.password, 'password of hacluster');
  const named = (...names: readonly string[]) => names.map((name) => ({ name, address: null }));
  const members = () => mustRunOn(host1, 'cibadmin --query --scope nodes | grep -o "uname=\\"[^\\"]*\\"" | sort; grep "name: " /etc/corosync/corosync.conf');
  const configuration = () => mustRunOn(host1, 'for part in crm_config resources constraints; do cibadmin --query --scope $part; done');

  before(async () => void (await mustRunOn(host1, 'crm_resource --wait')));

  /** Of a cluster that comes or goes nothing can be waited for but what the change itself waits for. */
  async function made(session: ClusterSession, task: Task | ReadyPlan): Promise<void> {
    const ready = 'plan' in task ? task : await prepared(session, task);
    const begun = Date.now();
    const outcome = await session.changes.carryOut(ready, { mayAsk: false, signal: AbortSignal.timeout(patienceMs), onStep: () => undefined });
    process.stdout.write(`      ${ready.plan.commands.map((words) => words.join(' ')).join('; ')}: ended after ${Date.now() - begun} ms\n`);
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  }

  /** Whatever a test that failed has left of them, all that comes after wants both hosts. */
  async function bothAgain(): Promise<void> {
    await host2.powerOn();
    const isMember = (host: LabHost) => host.run('grep "cluster_name: lab" /etc/corosync/corosync.conf && grep "name: host2" /etc/corosync/corosync.conf');
    const sides = await Promise.all([host1, host2].map(isMember));
    if (sides.some(({ exitCode }) => exitCode !== 0)) {
      await host2.run('pcs cluster destroy --force');
      await host1.run(`
        pcs host auth host1 host2 -u hacluster
        ! grep "name: host2" /etc/corosync/corosync.conf || pcs cluster node remove host2 --force
        pcs cluster node add host2`, { stdin: `${lab.password}\n` });
    }
    await host1.run('pcs cluster start --all; pcs cluster enable --all');
    await waitForStatus(layoutOf(lab.release), guestState, 240);
  }

  test('become fewer by a host, whose work moves as was shown; it is made a cluster of its own, which is destroyed, and is one of them again', async () => {
    const { session } = await follow(tests, ['host1']);
    const [membersBefore, before] = [await members(), await configuration()];
    tests.afterwards(bothAgain);
    await carriedOut(host1, session, await prepared(session, { kind: 'removeNode', node: 'host2' }));
    assert.doesNotMatch(await members(), /host2/);

    const alone = tests.session(['host2']);
    const said = () => drawnRows(clusterRows([{ definition: alone.definition, state: alone.state }], 'lab', Date.now(), t));
    const connected = await alone.connect({ mayAsk: false });
    assert.ok(!connected.ok && connected.fault.code === 'no-cluster', sentence(connected));
    assert.match(said(), /^▾ lab · no cluster, host2, [^]*host2 is in no cluster\. Choose “Create Cluster…”/);
    const start = await alone.changes.prepare({ kind: 'startCluster', nodes: null });
    assert.ok(!start.ok && start.fault.code === 'change-impossible' && start.fault.why === 'not-set-up', sentence(start));

    const create: Task = { kind: 'createCluster', cluster: 'other', hosts: named('host2'), user: 'hacluster', password, start: false, enable: false };
    await made(alone, create);
    assert.match(said(), /^▾ lab · stopped, host2, /);
    const again = await alone.changes.prepare(create);
    assert.ok(!again.ok && again.fault.code === 'change-impossible' && again.fault.why === 'set-up', sentence(again));
    // Without it a host that is alone would wait 20 s for others before it elects itself.
    await mustRunOn(host2, 'umask 077; cibadmin --empty >/tmp/cib.xml; pcs -f /tmp/cib.xml property set dc-deadtime=2s stonith-enabled=false; mv /tmp/cib.xml /var/lib/pacemaker/cib/cib.xml; chown hacluster:haclient /var/lib/pacemaker/cib/cib.xml');
    await made(alone, { kind: 'startCluster', nodes: null });
    const online = ({ state }: ClusterSession) => state.kind === 'live' && state.last.nodes.some((node) => node.name === 'host2' && node.online && !node.pending);
    for (const end = Date.now() + patienceMs; !online(alone) && Date.now() < end; await pause(500)) await alone.refresh({ mayAsk: false });
    assert.deepEqual([alone.state.kind, alone.state.last?.cluster.name, alone.state.last?.nodes.map((node) => [node.name, node.online])], ['live', 'other', [['host2', true]]]);
    await made(alone, { kind: 'destroyCluster' });
    assert.equal(alone.state.kind, 'unconfigured');
    alone.dispose();

    await mustRunOn(host1, 'pcs host deauth host2');
    const add: Task = { kind: 'addNode', node: 'host2', address: null, start: true };
    const refused = await session.changes.carryOut(await prepared(session, add), { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.ok(refused.kind === 'refused', JSON.stringify(refused));
    const authenticate = { kind: 'authenticateHosts', hosts: named('host1', 'host2'), user: 'hacluster' } as const;
    // By these words a password that is remembered is forgotten.
    const wrong = await session.changes.carryOut(await prepared(session, { ...authenticate, password: new Secret(`${lab.password}x`, 'password of hacluster') }), { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.ok(wrong.kind === 'refused' && /host2: Username and\/or password is incorrect/.test(wrong.said), JSON.stringify(wrong));
    await made(session, { ...authenticate, password });
    await carriedOut(host1, session, await prepared(session, add));
    await waitForStatus(layoutOf(lab.release), guestState, 240);
    assert.deepEqual([await members(), await configuration()], [membersBefore, before]);
  });

  test('are forgotten where one only lingers', async () => {
    const { session } = await follow(tests, ['host1']);
    const listed = () => mustRunOn(host1, 'cibadmin --query --scope nodes');
    const before = await listed();
    // What is left of a remote node whose resource was deleted.
    await tests.change(host1, 'cibadmin --create --scope nodes --xml-text \'<node id="gone" uname="gone" type="remote"/>\'', 'crm_node --force --remove gone || true; crm_resource --wait');
    await session.refresh({ mayAsk: false });
    assert.ok(session.state.last?.nodes.some(({ name, online }) => name === 'gone' && !online));
    await carriedOut(host1, session, await prepared(session, { kind: 'clearNode', node: 'gone' }));
    assert.equal(await listed(), before);
  });

  test('join it at boot or do not, as systemd there says, and do again what they did before', async () => {
    const { session, changeLog } = await follow(tests);
    tests.afterwards(async () => void (await mustRunOn(host1, 'pcs cluster enable --all')));
    const boots = () => Promise.all([host1, host2].map(async (host) => (await host.run('systemctl is-enabled corosync pacemaker')).stdout));
    const [on, off] = ['enabled\nenabled\n', 'disabled\ndisabled\n'];
    assert.deepEqual(await boots(), [on, on]);
    const tasks: readonly Task[] = [{ kind: 'disableCluster', nodes: ['host2'] }, { kind: 'disableCluster', nodes: null }];
    const states = [await boots()];
    for (const task of tasks) {
      await made(session, task);
      states.push(await boots());
    }
    assert.deepEqual(states, [[on, on], [on, off], [off, off]]);
    assert.deepEqual(await session.run('host1', atBoot()), { ok: true, value: false });
    const [second, first] = changeLog.records.slice(-tasks.length).reverse();
    for (const [record, then] of [[second, [on, off]], [first, [on, on]]] as const) {
      const back = await session.changes.undo(record ?? assert.fail('nothing was changed'));
      assert.ok(back.ok, sentence(back));
      for (const ready of back.value) await made(session, ready);
      assert.deepEqual(await boots(), then);
    }
  });
});
