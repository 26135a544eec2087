import assert from 'node:assert/strict';
import { actions } from '../../../src/actions/table';
import { changeCommand, shapeCommand } from '../../../src/actions/ids';
import type { Subject } from '../../../src/render/row';
import { changeTask, type PlainChangeId, resourcesOf } from '../../../src/ui/changeTask';
import { location, node, resource, snapshot } from '../render/snapshotParts';

const cluster = snapshot({
  nodes: [node('host1'), node('host2'), node('guest1', { kind: 'guest' })],
  resources: [
    resource('FAKE1'), resource('FAKE2'),
    resource('ping-clone', { kind: 'clone', children: [resource('ping:0'), resource('ping:1')] }),
    resource('grp', { kind: 'group', children: [resource('ip')] }),
  ],
  constraints: [location('cli-ban-FAKE2-on-host1', { leftover: true, resource: 'FAKE2' })],
});
const of = (name: string): Subject => ({ kind: 'resource', cluster: 'c1', resource: name });
const nodeOf = (name: string): Subject => ({ kind: 'node', cluster: 'c1', node: name });
const constraintOf = (id: string): Subject => ({ kind: 'constraint', cluster: 'c1', constraint: id });
const theCluster: Subject = { kind: 'cluster', cluster: 'c1' };
const failed: Subject = { kind: 'failedAction', cluster: 'c1', resource: 'FAKE1', task: 'monitor', interval: 10_000, node: 'host1' };

