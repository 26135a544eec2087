// The suite that runs inside the extension host: of desktop VS Code where it can be downloaded and shown, else of the server's.
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cache, fetchPrograms } from './cache.mjs';
import { hasDisplay } from './desktop.mjs';
import { markedEnvironment, scratchFolder } from './lifetime.mjs';
import { readTally } from './tally.mjs';

/** @param {string} [grep] */
export async function hostPart(grep) {
  await fetchPrograms();
  const scratch = scratchFolder();
  const results = join(scratch, 'results.json');
  const output = join(scratch, 'output');
  const status = await runTests({
    vscodeExecutablePath: (await desktopVSCode()) ?? resolve('.scripts/hostRunner.mjs'),
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath: resolve('out/test/host/index.js'),
    launchArgs: [`--user-data-dir=${join(scratch, 'data')}`, `--extensions-dir=${join(scratch, 'extensions')}`],
    extensionTestsEnv: { ...markedEnvironment(), PACEMAKER_EXPLORER_RESULTS: results, PACEMAKER_EXPLORER_OUTPUT: output, PACEMAKER_EXPLORER_GREP: grep },
  }).catch(() => 1);
  if (existsSync(output)) console.log(readFileSync(output, 'utf8').trimEnd());
  return readTally('host', results, status);
}

async function desktopVSCode() {
  if (!hasDisplay()) return undefined;
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(cache, 'desktop'), timeout: 15_000 });
  } catch (error) {
    console.log(`Desktop VS Code cannot be downloaded (${error instanceof Error ? error.message : String(error)}): the suite runs in VS Code's server.`);
    return undefined;
  }
}
