import { failure, type Result, success } from '../core/result';
import type { GuestChoice } from '../core/walkthrough/guestSituation';
import { progressOf } from '../core/walkthrough/progress';
import { isSamePlan } from '../core/walkthrough/samePlan';
import type { MachineOutcome, Situation, StepId } from '../core/walkthrough/step';
import type { Changes } from './changes';
import { lookAround, type LookedAround } from './lookAround';
import type { StepRun } from './runOn';
import { type HostPlan, runStep } from './runStep';
import { untilSettled } from './untilSettled';

/** A step as a person has seen and confirmed it. */
export interface ConfirmedStep {
  readonly id: StepId;
  readonly plan: HostPlan;
  /** The guest that it was for; null or absent for a step of the hosts alone. */
  readonly guest?: GuestChoice | null;
  /** The name of its node, where the person has typed it to have it lost with all that runs in it. */
  readonly agreed?: string;
}

export interface StepTaken {
  readonly outcomes: readonly MachineOutcome[];
  /** What was found when it was over; null where nobody waited for that. */
  readonly now: Situation | null;
}

export interface TakeOptions extends StepRun {
  /** Called before the hosts are looked at. */
  readonly looks: () => void;
}

/**
 * Does a step, as the one thing that changes the cluster or its hosts: looks whether what was confirmed is still what it comes to, carries it out,
 * and looks how far it is then, again and again where what was begun comes about by itself. Nothing is run where somebody has changed a host meanwhile. Faults: `hosts-changed`, `read-only`, `change-under-way`, `cancelled`.
 */
export async function takeStep(session: LookedAround & { readonly changes: Pick<Changes, 'alone'> }, { id, plan, guest = null, agreed }: ConfirmedStep, options: TakeOptions): Promise<Result<StepTaken>> {
  const taken = await session.changes.alone(options.signal, async (signal, linkTo): Promise<Result<StepTaken>> => {
    const { mayAsk = false, looks, clock } = options;
    const look = async (): Promise<Situation> => {
      looks();
      const found = await lookAround(session, guest, { mayAsk, signal });
      return agreed === undefined ? found : { ...found, agreed };
    };
    const before = await look();
    if (signal.aborted) return failure({ code: 'cancelled' });
    const progress = progressOf(before).find(({ step }) => step.id === id);
    if (progress === undefined || !isSamePlan(progress.plan, plan)) return failure({ code: 'hosts-changed', cluster: session.definition.name });
    const outcomes = await runStep(linkTo, plan, plan.kind === 'key' ? digestOn(before, plan.from) : null, { ...options, signal });
    if (signal.aborted) {
      void session.refresh({ mayAsk: false });
      return success({ outcomes, now: null });
    }
    const isBegun = outcomes.every(({ kind }) => kind === 'done');
    const { settles } = progress.step;
    const now = await untilSettled(look, (found) => settles?.isUnderWay(found) !== true, isBegun ? (settles?.withinMs ?? 0) : 0, { clock, signal });
    return success({ outcomes, now: signal.aborted ? null : now });
  });
  return taken.ok ? taken.value : taken;
}

function digestOn({ hosts }: Situation, target: string): string | null {
  const seen = hosts.find((host) => host.target === target)?.seen;
  return seen?.ok && seen.value.key.kind === 'file' ? seen.value.key.digest : null;
}
