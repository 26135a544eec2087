import type { Expectation } from '../core/change/expectation';
import { isReached, isReachedIdle } from '../core/change/isReached';
import { ofStopped } from '../core/change/ofStopped';
import type { Plan, Words } from '../core/change/plan';
import type { Task, TaskKind } from '../core/change/task';
import type { Consequences } from '../core/change/transition';
import { valuesBefore } from '../core/change/valueBefore';
import { type Work, workOf } from '../core/change/work';
import { sameConfiguration } from '../core/cibVersion';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import { failure, map, type Result, success } from '../core/result';
import { withoutSecrets } from '../core/secret';
import type { CibVersion, ClusterSnapshot } from '../core/snapshot';
import type { Clock, Disposable } from '../core/surroundings';
import { type Arrival, awaitExpectations } from './arrival';
import { askAtBoot } from './askAtBoot';
import { brokeOff, isAnother, isHalfWay, isOvertaken, leftToDo, outcomeOf, reachedBy, wayBack } from './changeEnding';
import type { ChangeLog } from './changeLog';
import type { ChangeRecord, ChangeStep, Outcome, ReadyPlan } from './changeOutcome';
import type { ClusterSession } from './clusterSession';
import { isIdle } from './clusterState';
import type { HostReader } from './hostReader';
import type { Hosts } from './hosts';
import type { HostLink } from './ports';
import { runPlan } from './runPlan';

/** What changes need of the session of their cluster. */
export interface ChangeablePorts {
  readonly cluster: Pick<ClusterSession, 'definition' | 'state' | 'onDidChangeState' | 'refresh'>;
  readonly hosts: Pick<Hosts, 'find' | 'all' | 'linkTo'>;
  readonly clock: Clock;
  readonly log: ChangeLog;
}

export interface CarryOutOptions {
  /** Whether a password for sudo may be asked for. */
  readonly mayAsk: boolean;
  /** Aborting cancels the change as long as none of its commands was sent. Later it only ends the waiting for the cluster, when all are run. */
  readonly signal: AbortSignal;
  readonly onStep: (step: ChangeStep) => void;
}

/** The way to a host or a guest; undefined where there is none of this target. */
export type LinkTo = (target: string) => HostLink | undefined;

/** Milliseconds for which a command whose connection broke may still be at work on its host: pcs takes about one second. */
const graceMs = 15_000;

/**
 * Milliseconds in which a host whose cluster was started joins the others: corosync forms a membership, and a controller that finds no DC waits
 * 20 s for one (`dc-deadtime`) before it is elected itself. Meanwhile the scheduler has nothing to do, which looks like rest.
 */
const joinMs = 60_000;

/**
 * What forgets failures brings about looks reached at once, and fails again a moment later where its cause is still there; what ran on a fenced
 * node is recovered after that.
 */
const reachedForAMoment: ReadonlySet<TaskKind> = new Set<TaskKind>(['cleanup', 'refresh', 'fence', 'confirmFenced']);

/** What can be done to a cluster that does not run. */
const whileStopped: ReadonlySet<TaskKind> = new Set<TaskKind>(['startCluster', 'enableCluster', 'disableCluster', 'destroyCluster', 'authenticateHosts', 'bringBack']);

/** What can be done to hosts that are in no cluster. */
const withoutCluster: ReadonlySet<TaskKind> = new Set<TaskKind>(['authenticateHosts', 'createCluster']);

/** What the hosts have to be asked for whether the cluster starts there at boot: no reading tells. */
const asksAtBoot: ReadonlySet<TaskKind> = new Set<TaskKind>(['enableCluster', 'disableCluster']);

/** What is put back as it was written has to be read before it is deleted, or is changed by pcs with what it names. */
export const readsCib: ReadonlySet<TaskKind> = new Set<TaskKind>(['deleteResources', 'deleteConstraints', 'recreate', 'clone', 'unclone', 'groupResources', 'ungroup']);

/**
 * The changes of one cluster, one at a time: planned for the host that answers, previewed there, carried out, and watched until the cluster
 * has done what was meant. No command is ever sent twice.
 */
