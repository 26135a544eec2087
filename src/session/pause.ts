import type { Clock } from '../core/surroundings';

/** Lets time pass, less of it when what is waited for comes or nobody waits any more. */
export async function pause(clock: Clock, milliseconds: number, signal: AbortSignal, wanted?: Promise<unknown>): Promise<void> {
  if (signal.aborted) return;
  const over = new AbortController();
  const passed = new Promise<void>((resolve) => {
    const timer = clock.after(milliseconds, resolve);
    signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
    over.signal.addEventListener('abort', () => timer.dispose());
  });
  await (wanted === undefined ? passed : Promise.race([passed, wanted]));
  over.abort();
}
