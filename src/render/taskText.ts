import type { TicketRole } from '../core/change/shapeTask';
import type { OrderAction, Task, TaskKind, TaskOf } from '../core/change/task';
import { displayName as name } from './displayName';
import { hostTaskWords } from './hostTaskWords';
import { nameList } from './nameList';
import type { Translate } from './row';
import { shapeTaskWords } from './shapeTaskWords';
import type { TaskWords, WordsOf } from './taskWords';

/** Each kind of task once, with both of its words. */
const WORDS: TaskWords<TaskKind> = {
  ...hostTaskWords,
  ...shapeTaskWords,
  replaceConfiguration: {
    title: (task, t) => (task.checkpoint === null ? t('Push the edited configuration') : t('Restore checkpoint {0}', task.checkpoint)),
    verb: (task, t) => (task.checkpoint === null ? t('Push') : t('Restore')),
  },
  disable: { title: (task, t) => t('Disable {0}', nameList(task.resources, t)), verb: (_, t) => t('Disable') },
  enable: { title: (task, t) => t('Enable {0}', nameList(task.resources, t)), verb: (_, t) => t('Enable') },
  manage: { title: (task, t) => t('Let the cluster manage {0}', nameList(task.resources, t)), verb: (_, t) => t('Manage') },
  unmanage: { title: (task, t) => t('Let the cluster no longer manage {0}', nameList(task.resources, t)), verb: (_, t) => t('Unmanage') },
  deleteResources: { title: (task, t) => t('Delete {0}', nameList(task.resources, t)), verb: (_, t) => t('Delete') },
  createResource: { title: (task, t) => t('Create {0} ({1})', name(task.id), name(task.agent)), verb: (_, t) => t('Create') },
  updateResource: { title: (task, t) => t('Update {0}', name(task.resource)), verb: (_, t) => t('Update') },
  restart: {
    title: (task, t) => (task.node === null ? t('Restart {0}', name(task.resource)) : t('Restart {0} on {1}', name(task.resource), name(task.node))),
    verb: (_, t) => t('Restart'),
  },
  move: {
    title: (task, t) => (task.node === null ? t('Move {0} to another node', name(task.resource)) : t('Move {0} to {1}', name(task.resource), name(task.node))),
    verb: (_, t) => t('Move'),
  },
  ban: {
    title: (task, t) => (task.node === null ? t('Ban {0} from the node it runs on', name(task.resource)) : t('Ban {0} from {1}', name(task.resource), name(task.node))),
    verb: (_, t) => t('Ban'),
  },
  clear: {
    title: (task, t) => (task.node === null ? t('Clear moves and bans of {0}', name(task.resource)) : t('Clear moves and bans of {0} for {1}', name(task.resource), name(task.node))),
    verb: (_, t) => t('Clear'),
  },
  cleanup: { title: (task, t) => cleanupText(task.resource, task.node, t), verb: (_, t) => t('Clean Up') },
  refresh: { title: (task, t) => refreshText(task.resource, task.node, t), verb: (_, t) => t('Refresh') },
  standby: { title: (task, t) => t('Put {0} on standby', nameList(task.nodes, t)), verb: (_, t) => t('Standby') },
  unstandby: { title: (task, t) => t('Take {0} off standby', nameList(task.nodes, t)), verb: (_, t) => t('Unstandby') },
  startMaintenance: { title: (task, t) => t('Put {0} into maintenance', nameList(task.nodes, t)), verb: (_, t) => t('Start Maintenance') },
  endMaintenance: { title: (task, t) => t('Take {0} out of maintenance', nameList(task.nodes, t)), verb: (_, t) => t('End Maintenance') },
  setProperty: {
    title: (task, t) => (task.value === null || task.value === '' ? t('Reset {0} to its default', name(task.name)) : t('Set {0} to {1}', name(task.name), name(task.value))),
    verb: (task, t) => (task.value === null || task.value === '' ? t('Reset') : t('Set')),
  },
  addLocation: {
    title: (task, t) => (task.score.startsWith('-') ? t('Let {0} avoid {1} (score {2})', name(task.resource), name(task.node), name(task.score)) : t('Let {0} prefer {1} (score {2})', name(task.resource), name(task.node), name(task.score))),
    verb: (_, t) => t('Add'),
  },
  addColocation: {
    title: ({ resource, role, withResource, withRole, score }, t) => {
      const [one, other] = [inRole(resource, role, t), inRole(withResource, withRole, t)];
      return score.startsWith('-') ? t('Keep {0} away from {1} (score {2})', one, other, name(score)) : t('Keep {0} with {1} (score {2})', one, other, name(score));
    },
    verb: (_, t) => t('Add'),
  },
  recreate: { title: (task, t) => t('Put back {0}', nameList(task.elements.map(({ id }) => id), t)), verb: (_, t) => t('Put Back') },
  addOrder: { title: orderText, verb: (_, t) => t('Add') },
  deleteConstraints: {
    title: (task, t) => (task.constraints.length === 1 ? t('Delete the constraint {0}', nameList(task.constraints, t)) : t('Delete the constraints {0}', nameList(task.constraints, t))),
    verb: (_, t) => t('Delete'),
  },
};

/** What a change does, as a title: “Disable web”. */
export function taskText(task: Task, t: Translate): string {
  return wordsOf(task).title(task, t);
}

/** What the button says that does it: a verb. */
export function taskVerb(task: Task, t: Translate): string {
  return wordsOf(task).verb(task, t);
}

function wordsOf({ kind }: Task): WordsOf<Task> {
  return WORDS[kind] as WordsOf<Task>;
}

function cleanupText(resource: string | null, node: string | null, t: Translate): string {
  if (resource === null) return node === null ? t('Forget all failures') : t('Forget all failures on {0}', name(node));
  return node === null ? t('Forget the failures of {0}', name(resource)) : t('Forget the failures of {0} on {1}', name(resource), name(node));
}

function refreshText(resource: string | null, node: string | null, t: Translate): string {
  if (resource === null) return node === null ? t('Forget the history of everything and probe it again') : t('Forget the history of everything on {0} and probe it again', name(node));
  return node === null ? t('Forget the history of {0} and probe it again', name(resource)) : t('Forget the history of {0} on {1} and probe it again', name(resource), name(node));
}

/** A resource, of a promotable clone only those of its instances that are meant. */
function inRole(resource: string, role: TicketRole | undefined, t: Translate): string {
  if (role === 'Promoted') return t('{0} (promoted)', name(resource));
  return role === 'Unpromoted' ? t('{0} (unpromoted)', name(resource)) : name(resource);
}

function orderText({ first, then, firstAction = 'start', thenAction = 'start', orderKind, symmetrical = true }: TaskOf<'addOrder'>, t: Translate): string {
  if (firstAction === 'start' && thenAction === 'start' && orderKind === undefined && symmetrical) return t('Start {0} before {1}', name(first), name(then));
  const [one, other] = [doneTo(firstAction, first, t), doneTo(thenAction, then, t)];
  const order = orderKind === 'Serialize' ? t('Never at once: {0}, {1}', one, other) : orderKind === 'Optional' ? t('Where both happen: first {0}, then {1}', one, other) : t('First {0}, then {1}', one, other);
  return symmetrical ? order : t('{0} (this way only)', order);
}

function doneTo(action: OrderAction, resource: string, t: Translate): string {
  switch (action) {
    case 'start': return t('start {0}', name(resource));
    case 'promote': return t('promote {0}', name(resource));
    case 'stop': return t('stop {0}', name(resource));
    case 'demote': return t('demote {0}', name(resource));
  }
}
