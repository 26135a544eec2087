import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { isReached } from '../../../src/core/change/isReached';
import { planChange } from '../../../src/core/change/planChange';
import type { Task } from '../../../src/core/change/task';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { CibCopies, meaning, unordered } from './cibCopies';

const stage = 'bookworm/50-clone-promotable-group';

/** What is done to the configuration of that stage, and whether it can be taken back. */
const tasks: readonly (readonly [task: Task, taken: 'taken back' | 'for good'])[] = [
  [{ kind: 'groupResources', group: 'NEW', resources: ['FAKE3', 'FAKE4'], place: null, meta: {} }, 'taken back'],
  [{ kind: 'groupResources', group: 'NEW', resources: ['FAKE3', 'G1'], place: null, meta: { priority: '5' } }, 'for good'],
  [{ kind: 'groupResources', group: 'GRP1', resources: ['FAKE3'], place: { kind: 'before', member: 'G2' }, meta: {} }, 'taken back'],
  [{ kind: 'groupResources', group: 'GRP1', resources: ['G1'], place: { kind: 'after', member: 'G2' }, meta: {} }, 'taken back'],
  [{ kind: 'ungroup', group: 'GRP1', resources: ['G1'] }, 'taken back'],
  [{ kind: 'ungroup', group: 'GRP1', resources: ['G1', 'G2'] }, 'taken back'],
  [{ kind: 'clone', resource: 'GRP1', clone: 'many', promotable: false, meta: { interleave: 'true', 'clone-max': '2' } }, 'taken back'],
  [{ kind: 'clone', resource: 'FAKE3', clone: null, promotable: false, meta: {} }, 'for good'],
  [{ kind: 'unclone', resource: 'PING-clone' }, 'taken back'],
  [{ kind: 'unclone', resource: 'STATEFUL' }, 'taken back'],
  [{ kind: 'createBundle', bundle: 'web', container: 'podman', options: { image: 'localhost/web:2', replicas: '2' }, network: { 'ip-range-start': '10.0.0.5' } }, 'taken back'],
  [{ kind: 'createBundle', bundle: 'web', container: 'docker', options: { image: 'web' }, network: { 'control-port': '3121' } }, 'taken back'],
  [{ kind: 'setMeta', resources: ['FAKE1', 'GRP1', 'PING-clone'], name: 'priority', value: '5' }, 'taken back'],
  [{ kind: 'setMeta', resources: ['FAKE1'], name: 'description', value: 'a="b" <&> \'c\'' }, 'taken back'],
  [{ kind: 'setMeta', resources: ['STATEFUL-clone'], name: 'promotable', value: null }, 'taken back'],
  [{ kind: 'setUtilization', resources: ['FAKE1', 'FAKE2'], name: 'cpu', value: '2' }, 'taken back'],
  [{ kind: 'setUtilization', resources: ['FAKE1'], name: 'cpu', value: null }, 'taken back'],
  [{ kind: 'setDefault', of: 'resource', name: 'resource-stickiness', value: '100' }, 'taken back'],
  [{ kind: 'setDefault', of: 'operation', name: 'timeout', value: '60s' }, 'taken back'],
  [{ kind: 'setScore', constraint: 'location-FAKE4-guest1--200', score: 'INFINITY' }, 'taken back'],
  [{ kind: 'setScore', constraint: 'colocation-FAKE1-FAKE2-INFINITY', score: '-5' }, 'taken back'],
  [{ kind: 'setScore', constraint: 'location-FAKE5', score: '-INFINITY' }, 'taken back'],
  [{ kind: 'addTicket', ticket: 'site-a', resource: 'FAKE1', role: null, lossPolicy: null }, 'taken back'],
  [{ kind: 'addTicket', ticket: 'site-a', resource: 'STATEFUL-clone', role: 'Promoted', lossPolicy: 'demote' }, 'taken back'],
  [{ kind: 'addSets', of: 'order', sets: [{ resources: ['FAKE3', 'FAKE4'], options: { sequential: 'false', 'require-all': 'false' } }, { resources: ['FAKE5'], options: { action: 'start' } }], options: { kind: 'Optional', symmetrical: 'false' } }, 'taken back'],
  [{ kind: 'addSets', of: 'colocation', sets: [{ resources: ['STATEFUL-clone'], options: { role: 'Promoted' } }, { resources: ['FAKE3', 'GRP1'], options: {} }], options: { score: '-INFINITY' } }, 'taken back'],
  [{ kind: 'addSets', of: 'ticket', sets: [{ resources: ['FAKE3', 'FAKE4'], options: {} }], options: { ticket: 'site-a', 'loss-policy': 'stop' } }, 'taken back'],
  [{ kind: 'addSets', of: 'order', sets: [{ resources: ['STATEFUL-clone'], options: { action: 'promote' } }, { resources: ['FAKE3'], options: {} }], options: {} }, 'taken back'],
  [{ kind: 'addSets', of: 'ticket', sets: [{ resources: ['STATEFUL-clone'], options: { role: 'Unpromoted' } }], options: { ticket: 'site-a' } }, 'taken back'],
  [{ kind: 'addColocation', resource: 'FAKE3', withResource: 'STATEFUL-clone', score: '-50', withRole: 'Promoted' }, 'taken back'],
  [{ kind: 'addColocation', resource: 'STATEFUL-clone', withResource: 'FAKE3', score: 'INFINITY', role: 'Unpromoted' }, 'taken back'],
  [{ kind: 'addOrder', first: 'STATEFUL-clone', then: 'FAKE3', firstAction: 'promote', orderKind: 'Optional' }, 'taken back'],
  [{ kind: 'addOrder', first: 'FAKE3', then: 'STATEFUL-clone', firstAction: 'stop', thenAction: 'demote', symmetrical: false }, 'taken back'],
  [{ kind: 'addOrder', first: 'FAKE3', then: 'FAKE4', orderKind: 'Serialize' }, 'taken back'],
  [{ kind: 'addRule', resource: 'STATEFUL-clone', rule: 'defined rack', score: '5', role: 'Unpromoted' }, 'taken back'],
  [{ kind: 'addRule', resource: 'FAKE3', rule: '#uname eq host1', score: 'INFINITY', role: null }, 'taken back'],
  [{ kind: 'addRule', resource: 'FAKE5', rule: 'not_defined rack or rack ne r1', score: '-INFINITY', role: null }, 'taken back'],
  [{ kind: 'addRule', resource: 'STATEFUL-clone', rule: '(rack eq r1 or rack eq r2) and date in_range 2027-01-01 to 2027-02-01', score: '50', role: 'Promoted' }, 'taken back'],
  [{ kind: 'addRule', resource: 'FAKE3', rule: '(rack eq "r1" or site ne "north hall")', score: '5', role: null }, 'taken back'],
];

