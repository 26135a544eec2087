import type { Result } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import { viewDifferences } from '../core/viewDifferences';
import type { OtherView } from './clusterState';
import type { HostReader } from './hostReader';
import { OneAtATime } from './oneAtATime';

/** Milliseconds for which a host has to disagree: while a node comes or goes, one of them knows it a moment earlier. */
export const disagreementSettlesMs = 3_000;

/** Milliseconds between readings of hosts that disagree: only one of them tells of its changes. */
const disagreeingMs = 10_000;

/** What asking other hosts led to: one that is to be believed rather than the answering one, and whether there is something else to show. */
export interface Outcome {
  readonly better: HostReader | null;
  readonly changed: boolean;
}

interface Question {
  readonly answered: ClusterSnapshot;
  readonly hosts: readonly HostReader[];
}

interface Disagreement {
  readonly host: HostReader;
  readonly snapshot: ClusterSnapshot;
  readonly since: number;
}

/** What other hosts see of the cluster where it is not what the answering host sees. */
export class OtherViews {
  private disagreements: readonly Disagreement[] = [];
  private suspects: ReadonlySet<HostReader> = new Set();
  /** Counts how often it was forgotten: what was asked before says nothing of what comes after. */
  private period = 0;
  /** Whoever asks meanwhile has a newer answer to hold the others against. */
  private readonly questions: OneAtATime<Question, Outcome>;

  constructor(
    private readonly read: (host: HostReader) => Promise<Result<ClusterSnapshot>>,
    private readonly clock: Clock,
  ) {
    this.questions = new OneAtATime((question) => this.compare(question), (_, newer) => newer);
  }

  /** Milliseconds after which hosts that disagree are to be asked again; null when there are none. */
  get lookAgainMs(): number | null {
    if (this.disagreements.length === 0) return null;
    return this.disagreements.every((one) => this.isSettled(one)) ? disagreeingMs : disagreementSettlesMs;
  }

  /** Hosts that are to be asked until they agree, beside those that the answering one does not see. */
  suspect(hosts: readonly HostReader[]): void {
    this.suspects = new Set([...this.suspects, ...hosts]);
  }

  /** Asks these hosts, and those under suspicion, what they see beside what was answered. */
  ask(answered: ClusterSnapshot, hosts: readonly HostReader[]): Promise<Outcome> {
    return this.questions.ask({ answered, hosts });
  }

  /** Those that have disagreed long enough, and still could say so. */
  get settled(): readonly OtherView[] {
    const settled = this.disagreements.filter((one) => one.host.canBeAsked && this.isSettled(one));
    return settled.map(({ host, snapshot }) => ({ host: host.target, snapshot }));
  }

  /** Another host answers from now on, or none. */
  forget(): void {
    this.period++;
    this.disagreements = [];
    this.suspects = new Set();
  }

  private async compare({ answered, hosts }: Question): Promise<Outcome> {
    const { disagreements: before, suspects, period } = this;
    const asked = [...new Set([...hosts, ...suspects])].filter((host) => host.canBeAsked && host.target !== answered.host);
    const seen = await Promise.all(asked.map(async (host) => ({ host, view: await this.read(host) })));
    if (period !== this.period) return { better: null, changed: false };
    const others = seen.flatMap(({ host, view }) => (view.ok && viewDifferences(answered, view.value).length > 0 ? [{ host, snapshot: view.value }] : []));
    const sinceOf = (host: HostReader) => before.find((one) => one.host === host)?.since ?? this.clock.now();
    this.disagreements = others.map(({ host, snapshot }) => ({ host, snapshot, since: sinceOf(host) }));
    this.suspects = new Set([...this.suspects].filter((host) => !asked.includes(host) || others.some((other) => other.host === host)));
    const better = answered.cluster.quorum === false ? others.find(({ snapshot }) => snapshot.cluster.quorum === true) : undefined;
    return { better: better?.host ?? null, changed: before.length > 0 || others.length > 0 };
  }

  private isSettled({ since }: Disagreement): boolean {
    return this.clock.now() - since >= disagreementSettlesMs;
  }
}
