// The figures that need real hosts, measured on the packaged form of the extension.
import { browserOptions } from './browser.mjs';
import { buildTests } from './build.mjs';
import { atEnd, scratchFolder } from './lifetime.mjs';
import { packageExtension } from './packaging.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';
import { importSource } from './source.mjs';
import { fetchVSCode } from './vscode.mjs';

const release = 'bookworm';

/**
 * Brings a lab up, measures on it, and takes it down again unless it is to be kept.
 * @param {{ soakMinutes: number, soakOnly: boolean, keep: boolean }} how
 * @returns {Promise<string>} JSON
 */
export async function measureOnLab({ soakMinutes, soakOnly, keep }) {
  await packageExtension();
  await buildTests(['bench']);
  // There is no way out of the lab's network: what is fetched is fetched before.
  await fetchVSCode();
  await browserOptions();
  const { layoutOf } = /** @type {typeof import('../test/lab/layout')} */ (await importSource('test/lab/layout.ts'));
  if (!keep) atEnd(() => lab('down'));
  await step('Bringing the lab up', () => lab('up', '--state', 'guest'));
  return step('Measuring', () => run('nsenter', [`--net=/run/netns/${layoutOf(release).namespace}`, '--', process.execPath, '--enable-source-maps', 'out/test/bench/lab/figures.main.js'], {
    env: { ...process.env, PACEMAKER_LAB_RELEASE: release, PACEMAKER_EXPLORER_SCRATCH: scratchFolder(), PACEMAKER_EXPLORER_SOAK_MINUTES: String(soakMinutes), PACEMAKER_EXPLORER_SOAK_ONLY: String(soakOnly) },
    what: 'The figures could not be measured',
    shown: true,
  }));
}

/** @param {readonly string[]} words */
function lab(...words) {
  return run(process.execPath, ['.scripts/lab.mjs', ...words, '--release', release], { what: `npm run lab -- ${words.join(' ')} failed` });
}
