import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { mustRun } from './run';

/** What the kernel needs to see its disk, its network, its power button and a source of randomness. */
const modules = ['virtio_pci', 'virtio_blk', 'virtio_net', 'virtio_rng', 'button', 'evdev'] as const;

/**
 * The first program that the guest's kernel starts. The machine's own files (its name, its keys) were unpacked into /own by the kernel,
 * see `packOwnFiles`; its address is on the kernel's command line.
 */
const init = `#!/bin/busybox sh
busybox mount -t devtmpfs dev /dev
busybox mount -t proc proc /proc
busybox mount -t sysfs sys /sys
while read -r module; do busybox insmod "/modules/$module"; done < /modules/order
busybox ip link set lo up
busybox ip link set eth0 up
for word in $(busybox cat /proc/cmdline); do
  case $word in lab.address=*) busybox ip address add "\${word#*=}" dev eth0;; esac
done
tries=0
until busybox mount -t ext4 -o noatime /dev/vda /root; do
  tries=$((tries + 1))
  [ $tries -lt 50 ] || { echo 'There is no file system on /dev/vda.'; busybox poweroff -f; }
  busybox sleep 0.1
done
busybox cp -a /own/. /root/
busybox umount /sys /proc
busybox mount --move /dev /root/dev
exec busybox switch_root /root /sbin/init
`;

/** Writes the initramfs for the kernel of the Debian root `root` into `folder`; `work` is a new folder to do it in. */
export async function writeInitramfs(root: string, work: string, folder: string): Promise<void> {
  const [kernel] = readdirSync(join(root, 'lib/modules'));
  if (!kernel) throw new Error('The guest root has no kernel modules.');
  for (const name of ['bin', 'dev', 'modules', 'own', 'proc', 'root', 'sys']) mkdirSync(join(work, name), { recursive: true });
  cpSync(join(root, 'bin/busybox'), join(work, 'bin/busybox'));
  writeFileSync(join(work, 'init'), init, { mode: 0o755 });
  const order: string[] = [];
  for (const file of await moduleFiles(root, kernel)) {
    const name = basename(file).replace(/\.xz$/, '');
    cpSync(join(root, file), join(work, 'modules', basename(file)));
    if (file.endsWith('.xz')) await mustRun(`${name} could not be unpacked`, join(root, 'bin/busybox'), ['unxz', join(work, 'modules', basename(file))]);
    order.push(name);
  }
  writeFileSync(join(work, 'modules/order'), `${order.join('\n')}\n`);
  await pack(root, work, '.', join(folder, 'initramfs'));
}

/**
 * Packs the folder `own` of `folder`, which, appended to an initramfs, is laid over the guest's root when it starts: so a machine's secrets
 * are in a file that root alone reads, and not on a command line. `root` is any root with a busybox.
 */
export async function packOwnFiles(root: string, folder: string, archive: string): Promise<void> {
  await pack(root, folder, 'own', archive);
}

/** The modules' files in the order in which they are loaded, by absolute path inside of the root. */
async function moduleFiles(root: string, kernel: string): Promise<readonly string[]> {
  const lines = await Promise.all(modules.map((name) =>
    mustRun(`The module ${name} was not found`, 'chroot', [root, 'modprobe', '--set-version', kernel, '--show-depends', name])));
  return [...new Set([...lines.join('\n').matchAll(/^insmod (\S+)/gm)].map(([, file]) => file!))];
}

/** newc is the format that the kernel reads (its documentation, buffer-format); what an overlay notes as deleted has no place in it. */
async function pack(root: string, folder: string, path: string, archive: string): Promise<void> {
  await mustRun(`${archive} could not be written`, 'sh', [
    '-ec', 'cd "$1"; umask 077; find "$2" ! -type c | "$3/bin/busybox" cpio -o -H newc >"$4"', 'sh', folder, path, root, archive,
  ]);
}
