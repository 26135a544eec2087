import type { ClusterSnapshot } from './snapshot';

/** Names of the cluster nodes that this snapshot shows as online, in their order. */
export function onlineMembers({ nodes }: ClusterSnapshot): readonly string[] {
  return nodes.flatMap(({ kind, name, online }) => (kind === 'cluster' && online ? [name] : []));
}

/** Whether two hosts see the same cluster: the same members online, the same quorum, and the same DC where both know one. */
export function seesTheSame(one: ClusterSnapshot, other: ClusterSnapshot): boolean {
  const members = (snapshot: ClusterSnapshot) => [...onlineMembers(snapshot)].sort().join('\n');
  const [dc, otherDc] = [one.cluster.dc, other.cluster.dc];
  return members(one) === members(other) && one.cluster.quorum === other.cluster.quorum && (dc === null || otherDc === null || dc === otherDc);
}
