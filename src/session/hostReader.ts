import type { Dialect } from '../core/change/dialect';
import { sameConfigurationText, sameVersion, versionInOpeningTag } from '../core/cibVersion';
import type { Command, Output } from '../core/command';
import { type CibForm, readCibOutput, readCibVersion, readConfiguration } from '../core/commands/cib';
import { readDialect } from '../core/commands/dialect';
import { nodeName, pacemakerVersion } from '../core/commands/pacemaker';
import { statusCommand, type StatusForm, statusFormOf } from '../core/commands/status';
import { listDomains } from '../core/commands/virsh';
import type { Fault } from '../core/fault';
import { map, type Result, success } from '../core/result';
import type { CibVersion } from '../core/snapshot';
import type { HostDefinition } from './clusterState';
import { DomainListing, type Domains } from './domainListing';
import type { Clock, Disposable } from '../core/surroundings';
import { HostAgents } from './hostAgents';
import type { HostLink, RunOptions } from './ports';
import { lifeDeadlineMs, Pulse } from './pulse';

/** The CIB as a host printed it; `version` is null where its opening tag tells none. */
export interface Configuration {
  readonly form: CibForm;
  readonly output: Output;
  readonly version: CibVersion | null;
}

/**
 * Milliseconds for which a configuration serves that nobody has looked at again. Its epoch does not tell of all that may happen to it:
 * cibadmin 2.1.5, given a constraint without the section that it belongs in, adds it and counts that in `num_updates` alone.
 */
const configurationKeptMs = 60_000;

/** Milliseconds that a host may take for a reading before another is asked beside it; pcs takes 0.8 s for each of a reading's commands. */
const patience = 2_000;
const patienceWithPcs = 10_000;

/**
 * One configured host with what has been learned about it over this connection:
 * which node it is, how its status is read, the configuration read last, its libvirt's domains.
 */
export class HostReader implements Disposable {
  readonly target: string;
  /** What Pacemaker calls this host; null until it has said so. */
  nodeName: string | null = null;
  /** The CIB read last: while its version stays, it need not be read again. */
  configuration: Configuration | null = null;
  /** The CIB's version that a look has found since the last reading. */
  seenVersion: CibVersion | null = null;
  /** Why Pacemaker's own programs cannot be run; null as long as they can. */
  onlyPcs: Fault | null = null;
  /** How often its status has been read. */
  statusReadings = 0;
  /** Whether it left a question unanswered since it was read last: another host is asked first. */
  distrusted = false;
  readonly pulse: Pulse;
  readonly listing: DomainListing;
  readonly agents: HostAgents;
  private statusForm: StatusForm | null = null;
  private configurationKnownAt = -Infinity;
  private cibForm: CibForm = 'cibadmin';
  private dialect: Dialect | null = null;
  private dialectSought = false;
  private dialectUnderWay: Promise<Result<Dialect>> | null = null;

  constructor(
    private readonly definition: HostDefinition,
    readonly link: HostLink,
    private readonly clock: Clock,
    pulseChanged: (host: HostReader) => void,
  ) {
    this.target = definition.target;
    this.agents = new HostAgents(link);
    this.pulse = new Pulse(link, clock, () => pulseChanged(this));
    this.listing = new DomainListing((mayAsk) => this.askLibvirt(mayAsk), clock);
  }

  get libvirtUri(): string {
    return this.definition.libvirtUri;
  }

  get domains(): Domains {
    return this.listing.domains;
  }

  /** Milliseconds after which another host is asked beside this one. */
  get patienceMs(): number {
    return this.onlyPcs === null ? patience : patienceWithPcs;
  }

  get connected(): boolean {
    return this.link.state.kind === 'connected';
  }

  get canBeAsked(): boolean {
    return this.connected && !this.pulse.silent;
  }

  /** Why it cannot be asked, where that is known. */
  get fault(): Fault | null {
    const { state } = this.link;
    if (state.kind === 'connected') return this.pulse.silent ? { code: 'host-silent', host: this.target, forMs: lifeDeadlineMs } : null;
    return state.kind === 'connecting' ? null : state.fault;
  }

  /** The status as it was printed. */
  async readStatus(ask: RunOptions): Promise<Result<{ readonly form: StatusForm; readonly output: Output }>> {
    this.statusReadings++;
    const status = await this.directlyOrThroughPcs(this.statusForm ?? (await this.ownStatusForm(ask)), statusCommand, ask);
    if (status.ok) this.statusForm = status.value.form;
    return status;
  }

  /** The configuration known from before, or read anew. */
  async readConfiguration(ask: RunOptions): Promise<Result<Configuration>> {
    if (this.configuration !== null && this.clock.now() - this.configurationKnownAt < configurationKeptMs) return success(this.configuration);
    this.configurationKnownAt = this.clock.now();
    const cib = await this.directlyOrThroughPcs(this.cibForm, readConfiguration, ask);
    if (!cib.ok) return cib;
    this.cibForm = cib.value.form;
    const configuration = { ...cib.value, version: versionInOpeningTag(cib.value.output.stdout) };
    const keeps = cib.value.output.exitCode === 0 && !TICKETS.test(cib.value.output.stdout);
    this.configuration = keeps ? configuration : null;
    return success(configuration);
  }

