import { clusterStateText, staleText } from './clusterStateText';
import { problemsText } from './count';
import { constraintRows } from './constraintRows';
import { displayName } from './displayName';
import { faultText } from './faultText';
import { guestRows } from './guestRows';
import { hostsDisagreeText, otherViewsOf } from './hostViews';
import { nodeRows } from './nodeRows';
import { problemCounts } from './problems';
import { resourceRows } from './resourceRows';
import type { Row, Translate } from './row';
import type { ShownCluster } from './shownCluster';

/** What a view shows beside its rows. */
export interface ViewFrame {
  /** Behind the title of the view: which cluster it is. */
  readonly description: string;
  /** One line above the rows; empty when there is nothing to say, and always without rows, where the welcome text speaks. */
  readonly message: string;
  /** The number of problems; null when there is none, or when what is known is old. */
  readonly badge: { readonly value: number; readonly tooltip: string } | null;
}

/** The views that show the active cluster. */
export const dependentViews = { nodes: nodeRows, guests: guestRows, resources: resourceRows, constraints: constraintRows } as const;

export type DependentView = keyof typeof dependentViews;

/** The rows of such a view: those of the newest reading, however old. */
export function viewRows(name: DependentView, shown: ShownCluster | null, t: Translate): readonly Row[] {
  const last = shown?.state.last ?? null;
  if (shown === null || last === null) return [];
  return name === 'nodes' ? nodeRows(last, shown.definition.id, t, otherViewsOf(shown.state)) : dependentViews[name](last, shown.definition.id, t);
}

export function viewFrame(name: DependentView, shown: ShownCluster | null, rows: readonly Row[], now: number, t: Translate): ViewFrame {
  if (shown === null) return { description: '', message: '', badge: null };
  const { definition, state } = shown;
  const label = displayName(definition.name);
  const sentences = [staleText(state, now, t), hostsDisagreeText(state, t), ...(state.kind === 'live' && name === 'guests' ? state.notes.map(({ fault }) => t('Some guests are missing: {0}', faultText(fault, t))) : [])];
  return {
    description: definition.practice ? t('{0} (practice cluster)', label) : label,
    message: rows.length === 0 ? '' : sentences.filter((sentence) => sentence !== null).join(' '),
    badge: state.kind === 'live' ? badge(problemCounts(state.last, t)[name], t) : null,
  };
}

/** The Clusters view counts the clusters that are in trouble as a whole, or of which a part could not be read. */
export function clustersFrame(clusters: readonly ShownCluster[], t: Translate): ViewFrame {
  const troubled = clusters.filter(({ state }) => clusterStateText(state, t).severity === 'error' || (state.kind === 'live' && state.notes.length > 0));
  return { description: '', message: '', badge: badge(troubled.length, t) };
}

function badge(value: number, t: Translate): ViewFrame['badge'] {
  return value === 0 ? null : { value, tooltip: problemsText(value, t) };
}
