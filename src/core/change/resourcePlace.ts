import { REMOTE_AGENT } from '../agentName';
import { baseId } from '../liveResources';
import type { ClusterSnapshot, Resource } from '../snapshot';
import { isFencing } from '../statusResources';

/** A resource of a snapshot with what it is in. */
export interface PlacedResource {
  /** The id it is configured by, without the number of an instance. */
  readonly id: string;
  /** The instances of a clone's part are several, of all else there is one. */
  readonly instances: readonly [Resource, ...Resource[]];
  /** What it is in, the outermost first: a clone, a bundle, a group; no replicas. */
  readonly parents: readonly Resource[];
  readonly isFencing: boolean;
}

/** A resource by its id, or an instance of one by its own; null where the cluster has none of that name. */
export function findResource(snapshot: ClusterSnapshot, id: string): PlacedResource | null {
  const places = [...snapshot.resources, ...snapshot.fencing].flatMap((root) => placesIn(root, [], baseId(id)));
  const [first, ...others] = places;
  if (!first) return null;
  return { id: baseId(id), instances: [first.resource, ...others.map(({ resource }) => resource)], parents: first.parents, isFencing: isFencing(first.resource) };
}

function placesIn(resource: Resource, parents: readonly Resource[], id: string): readonly { readonly resource: Resource; readonly parents: readonly Resource[] }[] {
  if (resource.kind !== 'replica' && baseId(resource.id) === id) return [{ resource, parents }];
  const below = resource.kind === 'replica' ? parents : [...parents, resource];
  return resource.children.flatMap((child) => placesIn(child, below, id));
}

/** Whether somebody configured it: Pacemaker makes connections and parts of bundles itself, and goes on running what is configured no more. */
export function isConfigured({ instances: [resource] }: PlacedResource): boolean {
  return !resource.implicit && !resource.orphaned;
}

/** The clone or bundle that decides over it, the outermost. */
export function multipliedBy({ parents }: PlacedResource): Resource | null {
  return parents.find(({ kind }) => kind === 'clone' || kind === 'bundle') ?? null;
}

/** Every primitive of these trees, instances of clones one by one. */
export function primitivesIn(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => (resource.kind === 'primitive' ? [resource] : primitivesIn(resource.children)));
}

/** The ids of a resource and of all that is configured in it. */
export function idsIn(resources: readonly Resource[]): readonly string[] {
  const ids = resources.flatMap((resource) => (resource.kind === 'replica' ? idsIn(resource.children) : resource.implicit ? [] : [baseId(resource.id), ...idsIn(resource.children)]));
  return [...new Set(ids)];
}

/** The node that is reached through this resource: the guest node of a VM resource, a remote node. */
export function nodeCarriedBy(resource: Resource, snapshot: ClusterSnapshot): string | null {
  if (resource.kind !== 'primitive' || resource.implicit) return null;
  const configured = resource.config?.meta['remote-node'];
  if (configured !== undefined) return configured;
  if (resource.agent === REMOTE_AGENT) return resource.id;
  return snapshot.nodes.find(({ kind, resource: machine }) => kind === 'guest' && machine === resource.id)?.name ?? null;
}

/** Whether instances of it can be promoted. */
export function isPromotable(snapshot: ClusterSnapshot, resource: string): boolean {
  return findResource(snapshot, resource)?.instances[0].promotable === true;
}
