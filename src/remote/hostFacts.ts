/** What a host's account and its login shell are like. Asked once per connection. */
export interface HostFacts {
  readonly user: string;
  readonly uid: number;
  readonly groups: readonly string[];
  /** Path of the login shell; null where it is not told. */
  readonly shell: string | null;
  /** What the login shell says before every command's own output: some print a greeting. */
  readonly noise: Noise;
}

export interface Noise {
  readonly stdout: string;
  readonly stderr: string;
}

/** In the order of preference. The PATH of a login shell often lacks the sbin folders, where Pacemaker's programs are. */
const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/** Asks who the account is: `uid=1000(joe) gid=1000(joe) groups=1000(joe),990(haclient)`. */
export const whoArgv = ['env', 'LC_ALL=C', 'id'] as const;

/** Asks for the login shell, whose path sshd puts there. */
export const shellArgv = ['env', 'LC_ALL=C', 'printenv', 'SHELL'] as const;

/** Asks where programs are. ls names those that exist on stdout, the others on stderr. */
export function whereArgv(programs: readonly string[]): readonly string[] {
  return ['env', 'LC_ALL=C', 'ls', '-d', ...programs.flatMap((program) => folders.map((folder) => `${folder}/${program}`))];
}

/** Reads the answer of id; null when there is none. What stands before it is the login shell's own. */
export function readWho(stdout: string): (Pick<HostFacts, 'user' | 'uid' | 'groups'> & { readonly noise: string }) | null {
  const match = /uid=(\d+)(?:\(([^)\n]*)\))? gid=\d+(?:\([^)\n]*\))?(?: groups=([^\n]*?))?(?: context=[^\n]*)?\n?$/.exec(stdout);
  if (!match) return null;
  const groups = [...(match[3] ?? '').matchAll(/\d+\(([^)]*)\)/g)].map(([, name]) => name ?? '');
  return { uid: Number(match[1]), user: match[2] ?? match[1] ?? '', groups, noise: stdout.slice(0, match.index) };
}

/** Reads the answer of ls, without noise: the preferred path of each program that is there. */
export function readWhere(stdout: string): ReadonlyMap<string, string> {
  const found = new Set(stdout.split('\n'));
  const paths = folders.flatMap((folder) => [...found].filter((line) => line.startsWith(`${folder}/`)));
  return new Map(paths.reverse().map((path) => [path.slice(path.lastIndexOf('/') + 1), path]));
}

/** Takes away what the login shell says before everything; null when this answer does not begin with it, so that nothing can be told apart. */
export function withoutNoise(text: string, noise: string): string | null {
  return text.startsWith(noise) ? text.slice(noise.length) : null;
}
