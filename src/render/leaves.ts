import type { Resource } from '../core/snapshot';

/** The primitives of trees, in order. */
export function leaves(resources: readonly Resource[]): readonly Resource[] {
  const found: Resource[] = [];
  collect(resources, found);
  return found;
}

function collect(resources: readonly Resource[], found: Resource[]): void {
  for (const resource of resources) {
    if (resource.kind === 'primitive') found.push(resource);
    else collect(resource.children, found);
  }
}
