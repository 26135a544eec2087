export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after so many milliseconds; the result cancels it. */
  after(milliseconds: number, callback: () => void): { dispose(): void };
}
