import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { success, type Result } from '../core/result';
import { takeLock } from './lockFile';

export interface CachedFolder {
  /** Absolute path of the cache; made when it is missing. */
  readonly cache: string;
  /** Name and version of what the folder holds. A folder that was made is never changed again. */
  readonly name: string;
  /** Fills the folder, which is new and empty. */
  readonly make: (folder: string) => Promise<Result<void>>;
  /** Called once when another process is making the same folder. */
  readonly onWait?: () => void;
}

/** Where everything that is fetched once is kept: `${XDG_CACHE_HOME:-~/.cache}/pacemaker-explorer`. */
export function defaultCache(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const base = environment['XDG_CACHE_HOME'];
  return join(base?.startsWith('/') ? base : join(homedir(), '.cache'), 'pacemaker-explorer');
}

/**
 * The path of a folder that is made at most once. It is made beside its place and renamed when it is whole,
 * so half a download is never taken for a whole, also when a lock was taken over; the lock only saves two processes from doing the same work.
 * Answers the fault of `make`, and rejects when the cache cannot be written.
 */
export async function cachedFolder({ cache, name, make, onWait }: CachedFolder): Promise<Result<string>> {
  const folder = join(cache, name);
  if (existsSync(folder)) return success(folder);
  await mkdir(cache, { recursive: true });
  const release = await takeLock(join(cache, `.${name}.lock`), onWait);
  try {
    if (existsSync(folder)) return success(folder);
    const prefix = `.${name}.part-`;
    for (const left of readdirSync(cache).filter((entry) => entry.startsWith(prefix))) await remove(join(cache, left));
    const part = join(cache, `${prefix}${String(process.pid)}`);
    mkdirSync(part);
    try {
      const made = await make(part);
      if (!made.ok) return made;
      await rename(part, folder);
      return success(folder);
    } finally {
      await remove(part);
    }
  } finally {
    release();
  }
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
