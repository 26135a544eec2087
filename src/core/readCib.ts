import { type ById, indexIds, readPairs } from './cibAttributes';
import { readConstraints } from './cibConstraints';
import { type CibResource, readCibResources } from './cibResources';
import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';
import type { CibVersion, Constraint, FencingLevel, Ticket } from './snapshot';
import { readBoolean } from './statusValues';
import { attribute, childNamed, childrenNamed, firstAttribute, parseXml, type XmlElement } from './xml';

/** What a CIB configures. Secret parameters are masked already. */
export interface CibDocument {
  readonly version: CibVersion | null;
  readonly quorum: boolean | null;
  /** Pacemaker's own words, in the zone of the host that wrote it. */
  readonly lastWritten: string | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly nodes: readonly CibNode[];
  readonly resources: readonly CibResource[];
  readonly templates: readonly CibTemplate[];
  readonly resourceDefaults: Readonly<Record<string, string>>;
  readonly operationDefaults: Readonly<Record<string, string>>;
  readonly constraints: readonly Constraint[];
  readonly fencingLevels: readonly FencingLevel[];
  readonly tickets: readonly Ticket[];
  readonly acls: readonly Acl[];
  readonly alerts: readonly Alert[];
  readonly tags: readonly Tag[];
}

export interface CibNode {
  readonly id: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly utilization: Readonly<Record<string, string>>;
}

export interface CibTemplate {
  readonly id: string;
  readonly agent: string;
}

/** A role with its permissions, or a user or group with the roles it has. */
export interface Acl {
  readonly id: string;
  readonly kind: 'role' | 'target' | 'group';
  readonly roles: readonly string[];
  readonly permissions: readonly { readonly kind: string; readonly target: string }[];
}

export interface Alert {
  readonly id: string;
  readonly path: string;
  readonly recipients: readonly string[];
}

export interface Tag {
  readonly id: string;
  readonly members: readonly string[];
}

/** Reads what `cibadmin -Q` and `pcs cluster cib` print. Faults: those of `parseXml`; `malformed` when it is another document. */
export function readCib(text: string): Result<CibDocument, DocumentFault> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  if (root.name !== 'cib') return failure({ code: 'malformed', reason: `the root element is ${root.name}, not cib` });
  const byId = indexIds(path(root, 'configuration'));
  const section = (name: string): XmlElement => path(root, 'configuration', name);
  return success({
    version: readVersion(root),
    quorum: readBoolean(attribute(root, 'have-quorum')),
    lastWritten: attribute(root, 'cib-last-written'),
    properties: readPairs(section('crm_config'), 'cluster_property_set', byId),
    nodes: childrenNamed(section('nodes'), 'node').map((node) => readNode(node, byId)),
    resources: readCibResources(section('resources'), byId),
    templates: childrenNamed(section('resources'), 'template').map((template) => ({
      id: attribute(template, 'id') ?? '',
      agent: ['class', 'provider', 'type'].map((part) => attribute(template, part)).filter((part) => part !== null).join(':'),
    })),
    resourceDefaults: readPairs(section('rsc_defaults'), 'meta_attributes', byId),
    operationDefaults: readPairs(section('op_defaults'), 'meta_attributes', byId),
    constraints: readConstraints(section('constraints'), byId),
    fencingLevels: childrenNamed(section('fencing-topology'), 'fencing-level').map(readLevel),
    tickets: childrenNamed(path(root, 'status', 'tickets'), 'ticket_state').map(readTicket),
    acls: section('acls').children.map(readAcl).filter((acl) => acl !== null),
    alerts: childrenNamed(section('alerts'), 'alert').map((alert) => ({
      id: attribute(alert, 'id') ?? '',
      path: attribute(alert, 'path') ?? '',
      recipients: childrenNamed(alert, 'recipient').map((recipient) => attribute(recipient, 'value') ?? ''),
    })),
    tags: childrenNamed(section('tags'), 'tag').map((tag) => ({
      id: attribute(tag, 'id') ?? '',
      members: childrenNamed(tag, 'obj_ref').map((member) => attribute(member, 'id') ?? ''),
    })),
  });
}

/** Reads the version alone, from a CIB's root element (`cibadmin --query --xpath /cib --no-children`) or from a whole CIB. */
export function readCibRoot(text: string): Result<CibVersion, DocumentFault> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const version = parsed.value.name === 'cib' ? readVersion(parsed.value) : null;
  return version ? success(version) : failure({ code: 'malformed', reason: 'no CIB with a version' });
}

function readVersion(root: XmlElement): CibVersion | null {
  const [adminEpoch, epoch, numUpdates] = ['admin_epoch', 'epoch', 'num_updates'].map((name) => attribute(root, name));
  if (![adminEpoch, epoch, numUpdates].every((part) => /^\d+$/.test(part ?? ''))) return null;
  return { adminEpoch: Number(adminEpoch), epoch: Number(epoch), numUpdates: Number(numUpdates) };
}

const NOTHING: XmlElement = { name: '', attributes: {}, children: [], text: '' };

function path(root: XmlElement, ...names: readonly string[]): XmlElement {
  return names.reduce((element, name) => childNamed(element, name) ?? NOTHING, root);
}

function readNode(node: XmlElement, byId: ById): CibNode {
  const id = attribute(node, 'id') ?? '';
  return {
    id,
    name: attribute(node, 'uname') ?? id,
    attributes: readPairs(node, 'instance_attributes', byId),
    utilization: readPairs(node, 'utilization', byId),
  };
}

function readLevel(level: XmlElement): FencingLevel {
  const wanted = attribute(level, 'target-attribute');
  return {
    id: attribute(level, 'id') ?? '',
    by: wanted !== null ? 'attribute' : attribute(level, 'target') === null ? 'pattern' : 'name',
    target: wanted === null ? (firstAttribute(level, 'target', 'target-pattern') ?? '') : `${wanted}=${attribute(level, 'target-value') ?? ''}`,
    level: Number(attribute(level, 'index') ?? 0),
    devices: (attribute(level, 'devices') ?? '').split(',').filter((device) => device !== ''),
  };
}

/** `last-granted` is in seconds since the epoch there. */
function readTicket(ticket: XmlElement): Ticket {
  const granted = attribute(ticket, 'last-granted');
  const seconds = granted !== null && /^\d{1,12}$/.test(granted) ? Number(granted) : null;
  return {
    id: attribute(ticket, 'id') ?? '',
    granted: readBoolean(attribute(ticket, 'granted')),
    standby: readBoolean(attribute(ticket, 'standby')),
    lastGranted: seconds === null ? granted : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
  };
}

const ACL_KINDS: ReadonlyMap<string, Acl['kind']> = new Map([['acl_role', 'role'], ['acl_target', 'target'], ['acl_group', 'group']]);

function readAcl(element: XmlElement): Acl | null {
  const kind = ACL_KINDS.get(element.name);
  if (!kind) return null;
  return {
    id: attribute(element, 'id') ?? '',
    kind,
    roles: childrenNamed(element, 'role').map((role) => attribute(role, 'id') ?? ''),
    permissions: childrenNamed(element, 'acl_permission').map((permission) => ({
      kind: attribute(permission, 'kind') ?? '',
      target: firstAttribute(permission, 'xpath', 'reference', 'object-type') ?? '',
    })),
  };
}
