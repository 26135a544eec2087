import type { Command } from '../core/command';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import type { ClusterDocuments } from '../core/readCluster';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { ClusterDefinition, ClusterState, HostDefinition, WatchState } from './clusterState';
import type { DocumentReader } from './documentReader';
import { DomainNames } from './domainNames';
import { HostReader } from './hostReader';
import { type Attention, pauseBetweenReadings } from './pace';
import type { Clock, Disposable } from '../core/surroundings';
import type { HostLink, RunOptions, TerminalChannel, TerminalSize } from './ports';
import { domainsOf, notesOf, type Reading, readFromAnyHost } from './reading';
import { ServiceReports } from './serviceReports';

export interface SessionPorts {
  openLink(host: HostDefinition): HostLink;
  readonly documents: DocumentReader;
  readonly clock: Clock;
  /** Milliseconds between readings while a person is watching. */
  readonly intervalMs: () => number;
}

/**
 * One cluster, from the moment it is listed until it is removed or the window closes:
 * keeps a link to each of its hosts, reads through whichever answers, and says what is known and how sure that is.
 */
export class ClusterSession implements Disposable {
  private readonly hosts: readonly HostReader[];
  private readonly changes = createEmitter<ClusterState>();
  private current: ClusterState = { kind: 'disconnected', last: null, fault: null };
  private attention: Attention = 'hidden';
  private wanted = false;
  /** While the first host is waited for, `connect` itself starts the reading. */
  private connecting = false;
  /** Counts disconnections: what was begun before one says nothing of what comes after it. */
  private period = 0;
  private disposed = false;
  private timer: Disposable | null = null;
  private reading: Promise<Result<void>> | null = null;
  private newestDocuments: ClusterDocuments | null = null;
  private readonly domainNames = new DomainNames();
  private readonly services: ServiceReports;
  private learning = false;
  private silentSince: number | null = null;
  private followUp: { readonly promise: Promise<Result<void>>; mayAsk: boolean } | null = null;

  constructor(
    readonly definition: ClusterDefinition,
    private readonly ports: SessionPorts,
  ) {
    this.hosts = definition.hosts.map((host) => new HostReader(host, ports.openLink(host), ports.clock));
    this.services = new ServiceReports(ports.clock);
    for (const host of this.hosts) {
      host.link.onDidChangeState(() => this.linkChanged(host));
      host.onLateDomains(() => void this.rejoin());
    }
  }

  get state(): ClusterState {
    return this.current;
  }

  onDidChangeState(listener: (state: ClusterState) => void): Disposable {
    return this.changes.on(listener);
  }

  /** Connects to every host and reads through the first that answers. */
  async connect(options: { readonly mayAsk: boolean }): Promise<Result<void>> {
    const first = this.definition.hosts[0];
    if (first === undefined) return failure({ code: 'target-invalid', target: this.definition.name, reason: 'no-host' });
    this.wanted = true;
    if (this.current.kind !== 'live') this.become({ kind: 'connecting', last: this.current.last, host: first.target });
    this.connecting = true;
    const { period } = this;
    const connected = await firstSuccess(this.hosts.map((host) => host.link.connect(options)));
    if (period !== this.period) return failure({ code: 'disconnected', host: first.target });
    this.connecting = false;
    if (!connected.ok) {
      this.lostContact(connected.fault);
      return connected;
    }
    return this.refresh(options);
  }

  /** Closes every link and keeps the last reading, which is shown as old. */
  disconnect(): void {
    this.stop();
    for (const host of this.hosts) {
      host.link.disconnect();
      host.forget();
    }
    this.services.forget();
    this.become({ kind: 'disconnected', last: this.current.last, fault: null });
  }

  /**
   * Reads the cluster anew. Readings never overlap: whoever asks during one gets the next,
   * which starts after the question was asked, so that its answer holds what was true then.
   */
  refresh(options: { readonly mayAsk: boolean }): Promise<Result<void>> {
    if (this.reading === null) return this.start(options.mayAsk);
    if (this.followUp === null) {
      const next = { mayAsk: options.mayAsk, promise: this.reading.then(() => this.startFollowUp()) };
      this.followUp = next;
    } else {
      this.followUp.mayAsk ||= options.mayAsk;
    }
    return this.followUp.promise;
  }

