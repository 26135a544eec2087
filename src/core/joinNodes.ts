import { REMOTE_AGENT } from './agentName';
import { flatten } from './flatten';
import type { CibDocument } from './readCib';
import type { StatusDocument, StatusNode } from './readStatus';
import type { ClusterNode, NodeKind, Resource } from './snapshot';
import { namedRecord } from './statusValues';

const KIND_ORDER: readonly NodeKind[] = ['cluster', 'remote', 'guest', 'bundle'];
const byName = new Intl.Collator('en', { numeric: true });

/** The nodes with what each stands on: cluster nodes, then remote, guest and bundle nodes, each kind by name. */
export function joinNodes(status: StatusDocument, cib: CibDocument | null, resources: readonly Resource[]): readonly ClusterNode[] {
  const all = flatten(resources);
  const byId = new Map(all.filter((resource) => resource.kind === 'primitive').map((resource) => [resource.id, resource]));
  const containers = new Set(all.flatMap((resource) => (resource.kind === 'replica' ? resource.children.map((part) => part.id) : [])));
  const configured = new Map(cib?.nodes.map((node) => [node.name, node]));
  const nodes = status.nodes.map((node): ClusterNode => {
    const { remote: _remote, container, ...state } = node;
    const kind = kindOf(node, containers);
    const connection = kind === 'cluster' ? null : (byId.get(node.name) ?? null);
    const machine = kind === 'remote' ? connection : container === null ? null : (byId.get(container) ?? null);
    return {
      ...state,
      kind,
      resource: kind === 'cluster' ? null : kind === 'remote' ? (connection?.agent === REMOTE_AGENT ? connection.id : null) : container,
      host: placeOf(machine),
      connectionHost: placeOf(connection),
      attributes: namedRecord([...Object.entries(configured.get(node.name)?.attributes ?? {}), ...Object.entries(status.attributes.get(node.name) ?? {})]),
      configured: configured.get(node.name)?.attributes ?? {},
      utilization: configured.get(node.name)?.utilization ?? {},
    };
  });
  return nodes.sort((one, other) => KIND_ORDER.indexOf(one.kind) - KIND_ORDER.indexOf(other.kind) || byName.compare(one.name, other.name));
}

/** A node of type `remote` that a resource stands for is a guest node, or a bundle node where that resource is a replica's part. */
function kindOf(node: StatusNode, containers: ReadonlySet<string>): NodeKind {
  if (!node.remote) return 'cluster';
  if (node.container === null) return 'remote';
  return containers.has(node.container) ? 'bundle' : 'guest';
}

/** Where a resource runs. One that is moving is listed on both nodes, the old one first. */
export function placeOf(resource: Resource | null): string | null {
  return resource?.nodes[0] ?? null;
}
