import type { Expectation } from '../core/change/expectation';
import { isReached, isReachedIdle } from '../core/change/isReached';
import { flatten } from '../core/flatten';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Clock, Disposable } from '../core/surroundings';
import { awaitRest } from './awaitRest';
import type { ClusterSession } from './clusterSession';
import { type ClusterState, isIdle } from './clusterState';
import type { HostReader } from './hostReader';
import { pause } from './pause';

/**
 * How it ended that a cluster was to reach something.
 * reached  it has
 * at-rest  it has nothing left to do, and has not
 * left     nobody wanted to wait any longer
 * lost     no host has told anything for too long
 */
export interface Arrival {
  readonly kind: 'reached' | 'at-rest' | 'left' | 'lost';
  readonly unmet: readonly Expectation[];
  /** The newest reading that was made after the wait began; null where there was none. */
  readonly snapshot: ClusterSnapshot | null;
}

export interface Awaited {
  readonly cluster: Pick<ClusterSession, 'state' | 'onDidChangeState' | 'refresh'>;
  readonly answering: () => HostReader | undefined;
  readonly clock: Clock;
  readonly expects: readonly Expectation[];
  /** Whether what is expected may be so for a moment only, so that it counts when the cluster has come to rest. */
  readonly needsRest: boolean;
  /** Milliseconds for which a cluster at rest proves nothing: what was sent may still be on its way. */
  readonly graceMs: number;
  readonly signal: AbortSignal;
  readonly onUnmet: (unmet: readonly Expectation[]) => void;
}

/** Milliseconds from one reading to the next where nothing tells of changes, and from one question to the next that led to nothing. */
const againMs = 1_000;

/** Milliseconds without any operation or change of the CIB after which a cluster counts as at rest where no program can say so. */
const quietMs = 15_000;

/** Milliseconds without a host that answers, after which nobody waits for one any longer. */
const contactMs = 120_000;

/** Waits until a cluster has reached what is expected, or says that it will not. It reads and asks, and changes nothing. */
export function awaitExpectations(awaited: Awaited): Promise<Arrival> {
  return new Promise((resolve) => new Wait(awaited, resolve).begin());
}

class Wait {
  private unmet: readonly Expectation[];
  private snapshot: ClusterSnapshot | null = null;
  /** Whether a reading was begun after the wait was. */
  private isNew: (reading: ClusterSnapshot) => boolean = () => false;
  private resting = false;
  private begunAt = 0;
  private restCountsAt = 0;
  private over = false;
  private contact: Disposable | null = null;
  private states: Disposable | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly awaited: Awaited,
    private readonly resolve: (arrival: Arrival) => void,
  ) {
    this.unmet = awaited.expects;
  }

  begin(): void {
    const { cluster, clock, graceMs, signal } = this.awaited;
    if (signal.aborted) return this.end('left');
    signal.addEventListener('abort', () => this.end('left'), { signal: this.ending.signal });
    this.begunAt = clock.now();
    this.restCountsAt = this.begunAt + graceMs;
    this.states = cluster.onDidChangeState(() => this.look());
    this.awaited.onUnmet(this.unmet);
    void this.follow();
    void this.followRest();
  }

  /**
   * Reads at once, and then, where nothing tells of changes, every so often, but no more than half of the time: through pcs a reading takes
   * seconds. A cluster that is not live is sought by its session.
   */
  private async follow(): Promise<void> {
    const { cluster, clock } = this.awaited;
    let begunAt = clock.now();
    const read = await cluster.refresh({ mayAsk: false });
    const { last } = cluster.state;
    this.isNew = read.ok ? () => true : ({ takenAt }) => takenAt !== last?.takenAt;
    this.look();
    while (!this.over) {
      await this.pause(Math.max(againMs, clock.now() - begunAt));
      const { state } = cluster;
      begunAt = clock.now();
      if (!this.over && state.kind === 'live' && state.watch.cluster.kind === 'lookedFor') await cluster.refresh({ mayAsk: false });
    }
  }

  private look(): void {
    if (this.over) return;
    const { state } = this.awaited.cluster;
    if (state.kind === 'disconnected') return this.end('lost');
    if (isIdle(state) && state.at >= this.begunAt && this.awaited.expects.every((each) => isReachedIdle(each, state.kind === 'stopped'))) {
      this.unmet = [];
      return this.end('reached');
    }
    if (state.kind !== 'live') {
      this.contact ??= this.awaited.clock.after(contactMs, () => this.end('lost'));
      return;
    }
    this.contact?.dispose();
    this.contact = null;
    if (!this.isNew(state.last)) return;
    this.snapshot = state.last;
    const unmet = this.awaited.expects.filter((expectation) => !isReached(expectation, state.last));
    const before = this.unmet;
    this.unmet = unmet;
    if (unmet.length === 0 && (this.resting || !this.awaited.needsRest)) this.end('reached');
    else if (unmet.length !== before.length || unmet.some((one, index) => one !== before[index])) this.awaited.onUnmet(unmet);
  }

  private async followRest(): Promise<void> {
    const { answering, clock } = this.awaited;
    while (!this.over) {
      const told = await awaitRest(answering(), this.ending.signal);
      if (this.over) return;
      if (told === 'untold') return this.followQuiet();
      if (told === 'at-rest' && clock.now() >= this.restCountsAt) await this.readAtRest();
      await this.pause(Math.max(againMs, this.restCountsAt - clock.now()));
    }
  }

  /** Where no program says that the cluster is at rest, its silence does. */
  private async followQuiet(): Promise<void> {
    const { cluster, clock } = this.awaited;
    let quietSince = clock.now();
    let seen = quietVersion(cluster.state);
    while (!this.over) {
      await this.pause(againMs);
      const now = quietVersion(cluster.state);
      if (now === null || now !== seen) quietSince = clock.now();
      seen = now;
      const isQuiet = clock.now() - quietSince >= quietMs && clock.now() >= this.restCountsAt;
      if (isQuiet) await this.readAtRest((state) => quietVersion(state) === seen);
    }
  }

  /** What was reached last may not have been read yet: one reading more decides, unless it says that the cluster is not at rest after all. */
  private async readAtRest(isAtRest: (state: ClusterState) => boolean = () => true): Promise<void> {
    const { cluster } = this.awaited;
    const read = await cluster.refresh({ mayAsk: false });
    if (this.over || !read.ok || cluster.state.kind !== 'live' || !isAtRest(cluster.state)) return;
    this.resting = true;
    this.isNew = () => true;
    this.look();
    if (!this.over) this.end('at-rest');
  }

  private pause(milliseconds: number): Promise<void> {
    return pause(this.awaited.clock, milliseconds, this.ending.signal);
  }

  private end(kind: Arrival['kind']): void {
    if (this.over) return;
    this.over = true;
    this.states?.dispose();
    this.contact?.dispose();
    this.ending.abort();
    this.resolve({ kind, unmet: this.unmet, snapshot: this.snapshot });
  }
}

/** Tells one state of a cluster in which no operation is under way from another; null where one is, or where nothing is known. */
function quietVersion(state: ClusterState): string | null {
  if (state.kind !== 'live') return null;
  const { resources, fencing, cibVersion } = state.last;
  return flatten([...resources, ...fencing]).some(({ pending }) => pending !== null) ? null : JSON.stringify(cibVersion);
}