  /** Sets the pace of readings; coming back to a visible view reads at once when the data is older than the pace allows. */
  setAttention(attention: Attention): void {
    if (attention === this.attention) return;
    this.attention = attention;
    if (!this.wanted || this.reading !== null) return;
    const age = this.current.kind === 'live' ? Math.max(0, this.ports.clock.now() - this.current.last.takenAt) : 0;
    this.schedule(Math.max(0, this.pause() - age));
  }

  /** Runs a command on one host, or with `null` on the one that answered last. */
  run<T>(target: string | null, command: Command<T>, options?: RunOptions): Promise<Result<T>> {
    const host = this.hostFor(target);
    return host === undefined ? Promise.resolve(failure({ code: 'disconnected', host: target ?? this.definition.name })) : host.link.run(command, options);
  }

  openTerminal(target: string, size: TerminalSize): Promise<Result<TerminalChannel>> {
    const host = this.hostFor(target);
    return host === undefined ? Promise.resolve(failure({ code: 'disconnected', host: target })) : host.link.openTerminal(size);
  }

  /** The configured host that is this cluster node, where one is known to be. Names a cluster reports are never connected to. */
  hostOfNode(node: string): string | null {
    return this.hosts.find((host) => host.nodeName === node)?.target ?? null;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.stop();
    this.changes.dispose();
    for (const host of this.hosts) host.dispose();
  }

  private stop(): void {
    this.wanted = false;
    this.connecting = false;
    this.period++;
    this.timer?.dispose();
    this.timer = null;
  }

  private hostFor(target: string | null): HostReader | undefined {
    if (target !== null) return this.hosts.find((host) => host.target === target);
    const answered = this.current.last?.host;
    return this.hosts.find((host) => host.target === answered && host.connected) ?? this.hosts.find((host) => host.connected);
  }

  private start(mayAsk: boolean): Promise<Result<void>> {
    this.timer?.dispose();
    this.timer = null;
    const reading = this.readOnce(mayAsk).finally(() => {
      this.reading = null;
      if (this.wanted && this.followUp === null) this.schedule(this.pause());
    });
    this.reading = reading;
    return reading;
  }

  private startFollowUp(): Promise<Result<void>> {
    const mayAsk = this.followUp?.mayAsk ?? false;
    this.followUp = null;
    return this.start(mayAsk);
  }

  private async readOnce(mayAsk: boolean): Promise<Result<void>> {
    const connected = this.hosts.filter((host) => host.connected);
    if (connected.length === 0) {
      const fault = this.linkFault();
      if (this.wanted) this.lostContact(fault);
      return failure(fault);
    }
    const { period } = this;
    const before = this.current.last?.host;
    const inOrder = [...connected].sort((a, b) => Number(b.target === before) - Number(a.target === before));
    const reading = await readFromAnyHost(inOrder, this.ports, { mayAsk, domainNames: this.domainNames.known });
    if (period !== this.period) return failure({ code: 'cancelled' });
    return this.take(reading, inOrder[0]?.target ?? '');
  }

  private take(reading: Result<Reading>, askedFirst: string): Result<void> {
    if (reading.ok) {
      this.newestDocuments = reading.value.documents;
      this.show(reading.value.snapshot);
      void this.learnMore(reading.value.snapshot);
      return success(undefined);
    }
    if (reading.fault.code === 'not-running') {
      this.become({ kind: 'stopped', last: this.current.last, host: askedFirst, at: this.ports.clock.now(), notes: notesOf(this.hosts), watch: this.watch() });
      return reading;
    }
    this.lostContact(reading.fault);
    return reading;
  }

  private show(snapshot: ClusterSnapshot): void {
    const services = this.services.of(snapshot.host);
    this.become({
      kind: 'live',
      last: services === undefined ? snapshot : { ...snapshot, services },
      checkedAt: snapshot.takenAt,
      notes: notesOf(this.hosts),
      watch: this.watch(),
      otherViews: [],
    });
  }

