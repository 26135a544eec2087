import type { SubjectKind } from './row';

/** Every condition a menu may ask for, by the kind of row that may carry it; each list is sorted. */
export const flagsByKind = {
  cluster: ['active', 'connected', 'connecting', 'disconnected', 'maintenance', 'practice', 'read', 'readOnly', 'stale', 'stopped', 'unconfigured'],
  host: ['answers', 'practice', 'read'],
  node: ['bundleNode', 'clusterNode', 'dc', 'guestNode', 'leftover', 'maintenance', 'online', 'pending', 'remoteNode', 'standby', 'unclean'],
  guest: ['disagrees', 'domain', 'guestNode', 'managed', 'running'],
  resource: ['blocked', 'bundle', 'clone', 'disabled', 'failed', 'fencing', 'group', 'implicit', 'instance', 'leftover', 'member', 'orphaned', 'placed', 'primitive', 'replica', 'unmanaged'],
  constraint: ['colocation', 'leftover', 'location', 'order', 'resource', 'ticket'],
  failedAction: ['guestConnection', 'placed', 'resolved', 'resource'],
  heading: ['fencing'],
} as const satisfies Readonly<Record<SubjectKind, readonly string[]>>;

export type FlagOf<K extends SubjectKind> = (typeof flagsByKind)[K][number];

/** The names of the conditions that hold, sorted. */
export function flags<K extends SubjectKind>(kind: K, conditions: Readonly<Partial<Record<FlagOf<K>, boolean>>>): readonly FlagOf<K>[] {
  const known: readonly FlagOf<K>[] = flagsByKind[kind];
  return known.filter((flag) => conditions[flag] === true);
}
