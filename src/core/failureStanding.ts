import { flatten } from './flatten';
import { baseId } from './liveResources';
import type { ClusterSnapshot, FailedAction, Guest, Resource } from './snapshot';

/**
 * What has become of a failed action, which Pacemaker remembers until it is cleaned up.
 * guest     the connection to a guest node failed; `resolved`: guest and connection are back
 * resource  `resolved`: what failed runs, on these nodes; `keptOff`: its failures keep it off the node where it failed
 * gone      there is no such resource any more
 */
export type FailureStanding =
  | { readonly kind: 'guest'; readonly guest: Guest; readonly resolved: boolean }
  | { readonly kind: 'resource'; readonly nodes: readonly string[]; readonly keptOff: boolean; readonly resolved: boolean }
  | { readonly kind: 'gone'; readonly resolved: false };

/** Tells of the failed actions of a reading how they stand now. */
export function failureStandings(snapshot: ClusterSnapshot): (failure: FailedAction) => FailureStanding {
  if (snapshot.failures.length === 0) return () => ({ kind: 'gone', resolved: false });
  const byId = new Map<string, Resource[]>();
  for (const resource of flatten([...snapshot.resources, ...snapshot.fencing])) {
    if (resource.kind === 'primitive') byId.set(baseId(resource.id), [...(byId.get(baseId(resource.id)) ?? []), resource]);
  }
  return (failure) => {
    const instances = byId.get(baseId(failure.resource)) ?? [];
    const guest = failure.guest === null ? undefined : snapshot.guests.find(({ node }) => node === failure.guest);
    if (guest !== undefined) return { kind: 'guest', guest, resolved: guest.state === 'online' };
    return instances.length === 0 ? { kind: 'gone', resolved: false } : ofResource(failure, instances);
  };
}

/** Of a clone, the instance on the node where it failed counts; all else runs in one place. */
function ofResource({ node }: FailedAction, instances: readonly Resource[]): FailureStanding {
  const running = instances.filter(({ active }) => active);
  const there = running.filter(({ nodes }) => nodes.includes(node));
  const counted = instances.length > 1 ? there : running;
  const isWell = counted.length > 0 && counted.every(({ failed, blocked, orphaned, pending }) => !failed && !blocked && !orphaned && pending === null);
  const isFull = instances.some(({ failCounts, config }) => (failCounts[node] ?? 0) >= threshold(config?.meta['migration-threshold']));
  return { kind: 'resource', nodes: [...new Set(counted.flatMap(({ nodes }) => nodes))], keptOff: isFull && there.length === 0, resolved: isWell };
}

/** So many failures keep a resource off a node; without a number it takes what Pacemaker counts as infinite, as one failed start does. */
function threshold(configured: string | undefined): number {
  const number = Number(configured);
  return configured !== undefined && Number.isInteger(number) && number > 0 ? number : Infinity;
}
