import assert from 'node:assert/strict';
import type { Task } from '../../../src/core/change/task';
import { cibText } from '../../../src/core/commands/cib';
import { type Result, success } from '../../../src/core/result';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { ChangeLog } from '../../../src/session/changeLog';
import type { ChangeStep, Outcome, ReadyPlan } from '../../../src/session/changeOutcome';
import { ClusterSession } from '../../../src/session/clusterSession';
import { readInPlace } from '../../../src/session/documentReader';
import { valueOf } from '../../unit/core/fixtures';
import { createSurroundings, endpointTo, linksIn } from '../../unit/remote/doubles';
import { unordered } from './cibCopies';
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

  /** As by a person who reads what they are asked anew: what came before may still be going on. */
  async function confirmed(plan: ReadyPlan): Promise<Outcome> {
    let { outcome } = await carryOut(plan);
    for (let again = 0; outcome.kind === 'changed' && again < 10; again++) ({ outcome } = await carryOut(outcome.now));
    return outcome;
  }

  /** What is still on its way to where the change had brought it is not as that left it. */
  async function atRest(undo: () => Promise<Result<readonly ReadyPlan[]>>): Promise<Result<readonly ReadyPlan[]>> {
    let plans = await undo();
    for (let again = 0; !plans.ok && again < 20; again++) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      plans = await undo();
    }
    return plans;
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
    assert.equal((await confirmed(undo.value[0]!)).kind, 'done');
    assert.deepEqual([resource('FAKE1')?.active, resource('FAKE1')?.disabled], [true, false]);
  });

  // One after the other; then each is taken back, the last one first.
  const inTurn: readonly (readonly Task[])[] = [
    [{ kind: 'setMeta', resources: ['FAKE4', 'FAKE5'], name: 'priority', value: '5' }],
    [{ kind: 'setUtilization', resources: ['FAKE4'], name: 'cpu', value: '2' }],
    [{ kind: 'setDefault', of: 'resource', name: 'migration-threshold', value: '3' }, { kind: 'setDefault', of: 'resource', name: 'migration-threshold', value: null }],
    [{ kind: 'setDefault', of: 'operation', name: 'timeout', value: '60s' }],
    [{ kind: 'addTicket', ticket: 'site-a', resource: 'FAKE4', role: null, lossPolicy: 'stop' }],
    [{ kind: 'addRule', resource: 'FAKE4', rule: '#uname eq guest1', score: '50', role: null }],
    [{ kind: 'addSets', of: 'order', sets: [{ resources: ['FAKE4', 'FAKE5'], options: { sequential: 'false' } }, { resources: ['FAKE1'], options: { sequential: 'true' } }], options: { kind: 'Optional' } }],
    [{ kind: 'addLocation', resource: 'FAKE4', node: 'guest1', score: '7' }, { kind: 'setScore', constraint: 'location-FAKE4-guest1-7', score: '-8' }],
    [{ kind: 'addLocation', resource: 'FAKE4', node: 'guest1', score: '7' }, { kind: 'deleteConstraints', constraints: ['location-FAKE4-guest1-7'] }],
    [{ kind: 'clone', resource: 'FAKE4', clone: null, promotable: false, meta: { interleave: 'true' } }, { kind: 'unclone', resource: 'FAKE4-clone' }],
    [{ kind: 'groupResources', group: 'GROUP', resources: ['FAKE4', 'FAKE5'], place: null, meta: {} }, { kind: 'ungroup', group: 'GROUP', resources: ['FAKE4'] }],
    [{ kind: 'createResource', id: 'NEW', agent: 'ocf:pacemaker:Dummy', parameters: { fake: 'x' }, meta: {}, operations: [{ name: 'monitor', options: { interval: '10s' } }], place: { kind: 'alone' }, disabled: false },
      { kind: 'updateResource', resource: 'NEW', parameters: { fake: ' y z' }, meta: { priority: '2' }, operations: [{ name: 'monitor', options: { interval: '20s' } }] },
      { kind: 'addLocation', resource: 'NEW', node: 'guest1', score: '7' }, { kind: 'setMeta', resources: ['NEW'], name: 'description', value: 'a="b" <&> \'c\'' }, { kind: 'deleteResources', resources: ['NEW'] }],
  ];
  for (const tasks of inTurn) {
    it(`is done, shows, and is taken back: ${JSON.stringify(tasks)}`, async () => {
      const written = async () => unordered(valueOf(await session.run(null, cibText())));
      const stages = [await written()];
      const records = [];
      for (const task of tasks) {
        const outcome = await confirmed(await ready(task));
        assert.equal(outcome.kind, 'done', JSON.stringify([task, outcome]));
        records.push(changeLog.records.at(-1) ?? assert.fail('it is not in the log'));
        stages.push(await written());
        assert.notEqual(stages.at(-1), stages.at(-2), JSON.stringify(task));
      }
      for (const record of records.reverse()) {
        stages.pop();
        const undo = await atRest(() => session.changes.undo(record));
        assert.ok(undo.ok, JSON.stringify([record.plan.task, undo]));
        for (const plan of undo.value) assert.equal((await confirmed(plan)).kind, 'done', JSON.stringify(plan.plan.task));
        assert.equal(await written(), stages.at(-1), JSON.stringify(record.plan.task));
      }
    }).timeout(180_000);
  }

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
      const outcome = await confirmed(await ready(task));
      assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    });
  }

  it('is asked for again where somebody else has set the same meanwhile, which stays as they set it', async () => {
    const plan = await ready({ kind: 'updateResource', resource: 'FAKE1', parameters: { fake: 'x' }, meta: {}, operations: null });
    const elsewhere = await session.run(null, { argv: ['pcs', 'resource', 'update', 'FAKE1', 'fake=y'], rights: 'cluster', mutates: true, timeoutMs: 30_000, maxBytes: 100_000, parse: success });
    assert.ok(elsewhere.ok && elsewhere.value.exitCode === 0, JSON.stringify(elsewhere));
    const { outcome } = await carryOut(plan);
    assert.ok(outcome.kind === 'changed', JSON.stringify(outcome));
    assert.deepEqual(outcome.now.before, [{ kind: 'setting', resource: 'FAKE1', of: 'parameters', name: 'fake', value: 'y' }]);
    assert.equal(resource('FAKE1')?.config?.parameters['fake'], 'y');
    assert.equal((await confirmed(outcome.now)).kind, 'done');
    assert.equal(resource('FAKE1')?.config?.parameters['fake'], 'x');
  });

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
    assert.equal((await confirmed(undo.value[0]!)).kind, 'done');
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

  it('is led back from the middle where the connection is lost between its commands, and none of them is sent twice', async () => {
    const of = (id: string) => resource(id)?.config?.meta['priority'] ?? null;
    const plan = await ready({ kind: 'setMeta', resources: ['FAKE1', 'FAKE2', 'FAKE3'], name: 'priority', value: '7' });
    assert.equal(plan.plan.commands.length, 3);
    const begun: number[] = [];
    const outcome = await session.changes.carryOut(plan, {
      mayAsk: false, signal: new AbortController().signal,
      onStep: (step) => {
        if (step.kind !== 'running') return;
        begun.push(step.index);
        if (step.index === 1) setTimeout(() => cluster.dropLinks('example-host'), 100);
      },
    });
    assert.ok(outcome.kind === 'uncertain' && outcome.ran === 1 && outcome.reached === false, JSON.stringify(outcome));
    assert.deepEqual(begun, [0, 1]);
    assert.deepEqual([of('FAKE1'), of('FAKE3')], ['7', null]);
    const undo = await session.changes.undo(changeLog.records.at(-1)!);
    assert.ok(undo.ok, JSON.stringify(undo));
    for (const each of undo.value) assert.equal((await confirmed(each)).kind, 'done');
    assert.deepEqual(['FAKE1', 'FAKE2', 'FAKE3'].map(of), [null, null, null]);
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
    for (const node of ['example-host', 'guest1']) assert.equal((await confirmed(await ready({ kind: 'addLocation', resource: 'FAKE1', node, score: '-INFINITY' }))).kind, 'done');
    await cluster.settled();
    await confirmed(await ready({ kind: 'disable', resources: ['FAKE1'] }));
    const outcome = await confirmed(await ready({ kind: 'enable', resources: ['FAKE1'] }));
    assert.ok(outcome.kind === 'instead', JSON.stringify(outcome));
    assert.deepEqual([outcome.unmet, outcome.failures], [[{ kind: 'active', resource: 'FAKE1', node: null }], []]);
  });
});
