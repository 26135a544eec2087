import type { Result } from '../core/result';
import type { Fault } from '../core/fault';
import type { Clock } from '../core/surroundings';

/** One way to something; it ends early, with any fault, when the signal aborts. */
export interface Attempt<T> {
  /** Milliseconds after which the next way is tried beside this one; null to wait for its end. */
  readonly patienceMs: number | null;
  run(signal: AbortSignal): Promise<Result<T>>;
}

/**
 * Tries one way after the other: the next begins when the one before has failed, or has not ended within its patience.
 * The first success counts and ends all others; without one, the faults are those of the ways in their order.
 */
export function inTurn<T>(attempts: readonly Attempt<T>[], clock: Clock): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] }> {
  return new Promise((resolve) => {
    const ending = new AbortController();
    const faults = new Map<number, Fault>();
    const begin = (index: number): void => {
      const attempt = attempts[index];
      if (attempt === undefined || ending.signal.aborted) return;
      let passed = false;
      const next = () => {
        if (passed) return;
        passed = true;
        begin(index + 1);
      };
      const patience = attempt.patienceMs === null ? null : clock.after(attempt.patienceMs, next);
      const over = () => patience?.dispose();
      ending.signal.addEventListener('abort', over, { once: true });
      void attempt.run(ending.signal).then((result) => {
        over();
        if (ending.signal.aborted) return;
        if (result.ok) {
          ending.abort();
          return resolve(result);
        }
        faults.set(index, result.fault);
        if (faults.size === attempts.length) {
          ending.abort();
          return resolve({ ok: false, faults: [...faults].sort(([a], [b]) => a - b).map(([, fault]) => fault) });
        }
        next();
      });
    };
    begin(0);
    if (attempts.length === 0) resolve({ ok: false, faults: [] });
  });
}
