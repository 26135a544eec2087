import type { ClusterSnapshot } from './snapshot';

/** Names of the cluster nodes that this snapshot shows as online, in their order. */
export function onlineMembers({ nodes }: ClusterSnapshot): readonly string[] {
  return nodes.flatMap(({ kind, name, online }) => (kind === 'cluster' && online ? [name] : []));
}
