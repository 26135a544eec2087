import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFolder, defaultCache } from '../../../src/practice/cachedFolder';
import { unpackDebianPackages } from '../../../src/practice/debianPackages';
import { skip } from '../../skip';

const own = process.getuid?.() ?? 0;

/** OpenSSH's programs and some login shells, unpacked beside the system: nothing is installed. */
export interface OpenSsh {
  /** Where they are unpacked. */
  readonly cached: string;
  /** Full path of a program: the unpacked one, or the system's where none was unpacked. */
  program(name: string): string;
  readonly libraries: string;
}

/** Only what a small system lacks; the rest of the libraries is there wherever apt is. */
const exclude = [
  /^(?!openssh-|sudo$|tcsh$|fish$|zsh$|lib)/,
  /^lib(apparmor|argon|blk|bz2|c6|crypt|cryptsetup|db5|dbus|debconf|device|elf|ext2|fdisk|gcc|gdbm|glib|gmp|gnutls|hogweed|icu|idn|ip4|json|kmod|locale|lzma|mount|nettle|nsl|p11|pam|perl|python|seccomp|semanage|sepol|smart|ss2|stdc|systemd|task|tirpc|udev|unistring|uuid|x|zstd)/,
];

/** Fetched once (12 MB) for all clones. The suite is skipped where Debian's packages cannot be had. */
export async function openSsh(context: Mocha.Context, folder: string): Promise<OpenSsh> {
  const cache = process.env['PACEMAKER_EXPLORER_CACHE'] ?? defaultCache();
  const fetched = await cachedFolder({
    cache,
    name: `openssh-and-shells-1-${process.arch}`,
    make: (part) => unpackDebianPackages({ packages: ['openssh-server', 'openssh-client', 'sudo', 'tcsh', 'fish', 'zsh'], exclude, aptFolder: join(cache, 'apt'), folder: part }),
  });
  if (!fetched.ok) return skip(context, `OpenSSH's server cannot be fetched here: ${JSON.stringify(fetched.fault)}`);
  let root = fetched.value;
  if (own === 0) {
    // Nobody else gets into root's cache, and the servers do not run as root.
    root = join(folder, 'programs');
    cpSync(fetched.value, root, { recursive: true, verbatimSymlinks: true });
  }
  const [libraries = ''] = readdirSync(join(root, 'usr', 'lib')).filter((name) => name.endsWith('-linux-gnu')).map((name) => join(root, 'usr', 'lib', name));
  return {
    cached: fetched.value,
    libraries,
    program: (name) => [join(root, 'usr/sbin', name), join(root, 'usr/bin', name), join(root, 'bin', name), join('/usr/bin', name), join('/bin', name)].find(existsSync) ?? name,
  };
}

/** A key pair in files, made by ssh-keygen. */
export function makeKeyFile(ssh: OpenSsh, folder: string, name: string, ...options: readonly string[]): string {
  const path = join(folder, name);
  const made = spawnSync(ssh.program('ssh-keygen'), ['-q', '-f', path, '-C', name, ...(options.includes('-N') ? [] : ['-N', '']), ...options], { encoding: 'utf8', env: { ...process.env, LD_LIBRARY_PATH: ssh.libraries } });
  if (made.status !== 0) throw new Error(made.stderr);
  return path;
}

/** The blob of a public key file, in base64. */
export function publicKeyOf(path: string): string {
  return readFileSync(`${path}.pub`, 'utf8').split(' ')[1] ?? '';
}

/** Servers run as this user: the one who runs the tests, or in root's place one without a name. */
export const user = own === 0 ? { uid: 12345, gid: 12345 } : { uid: own, gid: process.getgid?.() ?? own };

/** A folder that the servers' user can read, gone after the suite. */
export function useSharedFolder(): { readonly path: string } {
  const folder = { path: '' };
  before(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'pacemaker-explorer-sshd-'));
    chmodSync(folder.path, 0o755);
  });
  after(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}

/** What a suite of real servers needs: the programs, joe's key, and servers that stop after each test. */
export interface SshdSuite {
  readonly folder: { readonly path: string };
  readonly ssh: OpenSsh;
  /** joe's key file. */
  readonly key: string;
  /** The servers of the running test. */
  readonly servers: readonly Sshd[];
  /** Starts a server that lets joe in with his key. */
  serve(context: Mocha.Context, options?: SshdOptions): Promise<Sshd>;
}

