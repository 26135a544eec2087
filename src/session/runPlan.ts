import { changeCommand } from '../core/change/changeCommand';
import type { Plan, Words } from '../core/change/plan';
import type { Fault } from '../core/fault';
import type { HostLink } from './ports';
import { sendOnce } from './sendOnce';

/**
 * How far the commands of a plan came. `ran` counts those that were accepted before the one that was not.
 * unclear  nobody knows what became of the command after those, which may have reached the host; no other was sent
 */
export type Run =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly ran: number; readonly fault: Fault; readonly said: string; readonly forceHelps: boolean }
  | { readonly kind: 'unclear'; readonly ran: number; readonly fault: Fault };

/**
 * Runs the commands of a plan on its host, one after the other, each once. There is no way to stop it in between: half a plan is worse
 * than the whole of it, and a command that is ended may be half done itself. Secrets go from a plan to the standard input of its commands, and
 * nowhere else.
 */
export async function runPlan(link: HostLink, { commands, inputs }: Pick<Plan, 'commands' | 'inputs'>, mayAsk: boolean, begins: (index: number, words: Words) => void): Promise<Run> {
  for (const [index, words] of commands.entries()) {
    const answer = await sendOnce(link, changeCommand(words, inputs?.[index]), { mayAsk }, () => begins(index, words));
    if (answer.kind === 'refused') return { ...answer, ran: index };
    if (answer.kind === 'unclear') return { kind: 'unclear', ran: index, fault: answer.fault };
  }
  return { kind: 'accepted' };
}
