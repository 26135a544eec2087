// What came out of tests, counted and told.
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Tally what a part of the tests came to
 * @property {number} passed
 * @property {readonly { title: string, text: string }[]} failed
 * @property {readonly { title: string, reason: string }[]} skipped
 * @property {Readonly<Record<string, number>>} [took] milliseconds for each file, with what its suites prepare and put right
 */

/**
 * The tally that a run left. A run that broke off left none, and has failed.
 * @param {string} name
 * @param {string} results
 * @param {number} status
 * @returns {Tally}
 */
export function readTally(name, results, status) {
  if (!existsSync(results)) return failure(`${name}: all of it`, `It ended before its tests did, with status ${status}.`);
  const tally = /** @type {Tally} */ (JSON.parse(readFileSync(results, 'utf8')));
  return status === 0 || tally.failed.length > 0 ? tally : sum([tally, failure(`${name}: its end`, `It ended with status ${status}.`)]);
}

/**
 * One thing that failed.
 * @param {string} title
 * @param {string} text
 * @returns {Tally}
 */
export function failure(title, text) {
  return { passed: 0, failed: [{ title, text }], skipped: [] };
}

/** How many tests it tells of. @param {Tally} tally */
export function count({ passed, failed, skipped }) {
  return passed + failed.length + skipped.length;
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
    took: Object.assign({}, ...tallies.map(({ took }) => took)),
  };
}

/**
 * Prints what failed, what was skipped and why, and as the last line the sum.
 * @param {Tally} tally
 * @returns {number} exit status
 */
export function printTally({ passed, failed, skipped }) {
  for (const { title, text } of failed) console.log(`\n✖ ${title}\n${text.replace(/^/gm, '    ')}`);
  if (skipped.length > 0) console.log();
  for (const { title, reason } of skipped) console.log(`- ${title} (skipped: ${reason})`);
  console.log(`\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
  return failed.length > 0 ? 1 : 0;
}
