import { onlineMembers } from './membership';
import type { ClusterSnapshot } from './snapshot';

/** One thing in which two hosts contradict each other about their cluster. */
export type ViewDifference =
  /** The cluster nodes that are online, by name and sorted. */
  | { readonly kind: 'members'; readonly shown: readonly string[]; readonly other: readonly string[] }
  | { readonly kind: 'dc'; readonly shown: string; readonly other: string }
  | { readonly kind: 'quorum'; readonly shown: boolean; readonly other: boolean };

/** How the view of another host differs from the one that is shown, as the parts of a cluster that lost sight of each other do; nothing where they agree. */
export function viewDifferences(shown: ClusterSnapshot, other: ClusterSnapshot): readonly ViewDifference[] {
  const differences: ViewDifference[] = [];
  const [members, otherMembers] = [sortedMembers(shown), sortedMembers(other)];
  if (!sameNames(members, otherMembers)) differences.push({ kind: 'members', shown: members, other: otherMembers });
  const [dc, otherDc] = [shown.cluster.dc, other.cluster.dc];
  // Who knows of no DC, as during an election, contradicts nobody, and neither does who tells nothing of quorum.
  if (dc !== null && otherDc !== null && dc !== otherDc) differences.push({ kind: 'dc', shown: dc, other: otherDc });
  const [quorum, otherQuorum] = [shown.cluster.quorum, other.cluster.quorum];
  if (quorum !== null && otherQuorum !== null && quorum !== otherQuorum) differences.push({ kind: 'quorum', shown: quorum, other: otherQuorum });
  return differences;
}

function sortedMembers(snapshot: ClusterSnapshot): readonly string[] {
  return [...onlineMembers(snapshot)].sort();
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}
