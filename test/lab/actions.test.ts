import assert from 'node:assert/strict';
import type { Task } from '../../src/core/change/task';
import { leftBehind } from '../../src/core/leftBehind';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import type { ClusterSession } from '../../src/session/clusterSession';
import { atRest } from './atRest';
import { carriedOut, prepared } from './changing';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { sentence } from './sentence';
import { told } from './told';

describe('A change of a real cluster', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { change } = tests;
  const host1 = tests.lab.host('host1');
  const followed = tests.throughout(() => follow(tests));
  const configuration = async () => told((await mustRunOn(host1, 'cibadmin --query')).replace(/^[^]*?(?=<configuration)/, '').replace(/<status[^]*$/, ''));

  // Each change is waited for until the cluster is at rest, so that the next finds it so.
  before(() => atRest(host1));

  // Pacemaker 2.0.5 keeps none of it, and the plan is refused there.
  const beyondAscii = tests.lab.release === 'bullseye' ? '' : ' ü';

  const changes: readonly (readonly [what: string, task: Task])[] = [
    ['disables a resource in a guest', { kind: 'disable', resources: ['FAKE3'] }],
    ['stops two resources at once', { kind: 'disable', resources: ['FAKE1', 'FAKE2'] }],
    ['bans a resource from where it runs', { kind: 'ban', resource: 'FAKE1', node: null }],
    ['has a resource not managed', { kind: 'unmanage', resources: ['FAKE1'] }],
    ['gives a resource another parameter', { kind: 'updateResource', resource: 'FAKE4', parameters: { fake: ` a=b  "c" <&>' $(id)${beyondAscii}` }, meta: { priority: '2' }, operations: null }],
    ['puts a node on standby', { kind: 'standby', nodes: ['host2'] }],
    ['has a node in maintenance', { kind: 'startMaintenance', nodes: ['remote1'] }],
    ['has the cluster in maintenance', { kind: 'setProperty', name: 'maintenance-mode', value: 'true' }],
    ['has a resource prefer a node', { kind: 'addLocation', resource: 'FAKE2', node: 'host1', score: '100' }],
    ['has a resource avoid a node', { kind: 'addLocation', resource: 'FAKE2', node: 'remote1', score: '-INFINITY' }],
    ['keeps two resources together', { kind: 'addColocation', resource: 'FAKE4', withResource: 'FAKE5', score: 'INFINITY' }],
    ['starts one resource after another', { kind: 'addOrder', first: 'FAKE4', then: 'FAKE5' }],
    // The last of the configuration: what is put back stands there again.
    ['deletes a resource', { kind: 'deleteResources', resources: ['FAKE5'] }],
  ];

  for (const [what, task] of changes) {
    it(`${what}: shown before, done as it was shown, and taken back`, async () => {
      const { session, changeLog } = followed();
      const before = await configuration();
      const already = changeLog.records.length;
      await carriedOut(host1, session, await prepared(session, task));
      const [record, ...others] = changeLog.records.slice(already);
      assert.ok(record !== undefined && others.length === 0);
      assert.notEqual(await configuration(), before);
      const back = await session.changes.undo(record);
      assert.ok(back.ok, sentence(back));
      for (const ready of back.value) await carriedOut(host1, session, ready);
      assert.equal(await configuration(), before);
    });
  }

  it('is not run in one window when another has changed what it is for since its preview, and either tells what became of its own', async () => {
    const [{ session, changeLog }, other] = [followed(), await follow(tests)];
    await carriedOut(host1, other.session, await prepared(other.session, { kind: 'ban', resource: 'FAKE1', node: 'remote1' }));
    const ban = await until(session, ({ constraints }) => constraints.find(({ id }) => /^cli-ban-FAKE1-on-remote1/.test(id))?.id);
    const already = changeLog.records.length;
    const [mine, theirs] = [await prepared(session, { kind: 'deleteConstraints', constraints: [ban] }), await prepared(other.session, { kind: 'clear', resource: 'FAKE1', node: null })];
    const preview = await session.changes.preview(mine, new AbortController().signal);
    assert.ok(preview.ok, sentence(preview));
    await carriedOut(host1, other.session, theirs);
    const before = await configuration();
    const outcome = await session.changes.carryOut(mine, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.deepEqual(outcome, { kind: 'refused', ran: 0, fault: { code: 'not-configured', id: ban }, said: '', forceHelps: false });
    assert.equal(await configuration(), before);
    assert.equal(changeLog.records.length, already);
    assert.deepEqual(other.changeLog.records.map(({ plan, outcome: { kind } }) => [plan.task.kind, kind]), [['ban', 'done'], ['clear', 'done']]);
  });

  it('moves a resource, and leaves behind what this pcs does and no more', async () => {
    const { session } = followed();
    const nodesOf = () => session.state.last?.resources.find(({ id }) => id === 'FAKE2')?.nodes ?? [];
    const node = nodesOf().includes('host1') ? 'host2' : 'host1';
    const ready = await prepared(session, { kind: 'move', resource: 'FAKE2', node });
    await carriedOut(host1, session, ready);
    assert.deepEqual(nodesOf(), [node]);
    const leaves = ready.plan.cautions.some(({ code }) => code === 'leaves-constraint');
    const left = leftBehind(session.state.last ?? assert.fail());
    assert.deepEqual(left.map((each) => each.kind === 'constraint' && each.constraint.kind === 'location' && each.constraint.resource), leaves ? ['FAKE2'] : []);
    if (leaves) await carriedOut(host1, session, await prepared(session, { kind: 'clear', resource: 'FAKE2', node: null }));
    assert.deepEqual(leftBehind(session.state.last ?? assert.fail()), []);
  });

  it('restarts a resource', async () => {
    const { session } = followed();
    const starts = () => mustRunOn(host1, 'cibadmin --query --xpath "//lrm_resource[@id=\'FAKE5\']/lrm_rsc_op[@operation=\'start\']"');
    const before = await starts();
    await carriedOut(host1, session, await prepared(session, { kind: 'restart', resource: 'FAKE5', node: null }));
    assert.notEqual(await starts(), before);
    assert.ok(session.state.last?.resources.some(({ id, active }) => id === 'FAKE5' && active));
  });

  it('forgets a failure of a resource', async () => {
    const { session } = followed();
    await change(host1, 'crm_resource --fail --resource FAKE1 --node $(crm_resource --quiet --locate --resource FAKE1)', 'crm_resource --cleanup --resource FAKE1');
    await atRest(host1);
    await session.refresh({ mayAsk: false });
    assert.ok(session.state.last?.failures.some(({ resource }) => resource === 'FAKE1'));
    await carriedOut(host1, session, await prepared(session, { kind: 'cleanup', resource: 'FAKE1', node: null }));
    assert.ok(!session.state.last?.failures.some(({ resource }) => resource === 'FAKE1'));
  });
});

/** What a snapshot comes to show, refreshed until it does. */
async function until<T>(session: ClusterSession, find: (snapshot: ClusterSnapshot) => T | undefined): Promise<T> {
  for (let tries = 0; tries < 50; tries++) {
    await session.refresh({ mayAsk: false });
    const found = session.state.last === null ? undefined : find(session.state.last);
    if (found !== undefined) return found;
  }
  return assert.fail('it is not shown');
}
