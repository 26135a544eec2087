import assert from 'node:assert/strict';
import type { Task } from '../../../../src/core/change/task';
import { planChange } from '../../../../src/core/change/planChange';
import { type ConfiguredValue, valuesBefore } from '../../../../src/core/change/valueBefore';
import { Secret } from '../../../../src/core/secret';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { valueText } from '../../../../src/render/valueText';
import { t } from '../../render/plainTranslate';
import { stage } from '../fixtures';
import { dialect } from './recordedDialects';

const cluster = stage('bookworm/10-guest-online-5-dummies');

/** What a plan finds of what it sets, on this cluster. */
function before(task: Task, snapshot: ClusterSnapshot = cluster): readonly ConfiguredValue[] {
  const plan = planChange(task, dialect('0.11.5'), snapshot);
  assert.ok(plan.ok, JSON.stringify(plan));
  return valuesBefore(plan.value.expects, snapshot);
}

const withParameters = (parameters: Readonly<Record<string, string>>): ClusterSnapshot => ({
  ...cluster,
  resources: cluster.resources.map((resource) => (resource.id === 'FAKE1' && resource.config !== null ? { ...resource, config: { ...resource.config, parameters } } : resource)),
});

describe('What a change gives other values to', () => {
  const update: Task = { kind: 'updateResource', resource: 'FAKE1', parameters: { fake: 'x', passwd: new Secret('s3cret', 'passwd of FAKE1') }, meta: { priority: '3' }, operations: null };

  it('is known with the values that it has, also where nothing would take the change back', () => {
    assert.deepEqual(before(update), [
      { kind: 'setting', resource: 'FAKE1', of: 'parameters', name: 'fake', value: null },
      { kind: 'setting', resource: 'FAKE1', of: 'meta', name: 'priority', value: null },
    ]);
    assert.deepEqual(before(update, withParameters({ fake: 'y' }))[0], { kind: 'setting', resource: 'FAKE1', of: 'parameters', name: 'fake', value: 'y' });
    assert.deepEqual(before(update, withParameters({ other: 'y' })), before(update));
  });

  it('is known of words of a resource, of nodes, defaults, properties and scores', () => {
    const of = (task: Task) => before(task).map((value) => valueText(value, t));
    assert.deepEqual(of({ kind: 'setMeta', resources: ['FAKE1', 'FAKE2'], name: 'priority', value: '3' }), ['priority of FAKE1 is not set', 'priority of FAKE2 is not set']);
    assert.deepEqual(of({ kind: 'setUtilization', resources: ['FAKE1'], name: 'cpu', value: '2' }), ['cpu of FAKE1 is not set']);
    assert.deepEqual(of({ kind: 'setNodeAttribute', node: 'host1', name: 'rack', value: 'b' }), ['rack of host1 is not set']);
    assert.deepEqual(of({ kind: 'setNodeUtilization', node: 'host1', name: 'cpu', value: '2' }), ['cpu of host1 is not set']);
    assert.deepEqual(of({ kind: 'setDefault', of: 'resource', name: 'migration-threshold', value: '3' }), ['migration-threshold is not set']);
    assert.deepEqual(of({ kind: 'setProperty', name: 'stonith-enabled', value: 'true' }), ['stonith-enabled is false']);
    assert.deepEqual(of({ kind: 'setScore', constraint: 'location-FAKE3-guest1-INFINITY', score: '100' }), ['the score of location-FAKE3-guest1-INFINITY is INFINITY']);
  });

  it('is nothing of what the cluster merely does', () => {
    assert.deepEqual(before({ kind: 'disable', resources: ['FAKE1'] }), []);
  });
});