  /** What is not needed for the first rows, or takes long: longer than the pause between readings where pcs hangs. */
  private async learnMore(snapshot: ClusterSnapshot): Promise<void> {
    const link = this.hostFor(snapshot.host)?.link;
    if (link === undefined || this.learning) return;
    this.learning = true;
    if (await this.domainNames.learn(snapshot, link)) await this.rejoin();
    const renewed = await this.services.renew(link);
    this.learning = false;
    if (renewed && this.current.kind === 'live' && this.current.last.host === link.target) this.show(this.current.last);
  }

  /** Something was learned after a reading had gone out, a slow libvirt's answer say: the same documents are joined again with it. */
  private async rejoin(): Promise<void> {
    const documents = this.newestDocuments;
    if (documents === null || this.current.kind !== 'live' || this.reading !== null) return;
    const joined = await this.ports.documents.read({ ...documents, domains: domainsOf(this.hosts), domainNames: this.domainNames.known });
    if (joined.ok && this.newestDocuments === documents && this.current.kind === 'live') this.show(joined.value);
  }

  private linkChanged(host: HostReader): void {
    if (this.disposed || !this.wanted || this.connecting) return;
    if (host.connected) {
      void this.refresh({ mayAsk: false });
      return;
    }
    host.forget();
    this.services.forget();
    const answered = this.current.kind === 'stopped' ? this.current.host : this.current.last?.host;
    const current = this.current.kind === 'live' || this.current.kind === 'stopped';
    if (current && answered === host.target) void this.refresh({ mayAsk: false });
    else if (this.current.kind === 'live') void this.rejoin();
    else if (this.current.kind === 'stale') this.lostContact(this.linkFault());
  }

  private linkFault(): Fault {
    for (const { link } of this.hosts) {
      const { state } = link;
      if (state.kind === 'waiting') return state.fault;
      if (state.kind === 'closed' && state.fault !== null) return state.fault;
    }
    return { code: 'disconnected', host: this.definition.hosts[0]?.target ?? this.definition.name };
  }

  private lostContact(fault: Fault): void {
    const retries = this.hosts.flatMap(({ link }) => (link.state.kind === 'waiting' ? [link.state.retryAt] : []));
    const someConnected = this.hosts.some((host) => host.connected);
    const { last } = this.current;
    if (retries.length === 0 && !someConnected && last === null) {
      this.become({ kind: 'disconnected', last, fault });
      return;
    }
    this.silentSince ??= this.ports.clock.now();
    const since = this.silentSince;
    const retryAt = retries.length > 0 ? Math.min(...retries) : someConnected ? this.ports.clock.now() + this.pause() : null;
    this.become({ kind: 'stale', last, fault, since, retryAt });
  }

  private watch(): WatchState {
    return { cluster: { kind: 'lookedFor', everyMs: this.pause(), reason: null }, libvirt: [], lastEvent: null };
  }

  private pause(): number {
    return pauseBetweenReadings(this.attention, this.ports.intervalMs());
  }

  private schedule(wait: number): void {
    this.timer?.dispose();
    this.timer = this.ports.clock.after(wait, () => {
      if (this.hosts.some((host) => host.connected)) void this.refresh({ mayAsk: false });
    });
  }

  private become(state: ClusterState): void {
    if (this.disposed) return;
    // An attempt to connect that comes to nothing does not make the silence shorter.
    if (state.kind !== 'stale' && state.kind !== 'connecting') this.silentSince = null;
    this.current = state;
    this.changes.fire(state);
  }
}

/** The first success, or the first fault when there is none. */
async function firstSuccess(attempts: readonly Promise<Result<void>>[]): Promise<Result<void>> {
  const successes = attempts.map((attempt) => attempt.then((result) => (result.ok ? result : Promise.reject(new Error(result.fault.code)))));
  return Promise.any(successes).catch(async () => (await Promise.all(attempts))[0] ?? failure({ code: 'cancelled' }));
}
