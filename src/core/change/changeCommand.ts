import type { Command, Output } from '../command';
import { requireSuccess } from '../commands/requireSuccess';
import type { Fault } from '../fault';
import { success } from '../result';
import { Secret } from '../secret';
import type { Input, Words } from './plan';

/**
 * What a host says to a command that changes the cluster.
 * accepted  it was done
 * refused   it was not done, or not all of it; `said` is what the program wrote. `forceHelps`: pcs would do it with `--force`
 * unclear   the program was ended before it could say: what it was to do may have been done
 */
export type ChangeAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly fault: Fault; readonly said: string; readonly forceHelps: boolean }
  | { readonly kind: 'unclear'; readonly fault: Fault };

/** pcs waits a while for the file it locks, and on a busy cluster for the CIB. In milliseconds. */
const timeoutMs = 120_000;

/** Milliseconds for what itself waits until resources have stopped, moved or started: ended in the middle, a restart would leave them stopped. */
const waitingTimeoutMs = 3_600_000;

/** Words with which pcs and crm_resource wait for the cluster. */
const waits = /^(?:restart|move|delete|remove|wait|fence|--restart|--wait(?:=.*)?)$/;

/**
 * What pcs hands to its daemon where it is not root, after asking for a password (`root_command_list` in its app.py of 0.9 to 0.12), so far as it
 * changes anything. All of that also waits for the cluster. `setup` has to find what `auth` has left, which differs from account to account.
 */
const needsRoot = /^pcs (?:cluster (?:auth|destroy|disable|enable|node|setup|start|stop)|host auth)$/;

/** More of its words would not be read. */
const mostSaid = 4_000;

/** A command of a plan. Members of haclient may run it as they are, but for what needs root. */
export function changeCommand(words: Words, input: Input | null = null): Command<ChangeAnswer> {
  return commandWith(needsRoot.test(words.slice(0, 3).join(' ')) ? 'root' : 'cluster', words, input);
}

/** A command that sets up a host itself. */
export function hostCommand(words: Words, input: Input | null = null): Command<ChangeAnswer> {
  return commandWith('root', words, input);
}

function commandWith(rights: 'root' | 'cluster', words: Words, input: Input | null): Command<ChangeAnswer> {
  return {
    argv: words,
    ...(input === null ? {} : { stdin: input.map((piece) => (piece instanceof Secret ? piece.reveal() : piece)).join('') }),
    rights,
    mutates: true,
    timeoutMs: rights === 'root' || words.some((word) => waits.test(word)) ? waitingTimeoutMs : timeoutMs,
    maxBytes: 4_000_000,
    parse: (output, host) => success(answerOf(withoutDocuments(withoutSecretsOf(input ?? [], output)), words[0], host)),
  };
}

function answerOf(output: Output, program: string, host: string): ChangeAnswer {
  const answer = requireSuccess(output, program, host);
  if (answer.ok) return { kind: 'accepted' };
  if (wasEnded(output.exitCode)) return { kind: 'unclear', fault: answer.fault };
  return { kind: 'refused', fault: answer.fault, said: saidBy(output), forceHelps: wantsForce(output.stderr) };
}

/**
 * An answer without what was secret in the input: Pacemaker's tools repeat the XML that they refuse, in a spelling of their own or cut, so
 * where there is a secret none of it is kept.
 */
function withoutSecretsOf(input: Input, output: Output): Output {
  const secrets = input.filter((piece) => piece instanceof Secret);
  if (secrets.length === 0) return output;
  const hidden = (text: string) => secrets.reduce((left, secret) => secret.hiddenIn(left), text).replace(/<[A-Za-z/].*$/gm, '…');
  return { ...output, stdout: hidden(output.stdout), stderr: hidden(output.stderr) };
}

/**
 * An answer without the CIB, which Pacemaker's tools print line by line, with the fence passwords in it, where it would not be valid after a change
 * (seen with crm_attribute 2.1.5).
 */
function withoutDocuments(output: Output): Output {
  const hidden = (text: string) => text.replace(/^\s*(?:\d+\s+)?<[A-Za-z/!?].*$(?:\n\s*(?:\d+\s+)?<[A-Za-z/!?].*$)*/gm, '…');
  return { ...output, stdout: hidden(output.stdout), stderr: hidden(output.stderr) };
}

/** By a signal, which a shell tells by a status from 129 on, or because its time was over: 124 is that of coreutils' timeout and Pacemaker's tools. */
function wasEnded(exitCode: number | null): boolean {
  return exitCode === null || exitCode === 124 || exitCode > 128;
}

function saidBy({ stdout, stderr }: Output): string {
  const said = (stderr.trim() === '' ? stdout : stderr).trim();
  return said.length > mostSaid ? `${said.slice(0, mostSaid - 1)}…` : said;
}

/** pcs says of each error whether force overrides it; one that it does not override stays. The last one only says that there were some. */
function wantsForce(stderr: string): boolean {
  const errors = stderr.split(/^(?=(?:Error|Warning): )/m).filter((part) => part.startsWith('Error: ') && !part.startsWith('Error: Errors have occurred'));
  return errors.length > 0 && errors.every((error) => error.includes('use --force to override'));
}
