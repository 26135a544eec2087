import { type Recovery, recoveryAfter } from '../core/walkthrough/recovery';
import type { ClusterSession } from './clusterSession';
import type { ClusterState } from './clusterState';

/** What is being seen of a guest node that may be lost, from its beginning until it is disposed. */
export interface FollowedRecovery {
  /** What has been seen so far; null as long as the node was not lost. */
  readonly seen: Recovery | null;
  dispose(): void;
}

/** Follows what becomes of a guest node with every reading of its cluster. `more` is called whenever something was seen that was not seen before. */
export function followRecovery(session: Pick<ClusterSession, 'state' | 'onDidChangeState'>, node: string, more: (recovery: Recovery) => void): FollowedRecovery {
  let seen: Recovery | null = null;
  const look = (state: ClusterState) => {
    // What a session shows of a cluster that it has lost sight of is no reading.
    const after = state.kind === 'live' ? recoveryAfter(seen, node, state.last) : seen;
    if (after === seen) return;
    seen = after;
    if (after !== null) more(after);
  };
  look(session.state);
  const following = session.onDidChangeState(look);
  return { get seen() { return seen; }, dispose: () => following.dispose() };
}
