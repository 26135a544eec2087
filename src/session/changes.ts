import type { Expectation } from '../core/change/expectation';
import { isReached, isReachedByStop } from '../core/change/isReached';
import { ofStopped } from '../core/change/ofStopped';
import type { Plan, Words } from '../core/change/plan';
import type { Task, TaskKind } from '../core/change/task';
import type { Consequences } from '../core/change/transition';
import { type Work, workOf } from '../core/change/work';
import { sameConfiguration } from '../core/cibVersion';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import { failure, map, type Result, success } from '../core/result';
import { withoutSecrets } from '../core/secret';
import type { CibVersion, ClusterSnapshot } from '../core/snapshot';
import type { Clock, Disposable } from '../core/surroundings';
import { type Arrival, awaitExpectations } from './arrival';
import { losesWayBack, outcomeOf, reachedBy, sameCommands } from './changeEnding';
import type { ChangeLog } from './changeLog';
import type { ChangeRecord, ChangeStep, Outcome, ReadyPlan } from './changeOutcome';
import type { ClusterSession } from './clusterSession';
import type { HostReader } from './hostReader';
import type { Hosts } from './hosts';
import { runPlan } from './runPlan';

/** What changes need of the session of their cluster. */
export interface ChangeablePorts {
  readonly cluster: Pick<ClusterSession, 'definition' | 'state' | 'onDidChangeState' | 'refresh'>;
  readonly hosts: Pick<Hosts, 'find'>;
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

/** Milliseconds for which a command whose connection broke may still be at work on its host: pcs takes about one second. */
const graceMs = 15_000;

/**
 * What forgets failures brings about looks reached at once, and fails again a moment later where its cause is still there; what ran on a fenced
 * node is recovered after that.
 */
const reachedForAMoment: ReadonlySet<TaskKind> = new Set<TaskKind>(['cleanup', 'refresh', 'fence', 'confirmFenced']);

/** What can be done to a cluster that does not run. */
const needsNoCluster: ReadonlySet<TaskKind> = new Set<TaskKind>(['startCluster', 'enableCluster', 'disableCluster', 'destroyCluster', 'authenticateHosts', 'createCluster', 'bringBack']);

/** What is put back as it was written has to be read before it is deleted, or is changed by pcs with what it names. */
const readsCib: ReadonlySet<TaskKind> = new Set<TaskKind>(['deleteResources', 'deleteConstraints', 'recreate', 'clone', 'unclone', 'groupResources', 'ungroup']);

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
    const { cluster } = this.ports;
    if (cluster.definition.readOnly) return notSent({ code: 'read-only', cluster: cluster.definition.name });
    if (this.isUnderWay) return notSent({ code: 'change-under-way', cluster: cluster.definition.name });
    if (signal.aborted) return { kind: 'cancelled' };
    this.isUnderWay = true;
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    signal.addEventListener('abort', stop);
    this.closing.signal.addEventListener('abort', stop);
    try {
      return await this.checkAndRun(ready, { mayAsk, signal: stopping.signal, onStep });
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
    const undo = this.waysBack.get(record) ?? record.plan.undo;
    if (undo === null || undo.length === 0) return failure({ code: 'undo-refused', why: 'no-way-back' });
    const reached = reachedBy(record);
    if (reached === null) return failure({ code: 'undo-refused', why: 'nothing-done' });
    await this.ports.cluster.refresh({ mayAsk: false });
    const stands = this.stands(record, reached);
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
  private stands(record: ChangeRecord, reached: readonly Expectation[]): Result<boolean> {
    if (this.ports.cluster.state.kind === 'stopped') return success(reached.length > 0 && reached.every(isReachedByStop));
    return map(this.live(), (live) => (reached.length > 0 ? reached.every((expectation) => isReached(expectation, live)) : this.isUntouchedSince(record, live)));
  }

  /** What the cluster is like, as far as a task has to know it. */
  private knownFor({ kind }: Task): Result<ClusterSnapshot> {
    const { state } = this.ports.cluster;
    return state.kind === 'stopped' && needsNoCluster.has(kind) ? success(ofStopped(state.host, state.at, state.last)) : this.live();
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
    if (cib?.ok === false && task.kind === 'recreate') return cib;
    const now = this.knownFor(task);
    if (!now.ok) return now;
    const text = cib === null ? undefined : cib.ok ? cib.value : null;
    const planned = refused === undefined ? planChange(task, dialect.value, now.value, host.nodeName, text) : planForced(task, dialect.value, now.value, refused, host.nodeName, text);
    return map(planned, (plan) => ({ plan, dialect: dialect.value, host: host.target, ...(refused === undefined ? {} : { refused }) }));
  }

  /** Between preview and run someone else may have changed what is to be changed, or what would take it back may be lost: then the person is asked again. */
  private async checkAndRun(ready: ReadyPlan, options: CarryOutOptions): Promise<Outcome> {
    options.onStep({ kind: 'checking' });
    const now = await unlessAborted(options.signal, this.planAnew(ready));
    if (now === null) return { kind: 'cancelled' };
    if (!now.ok) return notSent(now.fault);
    if (now.value.host !== ready.host || !sameCommands(now.value.plan, ready.plan) || losesWayBack(ready.plan, now.value.plan)) return { kind: 'changed', now: now.value };
    const before = this.knownFor(ready.plan.task);
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
    const begun = { at: clock.now(), cluster: cluster.definition.name, host: host.target, plan };
    this.worksOn(workOf(plan.task, before));
    const run = await runPlan(host.link, plan, options.mayAsk, (index, words) => options.onStep({ kind: 'running', index, words }));
    if (run.kind === 'refused') {
      // What a program refuses it may have done in part.
      void cluster.refresh({ mayAsk: false });
      return this.ended(begun, run, null);
    }
    const arrival = await this.watch(plan, run.kind === 'unclear' ? run.fault : null, options);
    return this.ended(begun, outcomeOf({ run, expects: plan.expects, before, tookMs: clock.now() - begun.at }, arrival), arrival.snapshot?.cibVersion ?? null);
  }

  private ended(begun: Omit<ChangeRecord, 'outcome' | 'tookMs'>, outcome: Outcome, left: CibVersion | null): Outcome {
    const { clock, log } = this.ports;
    const record: ChangeRecord = { ...begun, plan: withoutSecrets(begun.plan), outcome, tookMs: clock.now() - begun.at };
    if (left !== null) this.leftVersions.set(record, left);
    if (begun.plan.undo !== null) this.waysBack.set(record, begun.plan.undo);
    log.add(record);
    return outcome;
  }

  private watch({ expects, task }: Plan, broken: Fault | null, { signal, onStep }: CarryOutOptions): Promise<Arrival> {
    const { cluster, hosts, clock } = this.ports;
    if (broken !== null) onStep({ kind: 'asking', fault: broken });
    return awaitExpectations({
      cluster,
      answering: () => hosts.find(null),
      clock,
      expects,
      needsRest: reachedForAMoment.has(task.kind),
      graceMs: broken === null ? 0 : graceMs,
      signal,
      onUnmet: (unmet) => broken === null && onStep({ kind: 'waiting', unmet }),
    });
  }

  private isUntouchedSince(record: ChangeRecord, { cibVersion }: ClusterSnapshot): boolean {
    const left = this.leftVersions.get(record);
    return left !== undefined && cibVersion !== null && sameConfiguration(left, cibVersion);
  }
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
