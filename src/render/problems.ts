import type { ClusterSnapshot } from '../core/snapshot';
import { guestState } from './guestState';
import { leaves } from './leaves';
import { nodeContexts, nodeState } from './nodeState';
import { primitiveProblem } from './resourceState';
import type { Translate } from './row';

/** How many things in a reading somebody should look at, by the view that shows them. */
export interface ProblemCounts {
  /** Nodes in trouble and failed actions. */
  readonly nodes: number;
  readonly guests: number;
  /** Primitives that failed, are blocked, orphaned, or stopped for no reason that is known. */
  readonly resources: number;
  /** Constraints that a move or a ban left behind. */
  readonly constraints: number;
}

export function problemCounts(snapshot: ClusterSnapshot, t: Translate): ProblemCounts {
  const contextOf = nodeContexts(snapshot);
  const all = [...snapshot.resources, ...snapshot.fencing];
  const instances = new Set(leaves(all.filter(({ kind }) => kind === 'clone' || kind === 'bundle')));
  return {
    nodes: snapshot.nodes.filter((node) => nodeState(node, contextOf(node), t).problem).length + snapshot.failures.length,
    guests: snapshot.guests.filter((guest) => guestState(guest, t).problem).length,
    resources: leaves(all).filter((leaf) => primitiveProblem(leaf, instances.has(leaf))).length,
    constraints: snapshot.constraints.filter(({ leftover }) => leftover).length,
  };
}
