import { findResource, multipliedBy } from './resourcePlace';
import type { ClusterSnapshot } from '../snapshot';

/**
 * What is configured, and so can be changed, for a resource: of an instance the clone, of a part of a bundle the bundle, of all others
 * the resource itself. Rows of the nodes show single instances.
 */
export function wholeResource(snapshot: ClusterSnapshot, id: string): string {
  const found = findResource(snapshot, id);
  return found === null ? id : (multipliedBy(found)?.id ?? found.id);
}
