import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { debianRoot } from './debianRoot';
import { writeInitramfs } from './guestInitramfs';
import { guestFiles, guestPackages, guestScript } from './guestRoot';
import type { Release } from './release';
import { mustRun } from './run';

/** What guests of a release are made of; all of it is shared and never written to. */
export interface GuestImage {
  /** The root file system as a folder: the remote node's machine lies over it. */
  readonly root: string;
  readonly kernel: string;
  readonly initramfs: string;
  /** The same root file system as a raw ext4 image, sparse. */
  readonly disk: string;
}

/** Counts into the name in the cache: to be raised when what `finish` makes changes. */
const version = 1;
const diskSize = '600M';

/** The image for guests of a release, made when the cache has none. Needs root, mmdebstrap and e2fsprogs. Throws an Error with a sentence. */
export async function guestImage(release: Release, report: (detail: string) => void): Promise<GuestImage> {
  const folder = await debianRoot({
    name: 'guest', release, packages: guestPackages, files: guestFiles, script: guestScript, finish: { version, make: writeImage },
  }, report);
  return { root: join(folder, 'root'), kernel: join(folder, 'kernel'), initramfs: join(folder, 'initramfs'), disk: join(folder, 'disk') };
}

async function writeImage(folder: string, report: (detail: string) => void): Promise<void> {
  report('writing the disk image');
  const root = join(folder, 'root');
  const work = join(folder, 'initramfs-work');
  mkdirSync(work);
  await writeInitramfs(root, work, folder);
  rmSync(work, { recursive: true });
  const kernel = readdirSync(join(root, 'boot')).find((name) => name.startsWith('vmlinuz-'));
  if (!kernel) throw new Error('The guest root has no kernel.');
  renameSync(join(root, 'boot', kernel), join(folder, 'kernel'));
  // What the kernel needs of it is in the initramfs: a fifth of the root.
  for (const name of ['boot', 'usr/lib/modules', 'lib/modules']) rmSync(join(root, name), { recursive: true, force: true });
  await mustRun('The guest\'s disk image could not be written', 'mke2fs', [
    '-q', '-t', 'ext4', '-d', root, '-E', 'lazy_itable_init=1,lazy_journal_init=1', join(folder, 'disk'), diskSize,
  ]);
}
