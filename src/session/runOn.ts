import { hostCommand } from '../core/change/changeCommand';
import type { Input, Words } from '../core/change/plan';
import { packageFault } from '../core/walkthrough/packageFault';
import type { Clock } from '../core/surroundings';
import type { MachineOutcome, MachinePlan } from '../core/walkthrough/step';
import type { LinkTo } from './changes';
import type { RunOptions } from './ports';
import { restart } from './restart';
import { sendOnce } from './sendOnce';

export interface StepRun extends Omit<RunOptions, 'heard'> {
  /** Aborting ends the step between two commands: one that runs is waited for. */
  readonly signal: AbortSignal;
  /** Called before each command. */
  readonly begins: (target: string, words: Words) => void;
  readonly clock: Clock;
  /** Called when a machine was told to restart, with the milliseconds for which it is waited for at most. */
  readonly waits: (target: string, atMostMs: number) => void;
  /** Called with what a command writes, as it comes. */
  readonly heard: (target: string, text: string) => void;
}

type Machine = Pick<MachinePlan, 'target' | 'commands'> & Partial<Pick<MachinePlan, 'restarts'>>;

/** Runs commands on one machine until one of them fails, and waits for it to come back where it restarts. The last of them gets `input`; then what it writes is nobody's to hear. */
export async function runOn(linkTo: LinkTo, { target, commands, restarts = false }: Machine, { signal, clock, begins, waits, heard, mayAsk = false }: StepRun, input: Input | null = null): Promise<MachineOutcome> {
  for (const [index, words] of commands.entries()) {
    if (signal.aborted) return { target, kind: 'ended', words };
    const link = linkTo(target);
    if (link === undefined) return { target, kind: 'refused', words, fault: { code: 'disconnected', host: target }, said: '' };
    const isLast = index === commands.length - 1;
    if (isLast && restarts) return restart(link, words, { signal, clock, mayAsk, begins: () => begins(target, words), waits: (atMostMs) => waits(target, atMostMs) });
    const own = isLast ? input : null;
    const options = { mayAsk, ...(own === null ? { heard: (text: string) => heard(target, text) } : {}) };
    const answer = await sendOnce(link, hostCommand(words, own), options, () => begins(target, words));
    if (answer.kind === 'refused') return { target, kind: 'refused', words, fault: packageFault(words, answer.said, target) ?? answer.fault, said: answer.said };
    if (answer.kind === 'unclear') return { target, kind: 'unclear', words, fault: answer.fault, said: '' };
  }
  return { target, kind: 'done' };
}
