import { isFenceAgent, normalizeAgent, REMOTE_AGENT } from './agentName';
import type { Resource, ResourceKind, Role } from './snapshot';
import { readFlag } from './statusValues';
import { attribute, childrenNamed, firstAttribute, type XmlElement } from './xml';

const KINDS: ReadonlyMap<string, ResourceKind> = new Map([
  ['resource', 'primitive'], ['group', 'group'], ['clone', 'clone'], ['bundle', 'bundle'], ['replica', 'replica'],
]);

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['started', 'Started'], ['stopped', 'Stopped'],
  ['promoted', 'Promoted'], ['master', 'Promoted'], ['unpromoted', 'Unpromoted'], ['slave', 'Unpromoted'],
  ['starting', 'Starting'], ['stopping', 'Stopping'], ['promoting', 'Promoting'], ['demoting', 'Demoting'], ['migrating', 'Migrating'],
]);

/** A role in today's word. Before 2.1 `Promoted` and `Unpromoted` were called `Master` and `Slave`. */
export function readRole(word: string | null): Role | null {
  return ROLES.get(word?.toLowerCase() ?? '') ?? null;
}

/** The resource elements directly below `parent`, as trees. Elements of other names are passed over. */
export function readResources(parent: XmlElement, bundle: string | null = null): Resource[] {
  const resources: Resource[] = [];
  for (const element of parent.children) {
    const kind = KINDS.get(element.name);
    if (kind) resources.push(kind === 'primitive' ? readPrimitive(element, bundle) : readCollection(element, kind, bundle));
  }
  return resources;
}

function readPrimitive(element: XmlElement, bundle: string | null): Resource {
  const id = attribute(element, 'id') ?? '';
  const agent = attribute(element, 'resource_agent');
  const targetRole = attribute(element, 'target_role');
  const role = attribute(element, 'role');
  return {
    ...EMPTY_RESOURCE,
    id,
    kind: 'primitive',
    agent: agent === null ? null : normalizeAgent(agent),
    role: readRole(role),
    targetRole,
    active: readFlag(element, 'active') ?? false,
    managed: readFlag(element, 'managed') ?? true,
    maintenance: readFlag(element, 'maintenance'),
    disabled: readRole(targetRole) === 'Stopped',
    blocked: readFlag(element, 'blocked') ?? false,
    failed: readFlag(element, 'failed') ?? false,
    failureIgnored: readFlag(element, 'failure_ignored') ?? false,
    orphaned: readFlag(element, 'removed', 'orphaned') ?? false,
    implicit: bundle !== null && isPartOfBundle(id, agent, bundle),
    pending: attribute(element, 'pending'),
    lockedTo: attribute(element, 'locked_to'),
    nodes: childrenNamed(element, 'node').map((node) => firstAttribute(node, 'name', 'id') ?? ''),
  };
}

function readCollection(element: XmlElement, kind: ResourceKind, bundle: string | null): Resource {
  const id = attribute(element, 'id') ?? '';
  const children = readResources(element, kind === 'bundle' ? id : bundle);
  return {
    ...collectionOf(children),
    id,
    kind,
    targetRole: attribute(element, 'target_role'),
    managed: readFlag(element, 'managed') ?? children.every((child) => child.managed),
    maintenance: readFlag(element, 'maintenance'),
    disabled: readFlag(element, 'disabled') ?? readRole(attribute(element, 'target_role')) === 'Stopped',
    failed: (readFlag(element, 'failed') ?? false) || children.some((child) => child.failed),
    failureIgnored: readFlag(element, 'failure_ignored') ?? false,
    promotable: kind === 'clone' ? readFlag(element, 'multi_state', 'promotable') : null,
    children,
  };
}

/** What the state of a group, clone, bundle or replica is by that of its parts. */
export function collectionOf(children: readonly Resource[]): Resource {
  return {
    ...EMPTY_RESOURCE,
    active: children.some((child) => child.active),
    managed: children.every((child) => child.managed),
    blocked: children.some((child) => child.blocked),
    failed: children.some((child) => child.failed),
    orphaned: children.length > 0 && children.every((child) => child.orphaned),
    nodes: [...new Set(children.flatMap((child) => child.nodes))],
    children,
  };
}

/** Nothing known, nothing wrong. */
export const EMPTY_RESOURCE: Resource = {
  id: '', kind: 'primitive', agent: null, role: null, targetRole: null,
  active: false, managed: true, maintenance: null, disabled: false, blocked: false, failed: false, failureIgnored: false,
  orphaned: false, implicit: false, pending: null, lockedTo: null, promotable: null,
  nodes: [], children: [], failCounts: {}, config: null,
};

/**
 * Pacemaker makes a bundle's containers, addresses and connections itself and names them after the bundle
 * (`HTTPD-podman-0`, `HTTPD-ip-10.77.0.200`, `HTTPD-0`); what runs inside is configured.
 */
export function isPartOfBundle(id: string, agent: string | null, bundle: string): boolean {
  if (agent !== null && normalizeAgent(agent) === REMOTE_AGENT) return true;
  const rest = id.startsWith(`${bundle}-`) ? id.slice(bundle.length + 1) : '';
  return /^(?:ip-.+|(?:docker|podman|rkt)-\d+)$/.test(rest);
}

/** Whether every primitive of a tree is a fence device. */
export function isFencing(resource: Resource): boolean {
  return resource.kind === 'primitive' ? isFenceAgent(resource.agent) : resource.children.length > 0 && resource.children.every(isFencing);
}
