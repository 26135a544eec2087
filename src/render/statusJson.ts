import type { ClusterSnapshot } from '../core/snapshot';
import { snapshotToJson } from '../core/snapshotJson';
import type { ClusterState } from '../session/clusterState';

/** The status of a cluster as JSON: the snapshot with when, where and how it was read, and whether that is current. Null where nothing was ever read. */
export function statusJson(state: ClusterState): string | null {
  const { kind, last } = state;
  return last === null ? null : JSON.stringify({ ...snapshotToJson(last), ...origin(last), state: kind }, null, 2);
}

function origin({ takenAt, host, source }: ClusterSnapshot) {
  return { readAt: new Date(takenAt).toISOString(), readFrom: host, readWith: source };
}
