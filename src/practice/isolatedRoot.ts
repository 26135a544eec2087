import { spawn, type ChildProcess } from 'node:child_process';
import type { Output } from '../core/command';
import { failure, success, type Result } from '../core/result';
import { runProcess, type ProcessOptions } from './localProcess';
import { programFile } from './programFiles';

export interface IsolatedRootOptions {
  /** The folder that becomes `/`: that of the unpacked programs, or `/` itself for installed ones. */
  readonly root: string;
  /** The one folder of this machine that is seen from inside and can be written, as `scratchInside`. What is in its `etc` lies over the root's. */
  readonly scratch: string;
  readonly hostname: string;
  /** Whether the root itself can be written; only while it is being made. */
  readonly writable?: boolean;
}

/** Where the scratch folder is seen from inside. */
export const scratchInside = '/mnt';

/** What a program finds unless it is given something else. Messages are English: some are read again. */
const fixedEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC' } as const;

/**
 * Kernel namespaces in which programs run as root of a machine of their own: another root folder, read-only, no network
 * and no way to a cluster that this machine may really be part of. Works as any user where unprivileged user namespaces are allowed.
 *
 * One process holds them open; it ends when this one does, and the kernel then ends everything inside.
 */
export class IsolatedRoot {
  private readonly enter: readonly [string, ...string[]];

  private constructor(private readonly holder: ChildProcess, private readonly id: number) {
    const asRoot = isRoot() ? [] : ['-U', '--preserve-credentials'];
    this.enter = [programFile('nsenter') ?? 'nsenter', '-t', String(id), ...asRoot, '-m', '-p', '-n', '-u', '-i', '-r', '-w'];
  }

  /** Faults: `practice-programs-missing` where util-linux is not there, `namespaces-refused`. */
  static start(options: IsolatedRootOptions): Promise<Result<IsolatedRoot>> {
    const unshare = programFile('unshare');
    if (!unshare || !programFile('nsenter')) return Promise.resolve(failure({ code: 'practice-programs-missing', reason: 'unshare, nsenter' }));
    const flags = [...(isRoot() ? [] : ['-r']), '-m', '-p', '-n', '-u', '-i', '-f'];
    const args = [...flags, 'sh', '-c', prepare, 'sh', options.root, options.scratch, options.hostname, options.writable ? 'rw' : 'ro'];
    // A group of its own, so that Ctrl-C in a terminal does not take it away under commands that are still running.
    const holder = spawn(unshare, args, { env: { ...fixedEnvironment }, stdio: 'pipe', detached: true });
    return new Promise((resolve) => {
      let said = '';
      let complaint = '';
      const refuse = () => resolve(failure({ code: 'namespaces-refused', reason: complaint.trim().split('\n').at(-1) ?? '' }));
      holder.stdin.on('error', () => undefined);
      holder.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
      holder.on('error', (error) => ((complaint += error.message), refuse()));
      holder.on('close', refuse);
      holder.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const id = /^ready (\d+)$/m.exec(said)?.[1];
        if (id) resolve(success(new IsolatedRoot(holder, Number(id))));
      });
    });
  }

  /** Runs a program inside, in the home folder of its root, which is empty at first. Faults as `runProcess`. */
  run(argv: readonly [string, ...string[]], options: Omit<ProcessOptions, 'cwd' | 'group'> = {}): Promise<Result<Output>> {
    // `env` looks the program up inside, and gives it nothing of this process's environment.
    const variables = Object.entries({ ...fixedEnvironment, ...options.env }).map(([name, value]) => `${name}=${value}`);
    const command = [...this.enter, 'env', '-C', fixedEnvironment.HOME, '-i', ...variables, ...argv] as [string, ...string[]];
    return runProcess(command, { ...options, env: { ...fixedEnvironment }, group: true });
  }

  /** Resolves when everything inside has ended. */
  dispose(): Promise<void> {
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return Promise.resolve();
    const ended = new Promise<void>((resolve) => this.holder.once('close', () => resolve()));
    // Not its parent, unshare, which takes note of the death and then ends as well.
    try {
      process.kill(this.id, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
    return ended;
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Arguments: root, scratch, host name, ro or rw. `/proc/self` is still this machine's here, so its first word is the
 * number by which this machine knows the process. A root that cannot be made read-only (some file systems forbid a change
 * of their flags) is no reason to stop: what runs inside writes to no place but the folders that are covered here.
 * /dev is not open to all (mode 1777, a tmpfs's own), or the kernel forbids to open another's device there for writing.
 * It is ready only when its own root has changed, since whoever enters later takes over that root.
 */
const prepare = `
set -e
read -r id rest < /proc/self/stat
hostname "$3" 2>/dev/null || true
[ "$1" = / ] || mount --bind "$1" "$1"
mount --bind "$2" "$1/mnt"
mount -t proc proc "$1/proc"
if [ "$1" != / ]; then
  mount -t tmpfs -o mode=755 tmpfs "$1/dev"
  mkdir "$1/dev/shm"
  for device in null zero random urandom; do
    : > "$1/dev/$device"
    mount --bind "/dev/$device" "$1/dev/$device"
  done
fi
for folder in root tmp run var/tmp var/log var/lib/pacemaker var/lib/pcsd; do
  [ ! -d "$1/$folder" ] || [ -L "$1/$folder" ] || mount -t tmpfs tmpfs "$1/$folder"
done
for file in hosts corosync/corosync.conf pacemaker; do
  [ ! -e "$1/mnt/etc/$file" ] || [ ! -e "$1/etc/$file" ] || mount --bind "$1/mnt/etc/$file" "$1/etc/$file"
done
mkdir -p "$1/var/lib/pacemaker/cib" "$1/run/systemd/system" 2>/dev/null || true
[ "$4" = rw ] || mount -o remount,bind,ro "$1" 2>/dev/null || true
exec chroot "$1" sh -c 'echo "ready $0"; exec cat > /dev/null' "$id"
`;