describe('the task of a command', () => {
  for (const [id, subjects, task] of [
    [changeCommand.disableResource, [of('FAKE1'), of('FAKE2')], { kind: 'disable', resources: ['FAKE1', 'FAKE2'] }],
    [changeCommand.enableResource, [of('FAKE1')], { kind: 'enable', resources: ['FAKE1'] }],
    [changeCommand.manageResource, [of('FAKE1')], { kind: 'manage', resources: ['FAKE1'] }],
    [changeCommand.unmanageResource, [of('FAKE1')], { kind: 'unmanage', resources: ['FAKE1'] }],
    [changeCommand.deleteResource, [of('FAKE1'), of('ip')], { kind: 'deleteResources', resources: ['FAKE1', 'ip'] }],
    [changeCommand.clearResource, [of('FAKE1')], { kind: 'clear', resource: 'FAKE1', node: null }],
    [changeCommand.clearResource, [constraintOf('cli-ban-FAKE2-on-host1')], { kind: 'clear', resource: 'FAKE2', node: null }],
    [changeCommand.cleanUpResource, [of('FAKE1')], { kind: 'cleanup', resource: 'FAKE1', node: null }],
    [changeCommand.refreshResource, [of('ping:1')], { kind: 'refresh', resource: 'ping:1', node: null }],
    [changeCommand.cleanUpFailedAction, [failed], { kind: 'cleanup', resource: 'FAKE1', node: 'host1' }],
    [changeCommand.cleanUpCluster, [theCluster], { kind: 'cleanup', resource: null, node: null }],
    [changeCommand.refreshCluster, [theCluster], { kind: 'refresh', resource: null, node: null }],
    [changeCommand.cleanUpNode, [nodeOf('a')], { kind: 'cleanup', resource: null, node: 'a' }],
    [changeCommand.refreshNode, [nodeOf('a')], { kind: 'refresh', resource: null, node: 'a' }],
    [changeCommand.standbyNode, [nodeOf('a'), nodeOf('b')], { kind: 'standby', nodes: ['a', 'b'] }],
    [changeCommand.unstandbyNode, [nodeOf('a')], { kind: 'unstandby', nodes: ['a'] }],
    [changeCommand.startNodeMaintenance, [nodeOf('a')], { kind: 'startMaintenance', nodes: ['a'] }],
    [changeCommand.endNodeMaintenance, [nodeOf('a')], { kind: 'endMaintenance', nodes: ['a'] }],
    [changeCommand.startMaintenance, [theCluster], { kind: 'setProperty', name: 'maintenance-mode', value: 'true' }],
    [changeCommand.endMaintenance, [theCluster], { kind: 'setProperty', name: 'maintenance-mode', value: 'false' }],
    [changeCommand.bringBackNode, [nodeOf('a')], { kind: 'bringBack', node: 'a' }],
    [changeCommand.startNode, [nodeOf('a'), nodeOf('b')], { kind: 'startCluster', nodes: ['a', 'b'] }],
    [changeCommand.stopNode, [nodeOf('a')], { kind: 'stopCluster', nodes: ['a'] }],
    [changeCommand.enableNode, [nodeOf('a')], { kind: 'enableCluster', nodes: ['a'] }],
    [changeCommand.disableNode, [nodeOf('a')], { kind: 'disableCluster', nodes: ['a'] }],
    [changeCommand.removeNode, [nodeOf('a')], { kind: 'removeNode', node: 'a' }],
    [changeCommand.clearNode, [nodeOf('a')], { kind: 'clearNode', node: 'a' }],
    [changeCommand.fenceNode, [nodeOf('a')], { kind: 'fence', node: 'a' }],
    [changeCommand.confirmFenced, [nodeOf('a')], { kind: 'confirmFenced', node: 'a' }],
    [changeCommand.forgetFencing, [nodeOf('a')], { kind: 'forgetFencing', node: 'a' }],
    [changeCommand.forgetFencing, [{ kind: 'heading', cluster: 'c1', heading: 'fencing' }], { kind: 'forgetFencing', node: null }],
    [changeCommand.startCluster, [theCluster], { kind: 'startCluster', nodes: null }],
    [changeCommand.stopCluster, [theCluster], { kind: 'stopCluster', nodes: null }],
    [changeCommand.enableCluster, [theCluster], { kind: 'enableCluster', nodes: null }],
    [changeCommand.disableCluster, [theCluster], { kind: 'disableCluster', nodes: null }],
    [changeCommand.destroyCluster, [theCluster], { kind: 'destroyCluster' }],
    [changeCommand.standbyAll, [theCluster], { kind: 'standby', nodes: ['host1', 'host2'] }],
    [changeCommand.unstandbyAll, [theCluster], { kind: 'unstandby', nodes: ['host1', 'host2'] }],
    [changeCommand.deleteConstraint, [constraintOf('a'), constraintOf('b')], { kind: 'deleteConstraints', constraints: ['a', 'b'] }],
  ] as const satisfies readonly (readonly [PlainChangeId, readonly Subject[], object])[]) {
    it(`${id} is ${JSON.stringify(task)}`, () => assert.deepEqual(changeTask(id, subjects, cluster), task));
  }

  it('is none where the rows are none that it can be done to', () => {
    const aboutNothing = new Set<string>([changeCommand.cleanUpCluster, changeCommand.refreshCluster, changeCommand.startMaintenance, changeCommand.endMaintenance, changeCommand.forgetFencing, changeCommand.startCluster, changeCommand.stopCluster, changeCommand.enableCluster, changeCommand.disableCluster, changeCommand.destroyCluster, changeCommand.standbyAll, changeCommand.unstandbyAll]);
    const asking = new Set<string>([...Object.values(shapeCommand), changeCommand.restartResource, changeCommand.moveResource, changeCommand.banResource, changeCommand.setProperty, changeCommand.addLocation, changeCommand.addColocation, changeCommand.addOrder, changeCommand.undoChange, changeCommand.showChanges, changeCommand.createResource, changeCommand.createFenceDevice, changeCommand.updateResource, changeCommand.copyChanges, changeCommand.saveSupportBundle, changeCommand.verifyCluster, changeCommand.showFencingHistory, changeCommand.takeDownNode, changeCommand.setNodeAttribute, changeCommand.setNodeUtilization, changeCommand.addFencingLevel, changeCommand.deleteFencingLevel, changeCommand.authenticateHosts, changeCommand.addNode, changeCommand.createCluster]);
    const unfit: readonly (readonly Subject[])[] = [[], [{ kind: 'host', cluster: 'c1', host: 'host1' }]];
    for (const id of Object.values(changeCommand)) {
      if (asking.has(id)) continue;
      for (const subjects of unfit) assert.equal(changeTask(id as PlainChangeId, subjects, cluster) === null, !aboutNothing.has(id), id);
    }
    assert.equal(changeTask(changeCommand.clearResource, [constraintOf('gone')], cluster), null);
  });

  it('names what is configured, each once: the clone of an instance, a member of a group itself', () => {
    assert.deepEqual(resourcesOf([of('ping:0'), of('ping:1'), of('ip'), of('FAKE1'), of('FAKE1'), of('unknown')], cluster), ['ping-clone', 'ip', 'FAKE1', 'unknown']);
  });

  it('can be of several rows exactly where it takes several names', () => {
    const several = actions.filter(({ id, multiple }) => multiple && Object.values(changeCommand).some((each) => each === id) && !Object.values<string>(shapeCommand).includes(id)).map(({ id }) => id);
    for (const id of several) {
      const subjects = [of('FAKE1'), of('FAKE2'), nodeOf('a'), nodeOf('b'), constraintOf('x'), constraintOf('y')];
      const task = changeTask(id as PlainChangeId, subjects, cluster);
      assert.ok(task !== null && Object.values(task).some((value) => Array.isArray(value) && value.length === 2), id);
    }
    assert.ok(several.length >= 9);
  });
});
