import type { HostTask } from '../core/change/hostTask';
import { displayName as name } from './displayName';
import { nameList } from './nameList';
import type { TaskWords } from './taskWords';

/** What is done to hosts, nodes as a whole, or fencing. */
export const hostTaskWords: TaskWords<HostTask['kind']> = {
  startCluster: {
    title: (task, t) => (task.nodes === null ? t('Start the cluster on all hosts') : t('Start the cluster on {0}', nameList(task.nodes, t))),
    verb: (_, t) => t('Start'),
  },
  stopCluster: {
    title: (task, t) => (task.nodes === null ? t('Stop the cluster on all hosts') : t('Stop the cluster on {0}', nameList(task.nodes, t))),
    verb: (_, t) => t('Stop'),
  },
  enableCluster: {
    title: (task, t) => (task.nodes === null ? t('Start the cluster at boot on all hosts') : t('Start the cluster at boot on {0}', nameList(task.nodes, t))),
    verb: (_, t) => t('Enable'),
  },
  disableCluster: {
    title: (task, t) => (task.nodes === null ? t('Do not start the cluster at boot on any host') : t('Do not start the cluster at boot on {0}', nameList(task.nodes, t))),
    verb: (_, t) => t('Disable'),
  },
  destroyCluster: { title: (_, t) => t('Destroy the cluster on all hosts'), verb: (_, t) => t('Destroy') },
  addNode: {
    title: (task, t) => (task.start ? t('Add {0} to the cluster and start it there', name(task.node)) : t('Add {0} to the cluster', name(task.node))),
    verb: (_, t) => t('Add'),
  },
  removeNode: { title: (task, t) => t('Remove {0} from the cluster', name(task.node)), verb: (_, t) => t('Remove') },
  clearNode: { title: (task, t) => t('Have the cluster forget {0}', name(task.node)), verb: (_, t) => t('Clear') },
  addGuestNode: {
    title: (task, t) => (task.address === null ? t('Make {0} the guest node {1}', name(task.resource), name(task.node)) : t('Make {0} the guest node {1}, reached at {2}', name(task.resource), name(task.node), name(task.address))),
    verb: (_, t) => t('Make It a Node'),
  },
  createCluster: {
    title: (task, t) => t('Create the cluster {0} of {1}', name(task.cluster), nameList(task.hosts.map((host) => host.name), t)),
    verb: (_, t) => t('Create'),
  },
  authenticateHosts: {
    title: (task, t) => t('Authenticate with {0} as {1}', nameList(task.hosts.map((host) => host.name), t), name(task.user)),
    verb: (_, t) => t('Authenticate'),
  },
  fence: { title: (task, t) => t('Fence {0}', name(task.node)), verb: (_, t) => t('Fence') },
  confirmFenced: { title: (task, t) => t('Confirm that {0} is off', name(task.node)), verb: (_, t) => t('It Is Off') },
  forgetFencing: {
    title: (task, t) => (task.node === null ? t('Forget the fencing history of all nodes') : t('Forget the fencing history of {0}', name(task.node))),
    verb: (_, t) => t('Forget'),
  },
  addFencingLevel: {
    title: (task, t) => t('Fence {0} at level {1} by {2}', name(task.target), String(task.level), nameList(task.devices, t)),
    verb: (_, t) => t('Add'),
  },
  deleteFencingLevels: {
    title: (task, t) => (task.levels.length === 1 ? t('Delete the fencing level {0}', nameList(task.levels, t)) : t('Delete the fencing levels {0}', nameList(task.levels, t))),
    verb: (_, t) => t('Delete'),
  },
  takeDown: {
    title: (task, t) => ({ standby: t('Take {0} down: on standby', name(task.node)), stop: t('Take {0} down: on standby, then stopped', name(task.node)), maintenance: t('Take {0} down: leave all as it is', name(task.node)) }[task.how]),
    verb: (_, t) => t('Take Down'),
  },
  bringBack: { title: (task, t) => t('Bring {0} back', name(task.node)), verb: (_, t) => t('Bring Back') },
  setNodeAttribute: {
    title: (task, t) => (isNone(task.value) ? t('Take the attribute {0} from {1}', name(task.name), name(task.node)) : t('Give {1} the attribute {0}: {2}', name(task.name), name(task.node), name(task.value ?? ''))),
    verb: (task, t) => (isNone(task.value) ? t('Take Out') : t('Set')),
  },
  setNodeUtilization: {
    title: (task, t) => (isNone(task.value) ? t('Say nothing more of how much {0} {1} has', name(task.name), name(task.node)) : t('Say how much {0} {1} has: {2}', name(task.name), name(task.node), name(task.value ?? ''))),
    verb: (task, t) => (isNone(task.value) ? t('Take Out') : t('Set')),
  },
};

function isNone(value: string | null): boolean {
  return value === null || value === '';
}
