import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import { success } from '../../../src/core/result';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { ChangeLog } from '../../../src/session/changeLog';
import type { ChangeStep, Outcome, ReadyPlan } from '../../../src/session/changeOutcome';
import { ClusterSession } from '../../../src/session/clusterSession';
import { readInPlace } from '../../../src/session/documentReader';
import { createSurroundings, endpointTo, linksIn } from '../../unit/remote/doubles';
import { clock, start } from './practiceClient';

describe('A change of a practice cluster', function () {
  this.timeout(60_000);
  let cluster: PracticeCluster;
  let session: ClusterSession;
  const changeLog = new ChangeLog();

  before(async function () {
    cluster = await start(this, { waveMs: 150 });
    const { port, user, privateKey, hostKey } = cluster.hosts[0]!;
    const openLink = () => linksIn(createSurroundings())(endpointTo({ port, hostKey: { privateKey: '', publicKey: hostKey, type: 'ssh-ed25519' } }, { user, identities: { kind: 'key', privateKey } }));
    session = new ClusterSession(
      { id: 'p', name: 'practice', hosts: [{ target: 'example-host', libvirtUri: 'qemu:///system' }], practice: true, readOnly: false },
      { openLink, documents: readInPlace, clock, intervalMs: () => 10_000, changeLog },
    );
    session.setAttention('visible');
    assert.deepEqual(await session.connect({ mayAsk: false }), { ok: true, value: undefined });
    // As pcs sets up a new cluster since 0.11: what has moved stays.
    const sticky = await session.run(null, {
      argv: ['pcs', 'resource', 'defaults', 'update', 'resource-stickiness=1'], rights: 'cluster', mutates: true, timeoutMs: 30_000, maxBytes: 100_000, parse: success,
    });
    assert.ok(sticky.ok && sticky.value.exitCode === 0, JSON.stringify(sticky));
  });
  after(async () => {
    session?.dispose();
    await cluster?.dispose();
  });

  async function ready(task: Task): Promise<ReadyPlan> {
    const planned = await session.changes.prepare(task);
    assert.ok(planned.ok, JSON.stringify(planned));
    return planned.value;
  }

  async function carryOut(plan: ReadyPlan): Promise<{ readonly outcome: Outcome; readonly steps: readonly ChangeStep[] }> {
    const steps: ChangeStep[] = [];
    const outcome = await session.changes.carryOut(plan, { mayAsk: false, signal: new AbortController().signal, onStep: (step) => steps.push(step) });
    return { outcome, steps };
  }

  const resource = (id: string) => session.state.last?.resources.find((one) => one.id === id);

  it('is previewed as what then happens, verified, and taken back', async () => {
    const plan = await ready({ kind: 'disable', resources: ['FAKE1'] });
    const preview = await session.changes.preview(plan, new AbortController().signal);
    assert.ok(preview.ok, JSON.stringify(preview));
    assert.deepEqual(preview.value.change.actions.filter(({ resource: id }) => id === 'FAKE1').map(({ kind, from }) => [kind, from]), [['stop', resource('FAKE1')?.nodes[0]]]);
    assert.equal(resource('FAKE1')?.active, true);

    const { outcome, steps } = await carryOut(plan);
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    assert.deepEqual(steps.map(({ kind }) => kind), ['checking', 'running', 'waiting']);
    assert.deepEqual([resource('FAKE1')?.active, resource('FAKE1')?.disabled], [false, true]);

    const undo = await session.changes.undo(changeLog.records.at(-1)!);
    assert.ok(undo.ok, JSON.stringify(undo));
    assert.equal((await carryOut(undo.value[0]!)).outcome.kind, 'done');
    assert.deepEqual([resource('FAKE1')?.active, resource('FAKE1')?.disabled], [true, false]);
  });

  for (const task of [
    { kind: 'restart', resource: 'FAKE2', node: null },
    { kind: 'ban', resource: 'FAKE2', node: 'guest1' },
    { kind: 'clear', resource: 'FAKE2', node: null },
    { kind: 'move', resource: 'FAKE4', node: 'guest1' },
    { kind: 'unmanage', resources: ['FAKE5'] },
    { kind: 'manage', resources: ['FAKE5'] },
    { kind: 'standby', nodes: ['example-host'] },
    { kind: 'unstandby', nodes: ['example-host'] },
    { kind: 'setProperty', name: 'maintenance-mode', value: 'true' },
    { kind: 'setProperty', name: 'maintenance-mode', value: null },
    { kind: 'addLocation', resource: 'FAKE4', node: 'guest1', score: '100' },
    { kind: 'addColocation', resource: 'FAKE4', withResource: 'FAKE5', score: '-50' },
    { kind: 'addOrder', first: 'FAKE4', then: 'FAKE5' },
    { kind: 'cleanup', resource: 'FAKE5', node: null },
    { kind: 'refresh', resource: 'FAKE5', node: null },
    { kind: 'deleteResources', resources: ['FAKE5'] },
  ] satisfies readonly Task[]) {
    it(`is done: ${JSON.stringify(task)}`, async () => {
      const { outcome } = await carryOut(await ready(task));
      assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    });
  }

  it('is refused in the words of pcs', async () => {
    const plan = await ready({ kind: 'setProperty', name: 'batch-limit', value: 'many' });
    const { outcome } = await carryOut(plan);
    assert.ok(outcome.kind === 'refused' && outcome.said.includes('batch-limit'), JSON.stringify(outcome));
    assert.equal(outcome.forceHelps, true);

    const forced = await session.changes.force(plan, outcome.ran);
    assert.ok(forced.ok, JSON.stringify(forced));
    assert.deepEqual(forced.value.plan.commands, [['pcs', 'property', 'set', 'batch-limit=many', '--force']]);
    const preview = await session.changes.preview(forced.value, new AbortController().signal);
    assert.ok(preview.ok, JSON.stringify(preview));
    assert.equal((await carryOut(forced.value)).outcome.kind, 'done');
    assert.equal(session.state.last?.properties['batch-limit'], 'many');
    assert.deepEqual(changeLog.records.at(-1)?.plan.commands, forced.value.plan.commands);
    const undo = await session.changes.undo(changeLog.records.at(-1)!);
    assert.ok(undo.ok, JSON.stringify(undo));
    assert.equal((await carryOut(undo.value[0]!)).outcome.kind, 'done');
  });

  it('is not made twice where its answer is cut, and is found to have been made', async () => {
    const faults = { hang: false, cutAfterBytes: null, maxSessions: 10 };
    const plan = await ready({ kind: 'setProperty', name: 'no-quorum-policy', value: 'freeze' });
    const before = session.state.last?.cibVersion?.epoch ?? NaN;
    const outcome = await session.changes.carryOut(plan, {
      mayAsk: false, signal: new AbortController().signal,
      onStep: ({ kind }) => {
        if (kind === 'running') cluster.setLinkFaults('example-host', { ...faults, cutAfterBytes: 0 });
        if (kind === 'asking') cluster.setLinkFaults('example-host', faults);
      },
    });
    assert.ok(outcome.kind === 'uncertain' && outcome.reached === true, JSON.stringify(outcome));
    assert.equal(session.state.last?.cibVersion?.epoch, before + 1);
  });

  it('is not made twice where the connection is lost, and what is said of it is so', async () => {
    const plan = await ready({ kind: 'setProperty', name: 'no-quorum-policy', value: 'demote' });
    const before = session.state.last?.cibVersion?.epoch ?? NaN;
    const outcome = await session.changes.carryOut(plan, {
      mayAsk: false, signal: new AbortController().signal,
      onStep: ({ kind }) => void (kind === 'running' && setTimeout(() => cluster.dropLinks('example-host'), 100)),
    });
    assert.ok(outcome.kind === 'uncertain' && outcome.fault.code === 'link-lost' && outcome.reached !== null, JSON.stringify(outcome));
    assert.equal(session.state.last?.properties['no-quorum-policy'] === 'demote', outcome.reached);
    assert.equal(session.state.last?.cibVersion?.epoch, before + (outcome.reached ? 1 : 0));
  });

  it('comes to something else where nothing may run it, and that is said', async () => {
    for (const node of ['example-host', 'guest1']) assert.equal((await carryOut(await ready({ kind: 'addLocation', resource: 'FAKE1', node, score: '-INFINITY' }))).outcome.kind, 'done');
    await cluster.settled();
    await carryOut(await ready({ kind: 'disable', resources: ['FAKE1'] }));
    const { outcome } = await carryOut(await ready({ kind: 'enable', resources: ['FAKE1'] }));
    assert.ok(outcome.kind === 'instead', JSON.stringify(outcome));
    assert.deepEqual([outcome.unmet, outcome.failures], [[{ kind: 'active', resource: 'FAKE1', node: null }], []]);
  });
});
