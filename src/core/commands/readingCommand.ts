import type { Command, Rights } from '../command';
import type { Result } from '../result';
import { requireSuccess } from './requireSuccess';

export interface Bounds {
  readonly rights: Rights;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** A command that changes nothing, and whose answer counts when it says that it succeeded. */
export function readingCommand<T>(argv: Command<T>['argv'], bounds: Bounds, read: (text: string, host: string) => Result<T>): Command<T> {
  return {
    argv,
    ...bounds,
    mutates: false,
    parse: (output, host) => {
      const answer = requireSuccess(output, argv[0], host);
      return answer.ok ? read(answer.value, host) : answer;
    },
  };
}

/** For programs that answer in a few lines within milliseconds. */
export const SHORT: Omit<Bounds, 'rights'> = { timeoutMs: 10_000, maxBytes: 100_000 };

/** pcs takes a second where crm_mon takes a hundredth, and more while another pcs runs. */
export const PCS_TIMEOUT_MS = 60_000;
