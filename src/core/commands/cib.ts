import type { Command, Output } from '../command';
import { type CibDocument, readCib, readCibRoot } from '../readCib';
import { redactCib } from '../redact';
import { failure, type Result, success } from '../result';
import type { CibVersion } from '../snapshot';
import { MAX_DOCUMENT_LENGTH } from '../xml';
import { firstMessage, requireSuccess } from './requireSuccess';
import { DISCONNECTED, NOT_CONNECTED } from './status';

/** `pcs` is for accounts that may run nothing else: it takes thirty times as long. */
export type CibForm = 'cibadmin' | 'pcs';

const ARGV: Readonly<Record<CibForm, Command<never>['argv']>> = {
  cibadmin: ['cibadmin', '--query'],
  pcs: ['pcs', 'cluster', 'cib'],
};

/** Reads the whole CIB. */
export function readConfiguration(form: CibForm = 'cibadmin'): Command<CibDocument> {
  return { ...cibCommand(form), parse: (output, host) => readCibOutput(output, form, host) };
}

/** The CIB as a document to look at: its text with secret values masked. It has to be whole: in a part, a secret might not be recognised. */
export function cibText(form: CibForm = 'cibadmin'): Command<string> {
  return {
    ...cibCommand(form),
    parse: (output, host) => {
      const text = requireCib(output, ARGV[form][0], host);
      if (!text.ok) return text;
      const whole = readCib(text.value);
      return whole.ok ? success(redactCib(text.value)) : whole;
    },
  };
}

/** Asks only for the CIB's version: 15 ms, whatever its size. */
export function readCibVersion(): Command<CibVersion> {
  return {
    argv: ['cibadmin', '--query', '--xpath', '/cib', '--no-children'],
    rights: 'cluster',
    mutates: false,
    timeoutMs: 10_000,
    maxBytes: 100_000,
    parse: (output, host) => {
      const text = requireCib(output, 'cibadmin', host);
      return text.ok ? readCibRoot(text.value) : text;
    },
  };
}

/** Reads what a command for the CIB left behind. Faults: those of `readCib`, `not-running`, `command-failed`, `program-missing`. */
export function readCibOutput(output: Output, form: CibForm, host: string): Result<CibDocument> {
  const text = requireCib(output, ARGV[form][0], host);
  return text.ok ? readCib(text.value) : text;
}

function cibCommand(form: CibForm): Omit<Command<unknown>, 'parse'> {
  return {
    argv: ARGV[form],
    rights: form === 'pcs' ? 'root' : 'cluster',
    mutates: false,
    timeoutMs: form === 'pcs' ? 60_000 : 20_000,
    maxBytes: MAX_DOCUMENT_LENGTH,
  };
}

function requireCib(output: Output, program: string, host: string): Result<string> {
  const answer = requireSuccess(output, program, host);
  const notRunning = output.exitCode === DISCONNECTED || NOT_CONNECTED.test(output.stderr);
  return !answer.ok && notRunning ? failure({ code: 'not-running', message: firstMessage(output) }) : answer;
}
