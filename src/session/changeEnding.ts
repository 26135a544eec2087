import type { Caution } from '../core/change/caution';
import type { Expectation } from '../core/change/expectation';
import { isReached } from '../core/change/isReached';
import type { Plan } from '../core/change/plan';
import type { Task } from '../core/change/task';
import { type ConfiguredValue, valuesBefore } from '../core/change/valueBefore';
import { sameData } from '../core/secret';
import type { ClusterSnapshot, FailedAction } from '../core/snapshot';
import type { Arrival } from './arrival';
import type { ChangeRecord, Outcome, ReadyPlan } from './changeOutcome';
import type { Run } from './runPlan';

/** A change whose commands were sent. */
export interface Sent {
  readonly run: Exclude<Run, { readonly kind: 'refused' }>;
  readonly expects: readonly Expectation[];
  /** What the cluster was like when they were. */
  readonly before: ClusterSnapshot;
  readonly tookMs: number;
}

/** What became of it, by what the cluster did then. */
export function outcomeOf(sent: Sent, arrival: Arrival): Outcome {
  const { run, before, tookMs } = sent;
  const { kind, unmet, snapshot } = arrival;
  if (run.kind === 'unclear') return { kind: 'uncertain', ran: run.ran, fault: run.fault, reached: reachedAfterAll(sent, kind) };
  switch (kind) {
    case 'reached':
      return { kind: 'done', tookMs };
    case 'at-rest':
      return { kind: 'instead', unmet, failures: snapshot === null ? [] : newFailures(before, snapshot) };
    case 'left':
    case 'lost':
      return { kind: 'left', unmet };
  }
}

/** What a change is known to have brought about; null where it was not made, or nobody knows whether it was. */
export function reachedBy({ plan, outcome }: ChangeRecord): readonly Expectation[] | null {
  switch (outcome.kind) {
    case 'done':
      return plan.expects;
    case 'instead':
    case 'left':
      return plan.expects.filter((expectation) => !outcome.unmet.includes(expectation));
    case 'uncertain':
      return outcome.reached === true ? plan.expects : null;
    case 'refused':
    case 'cancelled':
    case 'changed':
      return null;
  }
}

/** Whether a value that a change has set is another now: pcs has set it, so somebody else has given it that one. */
export function isOvertaken({ outcome }: ChangeRecord, now: ClusterSnapshot): boolean {
  const unmet = outcome.kind === 'instead' || outcome.kind === 'left' ? outcome.unmet : [];
  return unmet.some((expectation) => valuesBefore([expectation], now).length > 0 && !isReached(expectation, now));
}

/** Whether a change has ended in the middle: a part of its commands was run, or may have been, and others were not. */
export function brokeOff({ plan: { commands }, outcome }: Ended): boolean {
  switch (outcome.kind) {
    case 'uncertain':
      return commands.length > 1 && (outcome.reached !== true || outcome.ran < commands.length - 1);
    case 'refused':
      // What pcs gives up waiting for it has done.
      return outcome.ran > 0 || (outcome.fault.code === 'command-failed' && commands[0]?.includes('--wait') === true);
    default:
      return false;
  }
}

/** What leads back from where a change has ended; null where nothing does. */
export function wayBack({ plan, outcome }: Ended): readonly Task[] | null {
  return brokeOff({ plan, outcome }) ? (plan.wayOut ?? plan.undo?.map(fromTheMiddle) ?? null) : plan.undo;
}

type Ended = Pick<ChangeRecord, 'plan' | 'outcome'>;

/** Its operations are neither what they were nor what they were to be. */
function fromTheMiddle(task: Task): Task {
  if (task.kind !== 'updateResource') return task;
  const { kind, resource, parameters, meta, operations } = task;
  return { kind, resource, parameters, meta, operations };
}

