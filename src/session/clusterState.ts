import type { Fault } from '../core/fault';
import type { ClusterSnapshot } from '../core/snapshot';

/** A cluster as the user configured it. Host strings are SSH targets, never names that a cluster reported. */
export interface ClusterDefinition {
  /** Stable, made once when the cluster is added. */
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly HostDefinition[];
  /** Whether it is a practice cluster, which the screen says at all times. */
  readonly practice: boolean;
  /** Whether nothing may be changed on it from here: no command that would reaches a host. */
  readonly readOnly: boolean;
}

export interface HostDefinition {
  /** What a person would type to ssh. */
  readonly target: string;
  /** libvirt's connection URI on that host. */
  readonly libvirtUri: string;
}

/**
 * What a session shows. `last` is the newest complete reading, however old; only in `live` is it current.
 * stopped       a host answered and says that the cluster does not run there
 * unconfigured  a host answered and is in no cluster, and no other that could be asked is in one
 * stale         contact was lost or the last reading failed; the session tries again by itself unless `retryAt` is null
 */
export type ClusterState =
  | (Past & { readonly kind: 'disconnected'; readonly fault: Fault | null })
  | (Past & { readonly kind: 'connecting'; readonly host: string })
  | LiveState
  | (Past & { readonly kind: 'stopped' | 'unconfigured'; readonly host: string; readonly at: number; readonly notes: readonly HostNote[]; readonly watch: WatchState })
  | (Past & { readonly kind: 'stale'; readonly fault: Fault; readonly since: number; readonly retryAt: number | null });

/** A cluster that does not run, or that there is none of, where a host says so. */
export type IdleState = Extract<ClusterState, { readonly kind: 'stopped' | 'unconfigured' }>;

/** Whether hosts answer, and say that no cluster runs on them. */
export function isIdle(state: ClusterState): state is IdleState {
  return state.kind === 'stopped' || state.kind === 'unconfigured';
}

/** What is known from before. */
interface Past {
  readonly last: ClusterSnapshot | null;
  /** When the cluster was last found to be as `last` says, where that was after it was read. Milliseconds since the epoch. */
  readonly checkedAt?: number;
}

export interface LiveState {
  readonly kind: 'live';
  readonly last: ClusterSnapshot;
  /** When the cluster was last found to be as `last` says: read, or looked at and unchanged. Milliseconds since the epoch. */
  readonly checkedAt: number;
  readonly notes: readonly HostNote[];
  readonly watch: WatchState;
  /** What other hosts say where they see other members, another DC or another quorum than the one that answers; none when all agree. */
  readonly otherViews: readonly OtherView[];
}

/** What one host says of a cluster that another host sees otherwise: the parts of a cluster that lost sight of each other. */
export interface OtherView {
  readonly host: string;
  readonly snapshot: ClusterSnapshot;
}

/** How a session learns that something may have changed. */
export interface WatchState {
  readonly cluster: ClusterWatch;
  /** Hosts whose libvirt tells of its guests by itself. */
  readonly libvirt: readonly string[];
  /** What woke the session last; `at` in milliseconds since the epoch. */
  readonly lastEvent: { readonly at: number; readonly host: string; readonly program: string } | null;
}

/**
 * told      a program that runs on a host says so at once
 * lookedFor nothing tells, for the reason given if there is one: the cluster is read every so often
 */
export type ClusterWatch =
  | { readonly kind: 'told'; readonly host: string; readonly program: string }
  | { readonly kind: 'lookedFor'; readonly everyMs: number; readonly reason: Fault | null };

/** Why a host's libvirt is not part of a reading, which is true without it: the host cannot be reached, or its libvirt not be read. */
export interface HostNote {
  readonly host: string;
  readonly fault: Fault;
}
