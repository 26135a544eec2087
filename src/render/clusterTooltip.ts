import type { ClusterSnapshot } from '../core/snapshot';
import type { ClusterState } from '../session/clusterState';
import { dateTimeText } from './age';
import { clusterStateText } from './clusterStateText';
import { displayName, displayNameOrNull, displayText } from './displayName';
import { faultText } from './faultText';
import { phrase } from './phrase';
import type { LazyTooltip, TooltipLine, Translate } from './row';
import type { ShownCluster } from './shownCluster';
import { serviceLines } from './serviceLines';
import { line, sentences } from './tooltipLines';

/** The rest about a cluster, with the command that its status came from. */
export function clusterTooltip({ definition, state }: ShownCluster, t: Translate): LazyTooltip {
  const { last } = state;
  const from = { definition, kind: state.kind, fault: faultOf(state), retryAt: state.kind === 'stale' ? state.retryAt : null, last: last === null ? null : known(last) };
  return {
    from,
    build: () => ({
      title: displayName(definition.name),
      lines: [
        ...sentences([
          definition.practice ? t('This is a practice cluster: it lives in the editor, and no server is touched.') : null,
          from.fault === null ? null : faultText(from.fault, t),
        ]),
        ...line(t('Next try'), from.retryAt === null ? null : dateTimeText(from.retryAt)),
        ...line(t('State'), clusterStateText(state, t).word),
        ...(last === null ? [] : snapshotLines(last, t)),
        ...line(t('Hosts'), definition.hosts.map(({ target }) => displayName(target)).join(', ')),
      ],
    }),
  };
}

function faultOf(state: ClusterState) {
  return state.kind === 'stale' || state.kind === 'disconnected' ? state.fault : null;
}

function known({ takenAt, host, source, cibVersion, cluster, fencing, tickets, services }: ClusterSnapshot) {
  return { takenAt, host, source, cibVersion, cluster, devices: fencing.length, tickets, services: services ?? null };
}

function snapshotLines(snapshot: ClusterSnapshot, t: Translate): readonly TooltipLine[] {
  const { cluster, cibVersion } = snapshot;
  return [
    ...sentences(warnings(snapshot, t)),
    ...line(t('Cluster name'), displayNameOrNull(cluster.name)),
    ...line(t('DC'), displayNameOrNull(cluster.dc)),
    ...line(t('Quorum'), cluster.quorum === null ? null : cluster.quorum ? t('yes') : t('no')),
    ...line(t('Pacemaker'), displayNameOrNull(cluster.pacemaker)),
    ...line(t('CIB'), cibVersion === null ? null : `${cibVersion.adminEpoch}.${cibVersion.epoch}.${cibVersion.numUpdates}`),
    ...line(t('Last change'), displayNameOrNull(cluster.lastChange)),
    ...snapshot.tickets.map(({ id, granted, standby }) => ({
      name: t('Ticket {0}', displayName(id)),
      value: phrase([granted === null ? null : granted ? t('granted') : t('revoked'), standby === true ? t('standby') : null]),
    })),
    ...serviceLines(snapshot.services, t),
    ...line(t('Read at'), dateTimeText(snapshot.takenAt)),
    ...line(t('Answered by'), displayName(snapshot.host)),
    ...line(t('Read with'), displayText(snapshot.source)),
  ];
}

function warnings({ cluster, fencing }: ClusterSnapshot, t: Translate): readonly (string | null)[] {
  return [
    cluster.quorum === false ? t('This part of the cluster has no quorum: it may have to stop what it runs.') : null,
    cluster.maintenanceMode === true ? t('The whole cluster is in maintenance mode: Pacemaker neither starts, stops nor monitors anything.') : null,
    cluster.stonithEnabled === false ? t('Fencing is off (stonith-enabled is false). That is not fit for a cluster that matters.') : null,
    cluster.stonithEnabled === true && fencing.length === 0 ? t('Fencing is on, but there is no fence device: Pacemaker starts nothing until there is one.') : null,
  ];
}
