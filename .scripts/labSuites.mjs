// The suites of tests on the lab, and which of them a pass runs.
import { basename } from 'node:path';

/** @typedef {'full' | 'short'} Pass what a release is put through: everything, or what tells that it is supported */

/** The suite whose tests click in VS Code, and therefore run outside of the lab's network, before the others. */
const onScreen = 'screen';

/**
 * A suite is every file of test/lab whose name begins with that of the suite, `link` say: link.test.ts and linkFaults.test.ts.
 * They run in this order, since one lab serves them all: what cuts and kills comes last.
 * @type {readonly { readonly name: string, readonly passes: readonly Pass[] }[]}
 */
export const suites = [
  { name: onScreen, passes: ['full'] },
  { name: 'views', passes: ['full', 'short'] },
  { name: 'short', passes: ['full', 'short'] },
  { name: 'actions', passes: ['full', 'short'] },
  { name: 'guests', passes: ['full'] },
  { name: 'live', passes: ['full'] },
  { name: 'link', passes: ['full'] },
  { name: 'hosts', passes: ['full'] },
  { name: 'lab', passes: ['full'] },
];

/**
 * The files that a pass runs, in order. Throws an Error with a sentence for a suite that there is not and for a file that belongs to none.
 * @param {readonly string[]} files
 * @param {Pass} pass
 * @param {readonly string[]} only names of suites, which are then run whatever the pass; all of the pass when there is none
 */
export function chosenFiles(files, pass, only) {
  const names = suites.map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no suite ${unknown.join(', ')}: the suites are ${names.join(', ')}.`);
  const suiteOf = (/** @type {string} */ file) => names.find((name) => basename(file).startsWith(name));
  const stray = files.filter((file) => suiteOf(file) === undefined);
  if (stray.length > 0) throw new Error(`${stray.join(', ')} begins with the name of no suite: the suites are ${names.join(', ')}.`);
  return suites
    .filter(({ name, passes }) => (only.length > 0 ? only.includes(name) : passes.includes(pass)))
    .flatMap(({ name }) => files.filter((file) => suiteOf(file) === name).sort());
}

/** Whether a file is of the suite that needs VS Code's screen. @param {string} file */
export function needsScreen(file) {
  return basename(file).startsWith(onScreen);
}
