import assert from 'node:assert/strict';
import { workOf } from '../../../../src/core/change/work';
import { taskText } from '../../../../src/render/taskText';
import { goldenText } from '../../render/goldenText';
import { t } from '../../render/plainTranslate';
import { resource, snapshot } from '../../render/snapshotParts';
import { clusters } from './plannedClusters';
import { plannedTasks } from './plannedTasks';

describe('What a change does while it runs', () => {
  it('is told of every task, with what it is done to', () => {
    const lines = Object.values(plannedTasks).flat().map(([cluster, task]) => {
      const { verb, resources, nodes, constraints, cluster: whole, failures } = workOf(task, clusters[cluster]());
      const on = [...resources, ...[...nodes].map((node) => `node ${node}`), ...[...constraints].map((id) => `constraint ${id}`), ...(whole ? ['the cluster'] : []), ...(failures ? [`failures on ${failures.node ?? 'any node'}`] : [])];
      return `${taskText(task, t)}: ${verb} ${on.join(', ')}\n`;
    });
    goldenText('work', lines.join(''), 'core/change');
  });

  it('is done to all that is in a resource, by the ids of the configuration', () => {
    const instance = (number: number) => resource(`grp:${number}`, { kind: 'group', children: [resource(`a:${number}`), resource(`b:${number}`)] });
    const last = snapshot({ resources: [resource('grp-clone', { kind: 'clone', children: [instance(0), instance(1)] }), resource('other')] });
    assert.deepEqual([...workOf({ kind: 'disable', resources: ['grp-clone'] }, last).resources].sort(), ['a', 'b', 'grp', 'grp-clone']);
    assert.deepEqual([...workOf({ kind: 'move', resource: 'a:1', node: 'host2' }, last).resources], ['a']);
    assert.deepEqual([...workOf({ kind: 'move', resource: 'a:1', node: 'host2' }, last).nodes], []);
  });
});
