import type { MachineOutcome, MachinePlan, StepPlan } from '../core/walkthrough/step';
import type { LinkTo } from './changes';
import { copyKey } from './copyKey';
import { runOn, type StepRun } from './runOn';

/** What is done by commands on the hosts themselves. */
export type HostPlan = Extract<StepPlan, { readonly kind: 'commands' | 'key' }>;

/** Carries out a step's commands, each sent once. `digest` is that of the key that is there to be copied. */
export function runStep(linkTo: LinkTo, plan: HostPlan, digest: string | null, run: StepRun): Promise<readonly MachineOutcome[]> {
  if (plan.kind === 'key') return copyKey(linkTo, plan, digest, run);
  return plan.oneByOne ? inTurn(linkTo, plan.machines, run) : Promise.all(plan.machines.map((machine) => onMachine(linkTo, machine, run)));
}

function onMachine(linkTo: LinkTo, machine: MachinePlan, run: StepRun): Promise<MachineOutcome> {
  return runOn(linkTo, machine, run, machine.input === undefined ? null : [machine.input.text]);
}

/** What went wrong on one machine happens to no other. */
async function inTurn(linkTo: LinkTo, machines: readonly MachinePlan[], run: StepRun): Promise<readonly MachineOutcome[]> {
  const outcomes: MachineOutcome[] = [];
  for (const machine of machines) {
    const [words] = machine.commands;
    const isOver = outcomes.some(({ kind }) => kind !== 'done');
    outcomes.push(isOver && words !== undefined ? { target: machine.target, kind: 'ended', words } : await onMachine(linkTo, machine, run));
  }
  return outcomes;
}
