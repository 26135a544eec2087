// The parts of the tests, in the order in which they run, and what they add up to.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtension, buildTests } from './build.mjs';
import { builtTests, runTests } from './mochaProcess.mjs';
import { runShown } from './run.mjs';
import { count, failure, printTally, sum } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/** @type {Record<string, (grep?: string) => Promise<Tally>>} */
const parts = {
  types: async () => sum([
    await check('The code has no type error', 'node_modules/.bin/tsc', ['-p', '.', '--noEmit']),
    await check('src/core uses neither Node nor VS Code', 'node_modules/.bin/tsc', ['-p', 'src/core', '--noEmit']),
    await check('src/render uses neither Node nor VS Code', 'node_modules/.bin/tsc', ['-p', 'src/render', '--noEmit']),
    await check('webview uses only what a browser has', 'node_modules/.bin/tsc', ['-p', 'webview', '--noEmit']),
  ]),
  lint: () => check('The code keeps the rules of ESLint', 'node_modules/.bin/eslint', ['--max-warnings=0', '.']),
  unit: (grep) => mochaPart('unit', { timeoutMs: 5_000, processes: 2, grep }),
  contract: async (grep) => {
    const { cache, fetchPrograms } = await import('./cache.mjs');
    await fetchPrograms();
    return mochaPart('contract', { timeoutMs: 60_000, processes: 2, environment: { PACEMAKER_EXPLORER_CACHE: cache }, grep });
  },
  host: async (grep) => (await import('./hostPart.mjs')).hostPart(grep),
  ui: async (grep) => (await import('./uiPart.mjs')).uiPart((environment) => mochaPart('ui', { timeoutMs: 120_000, processes: 1, environment, grep })),
};

/**
 * Runs parts, all when none is named, and prints at the end what failed, what was skipped and why, and the sum.
 * @param {readonly string[]} named
 * @param {string} [grep]
 * @returns {Promise<number>} exit status
 */
export async function runParts(named, grep) {
  const unknown = named.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}: the parts are ${Object.keys(parts).join(', ')}.`);
  const chosen = Object.entries(parts).filter(([name]) => named.length === 0 || named.includes(name));
  /** @type {Tally[]} */
  const tallies = [];
  try {
    await buildExtension();
    await buildTests(chosen.map(([name]) => name));
  } catch (error) {
    tallies.push(failure('The code can be bundled', String(error)));
  }
  for (const [name, part] of chosen) {
    const begin = Date.now();
    console.log(`\n${name}`);
    const tally = await part(grep).catch((error) => failure(`${name}: all of it`, error instanceof Error ? error.message : String(error)));
    tallies.push(count(tally) > 0 ? tally : failure(`${name}: all of it`, 'It ran no test.'));
    console.log(`${name}: ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
  return printTally(sum(tallies));
}

/**
 * @param {string} title
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<Tally>}
 */
async function check(title, program, args) {
  const status = await runShown(program, args);
  console.log(`  ${status === 0 ? '✔' : '✖'} ${title}`);
  return status === 0 ? { passed: 1, failed: [], skipped: [] } : failure(title, `${program} ended with status ${status}; what it found stands above.`);
}

/**
 * Runs the tests of a part in `processes` processes at once, each a share of the files.
 * @param {string} name
 * @param {{ timeoutMs: number, processes: number, environment?: NodeJS.ProcessEnv, grep: string | undefined }} options
 */
async function mochaPart(name, { processes, ...options }) {
  if (!existsSync(join('out', 'test', name))) return failure(`${name}: all of it`, `There is no test in test/${name}.`);
  const files = builtTests(name);
  const shares = Array.from({ length: processes }, (_, share) => files.filter((__, index) => index % processes === share));
  return sum(await Promise.all(shares.map((share, index) => runTests({ name, files: share, afterwards: index > 0, ...options }))));
}
