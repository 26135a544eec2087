import type { Clock } from '../core/surroundings';
import type { Pace } from './pace';

/** Keeps count of how many readings may still follow each other: a bucket that every reading takes a token from and time fills again. */
export interface Budget {
  /** When the next reading may begin, in milliseconds since the epoch: now or later. */
  allowedAt(pace: Pace): number;
  /** A reading begins, whether it was allowed or a person asked for it. */
  spend(pace: Pace): void;
}

export function createBudget(clock: Clock): Budget {
  /** When the bucket will be full again. */
  let fullAt = -Infinity;
  return {
    allowedAt({ burst, everyMs }) {
      const room = fullAt - (burst - 1) * everyMs;
      // Nobody waits longer than for one token, also after readings at a slower pace.
      return Math.max(clock.now(), Math.min(room, clock.now() + everyMs));
    },
    spend({ burst, everyMs }) {
      const now = clock.now();
      fullAt = Math.min(Math.max(fullAt, now), now + (burst - 1) * everyMs) + everyMs;
    },
  };
}
