import { failure, type Result, success } from '../core/result';
import type { Outcome } from './changeOutcome';
import type { ReadConfiguration } from './checkConfiguration';

/**
 * What an edited configuration counts as made from after it was pushed: the text that was pushed, in the version that the push made. It is not read anew:
 * what somebody else has changed since would count as known to the person, whose next push would take it out again. Where the connection broke it is asked
 * for whether the cluster has it; that the configuration is newer proves nothing. Faults: `configuration-uncertain`, `cancelled`, and what refused it.
 *
 * @param readIfSame what the cluster has now, where that is the text that was pushed
 */
export async function pushedConfiguration(
  outcome: Outcome, { version }: ReadConfiguration, text: string, cluster: string, readIfSame: () => Promise<Result<ReadConfiguration | null>>,
): Promise<Result<ReadConfiguration>> {
  switch (outcome.kind) {
    case 'done':
    case 'instead':
    case 'left':
      // A patch is applied to that version only, in one step.
      return success({ text, version: { ...version, epoch: version.epoch + 1, numUpdates: 0 } });
    case 'uncertain': {
      const now = await readIfSame();
      return now.ok && now.value !== null ? success(now.value) : failure({ code: 'configuration-uncertain', cluster });
    }
    case 'refused':
      return failure(outcome.fault);
    case 'cancelled':
    case 'changed':
      return failure({ code: 'cancelled' });
  }
}
