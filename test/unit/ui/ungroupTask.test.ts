import assert from 'node:assert/strict';
import { ungroupTask } from '../../../src/ui/ungroupTask';
import { resource, snapshot } from '../render/snapshotParts';

const cluster = snapshot({ resources: [resource('alone'), resource('grp', { kind: 'group', children: [resource('a'), resource('b'), resource('c')] }), resource('other', { kind: 'group', children: [resource('d')] })] });

describe('What is taken out of a group', () => {
  for (const [chosen, task] of [
    [['grp'], { kind: 'ungroup', group: 'grp', resources: ['a', 'b', 'c'] }],
    [['c', 'a'], { kind: 'ungroup', group: 'grp', resources: ['c', 'a'] }],
    [['b', 'd'], { kind: 'ungroup', group: 'grp', resources: ['b'] }],
    [['a', 'grp'], { kind: 'ungroup', group: 'grp', resources: ['a', 'b', 'c'] }],
    [['alone'], null],
    [[], null],
  ] as const) {
    it(`${chosen.join(', ')}: ${task === null ? 'nothing' : task.resources.join(', ')}`, () => assert.deepEqual(ungroupTask(cluster, chosen), task));
  }
});
