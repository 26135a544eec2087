import type { Expectation } from '../core/change/expectation';
import { isReached } from '../core/change/isReached';
import type { Input, Plan } from '../core/change/plan';
import { Secret } from '../core/secret';
import type { ClusterSnapshot, FailedAction } from '../core/snapshot';
import type { Arrival } from './arrival';
import type { ChangeRecord, Outcome } from './changeOutcome';
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
  if (run.kind === 'unclear') return { kind: 'uncertain', fault: run.fault, reached: reachedAfterAll(sent, kind) };
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

/** Whether two plans run the same words in the same order, and give them the same to read. */
export function sameCommands(one: Plan, other: Plan): boolean {
  return JSON.stringify(one.commands) === JSON.stringify(other.commands) && one.commands.every((_, index) => sameInput(one.inputs?.[index] ?? null, other.inputs?.[index] ?? null));
}

/**
 * Whether nothing would take back what a person has confirmed as something that can be taken back, and the plan says something of that which it did
 * not say: what is to be put back cannot be read any more, or not be put back. Where there is merely nothing left to take back, it says the same.
 */
export function losesWayBack(confirmed: Plan, now: Plan): boolean {
  const said = new Set(confirmed.cautions.map(({ code }) => code));
  return now.undo === null && now.cautions.some(({ code }) => !said.has(code) && (code === 'no-way-back' || confirmed.undo !== null));
}

/** Secrets are compared by what they are, which JSON does not tell. */
function sameInput(one: Input | null, other: Input | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((piece, index) => {
    const against = other[index];
    if (piece instanceof Secret || against instanceof Secret) return piece instanceof Secret && against instanceof Secret && piece.reveal() === against.reveal();
    return piece === against;
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
