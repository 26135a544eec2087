import type { Clock } from '../core/surroundings';
import type { Pace } from './pace';

/** Keeps count of how many readings may still follow each other: a bucket that every reading takes a token from and time fills again. */
export interface Budget {
  /** When the next reading may begin, in milliseconds since the epoch: now or later. */
  allowedAt(pace: Pace): number;
  /** A reading begins, whether it was allowed or a person asked for it; or one has cost so many tokens more. */
  spend(pace: Pace, tokens?: number): void;
}

export function createBudget(clock: Clock): Budget {
  let tokens = Infinity;
  let countedAt = 0;
  const tokensNow = ({ burst, everyMs }: Pace) => {
    const passed = clock.now() - countedAt;
    // Where the clock was set back, nobody knows how much time has passed.
    return passed < 0 ? burst : Math.min(burst, tokens + passed / everyMs);
  };
  return {
    allowedAt: (pace) => clock.now() + Math.max(0, 1 - tokensNow(pace)) * pace.everyMs,
    spend(pace, count = 1) {
      // A debt is no longer than a burst.
      tokens = Math.max(tokensNow(pace) - count, -pace.burst);
      countedAt = clock.now();
    },
  };
}