export class Changes implements Disposable {
  private isUnderWay = false;
  private workNow: Work | null = null;
  private readonly workChanges = createEmitter<void>();
  private readonly closing = new AbortController();
  /** The version of the configuration that a change left. */
  private readonly leftVersions = new WeakMap<ChangeRecord, CibVersion>();
  /** What takes a change back, with the secrets that the log does not keep. */
  private readonly waysBack = new WeakMap<ChangeRecord, readonly Task[]>();

  /** What the cluster was like before a change that broke off. */
  private readonly befores = new WeakMap<ChangeRecord, ClusterSnapshot>();

  constructor(private readonly ports: ChangeablePorts) {}

  get underWay(): boolean {
    return this.isUnderWay;
  }

  /** What the change whose commands are being run, or are waited for, is doing; it ends with it, however that ends. */
  get work(): Work | null {
    return this.workNow;
  }

  onDidChangeWork(listener: () => void): Disposable {
    return this.workChanges.on(listener);
  }

  /** Plans a task for the host that answers, from what was read of it last. */
  async prepare(task: Task): Promise<Result<ReadyPlan>> {
    return this.planNow(task);
  }

  /** Plans the rest of a change of which pcs refused the command `ran`, that one with `--force`: a change of its own, previewed and confirmed like any other. */
  async force({ plan }: ReadyPlan, ran: number): Promise<Result<ReadyPlan>> {
    const refused = plan.commands[ran];
    return refused === undefined ? failure({ code: 'no-force' }) : this.planNow(plan.task, refused);
  }

  /** Asks the host's scheduler what would come of a plan. Nothing is changed by that, and aborting ends it on the host. */
  async preview({ plan, host: target }: ReadyPlan, signal: AbortSignal): Promise<Result<Consequences>> {
    if (plan.preview.kind === 'none') return failure({ code: 'no-preview' });
    const live = this.live();
    if (!live.ok) return live;
    const host = this.ports.hosts.find(target);
    if (host === undefined) return failure({ code: 'disconnected', host: target });
    const { askScheduler } = await import('./askScheduler');
    return askScheduler(host, plan.preview, live.value, { mayAsk: true, signal });
  }

  /** Asks the host that answers for something that changes nothing, which is done also where nothing may be changed. */
  async ask<T>(question: (host: HostReader, snapshot: ClusterSnapshot) => Promise<Result<T>>): Promise<Result<T>> {
    const live = this.live();
    if (!live.ok) return live;
    const host = this.ports.hosts.find(live.value.host);
    return host?.connected === true ? question(host, live.value) : failure({ code: 'disconnected', host: live.value.host });
  }

  /**
   * Carries out what a person has seen and confirmed. While another change of the cluster has not ended, this one is refused and not queued:
   * it was planned and shown for a cluster that the other is about to alter, and would run when nobody is looking any more.
   */
  async carryOut(ready: ReadyPlan, { mayAsk, signal, onStep }: CarryOutOptions): Promise<Outcome> {
    const done = await this.alone(signal, (stopping) => this.checkAndRun(ready, { mayAsk, signal: stopping, onStep }));
    if (done.ok) return done.value;
    return done.fault.code === 'cancelled' ? { kind: 'cancelled' } : notSent(done.fault);
  }

  /**
   * Does something to the hosts beside which no change may run. While a change has not ended, or something else of that kind, it is refused.
   * `act` is told to stop when `signal` is aborted or the session ends; `linkTo` leads to a host by its target, and to a guest that has been looked into.
   */
  async alone<T>(signal: AbortSignal, act: (stopping: AbortSignal, linkTo: LinkTo) => Promise<T>): Promise<Result<T>> {
    const { name: cluster, readOnly } = this.ports.cluster.definition;
    if (readOnly) return failure({ code: 'read-only', cluster });
    if (this.isUnderWay) return failure({ code: 'change-under-way', cluster });
    if (signal.aborted) return failure({ code: 'cancelled' });
    this.isUnderWay = true;
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    signal.addEventListener('abort', stop);
    this.closing.signal.addEventListener('abort', stop);
    try {
      return success(await act(stopping.signal, (target) => this.ports.hosts.linkTo(target)));
    } finally {
      signal.removeEventListener('abort', stop);
      this.closing.signal.removeEventListener('abort', stop);
      this.isUnderWay = false;
      this.worksOn(null);
    }
  }

