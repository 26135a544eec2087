import type { Clock } from '../core/surroundings';
import { pause } from './pause';

/** Milliseconds from one look to the next. */
const againMs = 1_000;

/** What is found by the first look that finds what is waited for, or by the last one in so many milliseconds; once the signal aborts there is none after that. */
export async function untilSettled<T>(look: () => Promise<T>, isSo: (found: T) => boolean, withinMs: number, { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }): Promise<T> {
  for (const end = clock.now() + withinMs; ; await pause(clock, againMs, signal)) {
    const found = await look();
    if (isSo(found) || signal.aborted || clock.now() >= end) return found;
  }
}
