import type { Fault } from '../core/fault';
import type { ClusterState, HostNote } from '../session/clusterState';
import type { Clusters } from '../session/clusters';
import type { Disposable, Log } from '../core/surroundings';
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
      return notesText(state.notes);
    case 'stopped':
      return [describeFault({ code: 'not-running', message: state.host } satisfies Fault), ...notesText(state.notes)];
    case 'disconnected':
    case 'stale':
      return state.fault === null ? [] : [describeFault(state.fault)];
    case 'connecting':
      return [];
  }
}

function notesText(notes: readonly HostNote[]): readonly string[] {
  return notes.map(({ host, fault }) => `${host}: ${describeFault(fault)}`);
}
