/** The parts of an operation key such as `guest1_monitor_30000`. */
export interface OperationKey {
  readonly resource: string;
  readonly task: string;
  /** Milliseconds. */
  readonly interval: number;
}

/** Tasks whose own names hold an underscore; every other task is what stands between the last two. */
const TASKS_WITH_UNDERSCORE = ['migrate_to', 'migrate_from'];

/**
 * Takes an operation key apart, from its end: a resource id may hold underscores itself.
 * `task` is the document's own word for it where there is one, and then it is believed.
 */
export function readOperationKey(key: string, task: string | null): OperationKey | null {
  const match = /^(.+)_(\d+)$/s.exec(key);
  if (!match) return null;
  const [, head = '', interval] = match;
  const notified = /^(.+)_(?:confirmed-)?(?:pre|post)_notify_[^_]+$/s.exec(head);
  if (notified && (task === null || task === 'notify')) return { resource: notified[1] ?? '', task: 'notify', interval: Number(interval) };
  const known = [task, ...TASKS_WITH_UNDERSCORE].find((name) => name !== null && head.endsWith(`_${name}`));
  const cut = known ? head.length - known.length - 1 : head.lastIndexOf('_');
  if (cut <= 0) return null;
  return { resource: head.slice(0, cut), task: head.slice(cut + 1), interval: Number(interval) };
}
