// How fast and how large the extension is, measured on its packaged form.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildTests } from './build.mjs';
import { fetchPrograms } from './cache.mjs';
import { scratchFolder } from './lifetime.mjs';
import { checkPackage, packageExtension } from './packaging.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';

const activations = 5;

/** All figures. Times are in milliseconds, sizes in bytes; `median` is that of so many `runs`. */
export async function measure() {
  await packageExtension();
  const { bytes, bundleBytes } = checkPackage();
  await buildTests(['bench']);
  await fetchPrograms();
  return {
    activationMs: await step('Measuring the activation', activationMs),
    bundleBytes,
    vsixBytes: bytes,
    ...(await step('Measuring a large cluster and memory', documentFigures)),
    refreshMs: await step('Measuring a refresh', refreshMs),
    change: await step('Measuring changes', () => inHost('change', ['--practice=one-host'])),
  };
}

/** The extension's own code in the real host: loading its bundle and calling `activate`, each time in a host of its own. */
async function activationMs() {
  /** @type {number[]} */
  const times = [];
  while (times.length < activations) times.push(Number(await inHost('activation', [])));
  return { median: Math.round(median(times)), runs: activations };
}

async function documentFigures() {
  const figures = await run(process.execPath, ['--expose-gc', '--enable-source-maps', 'out/test/bench/figures.main.js'], { what: 'The figures could not be measured' });
  return JSON.parse(figures);
}

async function refreshMs() {
  return inHost('refresh', ['--practice=one-host']);
}

/**
 * What a suite of test/bench found out inside the extension host.
 * @param {string} suite
 * @param {readonly string[]} options
 */
async function inHost(suite, options) {
  const results = join(scratchFolder(), 'results.json');
  const paths = [`--extensionDevelopmentPath=${resolve('.')}`, `--extensionTestsPath=${resolve(`out/test/bench/${suite}.main.js`)}`];
  await run(process.execPath, ['.scripts/hostRunner.mjs', ...paths, ...options], { env: { ...process.env, PACEMAKER_EXPLORER_RESULTS: results }, what: `The ${suite} could not be measured` });
  return JSON.parse(readFileSync(results, 'utf8'));
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
