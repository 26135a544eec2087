import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { killContainer, leaderOf, startContainer } from './container';
import { containerFolder, type Layout } from './layout';

/** The power switch of one machine. What is asked of it is done in turn. */
export interface PowerSwitch {
  isOn(): Promise<boolean>;
  /** Cuts it off at once; no harm when it is off. */
  off(): Promise<void>;
  /** Begins to boot it after so many milliseconds unless it is on. The first process of the machine runs when this comes back. */
  on(options: { readonly afterMs: number }): Promise<void>;
}

/** The process that calls this becomes the parent of the machine, which it has to outlive. */
export function powerSwitch(layout: Layout, machine: string): PowerSwitch {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const isOn = () => leaderOf(layout, machine) !== undefined;
  return {
    isOn: () => inTurn(async () => isOn()),
    off: () => inTurn(() => killContainer(layout, machine)),
    on: ({ afterMs }) => inTurn(async () => {
      if (isOn()) return;
      await pause(afterMs);
      // One that has turned itself off has left things behind.
      await killContainer(layout, machine);
      startContainer(layout, machine);
      for (const end = Date.now() + 10_000; !isOn(); await pause(20)) {
        if (Date.now() > end) throw new Error(`${machine} did not start: see ${join(containerFolder(layout, machine), 'console.log')}`);
      }
    }),
  };
}
