/** Milliseconds after which a host that stayed away is left alone until a person asks. */
const giveUpAfter = 60 * 60 * 1000;
const shortest = 1000;
const longest = 60_000;

/**
 * Milliseconds to wait before the next attempt, or null when it is time to give up.
 * Doubles from one second to a minute; up to a quarter is taken off at random, so that links which were lost together do not come back together.
 *
 * @param attempt how many attempts have failed, from 1
 * @param awayMs milliseconds since the first of them
 * @param random from 0 to 1, as of Math.random
 */
export function backOff(attempt: number, awayMs: number, random: number): number | null {
  if (awayMs >= giveUpAfter) return null;
  const full = Math.min(longest, shortest * 2 ** Math.min(attempt - 1, 16));
  return Math.round(full * (1 - random / 4));
}
