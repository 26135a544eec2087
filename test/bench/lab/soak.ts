import type { Lab } from '../../lab/lab';
import type { Change } from './changes';
import type { Editor } from './editor';
import type { Made } from './latency';
import { makeChanges } from './series';

const busyMs = 1_000;
const samples = 36;
const mebibyte = 2 ** 20;

export interface Soak {
  readonly made: readonly Made[];
  /** Memory of the extension host's process, at the same distances. */
  readonly rssMiB: readonly number[];
  /** What is still reached on its heap, before and after: memory that is only not collected yet is not in it. */
  readonly heapMiB: readonly [before: number, after: number];
}

/** A change every second for so many minutes. */
export async function soak(lab: Lab, editor: Editor, next: () => Change, minutes: number): Promise<Soak> {
  const rssMiB: number[] = [];
  const inMiB = async (what: 'memory' | 'reached') => Math.round(((await editor.ask(what)) / mebibyte) * 10) / 10;
  const sample = async () => rssMiB.push(Math.round(await inMiB('memory')));
  const before = await inMiB('reached');
  const timer = setInterval(() => void sample(), (minutes * 60_000) / samples);
  const end = Date.now() + minutes * 60_000;
  try {
    const made = await makeChanges(lab, next, busyMs, () => Date.now() >= end);
    return { made, rssMiB, heapMiB: [before, await inMiB('reached')] };
  } finally {
    clearInterval(timer);
  }
}
