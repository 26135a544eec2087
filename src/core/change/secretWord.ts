import { isSecretName, MASK } from '../secretNames';
import type { Task } from './task';

/**
 * The first name in a task that says that its value is secret, where only a command line could carry the value: everybody on the host
 * reads that. Only parameters of resources have another way. Taking one out tells nothing.
 */
export function secretWord(task: Task): string | null {
  return Object.entries(words(task)).find(([name, value]) => value !== null && value !== '' && isSecretName(name))?.[0] ?? null;
}

function words(task: Task): Readonly<Record<string, string | null>> {
  switch (task.kind) {
    case 'setNodeAttribute':
    case 'setNodeUtilization':
    case 'setMeta':
    case 'setUtilization':
    case 'setDefault':
    case 'setProperty':
      return { [task.name]: task.value };
    case 'createResource':
      return { ...task.meta, ...('meta' in task.place ? task.place.meta : {}) };
    case 'updateResource':
    case 'clone':
    case 'groupResources':
      return task.meta;
    case 'createBundle':
      return task.meta ?? {};
    default:
      return {};
  }
}

/** Whether one of these tasks would write what stands in place of a secret, which nobody here has seen. */
export function writesMask(tasks: readonly Task[] | null): boolean {
  return JSON.stringify(tasks).includes(JSON.stringify(MASK));
}
