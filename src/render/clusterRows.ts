import { clusterSource, clusterStateText } from './clusterStateText';
import { clusterTooltip } from './clusterTooltip';
import { displayName } from './displayName';
import { flags } from './flags';
import { hostRows } from './hostRows';
import { otherViewsOf } from './hostViews';
import { phrase } from './phrase';
import { childId, distinctIds } from './rowId';
import type { Row, Translate } from './row';
import type { ShownCluster } from './shownCluster';

/** The Clusters view: every configured cluster with its hosts. `active` is the id of the cluster that the other views show. */
export function clusterRows(clusters: readonly ShownCluster[], active: string | null, now: number, t: Translate): readonly Row[] {
  const distinct = distinctIds();
  return clusters.map((shown) => clusterRow(shown, distinct(childId('clusters', shown.definition.id)), shown.definition.id === active, now, t));
}

function clusterRow(shown: ShownCluster, id: string, active: boolean, now: number, t: Translate): Row {
  const { definition, state } = shown;
  const { word, icon } = clusterStateText(state, t);
  const words = phrase([
    definition.practice ? t('practice cluster') : null,
    definition.readOnly ? t('read-only') : null,
    word,
    otherViewsOf(state).length > 0 && state.last?.cluster.quorum === false ? t('no quorum') : null,
    state.kind === 'live' && state.last.cluster.maintenanceMode === true ? t('maintenance mode') : null,
    ...clusterSource(state, now, t),
    active ? t('active') : null,
  ]);
  return {
    id,
    label: displayName(definition.name),
    description: words,
    icon,
    accessibleLabel: t('Cluster {0}: {1}.', displayName(definition.name), words),
    subject: { kind: 'cluster', cluster: definition.id },
    flags: flags('cluster', {
      active,
      connected: state.kind === 'live',
      connecting: state.kind === 'connecting',
      disconnected: state.kind === 'disconnected',
      maintenance: state.last?.cluster.maintenanceMode === true,
      practice: definition.practice,
      read: state.last !== null,
      readOnly: definition.readOnly,
      stale: state.kind === 'stale',
      stopped: state.kind === 'stopped',
      unconfigured: state.kind === 'unconfigured',
    }),
    tooltip: clusterTooltip(shown, t),
    children: hostRows(shown, id, t),
    expanded: true,
  };
}
