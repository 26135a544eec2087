import { changeCommand } from '../core/change/changeCommand';
import type { Plan, Words } from '../core/change/plan';
import type { Fault, FaultCode } from '../core/fault';
import type { HostLink } from './ports';

/**
 * How far the commands of a plan came. `ran` counts those that were accepted before the one that was not.
 * unclear  nobody knows what became of a command that may have reached the host
 */
export type Run =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly ran: number; readonly fault: Fault; readonly said: string; readonly forceHelps: boolean }
  | { readonly kind: 'unclear'; readonly fault: Fault };

/**
 * Runs the commands of a plan on its host, one after the other, each once. There is no way to stop it in between: half a plan is worse
 * than the whole of it, and a command that is ended may be half done itself. Secrets go from a plan to the standard input of its commands, and
 * nowhere else.
 */
export async function runPlan(link: HostLink, { commands, inputs }: Pick<Plan, 'commands' | 'inputs'>, mayAsk: boolean, begins: (index: number, words: Words) => void): Promise<Run> {
  for (const [index, words] of commands.entries()) {
    if (link.state.kind !== 'connected') return notRun(index, whyLost(link));
    begins(index, words);
    const answer = await link.run(changeCommand(words, inputs?.[index]), { mayAsk });
    if (!answer.ok) return neverReachedIt.has(answer.fault.code) ? notRun(index, answer.fault) : { kind: 'unclear', fault: answer.fault };
    if (answer.value.kind === 'refused') return { ...answer.value, ran: index };
    if (answer.value.kind === 'unclear') return answer.value;
  }
  return { kind: 'accepted' };
}

/**
 * Faults that say that the program was not run. A lost or closed connection is not among them, nor an answer that is cut, late or
 * too large, nor any that is not known yet.
 */
const neverReachedIt: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'read-only', 'argument-unsendable', 'channel-refused', 'program-missing', 'permission-denied', 'prompt-needed', 'prompt-declined',
  'sudo-refused', 'sudo-password-wrong', 'sudo-needs-terminal', 'sudo-missing',
]);

function notRun(ran: number, fault: Fault): Run {
  return { kind: 'refused', ran, fault, said: '', forceHelps: false };
}

function whyLost({ state, target }: HostLink): Fault {
  return ('fault' in state && state.fault) || { code: 'disconnected', host: target };
}
