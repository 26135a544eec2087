import type { Command, Output, Rights } from '../command';
import { firstMessage, requireSuccess } from '../commands/requireSuccess';
import type { Fault } from '../fault';
import { failure, type Result, success } from '../result';
import { MAX_DOCUMENT_LENGTH } from '../xml';

/** A part of what a script for a host's sh answered: its line says what it is, with numbers, and its text comes below. */
export interface Part {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly text: string;
}

/** What is handed to such a script. */
export interface ScriptCall {
  readonly script: string;
  /** A word that cannot be guessed and is made anew for each call: it tells the parts of the answer apart, and those of what is read. Letters, digits and `-`. */
  readonly nonce: string;
  readonly words?: readonly string[];
  /** Whole documents, which go there by stdin with their secrets. */
  readonly reads: readonly string[];
  readonly timeoutMs: number;
  /** Those that its programs need; none unless it says so. */
  readonly rights?: Rights;
}

/** A script for a host's sh that only looks, or works on copies: nothing is changed. Faults: `program-missing`, `command-failed`, `output-cut`, those of `read`. */
export function scriptCommand<T>({ script, nonce, words = [], reads, timeoutMs, rights = 'none' }: ScriptCall, read: (parts: readonly Part[], host: string) => Result<T>): Command<T> {
  return {
    argv: ['sh', '-c', script, 'sh', nonce, ...words],
    stdin: reads.join(`\n${nonce}\n`),
    rights,
    mutates: false,
    timeoutMs,
    maxBytes: 2 * MAX_DOCUMENT_LENGTH,
    parse: (output, host) => {
      const parts = readParts(output, nonce, host);
      return parts.ok ? read(parts.value, host) : parts;
    },
  };
}

/** What a program that such a script runs has ended with when it could not do its work. */
export function programFault(program: string, exitCode: number, stderr: string, host: string): Fault {
  if (exitCode === 127) return { code: 'program-missing', host, program };
  return { code: 'command-failed', host, program, exitCode, message: firstMessage({ stdout: '', stderr, exitCode }) };
}

/** That a part is missing that the script should have told. */
export function partMissing(host: string, program = 'sh'): Result<never> {
  return failure({ code: 'output-cut', host, program });
}

/** Takes the answer of such a script apart at the lines that begin with its nonce. An answer without its end is none: `output-cut`. */
function readParts(output: Output, nonce: string, host: string): Result<readonly Part[]> {
  const answer = requireSuccess(output, 'sh', host);
  if (!answer.ok) return answer;
  const parts = answer.value.split(`\n${nonce} `).slice(1).map((part) => {
    const line = part.indexOf('\n');
    const [name = '', ...numbers] = part.slice(0, line).split(' ');
    return { name, numbers: numbers.map(Number), text: part.slice(line + 1) };
  });
  return parts.at(-1)?.name === 'end' ? success(parts) : partMissing(host);
}
