import { performance } from 'node:perf_hooks';
import type { Lab } from '../../lab/lab';
import { mustRun } from '../../lab/run';
import type { Editor } from './editor';
import { percentiles } from './latency';

const rounds = 7;

export interface Connecting {
  /** From the wish to connect to the rows of all five views. */
  readonly connectToTreeMs: number | null;
  /** OpenSSH's client from its start to its end, from the same machine; no connection is shared. */
  readonly sshPcsStatusMs: number | null;
}

/** The host that is connected first answers: connects until that is host1, whose costs are counted and which is powered off at the end. */
async function answerFromHost1(editor: Editor): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt++) {
    const begin = Date.now();
    await editor.ask('connect');
    const { lines } = await editor.next(begin - 1, { view: 'pacemaker.clusters', line: /^lab: connected, / }, 10_000);
    if (lines.some((line) => line.startsWith('lab: connected, host1'))) return;
    await editor.ask('disconnect');
  }
  throw new Error('host1 was never the first to be connected.');
}

/** Medians of some rounds, of one and the other in turn. */
export async function measureConnecting(lab: Lab, editor: Editor): Promise<Connecting> {
  const trees: number[] = [];
  const texts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await editor.ask('disconnect');
    trees.push(await editor.ask('connect'));
    await editor.ask('disconnect');
    const begin = performance.now();
    await mustRun('The status could not be asked for', 'ssh', ['-F', lab.sshConfig, 'host1', 'pcs', 'status']);
    texts.push(performance.now() - begin);
  }
  await answerFromHost1(editor);
  return { connectToTreeMs: percentiles(trees).p50, sshPcsStatusMs: percentiles(texts).p50 };
}
