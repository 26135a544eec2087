import { basename } from 'node:path/posix';
import type { Output } from '../../core/command';
import { failure, success, type Result } from '../../core/result';
import type { Machine } from '../machine/machine';
import { packageOf } from '../machine/packages';
import { output, type Invocation } from './program';
import { programs } from './programs';

/** Runs a command of a practice host: words that have already been told apart. An unknown program is an answer, not a fault. */
export async function runWords(words: readonly string[], invocation: Omit<Invocation, 'args' | 'run'>): Promise<Result<Output>> {
  const [path = '', ...args] = words;
  const program = programFor(path, invocation.host.machine);
  if (!program) return success(output('', path.includes('/') ? `bash: ${path}: No such file or directory\n` : `bash: ${path}: command not found\n`, 127));
  if (invocation.signal.aborted) return failure({ code: 'cancelled' });
  return program({ ...invocation, args, run: runWords });
}

/** One that comes with a package is there only where that is installed. */
function programFor(path: string, { packages }: Machine) {
  const name = basename(path);
  const known = path === name || /^(\/usr)?\/s?bin\//.test(path);
  const packaged = packageOf(name);
  return known && Object.hasOwn(programs, name) && (packaged === undefined || packages.has(packaged)) ? programs[name] : undefined;
}
