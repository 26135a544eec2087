import { sameVersion } from '../core/cibVersion';
import type { Command } from '../core/command';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import type { ClusterDocuments } from '../core/readCluster';
import { onlineMembers } from '../core/membership';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import { AfterSigns } from './afterSigns';
import { ChangeWatch } from './changeWatch';
import type { ClusterDefinition, ClusterState, HostDefinition } from './clusterState';
import { contactFault, hostsInOrder, silence } from './contact';
import type { DocumentReader } from './documentReader';
import { DomainNames } from './domainNames';
import { firstSuccess } from './firstSuccess';
import { HostReader } from './hostReader';
import { look } from './look';
import { OneAtATime } from './oneAtATime';
import { OtherViews } from './otherViews';
import { type Attention, slowLookMs } from './pace';
import type { Clock, Disposable } from '../core/surroundings';
import type { HostLink, RunOptions, TerminalChannel, TerminalSize } from './ports';
import { domainsOf, notesOf, type Reading, readFromAnyHost, readFromOneHost, sameListings } from './reading';
import { type Ended, Rhythm } from './rhythm';
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
  private wanted = false;
  /** While the first host is waited for, `connect` itself starts the reading. */
  private connecting = false;
  /** Counts disconnections: what was begun before one says nothing of what comes after it. */
  private period = 0;
  private disposed = false;
  private newestDocuments: ClusterDocuments | null = null;
  /** The host that answered last, or that is to be asked first. */
  private answering: HostReader | null = null;
  private silentSince: number | null = null;
  /** When the last reading was last found to be true. */
  private checkedAt: number | null = null;
  private learning = false;
  private readonly domainNames = new DomainNames();
  private readonly services: ServiceReports;
  private readonly readings: OneAtATime<{ readonly mayAsk: boolean }, Result<void>>;
  private readonly rhythm: Rhythm;
  private readonly watch: ChangeWatch;
  /** Lists the guests of a host's libvirt again after it told of a change. */
  private readonly relisting: ReadonlyMap<HostReader, AfterSigns>;
  private readonly otherViews: OtherViews;

  constructor(
    readonly definition: ClusterDefinition,
    private readonly ports: SessionPorts,
  ) {
    const { clock } = ports;
    this.hosts = definition.hosts.map((host) => new HostReader(host, ports.openLink(host), clock, (changed) => this.pulseChanged(changed)));
    this.services = new ServiceReports(clock);
    this.readings = new OneAtATime((options) => this.read(options.mayAsk), (one, other) => ({ mayAsk: one.mayAsk || other.mayAsk }));
    this.rhythm = new Rhythm(clock, ports.intervalMs, { read: () => this.readInTime(), look: (thorough) => void this.look(thorough) });
    this.relisting = new Map(this.hosts.map((host) => [host, new AfterSigns(clock, () => this.rhythm.pace, () => this.relist(host))]));
    this.watch = new ChangeWatch(this.hosts, clock, {
      cluster: () => this.rhythm.sign(),
      libvirt: (host) => this.relisting.get(host)?.sign(),
      source: () => this.renew(),
    });
    this.otherViews = new OtherViews((host) => readFromOneHost(host, ports), clock);
    for (const host of this.hosts) {
      host.link.onDidChangeState(() => this.linkChanged(host));
      host.onLateDomains(() => void this.catchUp());
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
    this.otherViews.forget();
    this.become({ kind: 'disconnected', last: this.current.last, fault: null });
  }

  /** Reads the cluster anew. Readings never overlap: whoever asks during one gets the next. */
  refresh(options: { readonly mayAsk: boolean }): Promise<Result<void>> {
    if (options.mayAsk) this.watch.retry();
    const reading = this.readings.ask(options);
    void reading.then(() => this.catchUp());
    return reading;
  }

  /** Sets how closely the cluster is followed. */
  setAttention(attention: Attention): void {
    this.rhythm.setAttention(attention);
    this.keepPulses();
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
    this.watch.dispose();
    this.rhythm.dispose();
    for (const host of this.hosts) host.dispose();
  }

  private stop(): void {
    this.wanted = false;
    this.connecting = false;
    this.period++;
    this.rhythm.stop();
    this.watch.close();
    for (const relist of this.relisting.values()) relist.dispose();
    this.keepPulses();
  }

  private hostFor(target: string | null): HostReader | undefined {
    if (target !== null) return this.hosts.find((host) => host.target === target);
    return this.answering?.connected === true ? this.answering : this.hosts.find((host) => host.connected);
  }

  /** The time for a reading has come; without a connection, the link that comes back begins one. */
  private readInTime(): void {
    if (this.hosts.some((host) => host.connected)) void this.refresh({ mayAsk: false });
    else this.rhythm.stop();
  }

  private async read(mayAsk: boolean): Promise<Result<void>> {
    const { period } = this;
    if (this.wanted) this.rhythm.start();
    this.rhythm.began('reading');
    const [first, ...others] = hostsInOrder(this.hosts, this.answering);
    const how = { mayAsk, domainNames: this.domainNames.known, listsDomains: (host: HostReader) => mayAsk || !this.watch.tellsOfGuests(host) };
    const reading = first === undefined ? failure(this.whyLost()) : await readFromAnyHost([first, ...others], this.ports, how);
    if (period !== this.period) return failure({ code: 'cancelled' });
    this.rhythm.ended(reading.ok ? this.take(reading.value) : this.readInVain(reading.fault, first));
    return reading.ok ? success(undefined) : reading;
  }

  private take({ snapshot, documents }: Reading): Ended {
    const before = this.current.last?.cibVersion ?? null;
    const host = this.hosts.find(({ target }) => target === snapshot.host) ?? null;
    if (host !== null) host.distrusted = false;
    this.answering = host;
    this.newestDocuments = documents;
    this.show(snapshot, snapshot.takenAt);
    if (host !== null) this.watch.follow(host);
    void this.learnMore(snapshot);
    void this.askOthers(snapshot);
    return before !== null && snapshot.cibVersion !== null && sameVersion(before, snapshot.cibVersion) ? 'same' : 'moved';
  }

  private readInVain(fault: Fault, asked: HostReader | undefined): Ended {
    const { current } = this;
    const now = this.ports.clock.now();
    // In a storm of changes of the configuration no reading may be whole; what is shown is not old yet.
    if (fault.code === 'configuration-unsettled' && current.kind === 'live' && now - current.checkedAt < unsettledPatience) return 'again';
    if (fault.code !== 'not-running' || asked === undefined) {
      if (this.wanted) this.lostContact(fault);
      return 'failed';
    }
    this.answering = asked;
    this.watch.follow(null);
    this.become({ kind: 'stopped', last: current.last, host: asked.target, at: now, notes: notesOf(this.hosts), watch: this.watch.state(this.rhythm.pace.pauseMs) });
    return 'failed';
  }

  private show(snapshot: ClusterSnapshot, checkedAt: number): void {
    const services = this.services.of(snapshot.host);
    this.become({
      kind: 'live',
      last: services === undefined ? snapshot : { ...snapshot, services },
      checkedAt,
      notes: notesOf(this.hosts),
      watch: this.watch.state(this.rhythm.pace.pauseMs),
      otherViews: this.otherViews.settled(),
    });
  }

  /** What is beside the snapshot may have changed. */
  private renew(): void {
    const { current } = this;
    if (current.kind === 'live') this.show(current.last, current.checkedAt);
    else if (current.kind === 'stopped') this.become({ ...current, watch: this.watch.state(this.rhythm.pace.pauseMs) });
  }

  private async look(thorough: boolean): Promise<void> {
    const { period } = this;
    this.rhythm.began('look');
    const ended = await this.findChange(thorough);
    if (period === this.period) this.rhythm.ended(ended);
  }

  /** Whether the CIB has moved since it was read. A host that cannot tell in time is read after the others. */
  private async findChange(thorough: boolean): Promise<Ended> {
    const { answering } = this;
    if (answering === null) return 'again';
    const { clock } = this.ports;
    const others = thorough ? hostsInOrder(this.hosts, this.answering).filter((host) => host !== answering) : [];
    if (thorough) for (const relist of this.relisting.values()) relist.sign();
    const seen = await look(() => this.current.last?.cibVersion ?? null, answering, others, clock);
    if (this.current.kind !== 'live' || seen.kind === 'moved') {
      if (seen.kind === 'moved') answering.seenVersion = seen.version;
      return 'again';
    }
    if (seen.kind === 'silent') answering.distrusted = true;
    if (seen.kind === 'strangers') this.otherViews.suspect(seen.hosts);
    if (seen.kind !== 'same' || (thorough && this.otherViews.lookAgainMs !== null)) return 'again';
    if (thorough) void this.learnMore(this.current.last);
    if (thorough || clock.now() - this.current.checkedAt > checkedEveryMs) this.show(this.current.last, clock.now());
    return 'same';
  }

  /** Hosts that the answering one does not count as members may see the cluster otherwise; one that has quorum is believed. */
  private async askOthers(answered: ClusterSnapshot): Promise<void> {
    const { period } = this;
    const online = new Set(onlineMembers(answered));
    const others = hostsInOrder(this.hosts, this.answering).filter((host) => host.target !== answered.host && (host.nodeName === null || !online.has(host.nodeName)));
    const outcome = await this.otherViews.ask(answered, others);
    if (period !== this.period || this.current.kind !== 'live' || this.current.last.host !== answered.host) return;
    if (outcome.better !== null) {
      this.answering = outcome.better;
      void this.refresh({ mayAsk: false });
    } else if (outcome.changed) {
      this.renew();
    }
  }

  /** What is not needed for the first rows, or takes long: longer than the pause between readings where pcs hangs. */
  private async learnMore(snapshot: ClusterSnapshot): Promise<void> {
    const link = this.hostFor(snapshot.host)?.link;
    if (link === undefined || this.learning) return;
    this.learning = true;
    if (await this.domainNames.learn(snapshot, link)) await this.catchUp();
    const renewed = await this.services.renew(link);
    this.learning = false;
    if (renewed && this.current.kind === 'live' && this.current.last.host === link.target) this.renew();
  }

  private async relist(host: HostReader): Promise<void> {
    if (!this.wanted || !host.connected) return;
    await host.listDomainsAnew();
    await this.catchUp();
  }

  /** Something was learned since the documents were read, a slow libvirt's answer say: they are joined again with it. */
  private async catchUp(): Promise<void> {
    const { newestDocuments: documents, current } = this;
    if (documents === null || current.kind !== 'live' || this.readings.busy) return;
    // A libvirt that answered late is watched from then on.
    if (this.answering !== null) this.watch.follow(this.answering);
    const [domains, domainNames] = [domainsOf(this.hosts), this.domainNames.known];
    if (sameListings(documents.domains, domains) && documents.domainNames === domainNames) return;
    const newer: ClusterDocuments = { ...documents, domains, domainNames };
    this.newestDocuments = newer;
    const joined = await this.ports.documents.read(newer);
    if (joined.ok && this.newestDocuments === newer && this.current.kind === 'live') this.show(joined.value, this.current.checkedAt);
  }

  /** The host fell silent, or speaks again. */
  private pulseChanged(host: HostReader): void {
    if (!this.wanted) return;
    const answered = this.current.kind === 'live' && this.current.last.host === host.target;
    // What its libvirt said before is not what is so now.
    if (host.pulse.silent) host.domains = { kind: 'unknown' };
    if (host.pulse.silent && answered) this.lostContact(silence(host));
    void this.refresh({ mayAsk: false });
  }

  /** The host that answers is asked for signs of life, and any that gives none until it does. */
  private keepPulses(): void {
    const { pulseMs } = this.rhythm.pace;
    for (const host of this.hosts) host.pulse.keep(this.wanted && host.connected && (host === this.answering || host.pulse.silent) ? pulseMs : null);
  }

  private linkChanged(host: HostReader): void {
    if (this.disposed || !this.wanted || this.connecting) return;
    if (host.connected) {
      void this.refresh({ mayAsk: false });
      return;
    }
    host.forget();
    this.watch.forget(host);
    this.services.forget();
    this.keepPulses();
    const answered = this.current.kind === 'stopped' ? this.current.host : this.current.last?.host;
    const current = this.current.kind === 'live' || this.current.kind === 'stopped';
    this.renew();
    void this.catchUp();
    if (current && answered === host.target) void this.refresh({ mayAsk: false });
    else if (this.current.kind === 'stale') this.lostContact(this.whyLost());
  }

  /** Why no host can be asked: while one is connected to, nothing new is known of that yet. */
  private whyLost(): Fault {
    const isTried = this.hosts.some(({ link }) => link.state.kind === 'connecting');
    return contactFault(this.hosts, this.definition, isTried && this.current.kind === 'stale' ? this.current.fault : null);
  }

  private lostContact(fault: Fault): void {
    const now = this.ports.clock.now();
    const retries = this.hosts.flatMap(({ link: { state } }) => (state.kind === 'waiting' ? [state.retryAt] : state.kind === 'connecting' ? [now] : []));
    const someConnected = this.hosts.some((host) => host.connected);
    const { last } = this.current;
    if (retries.length === 0 && !someConnected && last === null) {
      this.become({ kind: 'disconnected', last, fault });
      return;
    }
    this.silentSince ??= now;
    const since = this.silentSince;
    const retryAt = retries.length > 0 ? Math.min(...retries) : someConnected ? now + this.rhythm.pace.pauseMs : null;
    this.become({ kind: 'stale', last, fault, since, retryAt });
  }

  /** Milliseconds between thorough looks. */
  private slowLook(): number {
    return Math.min(this.otherViews.lookAgainMs ?? slowLookMs, this.watch.libvirtTold ? slowLookMs : this.rhythm.pace.pauseMs);
  }

  private become(state: ClusterState): void {
    if (this.disposed) return;
    // An attempt to connect that comes to nothing does not make the silence shorter.
    if (state.kind !== 'stale' && state.kind !== 'connecting') this.silentSince = null;
    if (state.kind === 'live') this.checkedAt = state.checkedAt;
    this.current = state.kind === 'live' || this.checkedAt === null ? state : { ...state, checkedAt: this.checkedAt };
    this.rhythm.setWatch(this.watch.clusterTold, this.slowLook());
    this.keepPulses();
    this.changes.fire(this.current);
  }
}

/** Milliseconds for which a cluster whose configuration changes all the time counts as read. */
const unsettledPatience = 10_000;

/** Milliseconds after which a look that found nothing new makes the age of the data new. */
const checkedEveryMs = 5_000;
