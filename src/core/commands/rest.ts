import type { Command } from '../command';
import { success } from '../result';
import { requireSuccess } from './requireSuccess';

/** Whether a cluster has anything left to do: `moving` when it still had after the time that was given to it. */
export type Rest = 'at-rest' | 'moving';

/** Milliseconds that one question to the cluster lasts at most. */
const patienceMs = 60_000;

/**
 * Waits until the scheduler has nothing left to do in the cluster. crm_resource asks it anew every two seconds (`WAIT_SLEEP_S` in
 * crm_resource_runtime.c), and 2.1.5 sleeps as long before it asks first.
 */
export function untilAtRest(): Command<Rest> {
  return {
    argv: ['crm_resource', '--wait', `--timeout=${patienceMs / 1_000}s`],
    rights: 'cluster',
    mutates: false,
    timeoutMs: patienceMs + 15_000,
    maxBytes: 4_000_000,
    parse: (output, host) => {
      // 124 is the status of Pacemaker 2, 62 (ETIME) that of 1.1; both list what is left.
      if (output.exitCode === 124 || output.exitCode === 62 || /^Pending actions:/im.test(output.stdout + output.stderr)) return success('moving');
      const answer = requireSuccess(output, 'crm_resource', host);
      return answer.ok ? success('at-rest') : answer;
    },
  };
}
