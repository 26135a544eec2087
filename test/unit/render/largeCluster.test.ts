import assert from 'node:assert/strict';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import { rowDifference } from '../../../src/render/rowDifference';
import { dependentViews } from '../../../src/render/viewFrame';
import { everyRow } from './drawnRows';
import { t } from './plainTranslate';
import { node, resource, snapshot } from './snapshotParts';

const hosts = Array.from({ length: 32 }, (_, index) => `host${index + 1}`);

/** 32 nodes and 3,200 resources in groups of ten; one of them may be stopped. */
function large(stopped: string | null): ClusterSnapshot {
  const groups = Array.from({ length: 320 }, (_, group) => {
    const host = hosts[group % hosts.length] ?? '';
    const children = Array.from({ length: 10 }, (__, index) => {
      const id = `r${group}-${index}`;
      const operations = ['monitor', 'start', 'stop'].map((name) => ({ id: `${id}-${name}`, name, interval: '10s', timeout: '20s', role: null, onFail: null, enabled: true }));
      return resource(id, {
        nodes: id === stopped ? [] : [host],
        config: { description: null, template: null, parameters: { ip: `10.0.${group}.${index}`, nic: 'eth0' }, meta: { priority: '1' }, utilization: {}, operations },
      });
    });
    return resource(`g${group}`, { kind: 'group', agent: null, children });
  });
  return snapshot({ nodes: hosts.map((name) => node(name)), resources: groups });
}

describe('a cluster of 32 nodes and 3,200 resources', () => {
  const before = dependentViews.resources(large(null), 'c1', t);

  it('redraws one resource that stopped, and its group', () => {
    const after = dependentViews.resources(large('r7-3'), 'c1', t);
    assert.equal(everyRow(after).length, 3520);
    assert.deepEqual(rowDifference(before, after), { root: false, changed: ['resources/g7', 'resources/g7/r7-3'] });
  });

  it('redraws, below the nodes, only the node that lost it', () => {
    const { root, changed } = rowDifference(dependentViews.nodes(large(null), 'c1', t), dependentViews.nodes(large('r7-3'), 'c1', t));
    assert.deepEqual({ root, changed }, { root: false, changed: ['nodes/host8'] });
  });
});
