import { l10n } from 'vscode';
import type { Fault } from '../core/fault';
import type { Disposable, Log } from '../core/surroundings';
import { hostViewText } from '../render/hostViews';
import type { ClusterState, HostNote, OtherView, WatchState } from '../session/clusterState';
import type { Clusters } from '../session/clusters';
import { describeFault } from './describeFault';
import { followSessions } from './presentation';

/** Writes down what goes wrong with a cluster and that it is well again, each once and not with every reading. */
export function logStates(clusters: Clusters, log: Log): Disposable {
  const said = new Map<string, string>();
  return followSessions(clusters, () => {
    for (const { definition: { id, name }, state } of clusters.sessions) {
      if (state.kind === 'connecting') continue;
      const faults = faultsOf(state).join(' ');
      const before = said.get(id) ?? '';
      if (faults === before) continue;
      said.set(id, faults);
      if (faults !== '') log.warn(`${name}: ${faults}`);
      else if (state.kind === 'live') log.info(`${name}: is read again without a fault`);
    }
  });
}

function faultsOf(state: ClusterState): readonly string[] {
  switch (state.kind) {
    case 'live':
      return [...viewsText(state.last.host, state.otherViews), ...notesText(state.notes), ...watchText(state.watch)];
    case 'stopped':
      return [describeFault({ code: 'not-running', message: state.host } satisfies Fault), ...notesText(state.notes), ...watchText(state.watch)];
    case 'unconfigured':
      return [describeFault({ code: 'no-cluster', host: state.host } satisfies Fault), ...notesText(state.notes), ...watchText(state.watch)];
    case 'disconnected':
    case 'stale':
      return state.fault === null ? [] : [describeFault(state.fault)];
    case 'connecting':
      return [];
  }
}

function viewsText(shownBy: string, others: readonly OtherView[]): readonly string[] {
  return others.map(({ host, snapshot }) => `${host} ${hostViewText(snapshot, l10n.t)}, otherwise than ${shownBy}.`);
}

function watchText({ cluster }: WatchState): readonly string[] {
  return cluster.kind === 'lookedFor' && cluster.reason !== null ? [`Changes are only looked for: ${describeFault(cluster.reason)}`] : [];
}

function notesText(notes: readonly HostNote[]): readonly string[] {
  return notes.map(({ host, fault }) => `${host}: ${describeFault(fault)}`);
}
