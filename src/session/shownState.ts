import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import type { ClusterServices, ClusterSnapshot } from '../core/snapshot';
import type { Clock, Disposable } from '../core/surroundings';
import { type ClusterState, type HostNote, type IdleState, isIdle, type OtherView, type WatchState } from './clusterState';

/** What is told beside what a host answered, and may change while that does not. */
export interface Beside {
  readonly services: ClusterServices | undefined;
  readonly notes: readonly HostNote[];
  readonly watch: WatchState;
  readonly otherViews: readonly OtherView[];
}

/** What is shown of a cluster: its last reading, however old, and how sure that is. */
export class ShownState implements Disposable {
  private current: ClusterState = { kind: 'disconnected', last: null, fault: null };
  private readonly changes = createEmitter<ClusterState>();
  private silentSince: number | null = null;
  /** When the last reading was last found to be true. */
  private checkedAt: number | null = null;

  constructor(
    private readonly clock: Clock,
    /** Beside what this host answered. */
    private readonly beside: (host: string) => Beside,
  ) {}

  get state(): ClusterState {
    return this.current;
  }

  /** The host whose answer is shown for what is so now; null where nothing is. */
  get host(): string | null {
    const { current } = this;
    return current.kind === 'live' ? current.last.host : isIdle(current) ? current.host : null;
  }

  onDidChange(listener: (state: ClusterState) => void): Disposable {
    return this.changes.on(listener);
  }

  /** What was read or looked at then is so. */
  live(snapshot: ClusterSnapshot, checkedAt: number): void {
    const { services, ...beside } = this.beside(snapshot.host);
    this.checkedAt = checkedAt;
    const last = services === undefined || services === snapshot.services ? snapshot : { ...snapshot, services };
    this.become({ kind: 'live', last, checkedAt, ...beside });
  }

  /** This host says that no cluster runs there: one that is set up, or none at all. */
  idle(host: string, kind: IdleState['kind']): void {
    const { notes, watch } = this.beside(host);
    this.become({ kind, host, at: this.clock.now(), notes, watch, ...this.past() });
  }

  connecting(host: string): void {
    this.become({ kind: 'connecting', host, ...this.past() });
  }

  /** `retryAt` is when contact is tried again, in milliseconds since the epoch; null where only a person tries. */
  lost(fault: Fault, retryAt: number | null): void {
    if (retryAt === null && this.current.last === null) return this.disconnected(fault);
    this.silentSince ??= this.clock.now();
    this.become({ kind: 'stale', fault, since: this.silentSince, retryAt, ...this.past() });
  }

  disconnected(fault: Fault | null): void {
    this.become({ kind: 'disconnected', fault, ...this.past() });
  }

  /** What is beside the answer may have changed. */
  renew(): void {
    const { current } = this;
    if (current.kind === 'live') return this.live(current.last, current.checkedAt);
    if (!isIdle(current)) return;
    const { notes, watch } = this.beside(current.host);
    this.become({ ...current, notes, watch });
  }

  dispose(): void {
    this.changes.dispose();
  }

  private past(): { readonly last: ClusterSnapshot | null; readonly checkedAt?: number } {
    const { last } = this.current;
    return this.checkedAt === null ? { last } : { last, checkedAt: this.checkedAt };
  }

  private become(state: ClusterState): void {
    // An attempt to connect that comes to nothing does not make the silence shorter.
    if (state.kind !== 'stale' && state.kind !== 'connecting') this.silentSince = null;
    this.current = state;
    this.changes.fire(state);
  }
}
