import assert from 'node:assert/strict';
import { command } from '../../../src/actions/ids';
import { actionOf } from '../../../src/actions/table';
import type { Row } from '../../../src/render/row';
import { commandTarget } from '../../../src/ui/commandTarget';
import { rowDrop } from '../../../src/ui/rowDrop';
import { row } from './row';

const resource = (id: string, flags: Row['flags'] = ['placed', 'primitive'], cluster = 'lab') => row(id, { subject: { kind: 'resource', cluster, resource: id }, flags });
const host1 = row('host1', { subject: { kind: 'node', cluster: 'lab', node: 'host1' }, flags: ['clusterNode', 'online'] });
const web = resource('web');

describe('Rows that are dropped on another', () => {
  it('place one resource on a node, whatever it consists of', () => {
    for (const dragged of [web, resource('grp', ['group']), resource('ping-clone', ['clone'])]) {
      const drop = rowDrop([dragged], host1);
      assert.deepEqual(drop, { kind: 'place', subjects: [dragged.subject, host1.subject] });
      assert.ok(drop.kind === 'place');
      assert.deepEqual(commandTarget(actionOf(command.placeResource), [{ subjects: drop.subjects }], [], 'other'), { kind: 'known', subjects: drop.subjects });
    }
  });

  it('do nothing else, and say why', () => {
    assert.deepEqual(rowDrop([web, resource('db')], host1), { kind: 'several', label: 'web' });
    for (const flags of [['instance', 'primitive'], ['fencing', 'primitive'], ['implicit', 'primitive'], ['orphaned', 'primitive'], ['replica']] as const) assert.deepEqual(rowDrop([resource('x', flags)], host1), { kind: 'no-resource', label: 'x' });
    assert.deepEqual(rowDrop([host1], host1), { kind: 'no-resource', label: 'host1' });
    assert.deepEqual(rowDrop([web], undefined), { kind: 'no-node', label: '' });
    assert.deepEqual(rowDrop([web], resource('db')), { kind: 'no-node', label: 'db' });
    assert.deepEqual(rowDrop([web], row('web-0', { subject: { kind: 'node', cluster: 'lab', node: 'web-0' }, flags: ['bundleNode'] })), { kind: 'no-node', label: 'web-0' });
    assert.deepEqual(rowDrop([resource('web', [], 'production')], host1), { kind: 'other-cluster', label: 'web' });
  });
});
