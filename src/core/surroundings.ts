/** What every part needs from outside, and none makes itself: only `ui` and tests do. */

export interface Disposable {
  dispose(): void;
}

export interface Clock {
  /** Milliseconds since the epoch. It jumps when the machine has slept. */
  now(): number;
  /** Calls back after so many milliseconds; the result cancels it. */
  after(milliseconds: number, callback: () => void): Disposable;
}

/** Lines for a person. None holds a secret. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
