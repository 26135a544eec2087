import assert from 'node:assert/strict';
import { type Work, workOf } from '../../../src/core/change/work';
import type { Task } from '../../../src/core/change/task';
import { clusterRows } from '../../../src/render/clusterRows';
import type { Row } from '../../../src/render/row';
import { rowDifference } from '../../../src/render/rowDifference';
import { statusText } from '../../../src/render/statusText';
import { type DependentView, dependentViews, viewRows } from '../../../src/render/viewFrame';
import { withWork } from '../../../src/render/workRows';
import type { ClusterState } from '../../../src/session/clusterState';
import { plannedTasks } from '../core/change/plannedTasks';
import { live, shown } from './clusterParts';
import { everyRow } from './drawnRows';
import { t } from './plainTranslate';
import { failedAction, location, node, resource, takenAt } from './snapshotParts';

const state = live({
  nodes: [node('host1'), node('host2')],
  resources: [resource('grp', { kind: 'group', nodes: ['host1'], children: [resource('web', { nodes: ['host1'] }), resource('db', { nodes: ['host1'] })] }), resource('lone', { nodes: ['host2'] })],
  constraints: [location('l1', { resource: 'lone' }), location('l2', { resource: 'lone' })],
  failures: [failedAction('web', 'host1'), failedAction('web', 'host2')],
});
const views = Object.keys(dependentViews) as DependentView[];

const plain = (of: ClusterState = state) => [...views.map((name) => viewRows(name, shown(of), t)), clusterRows([shown(of)], 'c1', takenAt, t)];
const working = (work: Work | null, of: ClusterState = state) => plain(of).map((rows) => withWork(rows, [{ ...shown(of), work }], t));
const named = (views: readonly (readonly Row[])[], label: string) => views.flatMap(everyRow).filter((row) => row.label === label);
const marked = (task: Task) => working(workOf(task, state.last)).flatMap(everyRow).filter(({ description }) => /^[a-z ]+…/.test(description)).map(({ label }) => label);

describe('rows of what a change of this window is being done to', () => {
  it('say what is done before their state, and at the end of the sentence for a screen reader', () => {
    const rows = working(workOf({ kind: 'move', resource: 'lone', node: 'host1' }, state.last));
    const [below, own] = named(rows, 'lone');
    assert.equal(own?.description, 'moving…, Started, on host2');
    assert.equal(own?.accessibleLabel, 'Resource lone: Started, on host2. Now: moving.');
    assert.equal(below?.description, 'moving…, Started');
    assert.deepEqual(named(rows, 'web').map(({ description }) => description), ['Started', 'Started, on host1']);
  });

  it('are those of every kind, and what is inside them', () => {
    assert.deepEqual(marked({ kind: 'disable', resources: ['grp'] }), ['web', 'db', 'grp', 'web', 'db']);
    assert.deepEqual(marked({ kind: 'standby', nodes: ['host1'] }), ['host1']);
    assert.deepEqual(marked({ kind: 'setProperty', name: 'x', value: 'y' }), ['mycluster']);
    assert.equal(marked({ kind: 'deleteConstraints', constraints: ['l1'] }).length, 1);
    assert.deepEqual(marked({ kind: 'cleanup', resource: 'web', node: 'host2' }), ['web', 'web: monitor every 10 s', 'web']);
  });

  it('stay the same rows where nothing is done to them, so that nothing else is drawn anew', () => {
    const rows = plain();
    assert.ok(rows.every((each) => withWork(each, [{ ...shown(state), work: null }], t) === each));
    const [, , before = []] = rows;
    const after = withWork(before, [{ ...shown(state), work: workOf({ kind: 'restart', resource: 'db', node: null }, state.last) }], t);
    assert.equal(after[1], before[1]);
    const changed = everyRow(before).filter(({ label }) => label === 'db').map(({ id }) => id);
    assert.deepEqual(rowDifference(before, after), { root: false, changed });
    assert.deepEqual(rowDifference(after, before), { root: false, changed });
  });

  it('say nothing of it of another cluster, nor of one that is not known as it is now', () => {
    const work = workOf({ kind: 'disable', resources: ['lone'] }, state.last);
    const { last } = state;
    for (const old of [
      { kind: 'stale', last, fault: { code: 'link-lost', host: 'host1', reason: '' }, since: 0, retryAt: null }, { kind: 'disconnected', last, fault: null }, { kind: 'connecting', last, host: 'host1' },
    ] as const satisfies readonly ClusterState[]) assert.deepEqual(working(work, old).flatMap(everyRow).map(({ description }) => description), plain(old).flatMap(everyRow).map(({ description }) => description));
    assert.ok(plain().every((rows) => withWork(rows, [{ ...shown(state, { id: 'c2' }), work }], t) === rows));
  });

  it('are no part of a status that is copied', () => {
    const work = workOf({ kind: 'disable', resources: ['lone'] }, state.last);
    assert.equal(statusText({ ...shown(state), work }, takenAt, t), statusText(shown(state), takenAt, t));
  });

  it('have words for whatever is done', () => {
    for (const [, task] of Object.values(plannedTasks).flat()) {
      const work: Work = { ...workOf(task, state.last), cluster: true };
      const [row] = withWork(clusterRows([shown(state)], 'c1', takenAt, t), [{ ...shown(state), work }], t);
      assert.match(row?.accessibleLabel ?? '', /\. Now: [a-z ]+\.$/);
    }
  });
});
