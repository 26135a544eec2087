import { baseId } from '../core/liveResources';
import { flatten } from '../core/flatten';
import type { ClusterSnapshot } from '../core/snapshot';

/** Ids of the configuration that a snapshot knows of: no other element can have them. */
export function takenIds({ resources, fencing, constraints, fencingLevels }: ClusterSnapshot): ReadonlySet<string> {
  const trees = flatten([...resources, ...fencing]).filter(({ kind }) => kind !== 'replica');
  return new Set([
    ...trees.map(({ id }) => baseId(id)),
    ...trees.flatMap(({ config }) => config?.operations.map(({ id }) => id) ?? []),
    ...[...constraints, ...fencingLevels].map(({ id }) => id),
  ]);
}