  /**
   * Plans what takes a change back, each part as a change of its own that is previewed and confirmed like any other. Only while what the
   * change brought about is still so, or, where it brought about nothing that shows, while nobody has touched the configuration.
   */
  async undo(record: ChangeRecord): Promise<Result<readonly ReadyPlan[]>> {
    const undo = this.waysBack.get(record) ?? wayBack(record);
    if (undo === null || undo.length === 0) return failure({ code: 'undo-refused', why: 'no-way-back' });
    // The entry of a cluster may have come to name other hosts, which know nothing of that change.
    const { id, hosts } = this.ports.cluster.definition;
    if (record.id !== id || !hosts.some(({ target }) => target === record.host)) return failure({ code: 'undo-refused', why: 'elsewhere' });
    if (brokeOff(record)) return this.outOf(record, undo);
    const reached = reachedBy(record);
    if (reached === null) return failure({ code: 'undo-refused', why: 'nothing-done' });
    await this.ports.cluster.refresh({ mayAsk: false });
    const stands = await this.stands(record, reached);
    if (!stands.ok) return stands;
    if (!stands.value) return failure({ code: 'undo-refused', why: 'changed-since' });
    const plans: ReadyPlan[] = [];
    for (const task of undo) {
      const ready = await this.planNow(task);
      if (!ready.ok) return ready;
      plans.push(ready.value);
    }
    return success(plans);
  }

  /** Plans what leads back from the middle of a change, as far as there is anything that it has done. */
  private async outOf(record: ChangeRecord, undo: readonly Task[]): Promise<Result<readonly ReadyPlan[]>> {
    await this.ports.cluster.refresh({ mayAsk: false });
    const { state } = this.ports.cluster;
    const now = state.kind === 'live' ? state.last : null;
    const before = this.befores.get(record);
    if (now !== null && before !== undefined && !this.isUntouchedSince(record, now) && !isHalfWay(record.plan, before, now)) return failure({ code: 'undo-refused', why: 'changed-since' });
    const plans: ReadyPlan[] = [];
    for (const task of undo) {
      const left = now === null ? task : leftToDo(task, now);
      const ready = left === null ? null : await this.planNow(left);
      if (ready?.ok === true) plans.push(ready.value);
      else if (ready !== null && !isSoAlready(ready.fault)) return ready;
    }
    return plans.length > 0 ? success(plans) : failure({ code: 'undo-refused', why: 'nothing-done' });
  }

  dispose(): void {
    this.workChanges.dispose();
    this.closing.abort();
  }

  private worksOn(work: Work | null): void {
    if (this.workNow === work) return;
    this.workNow = work;
    this.workChanges.fire();
  }

  /** Whether what a change brought about is still so. */
  private async stands(record: ChangeRecord, reached: readonly Expectation[]): Promise<Result<boolean>> {
    const { task } = record.plan;
    if (asksAtBoot.has(task.kind)) return map(await this.fullyKnownFor(task), (known) => reached.length > 0 && reached.every((expectation) => isReached(expectation, known)));
    const { state } = this.ports.cluster;
    if (isIdle(state)) return success(reached.length > 0 && reached.every((each) => isReachedIdle(each, state.kind === 'stopped')));
    return map(this.live(), (live) => !isOvertaken(record, live) && (reached.length > 0 ? reached.every((expectation) => isReached(expectation, live)) : this.isUntouchedSince(record, live)));
  }

  /** What the cluster is like, as far as a task has to know it. */
  private knownFor({ kind }: Task): Result<ClusterSnapshot> {
    const { state } = this.ports.cluster;
    if (!isIdle(state)) return this.live();
    const isStopped = state.kind === 'stopped';
    if ((isStopped ? whileStopped : withoutCluster).has(kind)) return success(ofStopped(state.host, state.at, state.last));
    return (isStopped ? withoutCluster : whileStopped).has(kind) ? failure({ code: 'change-impossible', why: isStopped ? 'set-up' : 'not-set-up', name: state.host }) : this.live();
  }

