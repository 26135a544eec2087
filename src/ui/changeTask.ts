import { changeCommand, type ChangeCommandId, type ShapeCommandId } from '../actions/ids';
import type { Task } from '../core/change/task';
import { wholeResource } from '../core/change/wholeResource';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Subject } from '../render/row';

/** Commands that need nothing but the rows they are run on. */
export type PlainChangeId = Exclude<ChangeCommandId, FormCommandId | QuestionId | HostQuestionId | ShapeCommandId | typeof changeCommand.undoChange | typeof changeCommand.showChanges | typeof changeCommand.showFencingHistory | typeof changeCommand.copyChanges | typeof changeCommand.saveSupportBundle | typeof changeCommand.verifyCluster>;

/** Commands that open a form. */
export type FormCommandId = typeof changeCommand.createResource | typeof changeCommand.createFenceDevice | typeof changeCommand.updateResource;

/** Commands about one resource that ask for more. */
export type QuestionId =
  | typeof changeCommand.restartResource
  | typeof changeCommand.moveResource
  | typeof changeCommand.banResource
  | typeof changeCommand.addLocation
  | typeof changeCommand.addColocation
  | typeof changeCommand.addOrder
  | typeof changeCommand.setProperty;

/** Commands that ask for more about a node, or about the cluster as a whole. */
export type HostQuestionId =
  | typeof changeCommand.takeDownNode
  | typeof changeCommand.setNodeAttribute
  | typeof changeCommand.setNodeUtilization
  | typeof changeCommand.addFencingLevel
  | typeof changeCommand.deleteFencingLevel
  | typeof changeCommand.authenticateHosts
  | typeof changeCommand.addNode
  | typeof changeCommand.createCluster;

/** The task that a command is for these rows; null where they are none that it can be done to. */
export function changeTask(id: PlainChangeId, subjects: readonly Subject[], snapshot: ClusterSnapshot): Task | null {
  const [subject] = subjects;
  const resources = resourcesOf(subjects, snapshot);
  const nodes = subjects.flatMap((each) => (each.kind === 'node' ? [each.node] : []));
  const constraints = subjects.flatMap((each) => (each.kind === 'constraint' ? [each.constraint] : []));
  const [one] = resources;
  const [node] = nodes;
  switch (id) {
    case changeCommand.disableResource:
      return one === undefined ? null : { kind: 'disable', resources };
    case changeCommand.enableResource:
      return one === undefined ? null : { kind: 'enable', resources };
    case changeCommand.manageResource:
      return one === undefined ? null : { kind: 'manage', resources };
    case changeCommand.unmanageResource:
      return one === undefined ? null : { kind: 'unmanage', resources };
    case changeCommand.deleteResource:
      return one === undefined ? null : { kind: 'deleteResources', resources };
    case changeCommand.clearResource: {
      const resource = one ?? constrained(constraints, snapshot);
      return resource === null ? null : { kind: 'clear', resource, node: null };
    }
    case changeCommand.cleanUpResource:
      return subject?.kind === 'resource' ? { kind: 'cleanup', resource: subject.resource, node: null } : null;
    case changeCommand.refreshResource:
      return subject?.kind === 'resource' ? { kind: 'refresh', resource: subject.resource, node: null } : null;
    case changeCommand.cleanUpFailedAction:
      return subject?.kind === 'failedAction' ? { kind: 'cleanup', resource: subject.resource, node: subject.node } : null;
    case changeCommand.cleanUpCluster:
      return { kind: 'cleanup', resource: null, node: null };
    case changeCommand.refreshCluster:
      return { kind: 'refresh', resource: null, node: null };
    case changeCommand.cleanUpNode:
      return nodes[0] === undefined ? null : { kind: 'cleanup', resource: null, node: nodes[0] };
    case changeCommand.refreshNode:
      return nodes[0] === undefined ? null : { kind: 'refresh', resource: null, node: nodes[0] };
    case changeCommand.standbyNode:
      return nodes.length === 0 ? null : { kind: 'standby', nodes };
    case changeCommand.unstandbyNode:
      return nodes.length === 0 ? null : { kind: 'unstandby', nodes };
    case changeCommand.startNodeMaintenance:
      return nodes.length === 0 ? null : { kind: 'startMaintenance', nodes };
    case changeCommand.endNodeMaintenance:
      return nodes.length === 0 ? null : { kind: 'endMaintenance', nodes };
    case changeCommand.bringBackNode:
      return node === undefined ? null : { kind: 'bringBack', node };
    case changeCommand.startNode:
      return node === undefined ? null : { kind: 'startCluster', nodes };
    case changeCommand.stopNode:
      return node === undefined ? null : { kind: 'stopCluster', nodes };
    case changeCommand.enableNode:
      return node === undefined ? null : { kind: 'enableCluster', nodes };
    case changeCommand.disableNode:
      return node === undefined ? null : { kind: 'disableCluster', nodes };
    case changeCommand.removeNode:
      return node === undefined ? null : { kind: 'removeNode', node };
    case changeCommand.clearNode:
      return node === undefined ? null : { kind: 'clearNode', node };
    case changeCommand.fenceNode:
      return node === undefined ? null : { kind: 'fence', node };
    case changeCommand.confirmFenced:
      return node === undefined ? null : { kind: 'confirmFenced', node };
    case changeCommand.forgetFencing:
      return { kind: 'forgetFencing', node: node ?? null };
    case changeCommand.startCluster:
      return { kind: 'startCluster', nodes: null };
    case changeCommand.stopCluster:
      return { kind: 'stopCluster', nodes: null };
    case changeCommand.enableCluster:
      return { kind: 'enableCluster', nodes: null };
    case changeCommand.disableCluster:
      return { kind: 'disableCluster', nodes: null };
    case changeCommand.destroyCluster:
      return { kind: 'destroyCluster' };
    case changeCommand.standbyAll:
      return { kind: 'standby', nodes: hostsOf(snapshot) };
    case changeCommand.unstandbyAll:
      return { kind: 'unstandby', nodes: hostsOf(snapshot) };
    case changeCommand.startMaintenance:
      return { kind: 'setProperty', name: 'maintenance-mode', value: 'true' };
    case changeCommand.endMaintenance:
      return { kind: 'setProperty', name: 'maintenance-mode', value: 'false' };
    case changeCommand.deleteConstraint:
      return constraints.length === 0 ? null : { kind: 'deleteConstraints', constraints };
  }
}

/** The resources of these rows as they are configured, each once. */
export function resourcesOf(subjects: readonly Subject[], snapshot: ClusterSnapshot): readonly string[] {
  return [...new Set(subjects.flatMap((each) => (each.kind === 'resource' ? [wholeResource(snapshot, each.resource)] : [])))];
}

/** The resource that a location constraint is about. */
function constrained(constraints: readonly string[], snapshot: ClusterSnapshot): string | null {
  const found = snapshot.constraints.find(({ id }) => id === constraints[0]);
  return found?.kind === 'location' ? found.resource : null;
}

/** Nodes that are hosts of the cluster; on standby, they leave no place for the others either. */
function hostsOf({ nodes }: ClusterSnapshot): readonly string[] {
  return nodes.filter(({ kind }) => kind === 'cluster').map(({ name }) => name);
}
