import type { Editor } from './editor';
import { percentiles, type Percentiles } from './latency';
import type { Witnesses } from './records';

const rounds = 5;

export interface ChangeFigures {
  /** From the wish to what the scheduler says of it, where the copy is edited by Pacemaker's own tools. */
  readonly previewMs: Percentiles;
  /** The same where pcs edits the copy. */
  readonly pcsPreviewMs: Percentiles;
  /** From the cluster's own record that it has done it to the end of its verification. */
  readonly verifiedMs: Percentiles;
  readonly runs: number;
}

/** Has a resource disabled and enabled from the editor, each previewed before, as a person would. */
export async function measureChanges(editor: Editor, witnesses: Witnesses): Promise<ChangeFigures> {
  const [previews, byPcs]: [number[], number[]] = [[], []];
  const done: { readonly operation: string; readonly begun: number; readonly verified: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    byPcs.push(await editor.ask('previewClone'));
    for (const [preview, change, operation] of [['previewDisable', 'disable', 'stop'], ['previewEnable', 'enable', 'start']] as const) {
      previews.push(await editor.ask(preview));
      const begun = Date.now();
      done.push({ operation, begun, verified: await editor.ask(change) });
    }
  }
  const { cib } = await witnesses.read();
  const lags = done.map(({ operation, begun, verified }) => {
    const record = cib.findLast(({ at, text }) => at >= begun && at <= verified && new RegExp(`bench5_last_0\\b.*operation="?${operation}\\b.*transition-magic="?0:0;`).test(text));
    if (record === undefined) throw new Error(`There is no record of the ${operation} of bench5 within ${verified - begun} ms.`);
    return verified - record.at;
  });
  return { previewMs: percentiles(previews), pcsPreviewMs: percentiles(byPcs), verifiedMs: percentiles(lags), runs: lags.length };
}
