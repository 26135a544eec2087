import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { success, type Result } from '../core/result';
import { isRunning } from './isRunning';

/** A lock whose holder has not touched it for so long belongs to a machine that went away. */
const forgottenAfterMs = 30_000;
const touchEveryMs = 2_000;
const lookAgainMs = 300;

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
 * so half a download is never taken for a whole; the lock only saves two processes from doing the same work.
 * Answers the fault of `make`, and rejects when the cache cannot be written.
 */
export async function cachedFolder({ cache, name, make, onWait }: CachedFolder): Promise<Result<string>> {
  const folder = join(cache, name);
  if (existsSync(folder)) return success(folder);
  await mkdir(cache, { recursive: true });
  const release = await lock(join(cache, `.${name}.lock`), onWait);
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

async function lock(file: string, onWait: (() => void) | undefined): Promise<() => void> {
  const owner = `${hostname()} ${String(process.pid)}`;
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, owner, { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    // Synchronous on purpose: nothing comes between the look and the removal but another process in the same microseconds.
    if (isForgotten(file)) rmSync(file, { force: true });
    else {
      if (attempt === 0) onWait?.();
      await pause(lookAgainMs);
    }
  }
  const touch = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Taken over: the rename at the end is what keeps the folder whole.
    }
  }, touchEveryMs);
  return () => {
    clearInterval(touch);
    rmSync(file, { force: true });
  };
}

function isForgotten(file: string): boolean {
  try {
    const [machine, process_] = readFileSync(file, 'utf8').split(' ');
    if (Date.now() - statSync(file).mtimeMs > forgottenAfterMs) return true;
    return machine === hostname() && process_ !== undefined && !isRunning(Number(process_));
  } catch {
    return false;
  }
}
