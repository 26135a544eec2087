import type { ClusterNode, ClusterSnapshot, Resource } from '../../../src/core/snapshot';

/** What a snapshot says, in the words of `crmMonText.ts`. `inactive` is whether the text was made with `crm_mon -r`. */
export function factsOfSnapshot(snapshot: ClusterSnapshot, { inactive = false } = {}): readonly string[] {
  const shown = (resource: Resource) => inactive || resource.active;
  return [
    ...snapshot.nodes.filter((node) => node.kind === 'cluster' || node.online).map(factOfNode),
    ...[...snapshot.resources, ...snapshot.fencing].flatMap((resource) => factsOfResource(resource, shown)),
    ...snapshot.failures.map(({ resource, task, interval, node, at, reason }) => `failure ${resource} ${task} ${interval} on ${node} at ${at} ${reason ?? ''}`.trim()),
  ].sort();
}

function factOfNode(node: ClusterNode): string {
  const kind = { cluster: '', remote: 'Remote', guest: 'Guest', bundle: 'Guest' }[node.kind];
  return `${kind}Node ${node.name} ${stateOf(node)}`;
}

function stateOf(node: ClusterNode): string {
  if (node.unclean) return `UNCLEAN (${node.online ? 'online' : 'offline'})`;
  if (node.pending) return 'pending';
  if (node.standby && node.online) return 'standby';
  if (node.maintenance) return node.online ? 'maintenance' : 'OFFLINE (maintenance)';
  return node.online ? 'online' : 'offline';
}

function factsOfResource(resource: Resource, shown: (resource: Resource) => boolean): readonly string[] {
  if (!shown(resource)) return [];
  const role = resource.failed ? 'FAILED' : resource.role;
  const words = [!resource.managed && 'unmanaged', resource.disabled && 'disabled', resource.blocked && 'blocked'].filter((word) => word !== false).sort();
  switch (resource.kind) {
    case 'primitive':
      return resource.implicit ? [] : [['resource', resource.id, resource.agent, role, ...resource.nodes, ...words].join(' ')];
    case 'group':
      return resource.children.flatMap((child) => factsOfResource(child, shown));
    case 'clone':
      return resource.children.filter((child) => child.active).map((child) => ['clone', resource.id, child.kind === 'primitive' ? child.role : 'Started', ...child.nodes, ...(child.managed ? [] : ['unmanaged'])].join(' '));
    case 'bundle':
      return resource.children.map((replica) => factOfReplica(resource.id, replica));
    case 'replica':
      return [];
  }
}

function factOfReplica(bundle: string, replica: Resource): string {
  const container = replica.children.find((part) => /-(?:docker|podman|rkt)-\d+$/.test(part.id));
  return ['bundle', bundle, replica.id, container?.failed ? 'FAILED' : container?.role, ...(container?.nodes ?? [])].join(' ');
}
