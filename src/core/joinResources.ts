import { REMOTE_AGENT } from './agentName';
import { configuredResources, withSortedInstances } from './configuredResources';
import { flatten } from './flatten';
import { baseId, liveResources } from './liveResources';
import type { CibDocument } from './readCib';
import type { StatusDocument } from './readStatus';
import type { Resource } from './snapshot';
import { collectionOf, EMPTY_RESOURCE, isFencing } from './statusResources';

/** Everything Pacemaker runs: one tree for resources, one for fence devices. */
export interface ResourceTrees {
  readonly resources: readonly Resource[];
  readonly fencing: readonly Resource[];
}

/**
 * Puts the live state (status) into the configured tree (CIB): configured resources in the CIB's order, running or not, then the
 * connections that Pacemaker made for guest nodes, then what the cluster still runs without configuration.
 * Without a CIB the status's own tree stands for the configured one.
 */
export function joinResources(status: StatusDocument, cib: CibDocument | null): ResourceTrees {
  const live = liveResources(status);
  const configured = cib ? configuredResources(cib, live) : [];
  const rest = live.untaken().map((resource) => (resource.kind === 'clone' ? withSortedInstances(resource) : resource));
  const everything = flatten([...configured, ...rest]);
  const names = guestNames(status, everything);
  const isConnection = (resource: Resource) => resource.agent === REMOTE_AGENT && names.has(resource.id);
  const connections = rest.filter(isConnection).map((resource) => ({ ...resource, implicit: true }));
  const others = rest.filter((resource) => !isConnection(resource));
  const listed = new Set(everything.map((resource) => resource.id));
  const all = [
    ...configured,
    ...others.filter((resource) => !resource.orphaned),
    ...connections,
    ...status.nodes.filter((node) => names.has(node.name) && !listed.has(node.name)).map(connectionOf),
    ...others.filter((resource) => resource.orphaned),
  ].map((resource) => withFailCounts(resource, status.failCounts));
  return { resources: all.map(withoutFencing).filter((resource) => resource !== null), fencing: all.flatMap(fencingIn) };
}

/** Guest nodes by name. A bundle node's connection stands in its replica. */
function guestNames(status: StatusDocument, everything: readonly Resource[]): ReadonlySet<string> {
  const inReplicas = new Set(everything.flatMap((resource) => (resource.kind === 'replica' ? resource.children.map((part) => part.id) : [])));
  return new Set(status.nodes.filter((node) => node.remote && node.container !== null && !inReplicas.has(node.container)).map((node) => node.name));
}

/** A document may tell of a connection only by its node: then its role and place are not known. */
function connectionOf(node: StatusDocument['nodes'][number]): Resource {
  return { ...EMPTY_RESOURCE, id: node.name, agent: REMOTE_AGENT, active: node.online, implicit: true };
}

function withFailCounts(resource: Resource, counts: StatusDocument['failCounts']): Resource {
  if (resource.children.length > 0) return { ...resource, children: resource.children.map((child) => withFailCounts(child, counts)) };
  const failCounts = counts.get(resource.id) ?? counts.get(baseId(resource.id));
  return failCounts ? { ...resource, failCounts } : resource;
}

/** The tree without its fence devices; `null` when nothing else is in it. */
function withoutFencing(resource: Resource): Resource | null {
  if (isFencing(resource)) return null;
  if (!resource.children.some(holdsFencing)) return resource;
  const children = resource.children.map(withoutFencing).filter((child) => child !== null);
  const { active, managed, blocked, failed, nodes } = collectionOf(children);
  return { ...resource, children, active, managed, blocked, failed, nodes };
}

/** A collection of fence devices and nothing else stays one; those among other resources are taken out one by one. */
function fencingIn(resource: Resource): readonly Resource[] {
  return isFencing(resource) ? [resource] : resource.children.flatMap(fencingIn);
}

function holdsFencing(resource: Resource): boolean {
  return isFencing(resource) || resource.children.some(holdsFencing);
}
