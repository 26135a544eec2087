import { resolve } from 'node:path/posix';
import { success } from '../../core/result';
import { output, type Program } from './program';

/** A program of coreutils, run as it is in the host's own root. `filters` says that it reads its standard input where it is given no file. */
export function coreutil(name: string, filters = false): Program {
  return async ({ host, args, env, stdin, signal }) => {
    const reads = filters && !args.some((word) => word.includes('/') || word.includes('.'));
    return host.plain([name, ...args], { env, stdin: reads ? await stdin() : '', signal });
  };
}

/**
 * A program of coreutils that changes files: those of the learner, and of nobody else. In namespaces the kernel sees to that;
 * where programs are only traced, the root is the cache itself. Of what cp is given, only the last is changed.
 */
export function changingFiles(name: string): Program {
  const run = coreutil(name);
  return (invocation) => {
    const paths = invocation.args.filter((word) => !word.startsWith('-'));
    const foreign = (name === 'cp' ? paths.slice(-1) : paths).find((path) => !/^\/(root|tmp)\//.test(resolve('/root', path)) && !(name === 'chmod' && path === paths[0]));
    return foreign === undefined ? run(invocation) : Promise.resolve(success(output('', `${name}: '${foreign}': Read-only file system\n`, 1)));
  };
}

/** A program whose answer is always the same text. */
export function saying(stdout: string, stderr = '', exitCode = 0): Program {
  return () => Promise.resolve(success(output(stdout, stderr, exitCode)));
}

/** `env [-i] [NAME=VALUE]… PROGRAM …` */
export const env: Program = (invocation) => {
  let words = invocation.args;
  if (words[0] === '-i') words = words.slice(1);
  const variables: Record<string, string> = { ...invocation.env };
  for (let match = assignment(words[0]); match; words = words.slice(1), match = assignment(words[0])) variables[match.name] = match.value;
  if (words.length === 0) return Promise.resolve(success(output(Object.entries(variables).map(([name, value]) => `${name}=${value}\n`).join(''))));
  return invocation.run(words, { ...invocation, env: variables });
};

/** sudo of a host where the account is root already: it runs what it is given. */
export const sudo: Program = (invocation) => {
  const { args } = invocation;
  let at = 0;
  for (; at < args.length && args[at]!.startsWith('-'); at++) {
    if (args[at] === '--') {
      at++;
      break;
    }
    if (/^-[pugh]$/.test(args[at]!)) at++;
  }
  if (at < args.length) return env({ ...invocation, args: args.slice(at) });
  return args.some((word) => word === '-v' || word === '-k' || word === '-n') ? Promise.resolve(success(output(''))) : saying('', 'usage: sudo command\n', 1)(invocation);
};

/** `timeout`, `nice` and `stdbuf`: what they do makes no difference here but for the end that `timeout` sets. */
export const timeout: Program = async (invocation) => {
  const words = [...invocation.args];
  while (words[0]?.startsWith('-')) words.splice(0, /^-[ks]$/.test(words[0]) ? 2 : 1);
  const seconds = Number(words.shift()?.replace(/s$/, ''));
  if (!Number.isFinite(seconds) || words.length === 0) return success(output('', 'timeout: DURATION COMMAND\n', 125));
  const late = AbortSignal.timeout(seconds * 1000);
  const ran = await invocation.run(words, { ...invocation, signal: AbortSignal.any([invocation.signal, late]) });
  return late.aborted && !ran.ok ? success(output('', '', 124)) : ran;
};

export const afterOptions: Program = (invocation) => invocation.run(invocation.args.slice(invocation.args.findIndex((word) => !word.startsWith('-'))), invocation);

/** What the account's environment would hold. */
export const printenv: Program = ({ args, env: variables }) => {
  const all: Readonly<Record<string, string>> = { SHELL: '/bin/bash', HOME: '/root', USER: 'root', LOGNAME: 'root', PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...variables };
  const names = args.length > 0 ? args : Object.keys(all);
  const found = names.filter((name) => Object.hasOwn(all, name));
  const text = found.map((name) => (args.length > 0 ? `${all[name]!}\n` : `${name}=${all[name]!}\n`)).join('');
  return Promise.resolve(success(output(text, '', found.length === names.length ? 0 : 1)));
};

export const hostname: Program = ({ host }) => Promise.resolve(success(output(`${host.name}\n`)));

export const uname: Program = (invocation) => (invocation.args.join(' ') === '-n' ? hostname(invocation) : coreutil('uname')(invocation));

export const id: Program = ({ args }) => {
  const answers: Readonly<Record<string, string>> = { '': 'uid=0(root) gid=0(root) groups=0(root)', '-u': '0', '-un': 'root', '-g': '0', '-gn': 'root', '-G': '0', '-Gn': 'root' };
  const said = answers[args.join(' ')];
  return Promise.resolve(success(said === undefined ? output('', `id: extra operand '${args.join(' ')}'\n`, 1) : output(`${said}\n`)));
};

function assignment(word: string | undefined): { readonly name: string; readonly value: string } | null {
  const match = word === undefined ? null : /^([A-Za-z_]\w*)=([^]*)$/.exec(word);
  return match ? { name: match[1]!, value: match[2]! } : null;
}
