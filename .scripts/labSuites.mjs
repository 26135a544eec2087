// The suites of tests on the lab, and which of them a pass runs.
import { basename } from 'node:path';

/**
 * What a release is put through. `whole`: everything; `full`: that without what takes long and is not likely to break by itself; `short`: what tells that
 * a release is supported.
 * @typedef {'whole' | 'full' | 'short'} Pass
 */

/** Suites whose tests click in VS Code, and therefore run outside of the lab's network, before the others. */
const onScreen = ['screen', 'tutorialScreen'];

/**
 * A suite is every file of test/lab whose name begins with that of the suite, `link` say: link.test.ts and linkFaults.test.ts.
 * They run in this order, since one lab serves them all: what cuts and kills comes last. But what begins on bare hosts begins first, on a lab that is brought up so.
 * @type {readonly { readonly name: string, readonly passes: readonly Pass[], readonly bare?: true }[]}
 */
export const suites = [
  { name: 'tutorialScreen', passes: ['whole'], bare: true },
  { name: 'tutorial', passes: ['whole', 'short'], bare: true },
  { name: 'screen', passes: ['whole', 'full'] },
  { name: 'views', passes: ['whole', 'full', 'short'] },
  { name: 'walkthrough', passes: ['whole', 'full', 'short'] },
  { name: 'actions', passes: ['whole', 'full', 'short'] },
  { name: 'accepted', passes: ['whole', 'short'] },
  { name: 'members', passes: ['whole'] },
  { name: 'guests', passes: ['whole', 'full'] },
  { name: 'live', passes: ['whole', 'full'] },
  { name: 'link', passes: ['whole', 'full'] },
  { name: 'hosts', passes: ['whole', 'full'] },
  { name: 'lab', passes: ['whole', 'full'] },
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
  const stray = files.filter((file) => suiteOf(file) === undefined);
  if (stray.length > 0) throw new Error(`${stray.join(', ')} begins with the name of no suite: the suites are ${names.join(', ')}.`);
  return suites
    .filter(({ name, passes }) => (only.length > 0 ? only.includes(name) : passes.includes(pass)))
    .flatMap(({ name }) => files.filter((file) => suiteOf(file) === name).sort());
}

/**
 * How long each suite took, in words: `actions 397 s, live 173 s`.
 * @param {Readonly<Record<string, number>>} took milliseconds for each file
 */
export function timesOf(took) {
  return suites
    .map(({ name }) => ({ name, ms: Object.entries(took).reduce((total, [file, ms]) => total + (suiteOf(file) === name ? ms : 0), 0) }))
    .filter(({ ms }) => ms > 0)
    .map(({ name, ms }) => `${name} ${Math.round(ms / 1000)} s`)
    .join(', ');
}

/** @param {string} file */
function suiteOf(file) {
  return suites.find(({ name }) => basename(file).startsWith(name))?.name;
}

/** Whether a file is of a suite that begins on bare hosts. @param {string} file */
export function beginsBare(file) {
  return suites.find(({ name }) => name === suiteOf(file))?.bare === true;
}

/** Whether a file is of a suite that needs VS Code's screen. @param {string} file */
export function needsScreen(file) {
  return onScreen.some((name) => name === suiteOf(file));
}
