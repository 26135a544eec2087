// How fast and how large the extension is, measured on its packaged form.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { browserOptions } from './browser.mjs';
import { buildTests } from './build.mjs';
import { fetchPrograms } from './cache.mjs';
import { scratchFolder } from './lifetime.mjs';
import { checkPackage, packageExtension } from './packaging.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';
import { importSource } from './source.mjs';
import { startVSCode } from './vscode.mjs';

const activations = 9;

/** All figures. Times are in milliseconds, sizes in bytes; `median` is that of so many `runs`. */
export async function measure() {
  const vsix = await packageExtension();
  const { bytes, bundleBytes } = checkPackage();
  await buildTests(['bench']);
  await fetchPrograms();
  return {
    activationMs: await step('Measuring the activation', () => activationMs(resolve(vsix))),
    bundleBytes,
    vsixBytes: bytes,
    ...(await step('Measuring a large cluster and memory', documentFigures)),
    refreshMs: await step('Measuring a refresh', refreshMs),
  };
}

/**
 * What VS Code itself counts for the extension and shows under Running Extensions: loading its code and calling `activate`.
 * @param {string} vsix
 */
async function activationMs(vsix) {
  const { openWorkbench } = /** @type {typeof import('../test/ui/workbench')} */ (await importSource('test/ui/workbench.ts'));
  const server = await startVSCode({ vsix, environment: { HOME: scratchFolder() } });
  const browser = await chromium.launch(await browserOptions());
  /** @type {number[]} */
  const times = [];
  while (times.length < activations) {
    // As high as this the list has room for every extension.
    const { page, runCommand } = await openWorkbench(browser, server.address(), { height: 3_000 });
    await runCommand('Developer: Show Running Extensions');
    const row = page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: 'Pacemaker Explorer' });
    const time = /(\d+)ms/.exec(await row.getByText(/Activation: \d+ms/).innerText());
    times.push(Number(time?.[1]));
    await page.context().close();
  }
  await browser.close();
  return { median: times.sort((one, other) => one - other)[Math.floor(activations / 2)], runs: activations };
}

async function documentFigures() {
  const figures = await run(process.execPath, ['--expose-gc', '--enable-source-maps', 'out/test/bench/figures.main.js'], { what: 'The figures could not be measured' });
  return JSON.parse(figures);
}

async function refreshMs() {
  const results = join(scratchFolder(), 'results.json');
  const suite = [`--extensionDevelopmentPath=${resolve('.')}`, `--extensionTestsPath=${resolve('out/test/bench/refresh.main.js')}`, '--practice=one-host'];
  await run(process.execPath, ['.scripts/hostRunner.mjs', ...suite], { env: { ...process.env, PACEMAKER_EXPLORER_RESULTS: results }, what: 'A refresh could not be measured' });
  return JSON.parse(readFileSync(results, 'utf8'));
}
