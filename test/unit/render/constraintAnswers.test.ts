import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { planChange } from '../../../src/core/change/planChange';
import { colocationOf, locationOf, orderOf } from '../../../src/render/constraintAnswers';
import { orderActions, orderKinds, orderWays } from '../../../src/render/orderChoices';
import { clusters } from '../core/change/plannedClusters';
import { dialects } from '../core/change/recordedDialects';
import { t } from './plainTranslate';

describe('What is answered about a constraint', () => {
  it('is the simple task where nothing else was wanted', () => {
    assert.deepEqual(locationOf('db', { node: 'host1', score: '5', role: null }), { kind: 'addLocation', resource: 'db', node: 'host1', score: '5' });
    assert.deepEqual(colocationOf('web', { withResource: 'db', score: '5', roles: [{}, {}] }), { kind: 'addColocation', resource: 'web', withResource: 'db', score: '5' });
    assert.deepEqual(orderOf({ first: 'db', then: 'web', firstAction: 'start', thenAction: 'start', kind: '', symmetrical: true }), { kind: 'addOrder', first: 'db', then: 'web' });
  });

  it('has the roles of either resource, and a place for some instances is a rule', () => {
    assert.deepEqual(colocationOf('web', { withResource: 'db', score: '5', roles: [{}, { role: 'Promoted' }] }), { kind: 'addColocation', resource: 'web', withResource: 'db', score: '5', withRole: 'Promoted' });
    assert.deepEqual(colocationOf('db', { withResource: 'web', score: '5', roles: [{ role: 'Unpromoted' }, {}] }), { kind: 'addColocation', resource: 'db', withResource: 'web', score: '5', role: 'Unpromoted' });
    assert.deepEqual(locationOf('db', { node: 'host1', score: '5', role: 'Promoted' }), { kind: 'addRule', resource: 'db', rule: '#uname eq host1', score: '5', role: 'Promoted' });
  });

  it('is an order that every pcs can be told, whatever is chosen, and of which no two are alike', () => {
    const tasks = orderActions('state-clone', true, t).flatMap(({ value: firstAction }) => orderActions('vm-web', false, t).flatMap(({ value: thenAction }) => orderKinds(t).flatMap(({ value: kind }) =>
      orderWays(t).map(({ value: symmetrical }) => orderOf({ first: 'state-clone', then: 'vm-web', firstAction, thenAction, kind, symmetrical })))));
    assert.equal(tasks.length, 4 * 2 * 3 * 2);
    for (const dialect of dialects) {
      const lines = tasks.map((task) => {
        const plan = planChange(task, dialect, clusters.mixed());
        return plan.ok ? plan.value.commands : assert.fail(JSON.stringify(plan.fault));
      });
      assert.ok(lines.every((line, index) => lines.findIndex((each) => isDeepStrictEqual(each, line)) === index), dialect.pcs);
    }
  });

  it('offers promoting and demoting only of what is promotable', () => {
    assert.deepEqual(orderActions('web', false, t).map(({ value }) => value), ['start', 'stop']);
    assert.deepEqual(orderActions('db', true, t).map(({ value }) => value), ['start', 'promote', 'stop', 'demote']);
  });
});
