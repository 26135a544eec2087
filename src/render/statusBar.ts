import { clusterSource, clusterStateText, staleText } from './clusterStateText';
import { failuresText, problemsText } from './count';
import { displayName } from './displayName';
import { hostsDisagreeText } from './hostViews';
import { nodeContexts, nodeState } from './nodeState';
import { phrase } from './phrase';
import { problemCounts } from './problems';
import type { Translate } from './row';
import type { ShownCluster } from './shownCluster';

/** What the status bar says of the active cluster. */
export interface StatusBarText {
  /** Name of a codicon, without `$()`. */
  readonly codicon: string;
  readonly text: string;
  /** The same, and how old it is, as a sentence. */
  readonly accessibleLabel: string;
  readonly severity: 'normal' | 'warning' | 'error';
}

/** Name, nodes online and failures while the data is current; otherwise what is the matter. Null without an active cluster. */
export function statusBar(shown: ShownCluster | null, now: number, t: Translate): StatusBarText | null {
  if (shown === null) return null;
  const { definition, state } = shown;
  const label = definition.practice ? t('{0} (practice)', displayName(definition.name)) : displayName(definition.name);
  const { word, icon, severity } = clusterStateText(state, t);
  const source = clusterSource(state, now, t);
  const readOnly = definition.readOnly ? [t('read-only')] : [];
  const said = (words: readonly string[], codicon: string, how: StatusBarText['severity'], ...more: readonly (string | null)[]): StatusBarText => ({
    codicon,
    text: t('{0}: {1}', label, phrase([...readOnly, ...words])),
    accessibleLabel: [t('Cluster {0}: {1}.', label, phrase([...readOnly, ...words, ...source])), ...more].filter((each) => each !== null).join(' '),
    severity: how,
  });
  if (state.kind !== 'live') return said([word], icon.codicon, severity, staleText(state, now, t));

  const { nodes, failures } = state.last;
  const contextOf = nodeContexts(state.last);
  const states = nodes.map((node) => nodeState(node, contextOf(node), t));
  const counts = problemCounts(state.last, t);
  // What a move or a ban left behind may be meant to stay: it alarms nobody from here.
  const problems = counts.nodes + counts.guests + counts.resources;
  const words = [
    ...(severity === 'normal' ? [] : [word]),
    t('{0} of {1} nodes online', states.filter(({ online }) => online).length, nodes.length),
    ...(failures.length === 0 ? [] : [failuresText(failures.length, t)]),
  ];
  const how = severity === 'error' || nodes.some(({ unclean }) => unclean) ? 'error' : problems > 0 ? 'warning' : 'normal';
  return said(words, how === 'normal' ? icon.codicon : how === 'error' ? 'error' : 'warning', how, hostsDisagreeText(state, t), problems === 0 ? null : t('{0}.', problemsText(problems, t)));
}
