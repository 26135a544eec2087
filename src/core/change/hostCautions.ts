import { baseId } from '../liveResources';
import type { ClusterNode, ClusterSnapshot, Resource } from '../snapshot';
import type { Caution } from './caution';
import { clusterProperty } from './clusterProperty';
import type { Planning } from './planning';
import { insideGuests, isAnyNodeLeft, runningOn, stops, unmanagedBlocks } from './stopCautions';

/** What is to be said where the cluster stops on these hosts. */
export function leavingCautions(hosts: readonly ClusterNode[], { snapshot, here }: Planning): readonly Caution[] {
  const names = hosts.map(({ name }) => name);
  const there = runningOnAny(names, snapshot);
  if (isLastToLeave(names, snapshot)) return [{ code: 'cluster-stops', resources: idsOf(there) }, ...insideGuests(there, snapshot), ...unmanagedBlocks(there)];
  return [
    ...(losesQuorum(names, snapshot) ? [{ code: 'quorum-lost', policy: clusterProperty(snapshot, 'no-quorum-policy') ?? 'stop' } as const] : []),
    ...(isAnyNodeLeft(names, snapshot) ? [] : stops(there)),
    ...insideGuests(there, snapshot, true),
    ...unmanagedBlocks(there),
    ...names.filter((name) => name === here).map((node) => ({ code: 'answers-here', node }) as const),
  ];
}

/** What runs on any of these nodes, each once. */
export function runningOnAny(nodes: readonly string[], snapshot: ClusterSnapshot): readonly Resource[] {
  return [...new Set(nodes.flatMap((node) => runningOn(node, snapshot)))];
}

export function idsOf(resources: readonly Resource[]): readonly string[] {
  return [...new Set(resources.map(({ id }) => baseId(id)))];
}

/** Whether no host would run the cluster without these. */
export function isLastToLeave(names: readonly string[], { nodes }: ClusterSnapshot): boolean {
  return !nodes.some(({ kind, name, online }) => kind === 'cluster' && online && !names.includes(name));
}

/**
 * Whether those that are left would have too few votes. Corosync's own count is taken where it has been read; else each host has one vote, and of
 * two hosts one is enough, as pcs sets them up.
 */
function losesQuorum(names: readonly string[], { cluster, nodes, services }: ClusterSnapshot): boolean {
  if (cluster.quorum === false) return false;
  const report = services?.quorum ?? null;
  const hosts = nodes.filter(({ kind }) => kind === 'cluster');
  const votesOf = (name: string) => report?.members.find((member) => member.name === name)?.votes ?? 1;
  const left = hosts.filter(({ name, online }) => online && !names.includes(name)).reduce((sum, { name }) => sum + votesOf(name), report?.device?.votes ?? 0);
  return left < (report?.quorum ?? (hosts.length <= 2 ? 1 : Math.floor(hosts.length / 2) + 1));
}
