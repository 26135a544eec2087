import { command } from '../actions/ids';
import { failure } from '../core/result';
import type { Handlers } from './commands';

/** The practice cluster is being built: until it is there, its commands say so. */
export function practiceHandlers() {
  const missing = async () => failure({ code: 'practice-failed', reason: 'this build has no practice cluster yet' } as const);
  return {
    [command.startPractice]: missing,
    [command.injectFailure]: missing,
    [command.resetPractice]: missing,
    [command.stopPractice]: missing,
  } satisfies Partial<Handlers>;
}
