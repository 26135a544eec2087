// Built tests, run in a process of their own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './lifetime.mjs';
import { runShown } from './run.mjs';
import { readTally } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * @typedef {object} Batch
 * @property {string} name of what runs, for the tally of a run that broke off
 * @property {readonly string[]} files
 * @property {number} timeoutMs for each test
 * @property {string} [grep]
 * @property {NodeJS.ProcessEnv} [environment] what the tests find beside our own
 * @property {boolean} [afterwards] shows what they say when they have ended, not as they say it
 * @property {readonly string[]} [inside] a program and its first words that are to run Node, such as `ip netns exec NAME`
 */

/** The built test files of a part, in the order of their names. @param {string} part */
export function builtTests(part) {
  const folder = join('out', 'test', part);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.js')).sort().map((file) => join(folder, file));
}

/**
 * @param {Batch} batch
 * @returns {Promise<Tally>}
 */
export async function runTests({ name, files, timeoutMs, grep = '', environment = {}, afterwards = false, inside = [] }) {
  const results = join(scratchFolder(), 'results.json');
  const words = [...inside, process.execPath, '--enable-source-maps', '.scripts/mochaMain.mjs', String(timeoutMs), results, grep, ...files];
  const [program = '', ...args] = words;
  const status = await runShown(program, args, { env: { ...process.env, ...environment }, afterwards });
  return readTally(name, results, status);
}
