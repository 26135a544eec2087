import type { ClusterSnapshot } from '../core/snapshot';
import { snapshotToJson } from '../core/snapshotJson';
import { viewDifferences } from '../core/viewDifferences';
import type { ClusterState, OtherView } from '../session/clusterState';

/**
 * The status of a cluster as JSON: the snapshot with when, where and how it was read, whether that is current,
 * and what other hosts say otherwise. Null where nothing was ever read.
 */
export function statusJson(state: ClusterState): string | null {
  const { kind, last, checkedAt } = state;
  if (last === null) return null;
  const origin = { readAt: time(last.takenAt), readFrom: last.host, readWith: last.source, state: kind };
  return JSON.stringify({
    ...snapshotToJson(last),
    ...origin,
    ...(checkedAt === undefined ? {} : { checkedAt: time(checkedAt) }),
    ...(state.kind === 'live' ? { otherViews: state.otherViews.map((view) => contradiction(last, view)) } : {}),
  }, null, 2);
}

function contradiction(last: ClusterSnapshot, { host, snapshot }: OtherView) {
  return { host, readAt: time(snapshot.takenAt), differences: viewDifferences(last, snapshot) };
}

/** ISO 8601 in UTC, from milliseconds since the epoch. */
function time(at: number): string {
  return new Date(at).toISOString();
}