export function useSshd(): SshdSuite {
  const folder = useSharedFolder();
  const servers: Sshd[] = [];
  let ready: { readonly ssh: OpenSsh; readonly key: string } | null = null;
  const prepared = () => {
    if (!ready) throw new Error('only inside a test');
    return ready;
  };
  before(async function () {
    this.timeout(240_000);
    const ssh = await openSsh(this, folder.path);
    ready = { ssh, key: makeKeyFile(ssh, folder.path, 'joe', '-t', 'ed25519') };
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  return {
    folder,
    servers,
    get ssh() {
      return prepared().ssh;
    },
    get key() {
      return prepared().key;
    },
    async serve(context, options = {}) {
      const { ssh, key } = prepared();
      const server = await startSshd(context, ssh, folder.path, { keys: [key], ...options });
      servers.push(server);
      return server;
    },
  };
}

export interface SshdOptions {
  /** Path of joe's login shell. */
  readonly shell?: string;
  /** Files whose public halves let joe in. */
  readonly keys?: readonly string[];
  /** More lines of sshd_config. */
  readonly config?: readonly string[];
  /** Files of joe's home folder, by name. */
  readonly home?: Readonly<Record<string, string>>;
  readonly port?: number;
}

export interface Sshd {
  readonly port: number;
  /** The host's key file. */
  readonly hostKey: string;
  readonly home: string;
  /** Process ids of what serves its connections. */
  connections(): readonly number[];
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts Debian's own sshd on loopback, for one account `joe` with a login shell of the test's choice: a namespace of its own
 * lets even an ordinary user put another /etc/passwd in place. When it stops, every process it started has stopped.
 */
async function startSshd(context: Mocha.Context, ssh: OpenSsh, folder: string, options: SshdOptions = {}): Promise<Sshd> {
  const base = mkdtempSync(join(folder, 'sshd-'));
  const home = join(base, 'home');
  mkdirSync(home);
  const hostKey = makeKeyFile(ssh, base, 'host_key', '-t', 'ed25519');
  const port = options.port ?? (await freePort());
  const library = ssh.program('sshd').replace(/usr\/sbin\/sshd$/, 'usr/lib/openssh');
  const files: Record<string, string> = {
    authorized_keys: (options.keys ?? []).map((key) => readFileSync(`${key}.pub`, 'utf8')).join(''),
    passwd: `joe:x:${user.uid}:${user.gid}::${home}:${options.shell ?? '/bin/sh'}\nroot:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n`,
    // Without a group `tty`: sshd could not give it a terminal here.
    group: `joe:x:${user.gid}:\n`,
    config: [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${base}/authorized_keys`,
      'PidFile none',
      'UsePAM no',
      'StrictModes no',
      'PrintMotd no',
      'LogLevel VERBOSE',
      `SetEnv LD_LIBRARY_PATH=${ssh.libraries}`,
      // Since OpenSSH 9.8 parts of it are programs of their own, looked for where they would be installed.
      ...(existsSync(join(library, 'sshd-session')) ? [`SshdSessionPath ${join(library, 'sshd-session')}`] : []),
      ...(existsSync(join(library, 'sshd-auth')) ? [`SshdAuthPath ${join(library, 'sshd-auth')}`] : []),
      ...(options.config ?? []),
    ].join('\n'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(base, name), `${text}\n`);
  for (const [name, text] of Object.entries(options.home ?? {})) writeFileSync(join(home, name), text);
  if (own === 0) for (const name of ['.', 'host_key', 'home', ...Object.keys(files)]) chownSync(join(base, name), user.uid, user.gid);

  const script = 'mount --bind "$1/passwd" /etc/passwd && mount --bind "$1/group" /etc/group && LD_LIBRARY_PATH="$3" exec "$2" -D -e -f "$1/config"';
  const separate = ['--user', '--map-current-user', '--keep-caps', '--mount', '--pid', '--fork', '--kill-child=KILL'];
  const child = spawn('unshare', [...separate, '/bin/sh', '-c', script, 'sh', base, ssh.program('sshd'), ssh.libraries], { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', ...user });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const listening = new Promise<boolean>((resolve) => {
    child.stderr.on('data', () => log.includes('Server listening') && resolve(true));
    void ended.then(() => resolve(false));
    child.once('error', () => resolve(false));
  });
  if (!(await listening)) return skip(context, `sshd does not start here: ${log.trim().split('\n').at(-1) ?? ''}`);
  return {
    port,
    hostKey,
    home,
    connections: () => childrenOf(child.pid).flatMap(descendantsOf).filter((pid) => commandLine(pid).startsWith('sshd')),
    log: () => log,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function childrenOf(pid: number | undefined): readonly number[] {
  return (readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []).map(Number);
}

function descendantsOf(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Command lines of all processes on this machine that hold a text. */
export function processesWith(text: string): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(commandLine).filter((line) => line.includes(text));
}

/** Empty for a process that is gone. */
function commandLine(pid: string | number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
