import type { ClusterSnapshot } from '../core/snapshot';
import type { ClusterState } from '../session/clusterState';
import { displayName } from './displayName';
import { flags } from './flags';
import { type Trouble, troublesOf } from './hostTroubles';
import { hostViewText, otherViewsOf } from './hostViews';
import { kindIcon } from './icons';
import { phrase } from './phrase';
import { childId, distinctIds } from './rowId';
import type { Row, TooltipLine, Translate } from './row';
import type { ShownCluster } from './shownCluster';
import { sentences } from './tooltipLines';

/** The hosts of a cluster with what is wrong at each, below the cluster's row `id`; what is wrong at none of them stands behind them. */
export function hostRows(shown: ShownCluster, id: string, t: Translate): readonly Row[] {
  const { definition, state } = shown;
  const troubles = troublesOf(state, t);
  const targets = new Set(definition.hosts.map(({ target }) => target));
  const distinct = distinctIds();
  return [
    ...definition.hosts.map(({ target }) => hostRow(shown, target, distinct(childId(id, target)), troubles.filter(({ host }) => host === target), t)),
    ...troubleRows(troubles.filter(({ host }) => host === null || !targets.has(host)), `${id}#trouble`, definition.id, t),
  ];
}

function hostRow({ definition, state }: ShownCluster, target: string, id: string, own: readonly Trouble[], t: Translate): Row {
  const label = displayName(target);
  const view = viewOf(state, target);
  const words = [
    phrase([hostWord(state, target, t), ...own.filter(({ kind }) => kind !== 'contradiction').map(({ part }) => part)]),
    view === null ? '' : hostViewText(view, t),
  ].filter((text) => text !== '').join('; ');
  return {
    id,
    label,
    description: words,
    icon: kindIcon('host', own[0]?.icon),
    accessibleLabel: words === '' ? t('Host {0}.', label) : t('Host {0}: {1}.', label, words),
    subject: { kind: 'host', cluster: definition.id, host: target },
    flags: flags('host', {
      answers: state.kind === 'live' && state.last.host === target,
      practice: definition.practice,
      read: state.last?.host === target || view !== null || (state.kind === 'live' && !own.some(({ kind }) => kind === 'contact')),
    }),
    tooltip: { from: { target, words, own }, build: () => ({ title: label, lines: [...sentences([words]), ...own.map(troubleLine)] }) },
    children: troubleRows(own, id, definition.id, t),
    expanded: true,
  };
}

/** What hosts contradict each other in needs its name; other sentences speak for themselves. */
function troubleLine({ kind, part, sentence }: Trouble): TooltipLine {
  return { name: kind === 'contradiction' ? part : '', value: sentence };
}

/** Of a host that nothing is known of, nothing is said. */
function hostWord(state: ClusterState, target: string, t: Translate): string | null {
  switch (state.kind) {
    case 'live':
      if (state.last.host === target) return t('answers');
      return state.watch.libvirt.includes(target) ? t('connected') : null;
    case 'stopped':
    case 'unconfigured':
      return state.host !== target && state.watch.libvirt.includes(target) ? t('connected') : null;
    case 'connecting': return state.host === target ? t('connecting') : null;
    case 'disconnected':
    case 'stale': return null;
  }
}

/** What a host sees, said of each that was asked while they disagree. */
function viewOf(state: ClusterState, target: string): ClusterSnapshot | null {
  const others = otherViewsOf(state);
  if (others.length > 0 && state.last?.host === target) return state.last;
  return others.find(({ host }) => host === target)?.snapshot ?? null;
}

function troubleRows(troubles: readonly Trouble[], parent: string, cluster: string, t: Translate): readonly Row[] {
  const distinct = distinctIds();
  return troubles.map(({ key, part, sentence, icon }) => ({
    id: distinct(childId(parent, key)),
    label: part,
    description: sentence,
    icon,
    accessibleLabel: t('{0}: {1}', part, sentence),
    subject: { kind: 'heading', cluster, heading: key },
    flags: [],
    tooltip: { from: sentence, build: () => ({ title: part, lines: sentences([sentence]) }) },
    children: [],
    expanded: false,
  }));
}
