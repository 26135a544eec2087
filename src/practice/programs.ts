import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure, success, type Result } from '../core/result';
import { cachedFolder } from './cachedFolder';
import { describeDebianPackages, unpackDebianPackages, type PackageEstimate, type PackageProgress } from './debianPackages';
import { IsolatedRoot } from './isolatedRoot';
import { programFile } from './programFiles';
import { prootFolder } from './tracedRoot';

/** Pacemaker's own programs: those that are installed here (`root` is `/`), or unpacked ones in a folder of their own. */
export interface Programs {
  readonly origin: 'installed' | 'unpacked';
  readonly root: string;
}

const needed = ['pcs', 'crm_mon', 'cibadmin', 'crm_simulate', 'crm_resource'];

/** A change of what is unpacked takes a new number, since a folder of the cache is never changed. */
const folderName = `pacemaker-programs-3-${process.arch}`;

const packages = [
  'pacemaker-cli-utils', 'pcs', 'resource-agents', 'pacemaker-resource-agents', 'fence-agents-virsh|fence-agents',
  'libc6', 'bash', 'coreutils', 'dash', 'sed', 'grep', 'gawk', 'proot|',
];

/** What only pcsd, other agents and maintenance scripts need. */
const exclude = [
  /ruby|^rake$|^puma$/, /perl/, /snmp/, /^dbus|^libopenhpi|^libopenipmi|^libsensors|^pci\.ids$|^libpci/, /^dpkg$|^debconf$|^adduser$|^usrmerge$|^ca-certificates$|^nss|-tools$/,
  /^python3-(boto|cachetools|fasteners|google|greenlet|httplib2|jmespath|monotonic|oauth2client|pyasn1|rsa|s3transfer|sqlalchemy|suds|uritemplate)/,
];

/** The programs that can be used without fetching anything: installed ones before unpacked ones. */
export function findPrograms(cache: string): Programs | null {
  if (needed.every((name) => programFile(name))) return { origin: 'installed', root: '/' };
  const root = join(cache, folderName);
  return existsSync(root) ? { origin: 'unpacked', root } : null;
}

/** How much `fetchPrograms` would fetch; `null` when that is not known beforehand. Faults: `practice-needs-linux`, `packages-unsupported`, `packages-not-fetched`. */
export async function describePrograms(cache: string, signal?: AbortSignal): Promise<Result<PackageEstimate | null>> {
  return onLinux(() => describeDebianPackages({ packages, exclude, aptFolder: join(cache, 'apt') }, signal));
}

/**
 * Unpacks the programs into the cache, where every window and every clone finds them. Nothing is installed on this machine.
 * Faults: those of `describePrograms`, `namespaces-refused`, `cancelled`.
 */
export async function fetchPrograms(cache: string, onProgress?: (progress: PackageProgress) => void, signal?: AbortSignal): Promise<Result<Programs>> {
  const make = async (root: string) => {
    const unpacked = await unpackDebianPackages({ packages, exclude, aptFolder: join(cache, 'apt'), folder: root, onProgress, signal });
    return unpacked.ok ? complete(root, signal) : unpacked;
  };
  const folder = await onLinux(() => cachedFolder({ cache, name: folderName, make }));
  return folder.ok ? success({ origin: 'unpacked', root: folder.value }) : folder;
}

/** A file system that refuses (no room, no right) is told as the reason why nothing was fetched. */
async function onLinux<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  if (process.platform !== 'linux') return failure({ code: 'practice-needs-linux', platform: process.platform });
  try {
    return await work();
  } catch (error) {
    return failure({ code: 'packages-not-fetched', reason: error instanceof Error ? error.message : String(error) });
  }
}

/** What maintenance scripts of the packages would have done, as far as it is missed. */
async function complete(root: string, signal?: AbortSignal): Promise<Result<void>> {
  await Promise.all(['doc', 'man', 'locale', 'info'].map((name) => rm(join(root, 'usr', 'share', name), { recursive: true, force: true })));
  await Promise.all(['mnt', 'proc', 'dev', 'tmp', 'run', 'root', 'var/tmp', 'var/log', 'etc/corosync', 'etc/pacemaker', 'var/lib/pacemaker/cib', 'var/lib/pcsd'].map((name) => mkdir(join(root, name), { recursive: true })));
  await writeFile(join(root, 'etc', 'passwd'), 'root:x:0:0:root:/root:/bin/bash\nhacluster:x:189:189:cluster:/:/usr/sbin/nologin\n');
  await writeFile(join(root, 'etc', 'group'), 'root:x:0:\nhaclient:x:189:\n');
  // pcs looks for systemctl to learn whether there are services at all, and warns at every change where it finds none. Here none runs.
  if (!existsSync(join(root, 'bin', 'systemctl'))) await writeFile(join(root, 'bin', 'systemctl'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
  for (const file of ['etc/hosts', 'etc/corosync/corosync.conf']) await appendFile(join(root, file), '');
  for (const [link, target] of [['usr/bin/awk', 'gawk'], ['bin/sh', 'dash']] as const) {
    if (!existsSync(join(root, link))) await symlink(target, join(root, link));
  }
  await setProotApart(root);
  return compilePython(root, signal);
}

/** proot runs outside of the root, where this machine's libraries are to be used but the one that it may lack. */
async function setProotApart(root: string): Promise<void> {
  if (!existsSync(join(root, 'usr', 'bin', 'proot'))) return;
  await mkdir(join(root, prootFolder), { recursive: true });
  await rename(join(root, 'usr', 'bin', 'proot'), join(root, prootFolder, 'proot'));
  for (const folder of await readdir(join(root, 'usr', 'lib'))) {
    const library = join(root, 'usr', 'lib', folder, 'libtalloc.so.2');
    if (existsSync(library)) await copyFile(library, join(root, prootFolder, 'libtalloc.so.2'));
  }
}

/** Without compiled modules each start of pcs takes 1.1 s instead of 0.6 s. */
async function compilePython(root: string, signal?: AbortSignal): Promise<Result<void>> {
  return withScratch(async (scratch) => {
    const inside = await IsolatedRoot.start({ root, scratch, hostname: 'localhost', writable: true });
    if (!inside.ok) return inside;
    const compiled = await inside.value.run(['python3', '-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', '/usr/lib'], { signal });
    await inside.value.dispose();
    // Some modules in there are for other versions of Python and do not compile; pcs runs without them.
    return compiled.ok ? success(undefined) : compiled;
  });
}

async function withScratch<T>(use: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'pacemaker-explorer-'));
  try {
    return await use(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
