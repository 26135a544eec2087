import type { Fault } from './fault';

/** What an operation that can fail answers: a value, or the fault that prevented it. */
export type Result<T, F = Fault> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: F };

export function success<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function failure<F>(fault: F): { readonly ok: false; readonly fault: F } {
  return { ok: false, fault };
}

/** The same fault, or what a function makes of the value. */
export function map<T, U, F>(result: Result<T, F>, change: (value: T) => U): Result<U, F> {
  return result.ok ? success(change(result.value)) : result;
}
