import type { Resource } from './snapshot';

/** Every resource of a tree, parents before children. */
export function flatten(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => (resource.children.length === 0 ? [resource] : [resource, ...flatten(resource.children)]));
}
