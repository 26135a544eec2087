import type { StatusDocument } from './readStatus';
import type { Resource } from './snapshot';
import { collectionOf } from './statusResources';

/** The resources that a status lists, to be taken by those who configured them; what stays is not configured. */
export interface LiveResources {
  /** The tree of this kind and id. */
  take(kind: Resource['kind'], id: string): Resource | null;
  /** The running instances of a primitive, in a document that lists resources by node and does not nest them. */
  takeInstances(id: string): readonly Resource[];
  /** Running parts whose id begins so, in such a document. */
  takeParts(prefix: string): readonly Resource[];
  untaken(): readonly Resource[];
}

export function liveResources(status: StatusDocument): LiveResources {
  const trees = new Map(status.resources.map((resource) => [treeKey(resource.kind, resource.id), resource]));
  const flat = new Map<string, Resource[]>();
  for (const resource of status.byNode) {
    const id = baseId(resource.id);
    flat.set(id, [...(flat.get(id) ?? []), resource]);
  }
  const takeInstances = (id: string): readonly Resource[] => {
    const found = flat.get(id) ?? [];
    flat.delete(id);
    return found;
  };
  return {
    take(kind, id) {
      const key = treeKey(kind, id);
      const found = trees.get(key) ?? null;
      trees.delete(key);
      return found;
    },
    takeInstances,
    takeParts: (prefix) => [...flat.keys()].filter((id) => id.startsWith(prefix)).flatMap(takeInstances),
    untaken: () => [...trees.values(), ...[...flat.values()].map(mergePlaces)],
  };
}

/** `PING` for `PING:0`: instances of a globally unique clone are numbered. */
export function baseId(id: string): string {
  return id.replace(/:\d+$/, '');
}

/** One resource that a document lists once for each node it runs on. Instances that differ in their role have none together. */
export function mergePlaces(places: readonly Resource[]): Resource {
  const [first] = places;
  if (!first) throw new RangeError('a resource without a place');
  if (places.length === 1) return first;
  const { active, managed, blocked, failed, orphaned, nodes } = collectionOf(places);
  return { ...first, role: places.every(({ role }) => role === first.role) ? first.role : null, active, managed, blocked, failed, orphaned, nodes };
}

function treeKey(kind: Resource['kind'], id: string): string {
  return `${kind} ${id}`;
}
