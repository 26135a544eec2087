import { flatten } from '../flatten';
import { baseId } from '../liveResources';
import type { ClusterSnapshot } from '../snapshot';
import type { Task, TaskKind } from './task';

/** What is being done, while it is. */
export type WorkVerb =
  | 'disabling' | 'enabling' | 'deleting' | 'updating' | 'changing' | 'restarting' | 'moving' | 'banning' | 'clearing' | 'cleaningUp' | 'refreshing'
  | 'toStandby' | 'fromStandby' | 'toMaintenance' | 'fromMaintenance' | 'starting' | 'stopping' | 'destroying' | 'removing' | 'authenticating'
  | 'fencing' | 'confirming' | 'takingDown' | 'bringingBack' | 'grouping' | 'ungrouping';

/** What a change of this window is doing while it runs, and to what. No cluster knows of it, and it is no part of any reading. */
export interface Work {
  readonly verb: WorkVerb;
  /** Ids as configured, those of what is inside others with them; replicas have only numbers. */
  readonly resources: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
  readonly constraints: ReadonlySet<string>;
  /** Whether it is done to the cluster as a whole. */
  readonly cluster: boolean;
  /** What is done to failed actions: those on this node, or with null on any; absent where nothing is. */
  readonly failures?: { readonly node: string | null };
}

/** What a task does while it is carried out on a cluster as it was before. */
export function workOf(task: Task, { resources, fencing }: ClusterSnapshot): Work {
  const named = new Set(resourcesOf(task).map(baseId));
  const inside = flatten(flatten([...resources, ...fencing]).filter(({ id }) => named.has(baseId(id))));
  const nodes = new Set(nodesOf(task));
  const constraints = new Set('constraints' in task ? task.constraints : task.kind === 'setScore' ? [task.constraint] : []);
  return {
    verb: VERBS[task.kind],
    resources: new Set([...named, ...inside.filter(({ kind }) => kind !== 'replica').map(({ id }) => baseId(id))]),
    nodes,
    constraints,
    cluster: named.size + nodes.size + constraints.size === 0,
    ...(task.kind === 'cleanup' || task.kind === 'refresh' ? { failures: { node: task.node } } : {}),
  };
}

function resourcesOf(task: Task): readonly string[] {
  switch (task.kind) {
    case 'groupResources':
    case 'ungroup': return [task.group, ...task.resources];
    case 'addColocation': return [task.resource, task.withResource];
    case 'addOrder': return [task.first, task.then];
    case 'addSets': return task.sets.flatMap((set) => set.resources);
    case 'addFencingLevel': return task.devices;
    case 'createResource': return task.place.kind === 'group' ? [task.place.group] : task.place.kind === 'bundle' ? [task.place.bundle] : [];
    default: return 'resources' in task ? task.resources : 'resource' in task && task.resource !== null ? [task.resource] : [];
  }
}

/** The node that something else is done to or kept from is no target. */
function nodesOf(task: Task): readonly string[] {
  if ('nodes' in task) return task.nodes ?? [];
  return 'node' in task && task.node !== null && (!('resource' in task) || task.resource === null) ? [task.node] : [];
}

const VERBS: { readonly [K in TaskKind]: WorkVerb } = {
  disable: 'disabling',
  enable: 'enabling',
  manage: 'changing',
  unmanage: 'changing',
  deleteResources: 'deleting',
  createResource: 'changing',
  updateResource: 'updating',
  restart: 'restarting',
  move: 'moving',
  ban: 'banning',
  clear: 'clearing',
  cleanup: 'cleaningUp',
  refresh: 'refreshing',
  standby: 'toStandby',
  unstandby: 'fromStandby',
  startMaintenance: 'toMaintenance',
  endMaintenance: 'fromMaintenance',
  startCluster: 'starting',
  stopCluster: 'stopping',
  enableCluster: 'changing',
  disableCluster: 'changing',
  destroyCluster: 'destroying',
  addNode: 'changing',
  removeNode: 'removing',
  clearNode: 'clearing',
  addGuestNode: 'updating',
  createCluster: 'changing',
  authenticateHosts: 'authenticating',
  fence: 'fencing',
  confirmFenced: 'confirming',
  forgetFencing: 'changing',
  addFencingLevel: 'changing',
  deleteFencingLevels: 'changing',
  takeDown: 'takingDown',
  bringBack: 'bringingBack',
  setNodeAttribute: 'changing',
  setNodeUtilization: 'changing',
  setProperty: 'changing',
  addLocation: 'changing',
  addColocation: 'changing',
  addOrder: 'changing',
  deleteConstraints: 'deleting',
  recreate: 'changing',
  replaceConfiguration: 'changing',
  groupResources: 'grouping',
  ungroup: 'ungrouping',
  clone: 'changing',
  unclone: 'changing',
  createBundle: 'changing',
  setMeta: 'changing',
  setUtilization: 'changing',
  setDefault: 'changing',
  setScore: 'changing',
  addTicket: 'changing',
  addSets: 'changing',
  addRule: 'changing',
};
