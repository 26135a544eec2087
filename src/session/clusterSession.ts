import { sameVersion } from '../core/cibVersion';
import type { Work } from '../core/change/work';
import type { Command } from '../core/command';
import type { Fault } from '../core/fault';
import type { ClusterDocuments } from '../core/readCluster';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import { AfterSigns } from './afterSigns';
import type { ChangeLog } from './changeLog';
import { Changes } from './changes';
import { ChangeWatch } from './changeWatch';
import type { ClusterDefinition, ClusterState, HostDefinition } from './clusterState';
import type { DocumentReader } from './documentReader';
import { DomainNames } from './domainNames';
import { firstSuccess } from './firstSuccess';
import type { GuestLinks } from './guestLinks';
import type { HostAgents } from './hostAgents';
import type { HostReader } from './hostReader';
import { Hosts } from './hosts';
import { configurationHolds, look } from './look';
import { OneAtATime } from './oneAtATime';
import { OtherViews } from './otherViews';
import { type Attention, slowLookMs } from './pace';
import type { Clock, Disposable } from '../core/surroundings';
import type { HostLink, RunOptions, TerminalChannel, TerminalSize } from './ports';
import { type Reading, readFromAnyHost, readFromOneHost, sameListings } from './reading';
import { type Ended, Rhythm } from './rhythm';
import { ServiceReports } from './serviceReports';
import { ShownState } from './shownState';
import { type Idle, whereSetUp } from './whereSetUp';

export interface SessionPorts {
  openLink(host: HostDefinition): HostLink;
  readonly documents: DocumentReader;
  readonly clock: Clock;
  /** Milliseconds between readings while a person is watching. */
  readonly intervalMs: () => number;
  readonly changeLog: ChangeLog;
}

/**
 * One cluster, from the moment it is listed until it is removed or the window closes:
 * keeps a link to each of its hosts, reads through whichever answers, and says what is known and how sure that is.
 */
