import { resolve } from 'node:path';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import type { Row } from '../../src/render/row';
import { rowDifference } from '../../src/render/rowDifference';
import { type DependentView, dependentViews, viewRows } from '../../src/render/viewFrame';
import { createThreadReader } from '../../src/session/threadReader';
import { liveState } from '../liveState';
import { largeDocument } from './largeDocument';
import { longestStall } from './stall';

export interface LargeStatusFigures {
  readonly bytes: number;
  /** Milliseconds from the bytes of the document to the rows of all views; median of `runs`. */
  readonly totalMs: number;
  /** Longest time in milliseconds for which the main thread did not come round, over all runs. */
  readonly longestStallMs: number;
  /** Rows of all views that are drawn again after one resource has changed. */
  readonly rowsRedrawn: number;
  readonly runs: number;
}

const runs = 7;
const viewNames = Object.keys(dependentViews) as DependentView[];

/** Reads the document of a large cluster the way the extension does, by the built thread of dist/. */
export async function largeStatus(): Promise<LargeStatusFigures> {
  const reader = createThreadReader(resolve('dist/readerThread.js'));
  const read = async (text: string): Promise<ClusterSnapshot> => {
    const snapshot = await reader.read({
      status: { form: 'xml', output: { stdout: text, stderr: '', exitCode: 0 } }, cib: null, cibVersion: null, domains: [], takenAt: 0, host: 'host1',
    });
    if (!snapshot.ok) throw new Error(`the document could not be read: ${JSON.stringify(snapshot.fault)}`);
    return snapshot.value;
  };
  const before = largeDocument({ stopped: null });
  const after = largeDocument({ stopped: 'r7-3' });
  try {
    const first = await rowsOf(await read(before));
    const times: number[] = [];
    let stall = 0;
    for (let run = 0; run < runs; run++) {
      stall = Math.max(stall, await longestStall(async () => {
        const begin = performance.now();
        await rowsOf(await read(before));
        times.push(performance.now() - begin);
      }));
    }
    const second = await rowsOf(await read(after));
    const rowsRedrawn = viewNames.reduce((sum, name) => sum + rowDifference(first[name], second[name]).changed.length, 0);
    return { bytes: Buffer.byteLength(before), totalMs: Math.round(median(times)), longestStallMs: Math.round(stall), rowsRedrawn, runs };
  } finally {
    reader.dispose();
  }
}

/** The rows of each view, drawn in a turn of its own as the sidebar does. */
async function rowsOf(last: ClusterSnapshot): Promise<Readonly<Record<DependentView, readonly Row[]>>> {
  const definition = { id: 'large', name: 'large', practice: false, readOnly: false, hosts: [] };
  const rows: Record<DependentView, readonly Row[]> = { nodes: [], guests: [], resources: [], constraints: [] };
  for (const name of viewNames) {
    await new Promise((resolve) => setImmediate(resolve));
    rows[name] = viewRows(name, { definition, state: liveState(last) }, (text) => text);
  }
  return rows;
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
