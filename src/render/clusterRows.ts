import type { Fault } from '../core/fault';
import type { ClusterState, HostNote } from '../session/clusterState';
import { clusterSource, clusterStateText, contactWord } from './clusterStateText';
import { clusterTooltip } from './clusterTooltip';
import { displayName } from './displayName';
import { faultText } from './faultText';
import { flags } from './flags';
import { icons, kindIcon } from './icons';
import { phrase } from './phrase';
import { childId, distinctIds } from './rowId';
import type { Row, RowIcon, Translate } from './row';
import type { ShownCluster } from './shownCluster';
import { sentences } from './tooltipLines';

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
    word,
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
      practice: definition.practice,
      read: state.last !== null,
      stale: state.kind === 'stale',
      stopped: state.kind === 'stopped',
    }),
    tooltip: clusterTooltip(shown, t),
    children: childRows(shown, id, t),
    expanded: true,
  };
}

/** The hosts with what is wrong at each; what is wrong at none of them stands below the cluster itself. */
function childRows({ definition, state }: ShownCluster, id: string, t: Translate): readonly Row[] {
  const troubles = troublesOf(state, t);
  const targets = new Set(definition.hosts.map(({ target }) => target));
  const distinct = distinctIds();
  const hosts = definition.hosts.map(({ target }): Row => {
    const hostId = distinct(childId(id, target));
    const own = troubles.filter(({ host }) => host === target);
    const answers = state.kind === 'live' && state.last.host === target;
    const words = phrase([hostWord(state, target, t), ...own.map(({ part }) => part)]);
    return {
      id: hostId,
      label: displayName(target),
      description: words,
      icon: kindIcon('host', own[0]?.icon),
      accessibleLabel: words === '' ? t('Host {0}.', displayName(target)) : t('Host {0}: {1}.', displayName(target), words),
      subject: { kind: 'host', cluster: definition.id, host: target },
      flags: flags('host', { answers, practice: definition.practice }),
      tooltip: {
        from: { target, words, own: own.map(({ sentence }) => sentence) },
        build: () => ({ title: displayName(target), lines: sentences([words, ...own.map(({ sentence }) => sentence)]) }),
      },
      children: troubleRows(own, hostId, definition.id, t),
      expanded: true,
    };
  });
  return [...hosts, ...troubleRows(troubles.filter(({ host }) => host === null || !targets.has(host)), `${id}#trouble`, definition.id, t)];
}

function hostWord(state: ClusterState, target: string, t: Translate): string | null {
  switch (state.kind) {
    case 'live': return state.last.host === target ? t('answers') : null;
    case 'connecting': return state.host === target ? t('connecting') : null;
    case 'disconnected':
    case 'stopped':
    case 'stale': return null;
  }
}

/** Something that went wrong, and at which host if it was one of them. */
interface Trouble {
  readonly key: string;
  readonly host: string | null;
  /** In a word or two. */
  readonly part: string;
  readonly sentence: string;
  readonly icon: RowIcon;
}

function troublesOf(state: ClusterState, t: Translate): readonly Trouble[] {
  switch (state.kind) {
    case 'live':
      return state.notes.map((note) => noteTrouble(note, t));
    case 'stale':
    case 'disconnected':
      return state.fault === null ? [] : [{ key: 'fault', host: hostOf(state.fault), part: clusterStateText(state, t).word, sentence: faultText(state.fault, t), icon: icons.failed }];
    case 'stopped':
      return [
        { key: 'stopped', host: state.host, part: clusterStateText(state, t).word, sentence: t('The cluster does not run on this host. Start it there with “pcs cluster start”.'), icon: icons.stopped },
        ...state.notes.map((note) => noteTrouble(note, t)),
      ];
    case 'connecting':
      return [];
  }
}

function noteTrouble({ host, fault }: HostNote, t: Translate): Trouble {
  return { key: 'note', host, part: contactWord(fault, t) ?? t('libvirt'), sentence: faultText(fault, t), icon: icons.warning };
}

function hostOf(fault: Fault): string | null {
  return 'host' in fault ? fault.host : 'target' in fault ? fault.target : null;
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
