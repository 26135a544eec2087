import type { ClusterSnapshot } from '../snapshot';

/** The value that a property has in the configuration; null where it is not set. Its name may be one of JavaScript's own. */
export function clusterProperty({ properties }: ClusterSnapshot, name: string): string | null {
  return Object.hasOwn(properties, name) ? (properties[name] ?? null) : null;
}
