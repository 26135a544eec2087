import type { Disposable } from '../core/surroundings';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Clusters } from '../session/clusters';
import { followSessions } from './presentation';

/** Waits until a cluster may have something to put away, and loads then what tells of it. */
export function watchLeftBehind(clusters: Clusters, load: () => Promise<Disposable>): Disposable {
  let loading: Promise<Disposable> | null = null;
  const look = () => {
    if (loading !== null || !clusters.sessions.some(({ state }) => state.kind === 'live' && mayHaveLeftBehind(state.last))) return;
    following.dispose();
    loading = load();
  };
  const following = followSessions(clusters, look);
  return {
    dispose() {
      following.dispose();
      void loading?.then((part) => part.dispose());
      loading ??= Promise.resolve({ dispose: () => undefined });
    },
  };
}

function mayHaveLeftBehind({ constraints, failures, resources, fencing }: ClusterSnapshot): boolean {
  return failures.length > 0 || constraints.some(({ leftover }) => leftover) || [...resources, ...fencing].some(({ orphaned }) => orphaned);
}
