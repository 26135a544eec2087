import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning } from './isRunning';

/** A lock whose holder has not touched it for so long belongs to a machine that went away. */
const forgottenAfterMs = 30_000;
const touchEveryMs = 2_000;
const lookAgainMs = 300;

/**
 * Waits until no other process holds the lock that a file stands for, takes it, and answers what gives it back: the file is there only
 * as long. `onWait` is called once when another holds it. Rejects when the file cannot be written.
 */
export async function takeLock(file: string, onWait: (() => void) | undefined): Promise<() => void> {
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
      // Another has taken it over after so long a silence.
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