describe('The real pcs does what shapes resources and constraints, and takes it back', () => {
  // A status that knows none of the resources: what is configured decides.
  const status = fixture('bookworm/01-empty-cluster/crm_mon-xml.out');
  const original = fixture(`${stage}/cibadmin-Q.out`);
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  /** Carries a task out on a copy, by its own commands. */
  async function done(task: Task, cib: string): Promise<{ readonly cib: string; readonly undo: readonly Task[] | null }> {
    const { commands, preview, expects, undo } = valueOf(planChange(task, copies.dialect, snapshotOf({ status, cib })));
    assert.ok(preview.kind === 'edit');
    const changed = await copies.edit(cib, 'done.xml', commands);
    if (!isDeepStrictEqual(commands, preview.steps)) assert.equal(meaning(await copies.edit(cib, 'previewed.xml', preview.steps)), meaning(changed));
    assert.notEqual(meaning(changed), meaning(cib), 'something is changed');
    assert.ok(!expects.every((expectation) => isReached(expectation, snapshotOf({ status, cib }))), 'it is expected of nothing that was so before');
    for (const expectation of expects) assert.ok(isReached(expectation, snapshotOf({ status, cib: changed })), JSON.stringify(expectation));
    return { cib: changed, undo };
  }

  for (const [task, taken] of tasks) {
    it(JSON.stringify(task), async () => {
      const { cib, undo } = await done(task, original);
      assert.equal(undo === null ? 'for good' : 'taken back', taken);
      let back = cib;
      for (const each of undo ?? []) back = (await done(each, back)).cib;
      if (undo !== null) assert.equal(unordered(back), unordered(original));
    }).timeout(60_000);
  }

  it('and puts the values of a rule that stand in double quotes into it without them', async () => {
    const { cib } = await done({ kind: 'addRule', resource: 'FAKE3', rule: 'rack eq "r1" or site ne "north hall"', score: '5', role: null }, original);
    const constraint = /<rsc_location id="location-FAKE3"[^]*?<\/rsc_location>/.exec(cib)?.[0] ?? assert.fail(cib);
    assert.deepEqual([...constraint.matchAll(/ value="([^"]*)"/g)].map(([, value]) => value), ['r1', 'north hall']);
  }).timeout(60_000);
});
