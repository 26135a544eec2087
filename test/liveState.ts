import type { ClusterSnapshot } from '../src/core/snapshot';
import type { LiveState, WatchState } from '../src/session/clusterState';

/** What a session says while nothing tells of changes yet. */
export const lookedFor: WatchState = { cluster: { kind: 'lookedFor', everyMs: 5_000, reason: null }, libvirt: [], lastEvent: null };

/** The state of a cluster that was read just now and of which nothing is missing, with what is to be different. */
export function liveState(last: ClusterSnapshot, more: Partial<LiveState> = {}): LiveState {
  return { kind: 'live', last, checkedAt: last.takenAt, notes: [], watch: lookedFor, otherViews: [], ...more };
}
