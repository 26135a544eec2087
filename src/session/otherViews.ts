import type { Result } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import { viewDifferences } from '../core/viewDifferences';
import type { OtherView } from './clusterState';
import type { HostReader } from './hostReader';

/** Milliseconds for which hosts have to disagree: while a node comes or goes, one of them knows it a moment earlier. */
export const disagreementSettlesMs = 3_000;

/** Milliseconds between readings of hosts that disagree: only one of them tells of its changes. */
const disagreeingMs = 10_000;

/** What asking other hosts led to: one that is to be believed rather than the answering one, and whether there is something else to show. */
export interface Outcome {
  readonly better: HostReader | null;
  readonly changed: boolean;
}

const nothing: Outcome = { better: null, changed: false };

/** What other hosts see of the cluster where it is not what the answering host sees. */
export class OtherViews {
  private views: readonly OtherView[] = [];
  private since: number | null = null;
  private suspects: readonly HostReader[] = [];
  private asking = false;

  constructor(
    private readonly read: (host: HostReader) => Promise<Result<ClusterSnapshot>>,
    private readonly clock: Clock,
  ) {}

  /** Milliseconds after which hosts that disagree are to be asked again; null when there are none. */
  get lookAgainMs(): number | null {
    if (this.since === null) return null;
    return this.settled().length > 0 ? disagreeingMs : disagreementSettlesMs;
  }

  /** Hosts that are to be asked beside those that the answering one does not see. */
  suspect(hosts: readonly HostReader[]): void {
    this.suspects = hosts;
  }

  /** Asks these hosts, and those under suspicion, what they see beside what was answered. */
  async ask(answered: ClusterSnapshot, hosts: readonly HostReader[]): Promise<Outcome> {
    if (this.asking) return nothing;
    const asked = [...new Set([...hosts, ...this.suspects])];
    this.suspects = [];
    if (asked.length === 0 && this.since === null) return nothing;
    this.asking = true;
    const seen = await Promise.all(asked.map(async (host) => ({ host, view: await this.read(host) })));
    this.asking = false;
    const disagreed = this.since !== null;
    const others = seen.flatMap(({ host, view }) => (view.ok && viewDifferences(answered, view.value).length > 0 ? [{ host, snapshot: view.value }] : []));
    this.views = others.map(({ host, snapshot }) => ({ host: host.target, snapshot }));
    this.since = this.views.length > 0 ? (this.since ?? this.clock.now()) : null;
    const better = answered.cluster.quorum === false ? others.find(({ snapshot }) => snapshot.cluster.quorum === true) : undefined;
    return { better: better?.host ?? null, changed: disagreed || this.since !== null };
  }

  /** Those that have disagreed long enough. */
  settled(): readonly OtherView[] {
    return this.since !== null && this.clock.now() - this.since >= disagreementSettlesMs ? this.views : [];
  }

  forget(): void {
    this.views = [];
    this.since = null;
    this.suspects = [];
  }
}
