import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { access, until } from '../host/access';
import { median } from './largeStatus';

const runs = 21;

/**
 * Runs inside the extension host, with a practice cluster that started with the editor: milliseconds from the command Refresh
 * to the rows of that reading. Writes them as JSON to the file that PACEMAKER_EXPLORER_RESULTS names.
 */
export async function run(): Promise<void> {
  const { load, sidebar } = await access();
  const { clusters } = await load();
  await vscode.commands.executeCommand('pacemaker.resources.focus');
  await until('the practice cluster is connected', () => clusters.active?.state.kind === 'live' && sidebar.rows.length > 0, 60_000);
  const times: number[] = [];
  for (let count = 0; count < runs; count++) {
    const last = clusters.active?.state.last;
    const begin = performance.now();
    await vscode.commands.executeCommand('pacemaker.cluster.refresh');
    // Rows are drawn once the event loop comes round.
    await new Promise((resolve) => setImmediate(resolve));
    times.push(performance.now() - begin);
    if (clusters.active?.state.last === last) throw new Error('the reading brought nothing new');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  writeFileSync(process.env['PACEMAKER_EXPLORER_RESULTS'] ?? '', JSON.stringify({ median: Math.round(median(times)), runs }));
}
