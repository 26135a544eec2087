import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { addCgroup, processesIn, removeCgroup } from './cgroups';
import { containerFolder, containerName, imagesFolder, type Layout } from './layout';
import { mustRun, run, type Ran } from './run';

/** Enters the cgroups whose files stand before `--`, before anything is started, and becomes what stands behind it. */
export const enterCgroups = 'while [ "$1" != -- ]; do echo $$ >"$1" || exit; shift; done; shift; exec "$@"';

const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What a container has written may grow to this; a test that fills the disk fills this one. */
const diskSize = '1g';

/** Where a container sees the disks of guests. */
export const imagesPath = '/var/lib/libvirt/images';

/** A container's root file system: what a root of the cache holds, with a disk of its own over it. */
export async function addDisk(layout: Layout, machine: string, root: string): Promise<string> {
  const folder = containerFolder(layout, machine);
  const disk = join(folder, 'disk');
  const merged = join(folder, 'root');
  for (const each of [disk, merged, imagesFolder(layout)]) mkdirSync(each, { recursive: true });
  const what = `The disk of ${machine} could not be made`;
  await mustRun(what, 'mount', ['-t', 'tmpfs', '-o', `size=${diskSize},mode=0700`, layout.prefix, disk]);
  const upper = join(disk, 'upper');
  const work = join(disk, 'work');
  for (const each of [upper, work]) mkdirSync(each, { mode: 0o755 });
  await mustRun(what, 'mount', ['-t', 'overlay', '-o', `lowerdir=${root},upperdir=${upper},workdir=${work}`, layout.prefix, merged]);
  return merged;
}

/** Name of a container's cgroup; those of all containers are in the lab's. */
export function cgroupOf(layout: Layout, machine: string): string {
  return join(layout.prefix, machine);
}

/** Boots a container as a child of this process, which has to stay. It is ended by its cgroup alone. Comes back when it has been started, long before it is up. */
export function startContainer(layout: Layout, machine: string): void {
  const folder = containerFolder(layout, machine);
  const name = containerName(layout, machine);
  const cgroups = addCgroup(cgroupOf(layout, machine));
  const log = openSync(join(folder, 'console.log'), 'a');
  const child = spawn('/bin/sh', ['-c', enterCgroups, 'sh', ...cgroups, '--', 'systemd-nspawn',
    '--quiet', '--boot', '--register=no', '--keep-unit', '--console=pipe', '--capability=all', '--link-journal=no', '--resolv-conf=off', '--timezone=off',
    `--directory=${join(folder, 'root')}`, `--machine=${name}`, `--hostname=${machine}`, `--network-namespace-path=/run/netns/${name}`,
    '--bind=/dev/net/tun', `--bind=${imagesFolder(layout)}:${imagesPath}`,
  ], {
    stdio: ['ignore', log, log],
    detached: true,
    env: { PATH: systemPath, UNIFIED_CGROUP_HIERARCHY: '1', SYSTEMD_NSPAWN_API_VFS_WRITABLE: 'network' },
  });
  closeSync(log);
  child.on('error', (error) => appendFileSync(join(folder, 'console.log'), `${error.message}\n`));
}

/** Ends a container at once, as a power cut does. */
export async function killContainer(layout: Layout, machine: string): Promise<void> {
  await removeCgroup(cgroupOf(layout, machine));
  const name = containerName(layout, machine);
  for (const place of ['propagate', 'unix-export']) {
    const left = join('/run/systemd/nspawn', place, name);
    if (!existsSync(left)) continue;
    await run('umount', ['--quiet', left]);
    rmSync(left, { recursive: true });
  }
}

/** Id of the first process of a container, systemd, as it is seen from outside; nothing while it is off. */
export function leaderOf(layout: Layout, machine: string): number | undefined {
  return processesIn(cgroupOf(layout, machine)).find((id) => {
    try {
      // Outside it has some id; in the container's own namespace, one deeper, it is 1.
      return /^NSpid:\t\d+\t1$/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
    } catch {
      return false;
    }
  });
}

/** Runs a script for `sh` as root in a container that is on, not by way of its network. Rejects when it is off. */
export async function runInContainer(layout: Layout, machine: string, script: string, options: { readonly timeoutMs?: number; readonly stdin?: string } = {}): Promise<Ran> {
  const leader = leaderOf(layout, machine);
  if (leader === undefined) throw new Error(`${machine} is off.`);
  const cgroups = addCgroup(join(cgroupOf(layout, machine), 'visitor'));
  // What is run counts as the container's: it stops and ends with it.
  return run('/bin/sh', ['-c', enterCgroups, 'sh', ...cgroups, '--',
    'nsenter', `--target=${leader}`, '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--root',
    '/bin/sh', '-c', script,
  ], { ...options, env: { PATH: systemPath, HOME: '/root', LANG: 'C.UTF-8' } });
}
