import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from './isRunning';

const prefix = 'pacemaker-practice-';

/** Makes a private folder (mode 0700) for one practice cluster, and removes those whose process has died. */
export async function makeScratchFolder(parent = tmpdir()): Promise<string> {
  await removeForgotten(parent);
  // The name says whose it is: process ids come again, and then a folder is merely kept a while longer.
  return mkdtemp(join(parent, `${prefix}${String(process.pid)}-`));
}

export async function removeScratchFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Replaces a file so that a reader sees the old text or the new, never a part. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  await writeFile(part, text, { mode: 0o600 });
  await rename(part, file);
}

async function removeForgotten(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    // Another user's folder stays: it cannot be removed, and its process cannot be asked.
    if (owner !== undefined && !isRunning(Number(owner))) await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
