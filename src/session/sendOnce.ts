import type { ChangeAnswer } from '../core/change/changeCommand';
import type { Command } from '../core/command';
import type { Fault, FaultCode } from '../core/fault';
import type { HostLink, RunOptions } from './ports';

/**
 * Sends a command that changes something, once, and answers what became of it. One that never reached its program is refused: nobody has to be
 * asked what it has done. `begins` is called where it is sent.
 */
export async function sendOnce(link: HostLink, command: Command<ChangeAnswer>, options: Omit<RunOptions, 'signal'>, begins: () => void): Promise<ChangeAnswer> {
  if (link.state.kind !== 'connected') return notRun(whyLost(link));
  begins();
  const answer = await link.run(command, options);
  if (answer.ok) return answer.value;
  return neverReachedIt.has(answer.fault.code) ? notRun(answer.fault) : { kind: 'unclear', fault: answer.fault };
}

/**
 * Faults that say that the program was not run. A lost or closed connection is not among them, nor an answer that is cut, late or
 * too large, nor any that is not known yet.
 */
const neverReachedIt: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'read-only', 'argument-unsendable', 'channel-refused', 'program-missing', 'permission-denied', 'prompt-needed', 'prompt-declined',
  'sudo-refused', 'sudo-password-wrong', 'sudo-needs-terminal', 'sudo-missing',
]);

function notRun(fault: Fault): ChangeAnswer {
  return { kind: 'refused', fault, said: '', forceHelps: false };
}

function whyLost({ state, target }: HostLink): Fault {
  return ('fault' in state && state.fault) || { code: 'disconnected', host: target };
}