export class ClusterSession implements Disposable {
  readonly changes: Changes;
  readonly guests: GuestLinks;
  private readonly hosts: Hosts;
  private readonly shown: ShownState;
  private wanted = false;
  /** While the first host is waited for, `connect` itself starts the reading. */
  private connecting = false;
  /** Hosts that a person is having connected: that person may still be asked for what reading them needs. */
  private readonly attended = new Set<HostReader>();
  /** Counts disconnections: what was begun before one says nothing of what comes after it. */
  private period = 0;
  private disposed = false;
  private newestDocuments: ClusterDocuments | null = null;
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
    this.hosts = new Hosts(definition, ports.openLink, clock, (host) => this.pulseChanged(host));
    this.guests = this.hosts.guests;
    this.changes = new Changes({ cluster: this, hosts: this.hosts, clock, log: ports.changeLog });
    this.services = new ServiceReports(clock);
    this.readings = new OneAtATime((options) => this.read(options.mayAsk), (one, other) => ({ mayAsk: one.mayAsk || other.mayAsk }));
    this.rhythm = new Rhythm(clock, ports.intervalMs, { read: () => this.readInTime(), look: (thorough) => void this.look(thorough) });
    this.relisting = new Map(this.hosts.all.map((host) => [host, new AfterSigns(clock, () => this.rhythm.pace, () => this.relist(host))]));
    this.watch = new ChangeWatch(this.hosts.all, clock, {
      cluster: () => this.rhythm.sign(),
      libvirt: (host) => this.relisting.get(host)?.sign(),
      source: () => this.shown.renew(),
    });
    const shownNow = () => (this.state.kind === 'live' ? this.state.last : null);
    this.otherViews = new OtherViews(this.hosts, shownNow, (host) => readFromOneHost(host, ports), clock, {
      believed: () => void this.refresh({ mayAsk: false }),
      changed: () => this.shown.renew(),
    });
    this.shown = new ShownState(clock, (host) => ({
      services: this.services.of(host),
      notes: this.hosts.notes,
      watch: this.watch.state(this.rhythm.pace.pauseMs),
      otherViews: this.otherViews.settled,
    }));
    this.shown.onDidChange(() => this.follow());
    for (const host of this.hosts.all) {
      host.link.onDidChangeState(() => this.linkChanged(host));
      host.listing.onLate(() => void this.joinGuests());
    }
  }

  get state(): ClusterState {
    return this.shown.state;
  }

  /** What a change is doing to it right now. */
  get work(): Work | null {
    return this.changes.work;
  }

  onDidChangeState(listener: (state: ClusterState) => void): Disposable {
    return this.shown.onDidChange(listener);
  }

  /** Connects to every host and reads through the first that answers. */
  async connect(options: { readonly mayAsk: boolean }): Promise<Result<void>> {
    const first = this.definition.hosts[0];
    if (first === undefined) return failure({ code: 'target-invalid', target: this.definition.name, reason: 'no-host' });
    this.wanted = true;
    if (this.state.kind !== 'live') this.shown.connecting(first.target);
    this.connecting = true;
    const { period } = this;
    const connected = await firstSuccess(this.hosts.all.map((host) => this.connectHost(host, options)));
    if (period !== this.period) return failure({ code: 'disconnected', host: first.target });
    this.connecting = false;
    if (!connected.ok) {
      this.lostContact(connected.fault);
      return connected;
    }
    return this.refresh(options);
  }

  private async connectHost(host: HostReader, options: { readonly mayAsk: boolean }): Promise<Result<void>> {
    if (options.mayAsk) this.attended.add(host);
    const connected = await host.link.connect(options);
    if (options.mayAsk) this.attended.delete(host);
    return connected;
  }

  /** Closes every link and keeps the last reading, which is shown as old. */
  disconnect(): void {
    this.stop();
    this.guests.dispose();
    for (const host of this.hosts.all) {
      host.link.disconnect();
      host.forget();
      this.services.forget(host.target);
    }
    this.otherViews.forget();
    this.shown.disconnected(null);
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

  /** Runs a command on one host or guest, or with `null` on the host that answered last. */
  run<T>(target: string | null, command: Command<T>, options?: RunOptions): Promise<Result<T>> {
    return this.hosts.linkTo(target)?.run(command, options) ?? Promise.resolve(failure({ code: 'disconnected', host: target ?? this.definition.name }));
  }

  openTerminal(target: string, size: TerminalSize): Promise<Result<TerminalChannel>> {
    return this.hosts.linkTo(target)?.openTerminal(size) ?? Promise.resolve(failure({ code: 'disconnected', host: target }));
  }

  /** The agents of the host that answers; null where none does. */
  get agents(): HostAgents | null {
    return this.hosts.find(null)?.agents ?? null;
  }

  /** The configured host that is this cluster node, where one is known to be. Names a cluster reports are never connected to. */
  hostOfNode(node: string): string | null {
    return this.hosts.all.find((host) => host.nodeName === node)?.target ?? null;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.stop();
    this.changes.dispose();
    this.shown.dispose();
    this.watch.dispose();
    this.rhythm.dispose();
    this.hosts.dispose();
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

  /** The time for a reading has come; without a connection, the link that comes back begins one. */
  private readInTime(): void {
    if (this.hosts.someConnected) void this.refresh({ mayAsk: false });
    else this.rhythm.stop();
  }

  private async read(mayAsk: boolean): Promise<Result<void>> {
    const { period } = this;
    const before = this.hosts.statusReadings;
    if (this.wanted) this.rhythm.start();
    this.rhythm.began('reading');
    const hosts = this.hosts.inOrder;
    const listing = this.listGuests(mayAsk);
    const how = { mayAsk, domainNames: this.domainNames.known, domains: () => listing.then(() => this.hosts.domains) };
    const reading = hosts.length === 0 ? failure(this.whyLost()) : await readFromAnyHost(hosts, this.ports, how);
    const idle = !reading.ok && reading.fault.code === 'not-running' ? await whereSetUp(hosts, this.ports.clock) : null;
    if (period !== this.period) return failure({ code: 'cancelled' });
    this.rhythm.ended(reading.ok ? this.take(reading.value) : this.readInVain(reading.fault, idle), this.hosts.statusReadings - before);
    if (idle?.setUp === false) return failure({ code: 'no-cluster', host: idle.host.target });
    return reading.ok ? success(undefined) : reading;
  }

  /** Asks every libvirt that does not tell of its guests by itself. */
  private async listGuests(mayAsk: boolean): Promise<void> {
    const untold = this.hosts.inOrder.filter((host) => mayAsk || !this.watch.tellsOfGuests(host));
    await Promise.all(untold.map((host) => host.listing.list(mayAsk)));
  }

  private take({ snapshot, documents }: Reading): Ended {
    const before = this.state.last?.cibVersion ?? null;
    const host = this.hosts.find(snapshot.host) ?? null;
    if (snapshot.host !== this.state.last?.host) this.otherViews.forget();
    this.hosts.answering = host;
    this.newestDocuments = documents;
    this.shown.live(snapshot, snapshot.takenAt);
    if (host !== null) {
      host.distrusted = false;
      this.watch.follow(host);
    }
    void this.learnMore(snapshot);
    void this.otherViews.ask();
    return before !== null && snapshot.cibVersion !== null && sameVersion(before, snapshot.cibVersion) ? 'same' : 'moved';
  }

  private readInVain(fault: Fault, idle: Idle | null): Ended {
    const { state } = this;
    // In a storm of changes of the configuration no reading may be whole; what is shown is not old yet.
    if (fault.code === 'configuration-unsettled' && state.kind === 'live' && this.ports.clock.now() - state.checkedAt < unsettledPatience) return 'again';
    if (idle !== null) {
      this.hosts.answering = idle.host;
      this.watch.follow(null);
      this.shown.idle(idle.host.target, idle.setUp ? 'stopped' : 'unconfigured');
    } else if (this.wanted) {
      this.lostContact(fault);
    }
    return 'failed';
  }

  private async look(thorough: boolean): Promise<void> {
    const { period } = this;
    this.rhythm.began('look');
    const ended = await this.findChange(thorough);
    if (period === this.period) this.rhythm.ended(ended);
  }

  /** Whether the CIB has moved since it was read. A host that cannot tell in time is read after the others. */
  private async findChange(thorough: boolean): Promise<Ended> {
    const { clock } = this.ports;
    const { answering } = this.hosts;
    if (answering === null) return 'again';
    if (thorough) this.lookAround();
    const seen = await look(() => this.state.last?.cibVersion ?? null, answering, clock);
    if (seen.kind === 'moved') answering.seenVersion = seen.version;
    if (seen.kind === 'silent') answering.distrusted = true;
    if (seen.kind !== 'same' || this.state.kind !== 'live') return 'again';
    const { cibVersion } = this.state.last;
    if (thorough && cibVersion !== null && !(await configurationHolds(answering, cibVersion, clock))) return 'again';
    if (this.state.kind !== 'live') return 'again';
    if (thorough || clock.now() - this.state.checkedAt > checkedEveryMs) this.shown.live(this.state.last, clock.now());
    return 'same';
  }

  /** Looks for what nothing tells of, beside the answering host's CIB. */
  private lookAround(): void {
    for (const relist of this.relisting.values()) relist.sign();
    if (this.state.kind !== 'live') return;
    void this.learnMore(this.state.last);
    void this.otherViews.askStrangers();
  }

  /** What is not needed for the first rows, or takes long: longer than the pause between readings where pcs hangs. */
  private async learnMore(snapshot: ClusterSnapshot): Promise<void> {
    const link = this.hosts.find(snapshot.host)?.link;
    if (link === undefined || this.learning) return;
    this.learning = true;
    if (await this.domainNames.learn(snapshot, link)) await this.catchUp();
    const renewed = await this.services.renew(link);
    this.learning = false;
    if (!this.definition.readOnly) void this.hosts.find(snapshot.host)?.learnDialect();
    if (renewed && this.state.kind === 'live' && this.state.last.host === link.target) this.shown.renew();
  }

  private async relist(host: HostReader): Promise<void> {
    if (!this.wanted || !host.canBeAsked) return;
    await host.listing.listAnew();
    await this.joinGuests();
  }

  /** A libvirt has listed its guests, or why it cannot. */
  private async joinGuests(): Promise<void> {
    if (!(await this.catchUp())) this.shown.renew();
  }

  /** Where something was learned since the documents were read, a slow libvirt's answer say, they are joined again with it. */
  private async catchUp(): Promise<boolean> {
    const { newestDocuments: documents, state } = this;
    if (!this.wanted || documents === null || state.kind !== 'live' || this.readings.busy) return false;
    // A libvirt that answered late is watched from then on.
    if (this.hosts.answering !== null) this.watch.follow(this.hosts.answering);
    const [domains, domainNames] = [this.hosts.domains, this.domainNames.known];
    if (sameListings(documents.domains, domains) && documents.domainNames === domainNames) return false;
    const newer: ClusterDocuments = { ...documents, domains, domainNames };
    this.newestDocuments = newer;
    const joined = await this.ports.documents.read(newer);
    if (joined.ok && this.newestDocuments === newer && this.state.kind === 'live') this.shown.live(joined.value, this.state.checkedAt);
    return true;
  }

  /** The host fell silent, or speaks again. */
  private pulseChanged(host: HostReader): void {
    if (!this.wanted) return;
    // What its libvirt said before is not what is so now.
    if (host.pulse.silent) host.listing.forget();
    this.hostChanged(host);
  }

  private linkChanged(host: HostReader): void {
    if (this.disposed || !this.wanted) return;
    this.keepPulses();
    if (!host.connected) host.forget();
    if (!this.connecting) this.hostChanged(host);
    if (host.connected) return;
    this.watch.forget(host);
    this.services.forget(host.target);
  }

  /** The host can be asked from now on, or cannot any more. */
  private hostChanged(host: HostReader): void {
    const shown = this.shown.host;
    if (host.canBeAsked) {
      void this.refresh({ mayAsk: this.attended.has(host) });
    } else if (host.target === shown) {
      this.lostContact(host.fault ?? this.whyLost());
      void this.refresh({ mayAsk: false });
    } else if (shown !== null) {
      void this.joinGuests();
    } else if (this.state.kind === 'stale') {
      this.lostContact(this.whyLost());
    }
  }

  /** Why no host can be asked: while one is connected to, nothing new is known of that yet. */
  private whyLost(): Fault {
    const { state, definition } = this;
    const before: Fault = state.kind === 'stale' ? state.fault : { code: 'disconnected', host: definition.hosts[0]?.target ?? definition.name };
    return this.hosts.contactFault ?? before;
  }

  private lostContact(fault: Fault): void {
    const now = this.ports.clock.now();
    const { someConnected } = this.hosts;
    this.shown.lost(fault, this.hosts.retryAt(now) ?? (someConnected ? now + this.rhythm.pace.pauseMs : null));
  }

  /** Follows the cluster as closely as what is shown asks for. */
  private follow(): void {
    const { libvirtTold, clusterTold } = this.watch;
    this.rhythm.setWatch(clusterTold, Math.min(this.otherViews.lookAgainMs ?? slowLookMs, libvirtTold ? slowLookMs : this.rhythm.pace.pauseMs));
    this.keepPulses();
  }

  private keepPulses(): void {
    this.hosts.keepPulses(this.wanted ? this.rhythm.pace.pulseMs : null);
  }
}

/** Milliseconds for which a cluster whose configuration changes all the time counts as read. */
const unsettledPatience = 10_000;

/** Milliseconds after which a look that found nothing new makes the age of the data new. */
const checkedEveryMs = 5_000;
