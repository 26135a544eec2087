import type { Task } from '../core/change/task';
import { displayName as name } from './displayName';
import { hostTaskText, hostTaskVerb } from './hostTaskText';
import { nameList } from './nameList';
import type { Translate } from './row';
import { shapeTaskText, shapeTaskVerb } from './shapeTaskText';

/** What a change does, as a title: “Disable web”. */
export function taskText(task: Task, t: Translate): string {
  switch (task.kind) {
    case 'replaceConfiguration': return task.checkpoint === null ? t('Push the edited configuration') : t('Restore checkpoint {0}', task.checkpoint);
    case 'disable': return t('Disable {0}', nameList(task.resources, t));
    case 'enable': return t('Enable {0}', nameList(task.resources, t));
    case 'manage': return t('Let the cluster manage {0}', nameList(task.resources, t));
    case 'unmanage': return t('Let the cluster no longer manage {0}', nameList(task.resources, t));
    case 'deleteResources': return t('Delete {0}', nameList(task.resources, t));
    case 'createResource': return t('Create {0} ({1})', name(task.id), name(task.agent));
    case 'updateResource': return t('Update {0}', name(task.resource));
    case 'restart': return task.node === null ? t('Restart {0}', name(task.resource)) : t('Restart {0} on {1}', name(task.resource), name(task.node));
    case 'move': return task.node === null ? t('Move {0} to another node', name(task.resource)) : t('Move {0} to {1}', name(task.resource), name(task.node));
    case 'ban': return task.node === null ? t('Ban {0} from the node it runs on', name(task.resource)) : t('Ban {0} from {1}', name(task.resource), name(task.node));
    case 'clear': return task.node === null ? t('Clear moves and bans of {0}', name(task.resource)) : t('Clear moves and bans of {0} for {1}', name(task.resource), name(task.node));
    case 'cleanup': return cleanupText(task.resource, task.node, t);
    case 'refresh': return refreshText(task.resource, task.node, t);
    case 'standby': return t('Put {0} on standby', nameList(task.nodes, t));
    case 'unstandby': return t('Take {0} off standby', nameList(task.nodes, t));
    case 'startMaintenance': return t('Put {0} into maintenance', nameList(task.nodes, t));
    case 'endMaintenance': return t('Take {0} out of maintenance', nameList(task.nodes, t));
    case 'startCluster':
    case 'stopCluster':
    case 'enableCluster':
    case 'disableCluster':
    case 'destroyCluster':
    case 'addNode':
    case 'authenticateHosts':
    case 'removeNode':
    case 'clearNode':
    case 'createCluster':
    case 'fence':
    case 'confirmFenced':
    case 'forgetFencing':
    case 'addFencingLevel':
    case 'deleteFencingLevels':
    case 'takeDown':
    case 'bringBack':
    case 'setNodeAttribute':
    case 'setNodeUtilization': return hostTaskText(task, t);
    case 'setProperty': return task.value === null || task.value === '' ? t('Reset {0} to its default', name(task.name)) : t('Set {0} to {1}', name(task.name), name(task.value));
    case 'addLocation':
      return task.score.startsWith('-') ? t('Let {0} avoid {1} (score {2})', name(task.resource), name(task.node), name(task.score)) : t('Let {0} prefer {1} (score {2})', name(task.resource), name(task.node), name(task.score));
    case 'addColocation':
      return task.score.startsWith('-') ? t('Keep {0} away from {1} (score {2})', name(task.resource), name(task.withResource), name(task.score)) : t('Keep {0} with {1} (score {2})', name(task.resource), name(task.withResource), name(task.score));
    case 'recreate': return t('Put back {0}', nameList(task.elements.map(({ id }) => id), t));
    case 'addOrder': return t('Start {0} before {1}', name(task.first), name(task.then));
    case 'deleteConstraints': return task.constraints.length === 1 ? t('Delete the constraint {0}', nameList(task.constraints, t)) : t('Delete the constraints {0}', nameList(task.constraints, t));
    case 'groupResources':
    case 'ungroup':
    case 'clone':
    case 'unclone':
    case 'createBundle':
    case 'setMeta':
    case 'setUtilization':
    case 'setDefault':
    case 'setScore':
    case 'addTicket':
    case 'addSets':
    case 'addRule': return shapeTaskText(task, t);
  }
}

function cleanupText(resource: string | null, node: string | null, t: Translate): string {
  if (resource === null) return node === null ? t('Forget all failures') : t('Forget all failures on {0}', name(node));
  return node === null ? t('Forget the failures of {0}', name(resource)) : t('Forget the failures of {0} on {1}', name(resource), name(node));
}

function refreshText(resource: string | null, node: string | null, t: Translate): string {
  if (resource === null) return node === null ? t('Forget the history of everything and probe it again') : t('Forget the history of everything on {0} and probe it again', name(node));
  return node === null ? t('Forget the history of {0} and probe it again', name(resource)) : t('Forget the history of {0} on {1} and probe it again', name(resource), name(node));
}

/** What the button says that does it: a verb. */
export function taskVerb(task: Task, t: Translate): string {
  switch (task.kind) {
    case 'replaceConfiguration': return task.checkpoint === null ? t('Push') : t('Restore');
    case 'disable': return t('Disable');
    case 'enable': return t('Enable');
    case 'manage': return t('Manage');
    case 'unmanage': return t('Unmanage');
    case 'deleteResources':
    case 'deleteConstraints': return t('Delete');
    case 'createResource': return t('Create');
    case 'updateResource': return t('Update');
    case 'restart': return t('Restart');
    case 'move': return t('Move');
    case 'ban': return t('Ban');
    case 'clear': return t('Clear');
    case 'recreate': return t('Put Back');
    case 'cleanup': return t('Clean Up');
    case 'refresh': return t('Refresh');
    case 'standby': return t('Standby');
    case 'unstandby': return t('Unstandby');
    case 'startMaintenance': return t('Start Maintenance');
    case 'endMaintenance': return t('End Maintenance');
    case 'startCluster':
    case 'stopCluster':
    case 'enableCluster':
    case 'disableCluster':
    case 'destroyCluster':
    case 'addNode':
    case 'authenticateHosts':
    case 'removeNode':
    case 'clearNode':
    case 'createCluster':
    case 'fence':
    case 'confirmFenced':
    case 'forgetFencing':
    case 'addFencingLevel':
    case 'deleteFencingLevels':
    case 'takeDown':
    case 'bringBack':
    case 'setNodeAttribute':
    case 'setNodeUtilization': return hostTaskVerb(task, t);
    case 'setProperty': return task.value === null || task.value === '' ? t('Reset') : t('Set');
    case 'addLocation':
    case 'addColocation':
    case 'addOrder': return t('Add');
    case 'groupResources':
    case 'ungroup':
    case 'clone':
    case 'unclone':
    case 'createBundle':
    case 'setMeta':
    case 'setUtilization':
    case 'setDefault':
    case 'setScore':
    case 'addTicket':
    case 'addSets':
    case 'addRule': return shapeTaskVerb(task, t);
  }
}
