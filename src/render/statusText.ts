import type { Resource } from '../core/snapshot';
import { dateTimeText } from './age';
import { clusterStateText, staleText } from './clusterStateText';
import { constraintRows } from './constraintRows';
import { displayName, displayText } from './displayName';
import { failedActionText } from './failedActionText';
import { faultText } from './faultText';
import { guestRows } from './guestRows';
import { hostsDisagreeText, hostViewText, otherViewsOf } from './hostViews';
import { nodeRows } from './nodeRows';
import { phrase } from './phrase';
import { resourceState } from './resourceState';
import { rowsText } from './rowsText';
import type { Translate } from './row';
import { serviceLines } from './serviceLines';
import type { ShownCluster } from './shownCluster';

/** The status of a cluster as plain text, for people to paste into a message or a ticket. */
export function statusText(shown: ShownCluster, now: number, t: Translate): string {
  const { definition, state } = shown;
  const { last } = state;
  const fault = state.kind === 'stale' || state.kind === 'disconnected' ? state.fault : null;
  const head = [
    t('Cluster {0}: {1}', displayName(definition.name), phrase([definition.practice ? t('practice cluster') : null, clusterStateText(state, t).word])),
    ...[staleText(state, now, t), hostsDisagreeText(state, t), fault === null ? null : faultText(fault, t)].filter((line) => line !== null).map((line) => `  ${line}`),
  ];
  if (last === null) return lines(head);

  const { cluster } = last;
  const section = (title: string, content: readonly string[]): readonly string[] => (content.length === 0 ? [] : ['', `${title}:`, ...content]);
  const fact = (name: string, value: string | null): readonly string[] => (value === null ? [] : [`  ${name}: ${displayText(value)}`]);
  return lines([
    ...head,
    ...fact(t('Read at'), t('{0} on {1}', dateTimeText(last.takenAt), last.host)),
    ...fact(t('Checked at'), state.checkedAt === undefined ? null : dateTimeText(state.checkedAt)),
    ...fact(t('Read with'), last.source),
    ...fact(t('Pacemaker'), cluster.pacemaker),
    ...fact(t('DC'), cluster.dc),
    ...fact(t('Quorum'), cluster.quorum === null ? null : cluster.quorum ? t('yes') : t('no')),
    ...fact(t('Fencing'), cluster.stonithEnabled === null ? null : cluster.stonithEnabled ? t('on') : t('off')),
    ...fact(t('Maintenance mode'), cluster.maintenanceMode === true ? t('on') : null),
    ...fact(t('Last change'), cluster.lastChange),
    ...serviceLines(last.services, t).map(({ name, value }) => `  ${name}: ${value}`),
    ...section(t('Other hosts'), otherViewsOf(state).map(({ host, snapshot }) => `  ${displayName(host)}: ${hostViewText(snapshot, t)}`)),
    ...section(t('Nodes'), rowsText(nodeRows(last, definition.id, t, otherViewsOf(state)), '  ', () => [])),
    ...section(t('Resources'), resourceLines(last.resources, '  ', t)),
    ...section(t('Fence devices'), resourceLines(last.fencing, '  ', t)),
    ...section(t('Guests'), rowsText(guestRows(last, definition.id, t), '  ', () => [])),
    ...section(t('Constraints'), rowsText(constraintRows(last, definition.id, t), '  ')),
    ...section(t('Failed actions'), last.failures.map((failure) => `  ${failedActionText(failure, t)}`)),
  ]);
}

/** The agent stands behind the name, as in `pcs status`. */
function resourceLines(resources: readonly Resource[], indent: string, t: Translate): readonly string[] {
  return resources.flatMap((resource) => {
    const state = resourceState(resource, t);
    const name = resource.agent === null ? displayName(resource.id) : `${displayName(resource.id)} (${displayName(resource.agent)})`;
    return [`${indent}${name}: ${phrase([...state.words, state.place])}`, ...resourceLines(resource.children, `${indent}  `, t)];
  });
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
