/**
 * One line for the login shell of a remote account that makes these arguments and nothing else.
 *
 * sshd hands the line to the account's shell (`$SHELL -c line`), which may be any. Single quotes keep everything
 * but three characters in sh, bash, dash, ksh, zsh, tcsh and fish alike; those three stand outside the quotes after a backslash:
 * `'` ends the quotes everywhere, `\` is special inside them in fish, `!` is the history even inside them in csh.
 * A newline has no spelling that csh and the others share, NUL ends a C string, half a surrogate pair is no text: `isSendable` tells.
 */
export function quote(argv: readonly string[]): string {
  return argv.map(quoteOne).join(' ');
}

function quoteOne(argument: string): string {
  if (plain.test(argument)) return argument;
  const pieces = argument.match(/[\\'!]|[^\\'!]+/g) ?? [''];
  return pieces.map((piece) => (special.test(piece) ? `\\${piece}` : `'${piece}'`)).join('');
}

/** Without meaning to any of those shells, wherever in a line it stands. zsh expands a leading `=`, fish and csh a `%`. */
const plain = /^[A-Za-z0-9_/.:,@+-][A-Za-z0-9_/.:,@+=-]*$/;
const special = /^[\\'!]$/;

/** Whether `quote` can carry these arguments through that login shell (its path, or null when it is not known). */
export function isSendable(argv: readonly string[], shell: string | null): boolean {
  if (argv.some((argument) => /[\0\p{Cs}]/u.test(argument))) return false;
  return !isCsh(shell) || !argv.some((argument) => argument.includes('\n'));
}

/** Whether a login shell (its path, or null when it is not known) is one of the csh family. */
export function isCsh(shell: string | null): boolean {
  return shell !== null && /(^|\/)t?csh$/.test(shell);
}