  /** The same with what the hosts have to be asked for. */
  private async fullyKnownFor(task: Task): Promise<Result<ClusterSnapshot>> {
    if (!asksAtBoot.has(task.kind)) return this.knownFor(task);
    const atBoot = await askAtBoot(this.ports.hosts.all, this.ports.clock);
    return map(this.knownFor(task), (known) => ({ ...known, atBoot }));
  }

  /** What the cluster is like, where that is known. */
  private live(): Result<ClusterSnapshot> {
    const { state, definition } = this.ports.cluster;
    return state.kind === 'live' ? success(state.last) : failure({ code: 'not-live', cluster: definition.name });
  }

  /** With `refused`, what is left of it from that command on, which is forced. */
  private async planNow(task: Task, refused?: Words): Promise<Result<ReadyPlan>> {
    const { cluster, hosts } = this.ports;
    if (cluster.definition.readOnly) return failure({ code: 'read-only', cluster: cluster.definition.name });
    const before = this.knownFor(task);
    if (!before.ok) return before;
    const host = hosts.find(before.value.host);
    if (host?.connected !== true) return failure({ code: 'disconnected', host: before.value.host });
    const dialect = await host.readDialect();
    if (!dialect.ok) return dialect;
    // All that can be done to a cluster, and how each pcs wants it said, is loaded when somebody wants something done.
    const { planChange, planForced } = await import('../core/change/planChange');
    const cib = readsCib.has(task.kind) ? await host.readCibNow({ mayAsk: true }) : null;
    // Whether somebody has touched what is taken back since, only the CIB can tell.
    if (cib?.ok === false && (task.kind === 'recreate' || 'putBack' in task)) return cib;
    const now = await this.fullyKnownFor(task);
    if (!now.ok) return now;
    const text = cib === null ? undefined : cib.ok ? cib.value : null;
    const planned = refused === undefined ? planChange(task, dialect.value, now.value, host.nodeName, text) : planForced(task, dialect.value, now.value, refused, host.nodeName, text);
    return map(planned, (plan) => ({ plan, dialect: dialect.value, host: host.target, before: valuesBefore(plan.expects, now.value), ...(refused === undefined ? {} : { refused }) }));
  }

  /** Between preview and run someone else may have changed what is to be changed, more may have come to be at stake, or what would take it back may be lost: then the person is asked again. */
  private async checkAndRun(ready: ReadyPlan, options: CarryOutOptions): Promise<Outcome> {
    options.onStep({ kind: 'checking' });
    const now = await unlessAborted(options.signal, this.planAnew(ready));
    if (now === null) return { kind: 'cancelled' };
    if (!now.ok) return notSent(now.fault);
    if (isAnother(ready, now.value)) return { kind: 'changed', now: now.value };
    const before = await this.fullyKnownFor(ready.plan.task);
    if (!before.ok) return notSent(before.fault);
    const host = this.ports.hosts.find(ready.host);
    return host?.connected === true ? this.runAndLog(now.value.plan, host, before.value, options) : notSent({ code: 'disconnected', host: ready.host });
  }

  private async planAnew({ plan: { task }, refused }: ReadyPlan): Promise<Result<ReadyPlan>> {
    await this.ports.cluster.refresh({ mayAsk: false });
    return this.planNow(task, refused);
  }

  private async runAndLog(plan: Plan, host: HostReader, before: ClusterSnapshot, options: CarryOutOptions): Promise<Outcome> {
    const { cluster, clock } = this.ports;
    const begun = { at: clock.now(), id: cluster.definition.id, cluster: cluster.definition.name, host: host.target, plan };
    this.worksOn(workOf(plan.task, before));
    const run = await runPlan(host.link, plan, options.mayAsk, (index, words) => options.onStep({ kind: 'running', index, words }));
    if (run.kind === 'refused' && !brokeOff({ plan, outcome: run })) {
      // What a program refuses it may have done in part.
      void cluster.refresh({ mayAsk: false });
      return this.ended(begun, run, null, before);
    }
    if (run.kind === 'refused') return this.ended(begun, run, await this.versionNow(run.fault, options), before);
    const arrival = await this.watch(plan, run.kind === 'unclear' ? run.fault : null, options);
    return this.ended(begun, outcomeOf({ run, expects: plan.expects, before, tookMs: clock.now() - begun.at }, arrival), arrival.snapshot?.cibVersion ?? null, before);
  }

