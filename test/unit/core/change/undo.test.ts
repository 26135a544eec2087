import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planChange } from '../../../../src/core/change/planChange';
import type { Plan } from '../../../../src/core/change/plan';
import type { Task } from '../../../../src/core/change/task';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { valueOf } from '../fixtures';
import { applied } from './appliedTask';
import { type ClusterName, clusters } from './plannedClusters';
import { plannedTasks } from './plannedTasks';
import { dialect, dialects } from './recordedDialects';

const names: readonly ClusterName[] = ['mixed', 'after-kill', 'guest-disabled', 'standby', 'unmanaged', 'clones'];

/** The id of the constraint that a plan makes. */
function newId({ expects }: Plan): string | null {
  return expects.map((expectation) => (expectation.kind === 'configured' && expectation.is ? expectation.id : null)).find((id) => id !== null) ?? null;
}

/** Tasks of kinds that can be carried out on a snapshot, of what a cluster has. */
function tasksFor(snapshot: ClusterSnapshot): fc.Arbitrary<Task> {
  const primitives = [...snapshot.resources, ...snapshot.fencing].filter(({ kind, implicit }) => kind === 'primitive' && !implicit).map(({ id }) => id);
  const nodes = snapshot.nodes.map(({ name }) => name);
  const some = (of: readonly string[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });
  const score = fc.constantFrom('INFINITY', '-INFINITY', '0', '100', '-7');
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('disable', 'enable', 'manage', 'unmanage'), resources: some(primitives) }),
    fc.record({ kind: fc.constantFrom('standby', 'unstandby', 'startMaintenance', 'endMaintenance'), nodes: some(nodes) }),
    fc.record({ kind: fc.constant('setProperty'), name: fc.constantFrom('stonith-enabled', 'maintenance-mode', 'no-quorum-policy'), value: fc.constantFrom('true', 'false', 'stop', null) }),
    fc.record({ kind: fc.constant('addLocation'), resource: fc.constantFrom(...primitives), node: fc.constantFrom(...nodes), score }),
    fc.record({ kind: fc.constant('addColocation'), resource: fc.constantFrom(...primitives), withResource: fc.constantFrom(...primitives), score }),
    fc.record({ kind: fc.constant('addOrder'), first: fc.constantFrom(...primitives), then: fc.constantFrom(...primitives) }),
    fc.record({ kind: fc.constant('ban'), resource: fc.constantFrom(...primitives), node: fc.constantFrom(...nodes) }),
    ...(snapshot.constraints.length > 0 ? [fc.record({ kind: fc.constant('deleteConstraints'), constraints: some(snapshot.constraints.map(({ id }) => id)) })] : []),
  );
}

describe('What takes a change back', () => {
  for (const name of names) {
    const snapshot = clusters[name]();

    it(`leads to what was before, and is itself taken back by the change: ${name}`, () => {
      let undone = 0;
      fc.assert(fc.property(tasksFor(snapshot), fc.constantFrom(...dialects), (task, host) => {
        const planned = planChange(task, host, snapshot);
        if (!planned.ok || planned.value.undo === null) return;
        const plan = planned.value;
        const after = applied(task, snapshot, newId(plan));
        let back = after;
        for (const undo of plan.undo ?? []) {
          const again = valueOf(planChange(undo, host, back));
          assert.notEqual(again.undo, null, `${JSON.stringify(undo)} takes something back`);
          back = applied(undo, back, newId(again));
        }
        assert.equal(relevant(back), relevant(snapshot));
        const [undo, ...others] = plan.undo ?? [];
        if (undo && others.length === 0 && changesAll(task, snapshot)) {
          const redo = valueOf(planChange(undo, host, after)).undo ?? [];
          let forth = back;
          for (const each of redo) forth = applied(each, forth, newId(valueOf(planChange(each, host, forth))));
          assert.equal(relevant(forth), relevant(after));
          if (task.kind !== 'deleteConstraints') assert.equal(canonical(redo), canonical([task]));
          undone++;
        }
      }), { numRuns: 80 });
      assert.ok(undone > 10, `only ${undone} changes were taken back`);
    });
  }

  it('is nothing where nothing was changed, or nothing can', () => {
    const mixed = clusters.mixed();
    const host = dialect('0.11.5');
    const nothing: readonly Task[] = [
      { kind: 'enable', resources: ['vm-web'] }, { kind: 'disable', resources: ['db_group'] }, { kind: 'manage', resources: ['vm-web'] }, { kind: 'unstandby', nodes: ['alpha'] },
      { kind: 'setProperty', name: 'stonith-enabled', value: 'true' }, { kind: 'addLocation', resource: 'vm-web', node: 'alpha', score: '100' }, { kind: 'clear', resource: 'vm-web', node: null },
      { kind: 'deleteResources', resources: ['vm-plain'] }, { kind: 'cleanup', resource: null, node: null }, { kind: 'refresh', resource: 'vm-web', node: null },
      { kind: 'restart', resource: 'vm-web', node: null }, { kind: 'move', resource: 'vm-web', node: 'alpha' },
    ];
    for (const task of nothing) assert.equal(valueOf(planChange(task, host, mixed)).undo, null, JSON.stringify(task));
  });

  it('names only what the change has changed', () => {
    const plan = (task: Task, cluster: ClusterName) => valueOf(planChange(task, dialect('0.11.5'), clusters[cluster]())).undo;
    assert.deepEqual(plan({ kind: 'disable', resources: ['db_group', 'vm-web'] }, 'mixed'), [{ kind: 'enable', resources: ['vm-web'] }]);
    assert.deepEqual(plan({ kind: 'standby', nodes: ['host1', 'host2'] }, 'standby'), [{ kind: 'unstandby', nodes: ['host1'] }]);
    assert.deepEqual(plan({ kind: 'manage', resources: ['FAKE1', 'FAKE4'] }, 'unmanaged'), [{ kind: 'unmanage', resources: ['FAKE4'] }]);
  });

  it('is said of every planned task, and is a task that can be planned', () => {
    for (const [cluster, task] of Object.values(plannedTasks).flat()) {
      for (const host of dialects) {
        const plan = planChange(task, host, clusters[cluster]());
        if (plan.ok) assert.ok(plan.value.undo === null || plan.value.undo.length > 0, JSON.stringify(task));
      }
    }
  });
});

/** Whether a task changes all that it names, as undoing its undoing does. */
function changesAll(task: Task, snapshot: ClusterSnapshot): boolean {
  if ('resources' in task) {
    const { undo } = valueOf(planChange(task, dialect('0.11.5'), snapshot));
    const [first] = undo ?? [];
    return first !== undefined && 'resources' in first && first.resources.length === task.resources.length;
  }
  if ('nodes' in task) return (task.nodes ?? []).every((name) => snapshot.nodes.some((node) => node.name === name && node[/standby/.test(task.kind) ? 'standby' : 'maintenance'] === (task.kind === 'unstandby' || task.kind === 'endMaintenance')));
  return true;
}

/** What tasks change of a snapshot; ids of constraints may become those that pcs gives. */
function relevant({ resources, fencing, nodes, properties, constraints }: ClusterSnapshot): string {
  const said = constraints.map((constraint) => canonical({ ...constraint, id: constraint.leftover ? constraint.id : '', ...(constraint.kind === 'order' ? { firstAction: 'start', thenAction: 'start' } : {}) })).sort();
  return canonical({ resources, fencing, nodes, properties, constraints: said });
}

/** A value as text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (each !== null && typeof each === 'object' && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each), 1);
}
