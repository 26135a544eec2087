import type { Resource } from '../core/snapshot';

/** The primitives of a tree, in order. */
export function leaves(resource: Resource): readonly Resource[] {
  return resource.kind === 'primitive' ? [resource] : resource.children.flatMap(leaves);
}
