import type { Output } from '../command';
import { failure, type Result, success } from '../result';

/** What a program wrote, when it says that it did what it was asked; else a fault with its own first words. */
export function requireSuccess(output: Output, program: string, host: string): Result<string> {
  if (output.exitCode === 0) return success(output.stdout);
  if (output.exitCode === 127) return failure({ code: 'program-missing', host, program });
  return failure({ code: 'command-failed', host, program, exitCode: output.exitCode, message: firstMessage(output) });
}

/** The line of an answer that says what went wrong: the first error, or the first line at all. Without control characters. */
export function firstMessage({ stdout, stderr }: Output): string {
  const lines = `${stderr}\n${stdout}`
    .replace(/[\x00-\x09\x0B-\x1F\x7F-\x9F]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const line = lines.find((candidate) => /^(?:\w+: )?error:/i.test(candidate)) ?? lines[0] ?? '';
  const message = line.replace(/^error:\s*/i, '');
  return message.length > 300 ? `${message.slice(0, 299)}…` : message;
}
