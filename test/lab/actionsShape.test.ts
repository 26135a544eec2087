import assert from 'node:assert/strict';
import type { Task } from '../../src/core/change/task';
import { atRest } from './atRest';
import { carriedOut, prepared } from './changing';
import { follow } from './followed';
import { mustRunOn, useLab } from './labTests';
import { sentence } from './sentence';
import { told } from './told';

describe('A change of the shape of a real cluster', function () {
  this.timeout(240_000);
  const tests = useLab();
  const host1 = tests.lab.host('host1');
  const followed = tests.throughout(() => follow(tests));
  /** In which order resources stand beside one another means nothing: what was in a group comes last. */
  const configuration = async () => told((await mustRunOn(host1, 'cibadmin --query')).replace(/^[^]*?(?=<configuration)/, '').replace(/<status[^]*$/, '')).split('\n')
    .map((line) => line.trim()).sort().join('\n');

  // Each change is waited for until the cluster is at rest, so that the next finds it so.
  before(() => atRest(host1));

  const changes: readonly (readonly [what: string, task: Task])[] = [
    ['groups two resources', { kind: 'groupResources', group: 'PAIR', resources: ['FAKE4', 'FAKE5'], place: null, meta: {} }],
    ['clones a resource', { kind: 'clone', resource: 'FAKE2', clone: null, promotable: false, meta: { interleave: 'true' } }],
    ['requires a ticket that is not granted', { kind: 'addTicket', ticket: 'site-a', resource: 'FAKE1', role: null, lossPolicy: null }],
    ['orders resources in sets', { kind: 'addSets', of: 'order', sets: [{ resources: ['FAKE1', 'FAKE2'], options: { sequential: 'false' } }, { resources: ['FAKE4'], options: {} }], options: {} }],
    ['places a resource by a rule', { kind: 'addRule', resource: 'FAKE5', rule: '#uname eq host2', score: 'INFINITY', role: null }],
    ['sets a meta attribute of two resources', { kind: 'setMeta', resources: ['FAKE1', 'FAKE2'], name: 'priority', value: '5' }],
    ['says what a resource needs of a node', { kind: 'setUtilization', resources: ['FAKE4', 'FAKE5'], name: 'cpu', value: '1' }],
    ['sets a default of operations', { kind: 'setDefault', of: 'operation', name: 'record-pending', value: 'true' }],
  ];

  async function thereAndBack(task: Task): Promise<void> {
    const { session, changeLog } = followed();
    const before = await configuration();
    await carriedOut(host1, session, await prepared(session, task));
    const record = changeLog.records.at(-1);
    assert.ok(record !== undefined);
    assert.notEqual(await configuration(), before);
    const back = await session.changes.undo(record);
    assert.ok(back.ok, sentence(back));
    for (const ready of back.value) await carriedOut(host1, session, ready);
    assert.equal(await configuration(), before);
  }

  for (const [what, task] of changes) it(`${what}: shown before, done as it was shown, and taken back`, () => thereAndBack(task));

  it('changes a score by one version of the configuration, and takes it back', async () => {
    const { session } = followed();
    await carriedOut(host1, session, await prepared(session, { kind: 'addLocation', resource: 'FAKE2', node: 'host1', score: '5' }));
    const epoch = async () => Number(/ epoch="(\d+)"/.exec(await mustRunOn(host1, 'cibadmin --query'))?.[1]);
    const before = await epoch();
    await carriedOut(host1, session, await prepared(session, { kind: 'setScore', constraint: 'location-FAKE2-host1-5', score: '-50' }));
    assert.equal(await epoch(), before + 1);
    await carriedOut(host1, session, await prepared(session, { kind: 'setScore', constraint: 'location-FAKE2-host1-5', score: '5' }));
    await carriedOut(host1, session, await prepared(session, { kind: 'deleteConstraints', constraints: ['location-FAKE2-host1-5'] }));
  });

  it('takes a group apart and makes it again, its members in their order', async () => {
    const { session } = followed();
    await carriedOut(host1, session, await prepared(session, { kind: 'groupResources', group: 'PAIR', resources: ['FAKE5', 'FAKE4'], place: null, meta: { priority: '3' } }));
    const members = () => session.state.last?.resources.find(({ id }) => id === 'PAIR')?.children.map(({ id }) => id);
    assert.deepEqual(members(), ['FAKE5', 'FAKE4']);
    const apart = await prepared(session, { kind: 'ungroup', group: 'PAIR', resources: ['FAKE4', 'FAKE5'] });
    await carriedOut(host1, session, apart);
    assert.equal(members(), undefined);
    const [again] = apart.plan.undo ?? assert.fail();
    await carriedOut(host1, session, await prepared(session, again ?? assert.fail()));
    assert.deepEqual(members(), ['FAKE5', 'FAKE4']);
    await carriedOut(host1, session, await prepared(session, { kind: 'ungroup', group: 'PAIR', resources: ['FAKE4', 'FAKE5'] }));
  });
});
