import type { Output } from '../command';
import { requireSuccess } from '../commands/requireSuccess';
import { failure, type Result, success } from '../result';

/** A part of what a script for a host's sh answered: its line says what it is, with numbers, and its text comes below. */
export interface Part {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly text: string;
}

/** Takes the answer of such a script apart at the lines that begin with its nonce. An answer without its end is none: `output-cut`. */
export function readParts(output: Output, nonce: string, host: string): Result<readonly Part[]> {
  const answer = requireSuccess(output, 'sh', host);
  if (!answer.ok) return answer;
  const parts = answer.value.split(`\n${nonce} `).slice(1).map((part) => {
    const line = part.indexOf('\n');
    const [name = '', ...numbers] = part.slice(0, line).split(' ');
    return { name, numbers: numbers.map(Number), text: part.slice(line + 1) };
  });
  return parts.at(-1)?.name === 'end' ? success(parts) : failure({ code: 'output-cut', host, program: 'sh' });
}
