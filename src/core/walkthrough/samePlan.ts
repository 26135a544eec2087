import type { StepPlan } from './step';

/** Whether two plans would do the same, to the same machines, and warn of the same. A plan is plain data, made in one order. */
export function isSamePlan(one: StepPlan, other: StepPlan): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
