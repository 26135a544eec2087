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
}

/** A change every second for so many minutes. */
export async function soak(lab: Lab, editor: Editor, next: () => Change, minutes: number): Promise<Soak> {
  const rssMiB: number[] = [];
  const sample = async () => rssMiB.push(Math.round((await editor.ask('memory')) / mebibyte));
  const timer = setInterval(() => void sample(), (minutes * 60_000) / samples);
  const end = Date.now() + minutes * 60_000;
  try {
    return { made: await makeChanges(lab, next, busyMs, () => Date.now() >= end), rssMiB };
  } finally {
    clearInterval(timer);
  }
}
