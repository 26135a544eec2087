import { onlineMembers } from '../core/membership';
import type { Result } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import { viewDifferences } from '../core/viewDifferences';
import type { OtherView } from './clusterState';
import type { HostReader } from './hostReader';
import type { Hosts } from './hosts';
import { strangers } from './look';
import { OneAtATime } from './oneAtATime';

/** Milliseconds for which a host has to disagree: while a node comes or goes, one of them knows it a moment earlier. */
export const disagreementSettlesMs = 3_000;

/** Milliseconds between readings of hosts that disagree: only one of them tells of its changes. */
const disagreeingMs = 10_000;

/** Who is told what asking other hosts led to. */
export interface ViewListener {
  /** Another host is to be believed: it is the one to ask first now. */
  believed(): void;
  /** There is something else to show. */
  changed(): void;
}

interface Disagreement {
  readonly host: HostReader;
  readonly snapshot: ClusterSnapshot;
  readonly since: number;
}

/** What other hosts see of the cluster where it is not what the answering host sees. One that has quorum is believed rather than one that has none. */
export class OtherViews {
  private disagreements: readonly Disagreement[] = [];
  private suspects: ReadonlySet<HostReader> = new Set();
  /** Counts how often it was forgotten: what was asked before says nothing of what comes after. */
  private period = 0;
  /** Whoever asks meanwhile has a newer answer to hold the others against. */
  private readonly questions: OneAtATime<void, void>;

  constructor(
    private readonly hosts: Hosts,
    /** What is shown for what is so now, if anything is. */
    private readonly shown: () => ClusterSnapshot | null,
    private readonly read: (host: HostReader) => Promise<Result<ClusterSnapshot>>,
    private readonly clock: Clock,
    private readonly tell: ViewListener,
  ) {
    this.questions = new OneAtATime<void, void>(() => this.compare(), () => undefined);
  }

  /** Milliseconds after which hosts that disagree are to be asked again; null when there are none. */
  get lookAgainMs(): number | null {
    if (this.disagreements.length === 0) return null;
    return this.disagreements.every((one) => this.isSettled(one)) ? disagreeingMs : disagreementSettlesMs;
  }

  /** Those that have disagreed long enough, and still could say so. */
  get settled(): readonly OtherView[] {
    const settled = this.disagreements.filter((one) => one.host.canBeAsked && this.isSettled(one));
    return settled.map(({ host, snapshot }) => ({ host: host.target, snapshot }));
  }

  /** Asks hosts that the answering one does not see, and those under suspicion, what they see. */
  ask(): Promise<void> {
    return this.questions.ask();
  }

  /** Asks hosts besides whose CIB is another than the one that was read: they are suspected until they agree. */
  async askStrangers(): Promise<void> {
    const { period } = this;
    const found = await strangers(() => this.shown()?.cibVersion ?? null, this.hosts.others, this.clock);
    if (period !== this.period) return;
    this.suspects = new Set([...this.suspects, ...found]);
    await this.ask();
  }

  /** Another host answers from now on, or none. */
  forget(): void {
    this.period++;
    this.disagreements = [];
    this.suspects = new Set();
  }

  private async compare(): Promise<void> {
    const { disagreements: before, suspects, period } = this;
    const answered = this.shown();
    if (answered === null) return;
    const asked = this.hosts.inOrder.filter((host) => host.target !== answered.host && (suspects.has(host) || !isSeenBy(answered, host)));
    const seen = await Promise.all(asked.map(async (host) => ({ host, view: await this.read(host) })));
    if (period !== this.period || this.shown() === null) return;
    const others = seen.flatMap(({ host, view }) => (view.ok && viewDifferences(answered, view.value).length > 0 ? [{ host, snapshot: view.value }] : []));
    const sinceOf = (host: HostReader) => before.find((one) => one.host === host)?.since ?? this.clock.now();
    this.disagreements = others.map(({ host, snapshot }) => ({ host, snapshot, since: sinceOf(host) }));
    this.suspects = new Set([...this.suspects].filter((host) => !asked.includes(host) || others.some((other) => other.host === host)));
    const better = others.find(({ snapshot }) => answered.cluster.quorum === false && snapshot.cluster.quorum === true);
    if (better !== undefined) {
      better.host.distrusted = false;
      this.hosts.answering = better.host;
      this.tell.believed();
    } else if (before.length > 0 || others.length > 0) {
      this.tell.changed();
    }
  }

  private isSettled({ since }: Disagreement): boolean {
    return this.clock.now() - since >= disagreementSettlesMs;
  }
}

/** Whether a host counts as a member: one whose name is not known does while no member is missing. */
function isSeenBy(answered: ClusterSnapshot, { nodeName }: HostReader): boolean {
  const online = onlineMembers(answered);
  return nodeName === null ? answered.nodes.every(({ kind, name }) => kind !== 'cluster' || online.includes(name)) : online.includes(nodeName);
}
