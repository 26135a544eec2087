import type { ClusterSnapshot } from '../core/snapshot';
import type { ClusterState } from '../session/clusterState';
import { dateTimeText } from './age';
import { clusterStateText } from './clusterStateText';
import { displayName, displayNameOrNull, displayText } from './displayName';
import { faultText } from './faultText';
import { hostsDisagreeText, hostViewText, otherViewsOf } from './hostViews';
import { phrase } from './phrase';
import type { LazyTooltip, TooltipLine, Translate } from './row';
import type { ShownCluster } from './shownCluster';
import { serviceLines } from './serviceLines';
import { line, sentences } from './tooltipLines';
import { watchLines } from './watchText';

/** The rest about a cluster, with the command that its status came from. */
export function clusterTooltip({ definition, state }: ShownCluster, t: Translate): LazyTooltip {
  const { last } = state;
  const from = {
    definition,
    kind: state.kind,
    fault: faultOf(state),
    retryAt: state.kind === 'stale' ? state.retryAt : null,
    views: viewLines(state, t),
    last: last === null ? null : known(last),
    followed: followLines(state, t),
  };
  return {
    from,
    build: () => ({
      title: displayName(definition.name),
      lines: [
        ...sentences([
          definition.practice ? t('This is a practice cluster: it lives in the editor, and no server is touched.') : null,
          from.fault === null ? null : faultText(from.fault, t),
        ]),
        ...from.views,
        ...line(t('Next try'), from.retryAt === null ? null : dateTimeText(from.retryAt)),
        ...line(t('State'), clusterStateText(state, t).word),
        ...(last === null ? [] : snapshotLines(last, t)),
        ...from.followed,
        ...line(t('Hosts'), definition.hosts.map(({ target }) => displayName(target)).join(', ')),
      ],
    }),
  };
}

function faultOf(state: ClusterState) {
  return state.kind === 'stale' || state.kind === 'disconnected' ? state.fault : null;
}

/** How each host sees the cluster while they disagree, and what to do about it. */
function viewLines(state: ClusterState, t: Translate): readonly TooltipLine[] {
  const others = otherViewsOf(state);
  if (others.length === 0 || state.last === null) return [];
  return [
    ...sentences([
      hostsDisagreeText(state, t),
      t('They have lost sight of each other: check the network between them, and let neither side start by hand what the other may still run.'),
    ]),
    ...[{ host: state.last.host, snapshot: state.last }, ...others].map(({ host, snapshot }) => ({ name: displayName(host), value: hostViewText(snapshot, t) })),
  ];
}

/** When the cluster was last found to be as it is shown, and how its changes are learned of. */
function followLines(state: ClusterState, t: Translate): readonly TooltipLine[] {
  const at = 'at' in state ? state.at : state.checkedAt;
  return [...line(t('Checked at'), at === undefined ? null : dateTimeText(at)), ...('watch' in state ? watchLines(state.watch, t) : [])];
}

/** Times as they are shown, so that only what looks different is different. */
function known({ takenAt, host, source, cibVersion, cluster, fencing, tickets, services }: ClusterSnapshot) {
  return { readAt: dateTimeText(takenAt), host, source, cibVersion, cluster, devices: fencing.length, tickets, services: services ?? null };
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
    ...line(t('Answered by'), displayName(snapshot.host)),
    ...line(t('Read with'), displayText(snapshot.source)),
    ...line(t('Read at'), dateTimeText(snapshot.takenAt)),
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
