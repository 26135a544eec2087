import assert from 'node:assert/strict';
import type { Task } from '../../src/core/change/task';
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
  before(async () => void (await mustRunOn(host1, 'crm_resource --wait')));

  const changes: readonly (readonly [what: string, task: Task])[] = [
    ['disables a resource in a guest', { kind: 'disable', resources: ['FAKE3'] }],
    ['stops two resources at once', { kind: 'disable', resources: ['FAKE1', 'FAKE2'] }],
    ['bans a resource from where it runs', { kind: 'ban', resource: 'FAKE1', node: null }],
    ['has a resource not managed', { kind: 'unmanage', resources: ['FAKE1'] }],
    ['puts a node on standby', { kind: 'standby', nodes: ['host2'] }],
    ['has a node in maintenance', { kind: 'startMaintenance', nodes: ['remote1'] }],
    ['has the cluster in maintenance', { kind: 'setProperty', name: 'maintenance-mode', value: 'true' }],
    ['has a resource prefer a node', { kind: 'addLocation', resource: 'FAKE2', node: 'host1', score: '100' }],
    ['has a resource avoid a node', { kind: 'addLocation', resource: 'FAKE2', node: 'remote1', score: '-INFINITY' }],
    ['keeps two resources together', { kind: 'addColocation', resource: 'FAKE4', withResource: 'FAKE5', score: 'INFINITY' }],
    ['starts one resource after another', { kind: 'addOrder', first: 'FAKE4', then: 'FAKE5' }],
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

  it('forgets a failure of a resource', async () => {
    const { session } = followed();
    await change(host1, 'crm_resource --fail --resource FAKE1 --node $(crm_resource --quiet --locate --resource FAKE1)', 'crm_resource --cleanup --resource FAKE1');
    await mustRunOn(host1, 'crm_resource --wait');
    await session.refresh({ mayAsk: false });
    assert.ok(session.state.last?.failures.some(({ resource }) => resource === 'FAKE1'));
    await carriedOut(host1, session, await prepared(session, { kind: 'cleanup', resource: 'FAKE1', node: null }));
    assert.ok(!session.state.last?.failures.some(({ resource }) => resource === 'FAKE1'));
  });
});
