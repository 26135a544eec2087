import type { Clock } from '../core/surroundings';

/** Runs something whose signal aborts after so many milliseconds. */
export async function withDeadline<T>(clock: Clock, milliseconds: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const deadline = clock.after(milliseconds, () => late.abort());
  try {
    return await run(late.signal);
  } finally {
    deadline.dispose();
  }
}
