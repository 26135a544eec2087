import assert from 'node:assert/strict';
import type { Constraint, ResourceSet } from '../../../src/core/snapshot';
import { constraintRows } from '../../../src/render/constraintRows';
import { constrainedResources } from '../../../src/render/constraintText';
import { t } from './plainTranslate';
import { location, snapshot } from './snapshotParts';

const set = (...resources: string[]): ResourceSet => ({ id: `set-${resources.join('-')}`, resources, role: null, action: null, sequential: null, requireAll: null });
const base = { id: 'x', leftover: false, sets: [] };
const colocation = (more: Partial<Extract<Constraint, { kind: 'colocation' }>> = {}): Constraint =>
  ({ ...base, kind: 'colocation', resource: 'A', role: null, with: 'B', withRole: null, score: 'INFINITY', ...more });
const order = (more: Partial<Extract<Constraint, { kind: 'order' }>> = {}): Constraint =>
  ({ ...base, kind: 'order', first: 'A', firstAction: null, then: 'B', thenAction: null, orderKind: null, symmetrical: null, ...more });
const ticket = (more: Partial<Extract<Constraint, { kind: 'ticket' }>> = {}): Constraint =>
  ({ ...base, kind: 'ticket', ticket: 'T', resource: 'A', role: null, lossPolicy: null, ...more });

function only(constraint: Constraint) {
  const row = constraintRows(snapshot({ constraints: [constraint] }), 'c1', t)[0]?.children[0];
  assert.ok(row);
  return row;
}

describe('constraintRows', () => {
  for (const [words, constraint] of [
    ['FAKE1 prefers host1, score INFINITY', location('x')],
    ['FAKE1 avoids host1, score -200', location('x', { score: '-200' })],
    ['FAKE1 (Promoted) prefers host1, score 5', location('x', { role: 'Promoted', score: '5' })],
    ['FAKE1 by rule, 100 if #uname eq host2', location('x', { node: null, score: null, rules: ['100 if #uname eq host2'] })],
    ['resources like vm-.* avoids host1, score -INFINITY, resource-discovery never', location('x', { resource: null, pattern: 'vm-.*', score: '-INFINITY', discovery: 'never' })],
    ['{A, B} prefers host1, score 1', location('x', { resource: null, score: '1', sets: [set('A', 'B')] })],
    ['A with B, score INFINITY', colocation()],
    ['A with B (Promoted), score INFINITY', colocation({ role: 'Started', withRole: 'Promoted' })],
    ['A not with B, score -INFINITY', colocation({ score: '-INFINITY' })],
    ['{A, B} {C} together, score 10', colocation({ resource: null, with: null, score: '10', sets: [set('A', 'B'), set('C')] })],
    ['A then B', order()],
    ['promote A then B, Optional, not symmetrical', order({ firstAction: 'promote', thenAction: 'start', orderKind: 'Optional', symmetrical: false })],
    ['stop A then stop B', order({ firstAction: 'stop' })],
    ['A then stop B', order({ firstAction: 'start', thenAction: 'stop' })],
    ['{A, B} apart, score -INFINITY', colocation({ resource: null, with: null, score: '-INFINITY', sets: [set('A', 'B')] })],
    ['{A} {B (Promoted), C (Promoted)} together, score 10', colocation({ resource: null, with: null, score: '10', sets: [set('A'), { ...set('B', 'C'), role: 'Promoted' }] })],
    ['{promote A} {B} in this order', order({ first: null, then: null, sets: [{ ...set('A'), action: 'promote' }, { ...set('B'), action: 'start' }] })],
    ['{A} {B, C} in this order', order({ first: null, then: null, sets: [set('A'), set('B', 'C')] })],
    ['A needs ticket T, loss-policy fence', ticket({ lossPolicy: 'fence' })],
    ['{A, B} needs ticket T', ticket({ resource: null, sets: [set('A', 'B')] })],
  ] as const) {
    it(`says “${words}”, its id last`, () => {
      const { label, description } = only(constraint);
      assert.equal(`${label}, ${description}`, `${words}, x`);
    });
  }

  it('lists them by kind, with the number of each', () => {
    const rows = constraintRows(snapshot({ constraints: [ticket({ id: 't' }), order({ id: 'o' }), location('l1'), colocation({ id: 'c' }), location('l2')] }), 'c1', t);
    assert.deepEqual(rows.map(({ label, description }) => `${label} ${description}`), ['Location 2', 'Colocation 1', 'Order 1', 'Ticket 1']);
    assert.deepEqual(rows[0]?.children.map(({ description }) => description), ['score INFINITY, l1', 'score INFINITY, l2']);
    assert.deepEqual(constraintRows(snapshot(), 'c1', t), []);
  });

  it('marks what a move or a ban left behind', () => {
    const rows = constraintRows(snapshot({ constraints: [location('cli-prefer-A', { leftover: true }), location('cli-ban-A-on-host1', { leftover: true, score: '-INFINITY' }), location('mine')] }), 'c1', t);
    assert.equal(rows[0]?.description, '3, 2 left over');
    assert.deepEqual(rows[0]?.children.map(({ label, description, icon, flags }) => [label, description, icon.codicon, flags]), [
      ['FAKE1 prefers host1', 'left over from a move, score INFINITY, cli-prefer-A', 'history', ['leftover', 'location', 'resource']],
      ['FAKE1 avoids host1', 'left over from a ban, score -INFINITY, cli-ban-A-on-host1', 'history', ['leftover', 'location', 'resource']],
      ['FAKE1 prefers host1', 'score INFINITY, mine', 'location', ['location', 'resource']],
    ]);
  });

  it('says what a set asks for', () => {
    const odd: ResourceSet = { id: 's', resources: ['A', 'B'], role: 'Promoted', action: 'promote', sequential: false, requireAll: false };
    const lines = only(order({ sets: [odd] })).tooltip.build().lines;
    assert.deepEqual(lines.at(-1), { name: 'Set s', value: 'A, B, role Promoted, action promote, not sequential, any of them is enough' });
  });

  it('knows the resources each names, once', () => {
    assert.deepEqual(constrainedResources(colocation()), ['A', 'B']);
    assert.deepEqual(constrainedResources(order({ then: 'A' })), ['A']);
    assert.deepEqual(constrainedResources(ticket({ resource: null, sets: [set('A', 'B'), set('B', 'C')] })), ['A', 'B', 'C']);
    assert.deepEqual(constrainedResources(location('x', { resource: null, pattern: '.*' })), []);
  });
});
