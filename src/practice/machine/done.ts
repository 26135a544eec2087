import type { Output } from '../../core/command';
import type { Machine } from './machine';

/** What a command made of a machine, and what it answered. */
export interface Done {
  readonly machine: Machine;
  readonly output: Output;
}

/** A program that is simulated. `stdin` is all that it was given to read. */
export type Simulated = (machine: Machine, args: readonly string[], stdin: string) => Done;

export function done(machine: Machine, stdout = ''): Done {
  return { machine, output: { stdout, stderr: '', exitCode: 0 } };
}

/** It changed nothing, and says why. */
export function refused(machine: Machine, stderr: string, exitCode = 1): Done {
  return { machine, output: { stdout: '', stderr: `${stderr}\n`, exitCode } };
}
