import type { Command, Output } from '../command';
import { type CibDocument, readCib, readCibRoot } from '../readCib';
import { redactCib } from '../redact';
import { failure, type Result, success } from '../result';
import type { CibVersion } from '../snapshot';
import { MAX_DOCUMENT_LENGTH } from '../xml';
import { type Bounds, PCS_TIMEOUT_MS, readingCommand, SHORT } from './readingCommand';
import { firstMessage } from './requireSuccess';
import { DISCONNECTED, NOT_CONNECTED } from './status';

/** `pcs` is for accounts that may run nothing else: it takes thirty times as long. */
export type CibForm = 'cibadmin' | 'pcs';

/** Reads the whole CIB. */
export function readConfiguration(form: CibForm = 'cibadmin'): Command<CibDocument> {
  return wholeCib(form, readCib);
}

/** The CIB as a document to look at: its text with secret values masked. It has to be whole: in a part, a secret might not be recognised. */
export function cibText(form: CibForm = 'cibadmin'): Command<string> {
  return wholeCib(form, (text) => {
    const whole = readCib(text);
    return whole.ok ? success(redactCib(text)) : whole;
  });
}

/** Asks only for the CIB's version: 15 ms, whatever its size. */
export function readCibVersion(): Command<CibVersion> {
  return unlessNotRunning(readingCommand(['cibadmin', '--query', '--xpath', '/cib', '--no-children'], { ...SHORT, rights: 'cluster' }, readCibRoot));
}

/** Reads what `readConfiguration` left behind. Faults: those of `readCib`, `not-running`, `command-failed`, `program-missing`. */
export function readCibOutput(output: Output, form: CibForm, host: string): Result<CibDocument> {
  return readConfiguration(form).parse(output, host);
}

function wholeCib<T>(form: CibForm, read: (text: string) => Result<T>): Command<T> {
  const bounds: Bounds = form === 'pcs'
    ? { rights: 'root', timeoutMs: PCS_TIMEOUT_MS, maxBytes: MAX_DOCUMENT_LENGTH }
    : { rights: 'cluster', timeoutMs: 20_000, maxBytes: MAX_DOCUMENT_LENGTH };
  return unlessNotRunning(readingCommand(form === 'pcs' ? ['pcs', 'cluster', 'cib'] : ['cibadmin', '--query'], bounds, read));
}

/** The same command, which knows how these programs say that no cluster runs. */
function unlessNotRunning<T>(command: Command<T>): Command<T> {
  return {
    ...command,
    parse: (output, host) => {
      const notRunning = output.exitCode === DISCONNECTED || (output.exitCode !== 0 && NOT_CONNECTED.test(output.stderr));
      return notRunning ? failure({ code: 'not-running', message: firstMessage(output) }) : command.parse(output, host);
    },
  };
}