  /** Whether the configuration known from before is still the one of a CIB that has this version now. What cannot be found out is taken to be so. */
  async configurationHolds(now: CibVersion, ask: RunOptions): Promise<boolean> {
    const known = this.configuration;
    if (known === null || known.version === null) return true;
    const askedAt = this.clock.now();
    if (!sameVersion(known.version, now)) {
      const whole = await this.directlyOrThroughPcs(this.cibForm, readConfiguration, ask);
      if (!whole.ok || whole.value.output.exitCode !== 0 || this.configuration !== known) return true;
      const holds = sameConfigurationText(known.output.stdout, whole.value.output.stdout);
      this.configuration = holds ? { ...known, version: versionInOpeningTag(whole.value.output.stdout) } : null;
      if (!holds) return false;
    }
    this.configurationKnownAt = askedAt;
    return true;
  }

  /** The version the CIB has now; where an account may not ask for just that, the whole CIB tells. Null where it tells none. */
  async readVersion(ask: RunOptions): Promise<Result<CibVersion | null>> {
    const version = this.cibForm === 'pcs' ? null : await this.link.run(readCibVersion(), ask);
    if (version !== null && (version.ok || !isForbidden(version.fault))) return version;
    const whole = await this.directlyOrThroughPcs(this.cibForm, readConfiguration, ask);
    return map(whole, ({ output }) => versionInOpeningTag(output.stdout));
  }

  /** How changes are said here: asked over each connection until it is known. */
  async readDialect(): Promise<Result<Dialect>> {
    if (this.dialect !== null) return success(this.dialect);
    const asked = this.dialectUnderWay ?? this.link.run(readDialect());
    this.dialectUnderWay = asked;
    this.dialectSought = true;
    const dialect = await asked;
    // What was asked over a connection before this one is not kept.
    if (this.dialectUnderWay !== asked) return dialect;
    this.dialectUnderWay = null;
    if (dialect.ok) this.dialect = dialect.value;
    return dialect;
  }

  /** Asks once over each connection before anybody needs it: pcs takes most of a second to start. */
  async learnDialect(): Promise<void> {
    if (!this.dialectSought) await this.readDialect();
  }

  /** The whole CIB as it is now, with its secrets: to be handed back to this host, and not kept. */
  async readCibNow(ask: RunOptions): Promise<Result<string>> {
    const cib = await this.directlyOrThroughPcs(this.cibForm, readConfiguration, ask);
    if (!cib.ok) return cib;
    const { output, form } = cib.value;
    return output.exitCode === 0 ? success(output.stdout) : map(readCibOutput(output, form, this.target), () => output.stdout);
  }

  /** What was learned over a connection ends with it. */
  forget(): void {
    this.nodeName = null;
    this.statusForm = null;
    this.cibForm = 'cibadmin';
    this.dialect = null;
    this.dialectSought = false;
    this.dialectUnderWay = null;
    this.configuration = null;
    this.listing.forget();
    this.agents.forget();
    this.seenVersion = null;
    this.onlyPcs = null;
    this.distrusted = false;
    this.pulse.forget();
  }

  dispose(): void {
    this.listing.dispose();
    this.pulse.dispose();
    this.link.dispose();
  }

  /**
   * Runs Pacemaker's own program, or pcs where this account may run only that.
   * Where it may run neither, what is said of Pacemaker's program is the thing to mend.
   */
  private async directlyOrThroughPcs<Form extends string>(
    form: Form | 'pcs',
    commandFor: (form: Form | 'pcs') => Command<unknown>,
    ask: RunOptions,
  ): Promise<Result<{ readonly form: Form | 'pcs'; readonly output: Output }>> {
    const run = (by: Form | 'pcs') => this.link.run({ ...commandFor(by), parse: success<Output> }, ask);
    const direct = await run(form);
    if (direct.ok) return success({ form, output: direct.value });
    if (form === 'pcs' || !isForbidden(direct.fault)) return direct;
    const throughPcs = await run('pcs');
    if (throughPcs.ok) {
      this.onlyPcs = direct.fault;
      return success({ form: 'pcs', output: throughPcs.value });
    }
    return isForbidden(throughPcs.fault) ? direct : throughPcs;
  }

  private async ownStatusForm(ask: RunOptions): Promise<StatusForm> {
    const version = await this.link.run(pacemakerVersion(), ask);
    if (!version.ok) return 'xml';
    this.statusForm = statusFormOf(version.value);
    return this.statusForm;
  }

  private async askLibvirt(mayAsk: boolean): Promise<Domains> {
    const list = listDomains(this.definition.libvirtUri);
    const [listed, name] = await Promise.all([
      this.link.run({ ...list, parse: (output, host) => map(list.parse(output, host), () => output) }, { mayAsk }),
      this.nodeName === null ? this.link.run(nodeName(), { mayAsk }) : success(this.nodeName),
    ]);
    if (name.ok) this.nodeName = name.value;
    return listed.ok ? { kind: 'listed', output: listed.value } : { kind: 'failed', fault: listed.fault };
  }
}

/**
 * The state of tickets is read from the CIB's status section, whose changes a configuration's version does not tell:
 * a CIB with tickets is read every time.
 */
const TICKETS = /<(?:rsc_ticket|ticket_state)[\s/>]/;

/** Faults that another program may not have. */
function isForbidden({ code }: Fault): boolean {
  return code === 'program-missing' || code === 'permission-denied' || code === 'sudo-refused' || code === 'sudo-missing';
}
