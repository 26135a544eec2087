import type { Input, Plan, Words } from '../core/change/plan';
import { Secret } from '../core/secret';
import { displayText } from './displayName';
import type { Translate } from './row';

/** A command as a line for a shell. */
export type Line = (words: Words) => string;

/** What is run, for a person to read: a line, and behind it what the program reads, with dots for what is secret. A shell ends by itself the line that it is given so. */
export function shownCommand(words: Words, input: Input | null | undefined, line: Line): string {
  return input ? `${line(words)} <<< ${line([inShort(input.map(String).join('').replace(/\n$/, ''))])}` : line(words);
}

/** A whole configuration would hide what else there is to read. */
function inShort(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}

const mostShown = 2_000;

/**
 * The same as lines that any shell of POSIX runs: what is secret is asked for, and not shown where it is typed. Nothing of it stands on a
 * command line there, since printf is the shell's own.
 */
export function scriptOf(words: Words, input: Input | null | undefined, line: Line, t: Translate): string {
  if (!input) return line(words);
  const secrets = input.filter((piece) => piece instanceof Secret);
  const asked = secrets.map(({ question }, index) => `printf %s ${line([`${t('{0}:', displayText(question))} `])} >&2; ${echo('-echo')}; IFS= read -r secret${index + 1}; ${echo('echo')}; echo >&2`);
  const pieces = input.map((piece) => (piece instanceof Secret ? variable(piece, secrets.indexOf(piece) + 1) : line([piece])));
  const isOneLine = input.length === 2 && input[1] === '\n';
  return [...asked, `printf ${isOneLine ? `'%s\\n' ${pieces[0]}` : `%s ${pieces.join(' ')}`} | ${line(words)}`].join('\n');
}

/** All that a plan runs, for the clipboard. */
export function scriptOfPlan({ commands, inputs }: Pick<Plan, 'commands' | 'inputs'>, line: Line, t: Translate): string {
  return asOneCommand(commands.map((words, index) => scriptOf(words, inputs?.[index], line, t)).join('\n'), inputs ?? []);
}

/**
 * Lines of which some ask for a secret, to be pasted: in braces, for a shell reads all of those before it runs any. One that is given line after line
 * (seen with bash where bracketed paste is off; older ones and dash know none) would take the next line for the secret.
 */
export function asOneCommand(lines: string, inputs: readonly (Input | null)[]): string {
  return inputs.some((input) => input?.some((piece) => piece instanceof Secret)) ? `{\n${lines}\n}` : lines;
}

/** Whether a terminal shows what is typed; without one there is nothing to say. */
function echo(how: 'echo' | '-echo'): string {
  return `stty ${how} 2>/dev/null || :`;
}

function variable({ spelling }: Secret, number: number): string {
  return spelling === 'plain' ? `"$secret${number}"` : `"$(printf %s "$secret${number}" | sed 's/&/\\&#38;/g; s/</\\&#60;/g; s/>/\\&#62;/g; s/"/\\&#34;/g; s/\\t/\\&#9;/g')"`;
}

/** A comment of a shell, whatever the text holds: no line of it is ever a command. */
export function comment(text: string): string {
  return text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((each) => `# ${each}`).join('\n');
}
