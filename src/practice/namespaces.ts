import { spawn } from 'node:child_process';
import { failure, success, type Result } from '../core/result';
import { fixedEnvironment, type IsolatedRootOptions, type WayIn } from './wayIn';
import { programFile } from './programFiles';

/**
 * Kernel namespaces: a root folder of their own, read-only, no network, and no way to a cluster that this machine may really
 * be part of. One process holds them open; it ends when this one does, and the kernel then ends everything inside.
 * Faults: `practice-programs-missing` where util-linux is not there, `namespaces-refused`.
 */
export function openNamespaces(options: IsolatedRootOptions): Promise<Result<WayIn>> {
  const [unshare, nsenter] = [programFile('unshare'), programFile('nsenter')];
  if (!unshare || !nsenter) return Promise.resolve(failure({ code: 'practice-programs-missing', reason: 'unshare, nsenter' }));
  const asRoot = process.getuid?.() === 0;
  const flags = [...(asRoot ? [] : ['-r']), '-m', '-p', '-n', '-u', '-i', '-f'];
  const args = [...flags, 'sh', '-c', prepare, 'sh', options.root, options.scratch, options.hostname, options.writable ? 'rw' : 'ro'];
  // A group of its own, so that Ctrl-C in a terminal does not take it away under commands that are still running.
  const holder = spawn(unshare, args, { env: { ...fixedEnvironment }, stdio: 'pipe', detached: true });
  const closed = new Promise<void>((resolve) => holder.once('close', () => resolve()));

  return new Promise((resolve) => {
    let said = '';
    let complaint = '';
    const refuse = () => resolve(failure({ code: 'namespaces-refused', reason: complaint.trim().split('\n').at(-1) ?? '' }));
    holder.stdin.on('error', () => undefined);
    holder.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    holder.on('error', (error) => ((complaint += error.message), refuse()));
    void closed.then(refuse);
    holder.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const id = Number(/^ready (\d+)$/m.exec(said)?.[1] ?? 0);
      if (id === 0) return;
      const enter = [nsenter, '-t', String(id), ...(asRoot ? [] : ['-U', '--preserve-credentials']), '-m', '-p', '-n', '-u', '-i', '-r', '-w'] as const;
      resolve(success({ enter, env: {}, close: () => (kill(id), closed) }));
    });
  });
}

/** Ends the process that holds the namespaces, not its parent, unshare, which takes note of the death and then ends as well. */
function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
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
