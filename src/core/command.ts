import type { Result } from './result';

/** What a finished command left behind. Text is UTF-8; a byte that is not becomes U+FFFD. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** `null` when a signal ended the command. */
  readonly exitCode: number | null;
}

/**
 * Rights a program needs. The account has them by being root, or for `cluster` by the group `haclient`,
 * for `libvirt` by the group `libvirt`; where it lacks them the command goes through sudo.
 */
export type Rights = 'none' | 'cluster' | 'libvirt' | 'root';

/**
 * A command as a value: what to run, with which rights and bounds, and how to read the answer.
 * It knows nothing of the connection that runs it.
 */
export interface Command<T> {
  /** Program name without a path, then its arguments. Never joined by hand: `src/remote/quote.ts` does that. */
  readonly argv: readonly [program: string, ...args: string[]];
  readonly stdin?: string;
  readonly rights: Rights;
  /** Whether it may change the cluster or the host. Such a command is never repeated on its own. */
  readonly mutates: boolean;
  /** Deadline in milliseconds, from sending to the last byte. */
  readonly timeoutMs: number;
  /** Most bytes of stdout accepted before the command is ended. */
  readonly maxBytes: number;
  /** Reads what the command left behind. `host` is only what a fault names. */
  readonly parse: (output: Output, host: string) => Result<T>;
}

/**
 * A program that goes on until it is ended and writes something whenever something may have changed.
 * What it writes is a sign and no more: nobody reads it.
 */
export interface WatchCommand {
  readonly argv: Command<never>['argv'];
  readonly rights: Rights;
}
