import type { ClusterSnapshot } from '../snapshot';

/** Whether the rest of a cluster keeps quorum without one of its nodes, by corosync's votes; null where they are not known. */
export function keepsQuorumWithout(node: string, { services, nodes }: Pick<ClusterSnapshot, 'services' | 'nodes'>): boolean | null {
  const votes = services?.quorum;
  if (!votes || votes.totalVotes === null || votes.quorum === null) return null;
  const id = nodes.find(({ name }) => name === node)?.id;
  const member = votes.members.find((each) => each.name === node || String(each.id) === id);
  return votes.totalVotes - (member?.votes ?? 1) >= votes.quorum;
}

/** The CIB of a partition that has lost quorum. crm_simulate has a word for it, `--quorum`, that does nothing on 2.1.5 and 3.0.0. */
export function withoutQuorum(cib: string): string {
  return cib.replace(OPENING, (tag) => tag.replace(/\shave-quorum=("[^"]*"|'[^']*')/, ' have-quorum="0"'));
}

const OPENING = /<cib(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/;
