import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';

/** What a host's login shell and programs are like. Asked once per connection. */
export interface HostFacts {
  readonly user: string;
  readonly uid: number;
  readonly groups: readonly string[];
  /** What the login shell says before every command's own output: some print a greeting. */
  readonly noise: { readonly stdout: string; readonly stderr: string };
  /** Full path by program name, of the programs looked for so far that the host has. */
  readonly programs: ReadonlyMap<string, string>;
}

/** In the order of preference. The PATH of a login shell often lacks the sbin folders, where Pacemaker's programs are. */
const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/** Asks who the account is: `uid=1000(joe) gid=1000(joe) groups=1000(joe),990(haclient)`. */
export const whoArgv = ['env', 'LC_ALL=C', 'id'] as const;

/** Asks where programs are. ls names those that exist on stdout, the others as errors. */
export function whereArgv(programs: readonly string[]): readonly string[] {
  return ['env', 'LC_ALL=C', 'ls', '-d', ...programs.flatMap((program) => folders.map((folder) => `${folder}/${program}`))];
}

/** Reads the answer of `id`; what stands before it is the login shell's noise. */
export function readWho(host: string, stdout: string): Result<{ user: string; uid: number; groups: readonly string[]; noise: string }, Fault> {
  const match = /uid=(\d+)\(([^)\n]*)\) gid=\d+(?:\([^)\n]*\))?(?: groups=([^\n]*?))?(?: context=[^\n]*)?\n?$/.exec(stdout);
  if (!match) return failure({ code: 'shell-unusable', host, sample: sample(stdout) });
  const groups = [...(match[3] ?? '').matchAll(/\d+\(([^)]*)\)/g)].map(([, name]) => name ?? '');
  return success({ uid: Number(match[1]), user: match[2] ?? '', groups, noise: stdout.slice(0, match.index) });
}

/** Reads the answer of `ls`, without noise: the first path of each program. */
export function readWhere(stdout: string): ReadonlyMap<string, string> {
  const found = stdout.split('\n').filter((line) => line.startsWith('/'));
  const rank = (path: string) => folders.indexOf(path.slice(0, path.lastIndexOf('/')));
  const best = [...found].sort((a, b) => rank(b) - rank(a));
  return new Map(best.map((path) => [path.slice(path.lastIndexOf('/') + 1), path]));
}

/** The part of an answer that a person needs to recognise what a login shell said. */
export function sample(text: string): string {
  return text.slice(0, 200);
}
