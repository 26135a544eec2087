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
}

export interface HostDefinition {
  /** What a person would type to ssh. */
  readonly target: string;
  /** libvirt's connection URI on that host. */
  readonly libvirtUri: string;
}

/**
 * What a session shows. `last` is the newest complete reading, however old; only in `live` is it current.
 * stopped  a host answered and says that the cluster does not run there
 * stale    contact was lost or the last reading failed; the session tries again by itself unless `retryAt` is null
 */
export type ClusterState =
  | { readonly kind: 'disconnected'; readonly last: ClusterSnapshot | null; readonly fault: Fault | null }
  | { readonly kind: 'connecting'; readonly last: ClusterSnapshot | null; readonly host: string }
  | { readonly kind: 'live'; readonly last: ClusterSnapshot; readonly notes: readonly HostNote[] }
  | { readonly kind: 'stopped'; readonly last: ClusterSnapshot | null; readonly host: string; readonly at: number; readonly notes: readonly HostNote[] }
  | { readonly kind: 'stale'; readonly last: ClusterSnapshot | null; readonly fault: Fault; readonly since: number; readonly retryAt: number | null };

/** Why a host's libvirt is not part of a reading, which is true without it: the host cannot be reached, or its libvirt not be read. */
export interface HostNote {
  readonly host: string;
  readonly fault: Fault;
}