/** The part of a task that is left to be done, where what is to be put back was not taken away yet; null where there is none. */
export function leftToDo(task: Task, now: ClusterSnapshot): Task | null {
  if (task.kind !== 'recreate') return task;
  const elements = task.elements.filter(({ id }) => isReached({ kind: 'configured', id, is: false }, now));
  return elements.length === 0 ? null : { ...task, elements };
}

/** Whether each value is what it was before a change broke off, or what it was to be: nobody else has set it since. */
export function isHalfWay(plan: Plan, before: ClusterSnapshot, now: ClusterSnapshot): boolean {
  const known = [...plan.expects, ...valuesBefore(plan.expects, before)];
  return valuesBefore(plan.expects, now).every((value) => known.some((each) => sameData(each, value)));
}

/** Whether what would be done now is another thing than what a person has said yes to: other commands, done to what has become another, or with more at stake. */
export function isAnother(confirmed: ReadyPlan, now: ReadyPlan): boolean {
  const isSame = now.host === confirmed.host && sameCommands(now.plan, confirmed.plan);
  return !isSame || changedSince(confirmed, now).length > 0 || leadsBackElsewhere(confirmed.plan, now.plan) || notShown(confirmed.plan, now.plan).length > 0;
}

/** What would be set, as somebody else has set it since; what they have set there would be lost without anybody's having seen it. */
export function changedSince(confirmed: ReadyPlan, now: ReadyPlan): readonly ConfiguredValue[] {
  return now.before.filter((value, index) => !sameData(value, confirmed.before[index]));
}

/** Whether taking it back would lead to something else than when it was confirmed, or to nothing: what it changes is no longer what it was. */
function leadsBackElsewhere(confirmed: Plan, now: Plan): boolean {
  return confirmed.undo !== null && !sameData(confirmed.undo, now.undo);
}

/** Whether two plans run the same words in the same order, and give them the same to read. */
export function sameCommands(one: Plan, other: Plan): boolean {
  return sameData(one.commands, other.commands) && one.commands.every((_, index) => sameData(one.inputs?.[index] ?? null, other.inputs?.[index] ?? null));
}

/**
 * Whether nothing would take back what a person has confirmed as something that can be taken back, and the plan says something of that which it did
 * not say: what is to be put back cannot be read any more, or not be put back. Where there is merely nothing left to take back, it says the same.
 */
export function losesWayBack(confirmed: Plan, now: Plan): boolean {
  const said = new Set(confirmed.cautions.map(({ code }) => code));
  return now.undo === null && now.cautions.some(({ code }) => !said.has(code) && (code === 'no-way-back' || confirmed.undo !== null));
}

/** What a person would have to know of the plan and has not been shown. What they were told of several things, they were told of each. */
export function notShown(confirmed: Plan, now: Plan): readonly Caution[] {
  return now.cautions.filter((caution) => !confirmed.cautions.some((shown) => tellsOf(shown, caution)));
}

function tellsOf(shown: Caution, caution: Caution): boolean {
  const told = new Map<string, unknown>(Object.entries(shown));
  return Object.entries(caution).every(([key, value]: [string, unknown]) => {
    const of = told.get(key);
    return Array.isArray(of) && Array.isArray(value) ? value.every((each) => of.includes(each)) : of === value;
  });
}

/** What was so before tells nothing of a command that may have been run since. */
function reachedAfterAll({ expects, before }: Sent, kind: Arrival['kind']): boolean | null {
  // Anybody's change makes the configuration newer.
  const telling = expects.filter((expectation) => expectation.kind !== 'newerConfiguration');
  if (kind === 'reached') return telling.every((expectation) => isReached(expectation, before)) ? null : true;
  return kind === 'at-rest' ? false : null;
}

function newFailures(before: ClusterSnapshot, now: ClusterSnapshot): readonly FailedAction[] {
  const known = new Set(before.failures.map(identity));
  return now.failures.filter((failure) => !known.has(identity(failure)));
}

/** The same operation that fails again is another failure: its time tells. */
function identity({ resource, task, interval, node, at }: FailedAction): string {
  return JSON.stringify([resource, task, interval, node, at]);
}
