import { snapshotToJson } from '../core/snapshotJson';
import { viewDifferences } from '../core/viewDifferences';
import type { ClusterState, LiveState } from '../session/clusterState';

/**
 * The status of a cluster as JSON: the snapshot with when, where and how it was read, whether that is current,
 * and what other hosts say otherwise. Null where nothing was ever read.
 */
export function statusJson(state: ClusterState): string | null {
  const { kind, last } = state;
  if (last === null) return null;
  const origin = { readAt: time(last.takenAt), readFrom: last.host, readWith: last.source };
  return JSON.stringify({ ...snapshotToJson(last), ...origin, state: kind, ...(state.kind === 'live' ? currency(state) : {}) }, null, 2);
}

function currency({ last, checkedAt, otherViews }: LiveState) {
  return {
    checkedAt: time(checkedAt),
    otherViews: otherViews.map(({ host, snapshot }) => ({ host, readAt: time(snapshot.takenAt), differences: viewDifferences(last, snapshot) })),
  };
}

/** ISO 8601 in UTC, from milliseconds since the epoch. */
function time(at: number): string {
  return new Date(at).toISOString();
}
