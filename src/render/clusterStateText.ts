import type { AuthenticationFault, Fault, HostKeyFault, LinkFault } from '../core/fault';
import type { ClusterState, LiveState } from '../session/clusterState';
import { age, timeText } from './age';
import { displayName } from './displayName';
import { icons } from './icons';
import type { RowIcon, Translate } from './row';

/** How a cluster stands, in one word and as a picture. */
export interface ClusterStateText {
  readonly word: string;
  readonly icon: RowIcon;
  readonly severity: 'normal' | 'warning' | 'error';
}

export function clusterStateText(state: ClusterState, t: Translate): ClusterStateText {
  switch (state.kind) {
    case 'disconnected':
      return state.fault === null
        ? { word: t('not connected'), icon: icons.disconnected, severity: 'normal' }
        : { word: failureWord(state.fault, t), icon: icons.failed, severity: 'error' };
    case 'connecting':
      return { word: t('connecting'), icon: icons.busy, severity: 'normal' };
    case 'live':
      if (state.otherViews.length > 0) return { word: t('hosts disagree'), icon: icons.disagree, severity: 'error' };
      return state.last.cluster.quorum === false
        ? { word: t('no quorum'), icon: icons.blocked, severity: 'error' }
        : { word: t('connected'), icon: icons.good, severity: 'normal' };
    case 'stopped':
      return { word: t('stopped'), icon: icons.stopped, severity: 'error' };
    case 'unconfigured':
      return { word: t('no cluster'), icon: icons.stopped, severity: 'warning' };
    case 'stale':
      return { word: failureWord(state.fault, t), icon: icons.lost, severity: 'error' };
  }
}

/** Which host answered, and how old the data is. Times are in milliseconds since the epoch. */
export function clusterSource(state: ClusterState, now: number, t: Translate): readonly string[] {
  switch (state.kind) {
    case 'live':
      return [displayName(state.last.host), age(knownTrueAt(state, now), now, t)];
    case 'stopped':
    case 'unconfigured':
      return [displayName(state.host), age(state.at, now, t)];
    case 'connecting':
      return [displayName(state.host), ...oldData(state, now, t)];
    case 'stale':
    case 'disconnected':
      return oldData(state, now, t);
  }
}

/** A cluster that tells of its changes is looked at every 30 s besides: so long, in milliseconds, with room for the look itself, its silence is news. */
const silenceIsNews = 40_000;

/** Up to when what is shown is known to be true, in milliseconds since the epoch. */
function knownTrueAt({ checkedAt, watch }: LiveState, now: number): number {
  return watch.cluster.kind === 'told' && now - checkedAt < silenceIsNews ? now : checkedAt;
}

function oldData(state: ClusterState, now: number, t: Translate): readonly string[] {
  const at = lastTrueAt(state);
  return at === null ? [] : [t('data of {0}', age(at, now, t))];
}

/** When what is shown was last found to be so, in milliseconds since the epoch; null where nothing is shown. */
function lastTrueAt({ last, checkedAt }: ClusterState): number | null {
  return last === null ? null : (checkedAt ?? last.takenAt);
}

/**
 * What is said above rows that are not current: nothing old is shown as new. Null when they are, or there are none.
 */
export function staleText(state: ClusterState, now: number, t: Translate): string | null {
  const at = lastTrueAt(state);
  if (at === null) return null;
  const then = timeText(at, now);
  switch (state.kind) {
    case 'live': return null;
    case 'connecting': return t('Connecting. This was so at {0} and may have changed.', then);
    case 'disconnected': return t('Not connected. This was so at {0} and may have changed.', then);
    case 'stopped': return t('At {0} the cluster did not run on {1}. This was so before, at {2}.', timeText(state.at, now), displayName(state.host), then);
    case 'unconfigured': return t('At {0} the host {1} was in no cluster. This was so before, at {2}.', timeText(state.at, now), displayName(state.host), then);
    case 'stale': return t('No answer since {0}. This was so at {1} and may have changed.', timeText(state.since, now), then);
  }
}

const linkFaults: ReadonlySet<Fault['code']> = new Set<LinkFault['code']>([
  'host-unknown', 'connection-refused', 'host-unreachable', 'connect-timeout', 'handshake-failed', 'proxy-failed', 'link-lost', 'channel-refused', 'disconnected',
]);

/** Faults that keep a host out of reach until a person does something. */
const admissionFaults: ReadonlySet<Fault['code']> = new Set<(HostKeyFault | AuthenticationFault)['code'] | 'target-invalid' | 'cancelled'>([
  'target-invalid', 'host-key-unknown', 'host-key-changed', 'host-key-revoked', 'known-hosts-unreadable',
  'authentication-failed', 'authentication-unsupported', 'prompt-declined', 'prompt-needed', 'key-unreadable', 'cancelled',
]);

function failureWord(fault: Fault, t: Translate): string {
  return contactWord(fault, t) ?? t('not readable');
}

/** What a fault says of the connection to a host; null where it says nothing of that. */
export function contactWord({ code }: Fault, t: Translate): string | null {
  if (code === 'host-silent') return t('not answering');
  if (linkFaults.has(code)) return t('unreachable');
  return admissionFaults.has(code) ? t('not connected') : null;
}
