import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';
import type { ClusterNode, ClusterSummary, FailedAction, Resource, Ticket } from './snapshot';
import { maskSecret } from './secretNames';
import { readFailCounts, readFailures } from './statusFailures';
import { readResources } from './statusResources';
import { namedRecord, readFlag } from './statusValues';
import { readTime } from './timeText';
import { attribute, childNamed, childrenIn, childrenNamed, firstAttribute, parseXml, type XmlElement } from './xml';

/** What crm_mon's XML says, in today's words. `null` where it says nothing. */
export interface StatusDocument extends Omit<ClusterSummary, 'name'> {
  readonly nodes: readonly StatusNode[];
  /** As the document nests them. */
  readonly resources: readonly Resource[];
  /** Running resources of a document grouped by node (`crm_mon -n`), which does not nest them. One entry for each place. */
  readonly byNode: readonly Resource[];
  readonly failures: readonly FailedAction[];
  readonly attributes: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** By resource, then by node. */
  readonly failCounts: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly tickets: readonly Ticket[];
}

type NodeState = Pick<ClusterNode,
  'name' | 'id' | 'online' | 'standby' | 'standbyOnFail' | 'maintenance' | 'pending' | 'unclean' | 'shutdown' | 'dc' | 'health' | 'featureSet'>;

/** A node by the status alone: its kind and its place are found by the join. */
export interface StatusNode extends NodeState {
  readonly remote: boolean;
  /** The resource that is this node's machine: the VM of a guest node, the container of a bundle node. */
  readonly container: string | null;
}

/**
 * Reads what `crm_mon -1 -r --output-as=xml`, its older `--as-xml` and `pcs status xml` print, of Pacemaker 1.1 to 3.0.2.
 * Faults: those of `parseXml`; `not-running` for the documents that stand in for an answer; `not-a-status`.
 */
export function readStatus(text: string): Result<StatusDocument, DocumentFault> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  if (root.name !== 'pacemaker-result' && root.name !== 'crm_mon') return failure({ code: 'not-a-status', root: root.name });
  const message = notRunning(root);
  if (message !== null) return failure({ code: 'not-running', message });
  const nodes = childNamed(root, 'nodes');
  const summary = childNamed(root, 'summary');
  if (!nodes || !isStatus(nodes, summary)) return failure({ code: 'not-a-status', root: root.name });

  const dc = summary && childNamed(summary, 'current_dc');
  const options = summary && childNamed(summary, 'cluster_options');
  const change = summary && childNamed(summary, 'last_change');
  const statusNodes = childrenNamed(nodes, 'node').map(readNode);
  const resources = childNamed(root, 'resources');
  return success({
    dc: (dc && attribute(dc, 'name')) ?? statusNodes.find((node) => node.dc)?.name ?? null,
    quorum: dc && readFlag(dc, 'with_quorum'),
    stonithEnabled: options && readFlag(options, 'fencing-enabled', 'stonith-enabled'),
    maintenanceMode: options && readFlag(options, 'maintenance-mode'),
    pacemaker: ((dc && attribute(dc, 'version')) || attribute(root, 'version'))?.replace(/-.*$/s, '') || null,
    lastChange: (change && attribute(change, 'time')) || null,
    nodes: statusNodes,
    resources: resources ? readResources(resources) : [],
    byNode: childrenNamed(nodes, 'node').flatMap(readResourcesOn),
    failures: readFailures(root),
    attributes: new Map(childrenIn(root, 'node_attributes', 'node').map((node) => [attribute(node, 'name') ?? '', readAttributes(node)])),
    failCounts: readFailCounts(root),
    tickets: childrenIn(root, 'tickets', 'ticket').map(readTicket),
  });
}

/**
 * `pacemaker-result` is the root of all of Pacemaker's tools, and `crmadmin --nodes` lists nodes in it as well: without their
 * state, which would then be taken for bad.
 */
function isStatus(nodes: XmlElement, summary: XmlElement | null): boolean {
  const listed = childrenNamed(nodes, 'node');
  return listed.length === 0 ? summary !== null : listed.every((node) => attribute(node, 'online') !== null);
}

/**
 * What a document says in place of a status, seen of a stopped cluster: 2.0.3 and later an error document with exit status 102,
 * from 2.1.6 on also `crm-mon-disconnected`; every version with `--as-xml` a `crm_mon` element with nothing inside.
 */
function notRunning(root: XmlElement): string | null {
  const disconnected = childNamed(root, 'crm-mon-disconnected');
  if (disconnected) return firstAttribute(disconnected, 'description', 'pacemakerd-state') ?? '';
  const status = childNamed(root, 'status');
  if (status && (attribute(status, 'code') ?? '0') !== '0') {
    const errors = childrenIn(status, 'errors', 'error').map((error) => error.text);
    return errors.at(-1) ?? attribute(status, 'message') ?? '';
  }
  return root.name === 'crm_mon' && root.children.length === 0 ? '' : null;
}

function readNode(node: XmlElement): StatusNode {
  const name = firstAttribute(node, 'name', 'uname', 'id') ?? '';
  return {
    name,
    id: attribute(node, 'id') ?? name,
    remote: attribute(node, 'type') === 'remote',
    online: readFlag(node, 'online') ?? false,
    standby: readFlag(node, 'standby') ?? false,
    standbyOnFail: readFlag(node, 'standby_onfail'),
    maintenance: readFlag(node, 'maintenance') ?? false,
    pending: readFlag(node, 'pending') ?? false,
    unclean: readFlag(node, 'unclean') ?? false,
    shutdown: readFlag(node, 'shutdown'),
    dc: readFlag(node, 'is_dc') ?? false,
    health: attribute(node, 'health'),
    featureSet: attribute(node, 'feature_set'),
    container: firstAttribute(node, 'id_as_resource', 'container_id'),
  };
}

/** 1.1 names the node of a resource only by its place below that node. */
function readResourcesOn(node: XmlElement): readonly Resource[] {
  const { name } = readNode(node);
  return readResources(node).map((resource) => (resource.nodes.length === 0 ? { ...resource, nodes: [name] } : resource));
}

function readAttributes(node: XmlElement): Record<string, string> {
  const pairs = childrenNamed(node, 'attribute').map((item) => [attribute(item, 'name') ?? '', attribute(item, 'value') ?? ''] as const);
  return namedRecord(pairs.map(([name, value]) => [name, maskSecret(name, value)] as const));
}

/** Up to 2.1 a ticket says `status="granted"`, like now. */
function readTicket(ticket: XmlElement): Ticket {
  const status = attribute(ticket, 'status');
  return {
    id: attribute(ticket, 'id') ?? '',
    granted: status === null ? readFlag(ticket, 'granted') : status === 'granted',
    standby: readFlag(ticket, 'standby'),
    lastGranted: readTime(attribute(ticket, 'last-granted')) ?? attribute(ticket, 'last-granted'),
  };
}
