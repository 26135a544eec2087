import type { Executed } from './sshServer';

/**
 * What sudoers says of an account. `free` needs no password, `allowed` needs one; both look at the full path and the arguments.
 */
export interface SudoPolicy {
  readonly user: string;
  readonly password: string;
  readonly free?: (argv: readonly string[]) => boolean;
  readonly allowed?: (argv: readonly string[]) => boolean;
  readonly requiretty?: boolean;
  /** What a command that sudo lets through does. */
  readonly run: (argv: readonly string[], stdin: string, executed: Executed) => void;
}

/**
 * Answers a command line that goes through sudo as sudo 1.9.13p3 does under LC_ALL=C, word for word:
 * an ordinary user cannot have a real sudo, since only root can install one.
 */
export async function sudoStandIn(executed: Executed, policy: SudoPolicy): Promise<void> {
  const [, , , , ...words] = splitWords(executed.line);
  const { user } = policy;
  const refuse = (stderr: string) => executed.reply('', 1, stderr);
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  const argv = end < 0 ? [] : words.slice(end + 1);
  const has = (option: string) => options.includes(option);
  const isFree = policy.free?.(argv) ?? false;
  const isAllowed = isFree || (policy.allowed?.(argv) ?? false);
  const isSudoer = policy.free !== undefined || policy.allowed !== undefined;
  const needsNone = policy.free !== undefined && policy.allowed === undefined;

  if (policy.requiretty) return refuse('sudo: sorry, you must have a tty to run sudo\n');
  if (has('-v') && !isSudoer) return refuse(`Sorry, user ${user} may not run sudo on vm.\n`);
  if (has('-v') && needsNone) return executed.reply('');
  if (has('-l') && policy.free) return isAllowed ? executed.reply(`${argv[0]}\n`) : refuse('');
  if (isFree && !has('-v')) return policy.run(argv, executed.terminal ? '' : await executed.stdin(), executed);
  if (has('-n')) return refuse('sudo: a password is required\n');

  const prompt = options[options.indexOf('-p') + 1] ?? '';
  if (executed.terminal) {
    executed.channel.write(prompt);
    // A wrong one is asked for again, up to three times, and each counts.
    if ((await executed.firstLine()) !== policy.password) return void executed.channel.write(`\r\nSorry, try again.\r\n${prompt}`);
    return isAllowed ? policy.run(argv, '', executed) : refuse(`Sorry, user ${user} is not allowed to execute '${argv.join(' ')}' as root on vm.\n`);
  }
  executed.channel.stderr.write(prompt);
  const [password = '', ...rest] = (await executed.stdin()).split('\n');
  if (password !== policy.password) return refuse(`Sorry, try again.\n${prompt}\nsudo: no password was provided\nsudo: 1 incorrect password attempt\n`);
  if (has('-v')) return executed.reply('');
  if (!isSudoer) return refuse(`${user} is not in the sudoers file.\n`);
  if (!isAllowed) return refuse(`Sorry, user ${user} is not allowed to execute '${argv.join(' ')}' as root on vm.\n`);
  policy.run(argv, rest.join('\n'), executed);
}

/** Takes a line of quoted words apart as a POSIX shell does. */
export function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:'[^']*'|\\[^]|[^\s'\\])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|\\([^])/g, (_whole, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? ''));
}
