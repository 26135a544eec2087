import type { HostTask } from '../core/change/hostTask';
import { displayName as name } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';

/** What is done to hosts, nodes as a whole, or fencing, as a title: “Stop the cluster on host2”. */
export function hostTaskText(task: HostTask, t: Translate): string {
  switch (task.kind) {
    case 'startCluster': return task.nodes === null ? t('Start the cluster on all hosts') : t('Start the cluster on {0}', nameList(task.nodes, t));
    case 'stopCluster': return task.nodes === null ? t('Stop the cluster on all hosts') : t('Stop the cluster on {0}', nameList(task.nodes, t));
    case 'enableCluster': return task.nodes === null ? t('Start the cluster at boot on all hosts') : t('Start the cluster at boot on {0}', nameList(task.nodes, t));
    case 'disableCluster': return task.nodes === null ? t('Do not start the cluster at boot on any host') : t('Do not start the cluster at boot on {0}', nameList(task.nodes, t));
    case 'destroyCluster': return t('Destroy the cluster on all hosts');
    case 'addNode': return task.start ? t('Add {0} to the cluster and start it there', name(task.node)) : t('Add {0} to the cluster', name(task.node));
    case 'removeNode': return t('Remove {0} from the cluster', name(task.node));
    case 'clearNode': return t('Have the cluster forget {0}', name(task.node));
    case 'createCluster': return t('Create the cluster {0} of {1}', name(task.cluster), nameList(task.hosts.map((host) => host.name), t));
    case 'authenticateHosts': return t('Authenticate with {0} as {1}', nameList(task.hosts.map((host) => host.name), t), name(task.user));
    case 'fence': return t('Fence {0}', name(task.node));
    case 'confirmFenced': return t('Confirm that {0} is off', name(task.node));
    case 'forgetFencing': return task.node === null ? t('Forget the fencing history of all nodes') : t('Forget the fencing history of {0}', name(task.node));
    case 'addFencingLevel': return t('Fence {0} at level {1} by {2}', name(task.target), String(task.level), nameList(task.devices, t));
    case 'deleteFencingLevels': return task.levels.length === 1 ? t('Delete the fencing level {0}', nameList(task.levels, t)) : t('Delete the fencing levels {0}', nameList(task.levels, t));
    case 'takeDown': return { standby: t('Take {0} down: on standby', name(task.node)), stop: t('Take {0} down: on standby, then stopped', name(task.node)), maintenance: t('Take {0} down: leave all as it is', name(task.node)) }[task.how];
    case 'bringBack': return t('Bring {0} back', name(task.node));
    case 'setNodeAttribute':
      return isNone(task.value) ? t('Take the attribute {0} from {1}', name(task.name), name(task.node)) : t('Give {1} the attribute {0}: {2}', name(task.name), name(task.node), name(task.value ?? ''));
    case 'setNodeUtilization':
      return isNone(task.value) ? t('Say nothing more of how much {0} {1} has', name(task.name), name(task.node)) : t('Say how much {0} {1} has: {2}', name(task.name), name(task.node), name(task.value ?? ''));
  }
}

/** What the button says that does it: a verb. */
export function hostTaskVerb(task: HostTask, t: Translate): string {
  switch (task.kind) {
    case 'startCluster': return t('Start');
    case 'stopCluster': return t('Stop');
    case 'enableCluster': return t('Enable');
    case 'disableCluster': return t('Disable');
    case 'destroyCluster': return t('Destroy');
    case 'addNode':
    case 'addFencingLevel': return t('Add');
    case 'removeNode': return t('Remove');
    case 'clearNode': return t('Clear');
    case 'createCluster': return t('Create');
    case 'authenticateHosts': return t('Authenticate');
    case 'fence': return t('Fence');
    case 'confirmFenced': return t('It Is Off');
    case 'forgetFencing': return t('Forget');
    case 'deleteFencingLevels': return t('Delete');
    case 'takeDown': return t('Take Down');
    case 'bringBack': return t('Bring Back');
    case 'setNodeAttribute':
    case 'setNodeUtilization': return isNone(task.value) ? t('Take Out') : t('Set');
  }
}

function isNone(value: string | null): boolean {
  return value === null || value === '';
}