  private ended(begun: Omit<ChangeRecord, 'outcome' | 'tookMs'>, outcome: Outcome, left: CibVersion | null, before: ClusterSnapshot): Outcome {
    const { clock, log } = this.ports;
    const record: ChangeRecord = { ...begun, plan: withoutSecrets(begun.plan), outcome, tookMs: clock.now() - begun.at };
    if (left !== null) this.leftVersions.set(record, left);
    const back = wayBack({ plan: begun.plan, outcome });
    if (back !== null) this.waysBack.set(record, back);
    if (brokeOff(record)) this.befores.set(record, before);
    log.add(record);
    return outcome;
  }

  /** What only the hosts themselves can tell is asked when the cluster is in sight again: pcs comes back when that is done. */
  private async watch(plan: Plan, broken: Fault | null, options: CarryOutOptions): Promise<Arrival> {
    if (!asksAtBoot.has(plan.task.kind)) return this.awaitReached(plan, broken, options);
    const arrival = await this.awaitReached({ ...plan, expects: [] }, broken, options);
    const known = await this.fullyKnownFor(plan.task);
    if (arrival.kind !== 'reached' || !known.ok) return { ...arrival, kind: arrival.kind === 'left' ? 'left' : 'lost', unmet: plan.expects };
    const unmet = plan.expects.filter((expectation) => !isReached(expectation, known.value));
    const isTold = unmet.every((expectation) => expectation.kind !== 'atBoot' || known.value.atBoot?.has(expectation.node) === true);
    return { ...arrival, kind: unmet.length === 0 ? 'reached' : isTold ? 'at-rest' : 'lost', unmet };
  }

  private awaitReached({ expects, task }: Plan, broken: Fault | null, { signal, onStep }: CarryOutOptions): Promise<Arrival> {
    const { cluster, hosts, clock } = this.ports;
    if (broken !== null) onStep({ kind: 'asking', fault: broken });
    return awaitExpectations({
      cluster,
      answering: () => hosts.find(null),
      clock,
      expects,
      needsRest: reachedForAMoment.has(task.kind),
      graceMs: Math.max(broken === null ? 0 : graceMs, expects.some(isJoining) ? joinMs : 0),
      signal,
      onUnmet: (unmet) => broken === null && onStep({ kind: 'waiting', unmet }),
    });
  }

  /** The version that a change which broke off has left, as soon as any host tells it. */
  private async versionNow(fault: Fault, { signal, onStep }: CarryOutOptions): Promise<CibVersion | null> {
    const { cluster, hosts, clock } = this.ports;
    if (cluster.state.kind !== 'live') onStep({ kind: 'asking', fault });
    const { snapshot } = await awaitExpectations({ cluster, answering: () => hosts.find(null), clock, expects: [], needsRest: false, graceMs: 0, signal, onUnmet: () => undefined });
    return snapshot?.cibVersion ?? null;
  }

  private isUntouchedSince(record: ChangeRecord, { cibVersion }: ClusterSnapshot): boolean {
    const left = this.leftVersions.get(record);
    return left !== undefined && cibVersion !== null && sameConfiguration(left, cibVersion);
  }
}

/** Whether there is nothing to do for it. */
function isSoAlready(fault: Fault): boolean {
  return fault.code === 'change-impossible' && (fault.why === 'unchanged' || fault.why === 'in-service' || fault.why === 'not-set' || fault.why === 'value-not-set');
}

function notSent(fault: Fault): Outcome {
  return { kind: 'refused', ran: 0, fault, said: '', forceHelps: false };
}

/** What a promise brings, or null as soon as the signal aborts: what it brings then is of no concern any more. */
async function unlessAborted<T>(signal: AbortSignal, wanted: Promise<T>): Promise<T | null> {
  const aborted = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
  const first = await Promise.race([wanted, aborted]);
  return signal.aborted ? null : first;
}

function isJoining(expectation: Expectation): boolean {
  return (expectation.kind === 'online' || expectation.kind === 'running') && expectation.is;
}
