import type { Clock } from '../core/surroundings';

/** Resolves after so many milliseconds, or at once when `signal` aborts. */
export function pause(milliseconds: number, clock: Clock, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      timer.dispose();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.after(milliseconds, end);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** Resolves when a promise has, but after so many milliseconds or when `signal` aborts at the latest. */
export async function patiently(promise: Promise<void>, milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  void promise.then(() => over.abort());
  await pause(milliseconds, clock, AbortSignal.any([over.signal, signal]));
}
