import type { Output } from '../../core/command';
import type { Result } from '../../core/result';
import type { PracticeHost } from './practiceHost';

/** How a program of a practice host is run. Words, never a line: there is no shell. */
export interface Invocation {
  readonly host: PracticeHost;
  /** The words after the program's name. */
  readonly args: readonly string[];
  /** What the line set in front of the program with `env`. */
  readonly env: Readonly<Record<string, string>>;
  /** All of its standard input, when that has ended. Only a program that reads it waits for it. */
  readonly stdin: () => Promise<string>;
  readonly signal: AbortSignal;
  /** Writes to the terminal that the program has for itself, while it goes on; null where it has none. */
  readonly screen: ((text: string) => void) | null;
  /** Runs another program of the host: for those that are a word in front of it. */
  readonly run: (words: readonly string[], invocation: Invocation) => Promise<Result<Output>>;
}

/** A program: its answer, or a fault where the practice cluster itself broke. */
export type Program = (invocation: Invocation) => Promise<Result<Output>>;

export function output(stdout: string, stderr = '', exitCode = 0): Output {
  return { stdout, stderr, exitCode };
}
