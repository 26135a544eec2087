import type { CibResource } from './cibResources';
import { baseId, type LiveResources, mergePlaces } from './liveResources';
import type { CibDocument } from './readCib';
import type { Resource } from './snapshot';
import { collectionOf, EMPTY_RESOURCE, isPartOfBundle, readRole } from './statusResources';
import { readBoolean } from './statusValues';

/** The configured tree in the CIB's order, each resource with its live state, also those the status does not list. */
export function configuredResources(cib: CibDocument, live: LiveResources): Resource[] {
  const defaults: Inherited = {
    targetRole: cib.resourceDefaults['target-role'] ?? null,
    managed: readBoolean(cib.resourceDefaults['is-managed'] ?? cib.properties['is-managed-default'] ?? null) ?? true,
  };
  const unmanaged = readBoolean(cib.properties['maintenance-mode'] ?? null) === true;
  return cib.resources.map((configured) => join(configured, live.take(configured.kind, configured.id), live, unmanaged ? { ...defaults, managed: false } : defaults));
}

/** What a resource without an own word takes from its parents and from the defaults. Asked only where the status is silent. */
interface Inherited {
  readonly targetRole: string | null;
  readonly managed: boolean;
}

function join(configured: CibResource, found: Resource | null, live: LiveResources, inherited: Inherited): Resource {
  const { meta } = configured.config;
  const own: Inherited = {
    targetRole: meta['target-role'] ?? inherited.targetRole,
    managed: inherited.managed && (readBoolean(meta['is-managed'] ?? null) ?? true) && readBoolean(meta['maintenance'] ?? null) !== true,
  };
  const state = stateOf(configured, found, live, own);
  return {
    ...state,
    id: found?.id ?? configured.id,
    kind: configured.kind,
    agent: configured.agent ?? state.agent,
    targetRole: state.targetRole ?? own.targetRole,
    disabled: state.disabled || readRole(own.targetRole) === 'Stopped',
    promotable: configured.kind === 'clone' ? (state.promotable ?? configured.promotable) : null,
    config: configured.config,
  };
}

function stateOf(configured: CibResource, found: Resource | null, live: LiveResources, inherited: Inherited): Resource {
  if (configured.kind === 'primitive') {
    const places = found ? [found] : live.takeInstances(configured.id);
    return places.length > 0 ? mergePlaces(places) : { ...EMPTY_RESOURCE, role: 'Stopped', managed: inherited.managed };
  }
  const children = childrenOf(configured, found, live, inherited);
  const collection = collectionOf(children);
  return found ? { ...found, children, nodes: collection.nodes } : collection;
}

function childrenOf(configured: CibResource, found: Resource | null, live: LiveResources, inherited: Inherited): readonly Resource[] {
  switch (configured.kind) {
    case 'clone':
      return instancesOf(configured, found, live, inherited);
    case 'bundle':
      return replicasOf(configured, found, live, inherited);
    default: {
      const members = configured.children.map((child) => join(child, found?.children.find((member) => baseId(member.id) === child.id) ?? null, live, inherited));
      const configuredIds = new Set(configured.children.map((child) => child.id));
      return [...members, ...(found?.children.filter((member) => !configuredIds.has(baseId(member.id))) ?? [])];
    }
  }
}

/** Instances by the name of their node, those that do not run last: the status's own order changes as they move. */
function instancesOf(clone: CibResource, found: Resource | null, live: LiveResources, inherited: Inherited): readonly Resource[] {
  const [template] = clone.children;
  if (!template) return found?.children ?? [];
  const listed = found ? found.children : template.kind === 'primitive' ? live.takeInstances(template.id) : [];
  const instances = listed.map((instance) => join(template, instance, live, inherited));
  return instances.length > 0 ? sortInstances(instances) : [join(template, null, live, inherited)];
}

/** A clone that no configuration tells of, in the same order. */
export function withSortedInstances(clone: Resource): Resource {
  const children = sortInstances(clone.children);
  return { ...clone, children, nodes: collectionOf(children).nodes };
}

function sortInstances(instances: readonly Resource[]): readonly Resource[] {
  const numbered = instances.every((instance) => instance.id !== baseId(instance.id) && instance.kind === 'primitive');
  return [...instances].sort((one, other) => (numbered ? 0 : placeOrder(one, other)) || order.compare(one.id, other.id));
}

function placeOrder(one: Resource, other: Resource): number {
  const [here, there] = [one.nodes[0], other.nodes[0]];
  if (here === undefined || there === undefined) return Number(here === undefined) - Number(there === undefined);
  return order.compare(here, there);
}

const order = new Intl.Collator('en', { numeric: true });

function replicasOf(bundle: CibResource, found: Resource | null, live: LiveResources, inherited: Inherited): readonly Resource[] {
  const [inside] = bundle.children;
  const replicas = found?.children ?? flatReplicas(bundle, live);
  if (replicas.length === 0) return inside ? [join(inside, null, live, inherited)] : [];
  return replicas.map((replica) => ({
    ...replica,
    children: replica.children.map((part) => (inside && baseId(part.id) === inside.id ? join(inside, part, live, inherited) : part)),
  }));
}

/** A document that lists resources by node tells a replica only by the number in its parts' names and in its node's. */
function flatReplicas(bundle: CibResource, live: LiveResources): readonly Resource[] {
  const [inside] = bundle.children;
  const parts = live.takeParts(`${bundle.id}-`).map((part) => ({ ...part, implicit: isPartOfBundle(part.id, part.agent, bundle.id) }));
  const content = inside ? live.takeInstances(inside.id) : [];
  const numbers = [...new Set(parts.map((part) => numberOf(part.id)).filter((number) => number !== null))].sort((one, other) => one - other);
  return numbers.map((number) => {
    const numbered = parts.filter((part) => numberOf(part.id) === number);
    const host = numbered.find((part) => part.id === `${bundle.id}-${bundle.container ?? ''}-${number}`)?.nodes[0];
    const address = parts.filter((part) => part.id.startsWith(`${bundle.id}-ip-`) && part.nodes[0] === host);
    const children = [...address, ...content.filter((part) => part.nodes[0] === `${bundle.id}-${number}`), ...numbered];
    return { ...collectionOf(children), id: String(number), kind: 'replica' };
  });

  function numberOf(id: string): number | null {
    const match = /^(?:(?:docker|podman|rkt)-)?(\d+)$/.exec(id.slice(bundle.id.length + 1));
    return match ? Number(match[1]) : null;
  }
}
