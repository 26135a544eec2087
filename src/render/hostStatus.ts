import { viewDifferences } from '../core/viewDifferences';
import type { ClusterState } from '../session/clusterState';
import { displayName } from './displayName';
import type { Translate } from './row';
import type { ShownCluster } from './shownCluster';
import { statusText } from './statusText';

/**
 * The status of a cluster as one of its hosts sees it, as plain text. A host that was not asked for its own view says so,
 * and whose view it is instead. Null where nothing was ever read. `now` in milliseconds since the epoch.
 */
export function hostStatusText({ definition, state }: ShownCluster, host: string, now: number, t: Translate): string | null {
  const seen = asSeenBy(state, host);
  if (seen.last === null) return null;
  const text = statusText({ definition, state: seen }, now, t);
  if (seen.last.host === host) return text;
  return `${t('{0} was not asked for its own view, as nothing says that it differs. This is what {1} sees.', displayName(host), displayName(seen.last.host))}\n\n${text}`;
}

/**
 * The state as a host sees it: the same where it is the one that answers or nothing is known of a view of its own,
 * else with its view for the one that is shown and those that contradict it beside it.
 */
export function asSeenBy(state: ClusterState, host: string): ClusterState {
  if (state.kind !== 'live') return state;
  const own = state.otherViews.find((view) => view.host === host)?.snapshot;
  if (own === undefined) return state;
  const others = [{ host: state.last.host, snapshot: state.last }, ...state.otherViews];
  return { ...state, last: own, checkedAt: own.takenAt, otherViews: others.filter(({ snapshot }) => viewDifferences(own, snapshot).length > 0) };
}
