import type { Output } from '../core/command';

/**
 * What sudo did with a command, told from its answer. `ran` means that the answer is the command's own.
 * Every other case is sudo's own refusal, before anything ran: exit status 1, nothing on stdout, and its sentence last on stderr.
 * The sentences are those of sudo 1.8 to 1.9 under LC_ALL=C (observed with 1.9.13p3) and of sudo-rs 0.2 (src/common/error.rs).
 */
export type SudoOutcome = 'ran' | 'password-needed' | 'password-wrong' | 'refused' | 'needs-terminal' | 'program-missing' | 'unusable';

const sentences: readonly (readonly [Exclude<SudoOutcome, 'ran'>, RegExp])[] = [
  ['password-needed', /^sudo: (sorry, )?(a password is required|interactive authentication is required)/],
  ['needs-terminal', /^sudo: sorry, you must have a tty to run sudo/],
  ['needs-terminal', /^sudo: (a terminal is required|no tty present)/],
  ['password-wrong', /^sudo: \d+ incorrect password attempts?$/],
  ['password-wrong', /^sudo: Maximum \d+ incorrect authentication attempts$/],
  ['password-wrong', /^sudo: (no password was provided|Authentication failed|Authentication failure)/],
  ['refused', /^(sudo: )?Sorry, user \S+ (may not run|is not allowed to execute) /],
  ['refused', /^\S+ is not (in the sudoers file|allowed to run sudo on )/],
  ['refused', /^sudo: I'm sorry \S+\. I'm afraid I can't do that$/],
  ['refused', /^sudo: (PAM account management error|account validation failure|Account expired)/],
  ['program-missing', /^sudo: .*: command not found$/],
  ['unusable', /^sudo: .*(must be owned by uid 0|setuid|no valid sudoers sources|error initializing|no new privileges)/i],
];

export function sudoOutcome({ exitCode, stdout, stderr }: Output): SudoOutcome {
  if (exitCode !== 1 || stdout !== '') return 'ran';
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  return sentences.find(([, sentence]) => sentence.test(last))?.[0] ?? 'ran';
}

/** Takes away what sudo itself said around its question, so that the rest is the command's. */
export function withoutPrompt(stderr: string, prompt: string): string {
  const end = stderr.lastIndexOf(prompt);
  // sudo-rs puts the question in a frame of its own: `[sudo: …] Password: `.
  return end < 0 ? stderr : stderr.slice(end + prompt.length).replace(/^\] Password: ?/, '');
}

/** Runs a command if no password is needed, else refuses at once. */
export function sudoWithoutPassword(sudo: string, argv: readonly string[]): readonly string[] {
  return [sudo, '-n', '--', ...argv];
}

/**
 * Runs a command with a password that is written to stdin when `prompt` appears on stderr. `-k` makes sudo ask in any case:
 * did it not, for a password given before, the line meant for it would go to the command.
 */
export function sudoWithPassword(sudo: string, prompt: string, argv: readonly string[]): readonly string[] {
  return [sudo, '-k', '-S', '-p', prompt, '--', ...argv];
}

/** Checks a password and runs nothing. Where all that an account may do needs none, sudo accepts without asking. */
export function sudoCheckPassword(sudo: string, prompt: string): readonly string[] {
  return [sudo, '-k', '-S', '-p', prompt, '-v'];
}

/** Asks whether a command is allowed at all: exit status 0 if so; `password-needed` where even this is not told without one. */
export function sudoIsAllowed(sudo: string, argv: readonly string[]): readonly string[] {
  return [sudo, '-n', '-l', '--', ...argv];
}
