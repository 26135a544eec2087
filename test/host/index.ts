import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from '../../.scripts/mochaRun.mjs';

/** VS Code calls this inside its extension host and takes a rejection for a failed suite. The console of a test is not ours to see. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const outputFile = variable('PACEMAKER_EXPLORER_OUTPUT');
  const write = (text: string) => appendFileSync(outputFile, text);
  const failed = await runMocha({
    files: readdirSync(__dirname).filter((file) => file.endsWith('.test.js')).sort().map((file) => join(__dirname, file)),
    timeoutMs: 30_000,
    resultsFile: variable('PACEMAKER_EXPLORER_RESULTS'),
    grep: process.env['PACEMAKER_EXPLORER_GREP'],
    write,
  }).catch((error: unknown) => {
    write(`${error instanceof Error ? error.stack : String(error)}\n`);
    throw error;
  });
  if (failed > 0) throw new Error(`${failed} failed`);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
