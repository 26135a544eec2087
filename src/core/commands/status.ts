import type { Command, Output } from '../command';
import { readStatus, type StatusDocument } from '../readStatus';
import { failure, type Result } from '../result';
import { MAX_DOCUMENT_LENGTH } from '../xml';
import { PCS_TIMEOUT_MS } from './readingCommand';
import { firstMessage, requireSuccess } from './requireSuccess';

/**
 * The ways to the status. `xml` and `as-xml` ask crm_mon itself, which is thirty times cheaper than pcs (24 ms against 0.8 s);
 * `pcs` is for accounts that may run nothing else.
 */
export type StatusForm = 'xml' | 'as-xml' | 'pcs';

/** The form to ask crm_mon of this Pacemaker version for: `--output-as` came with 2.0.3, `--exclude` with 2.0.4. */
export function statusFormOf(version: string): StatusForm {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > 2 || (major === 2 && (minor > 0 || patch >= 4)) ? 'xml' : 'as-xml';
}

/**
 * Bans and tickets are left out: with them crm_mon marks the node of a lost `loss-policy="fence"` ticket as unclean, which its
 * text and the scheduler's plan do not (measured with 2.1.5), and both are in the CIB. The history of operations is left out
 * for its size (more than half of a document), the fail counts that stand beside it stay; fencing's history, which nobody reads, too.
 */
const ARGV: Readonly<Record<StatusForm, Command<never>['argv']>> = {
  'xml': ['crm_mon', '--one-shot', '--inactive', '--exclude=bans,tickets,operations,fencing', '--output-as=xml'],
  'as-xml': ['crm_mon', '--one-shot', '--inactive', '--as-xml'],
  'pcs': ['pcs', 'status', 'xml'],
};

export function statusCommand(form: StatusForm): Command<StatusDocument> {
  return {
    argv: ARGV[form],
    rights: form === 'pcs' ? 'root' : 'cluster',
    mutates: false,
    timeoutMs: form === 'pcs' ? PCS_TIMEOUT_MS : 20_000,
    maxBytes: MAX_DOCUMENT_LENGTH,
    parse: (output, host) => readStatusOutput(output, form, host),
  };
}

/**
 * Reads what a status command left behind. An error document counts wherever it stands: crm_mon prints it on stdout, pcs 0.11 and
 * later on stderr; pcs 0.10 says one line instead. Faults: those of `readStatus`, `command-failed`, `program-missing`.
 */
export function readStatusOutput(output: Output, form: StatusForm, host: string): Result<StatusDocument> {
  const answer = requireSuccess(output, ARGV[form][0], host);
  if (answer.ok) return readStatus(answer.value);
  for (const text of [output.stdout, output.stderr]) {
    const read = text.trimStart().startsWith('<') ? readStatus(text) : null;
    if (read && !read.ok && read.fault.code === 'not-running') return read;
  }
  const message = firstMessage(output);
  const notRunning = output.exitCode === DISCONNECTED || NOT_CONNECTED.test(`${output.stderr}\n${output.stdout}`);
  return notRunning ? failure({ code: 'not-running', message }) : answer;
}

/** Exit status of Pacemaker's tools since 2.0 when there is nothing to talk to. */
export const DISCONNECTED = 102;

/** How tools and versions without that exit status say the same. */
export const NOT_CONNECTED = /is pacemaker running\?|Transport endpoint is not connected|Could not connect to the CIB|Connection to cluster failed|cluster is not available on this node/i;
