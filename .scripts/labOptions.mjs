// What the commands around the lab are told behind their names.
import { importSource } from './source.mjs';

/** @typedef {import('../test/lab/release').Release} Release */
/** @typedef {import('../test/lab/lab').LabState} LabState */

const { releases } = /** @type {typeof import('../test/lab/release')} */ (await importSource('test/lab/release.ts'));

/**
 * The releases that `--release` names, one or all.
 * @param {readonly string[]} words
 * @param {Release | 'all'} [otherwise] what is meant when it is not there
 * @returns {readonly Release[]}
 */
export function releasesIn(words, otherwise = 'bookworm') {
  const named = option(words, 'release', [...releases, 'all']) ?? otherwise;
  return releases.filter((release) => release === named || named === 'all');
}

/**
 * The state that `--state` names.
 * @param {readonly string[]} words
 * @returns {LabState | undefined}
 */
export function stateIn(words) {
  return /** @type {LabState | undefined} */ (option(words, 'state', ['bare', 'cluster', 'guest']));
}

/**
 * What is left when `--release R` is taken out.
 * @param {readonly string[]} words
 */
export function withoutRelease(words) {
  return words.filter((word, index) => !word.startsWith('--release') && words[index - 1] !== '--release');
}

/**
 * The value of `--name VALUE` or `--name=VALUE`. Throws an Error with a sentence when it is none of those allowed.
 * @param {readonly string[]} words
 * @param {string} name
 * @param {readonly string[]} allowed
 */
function option(words, name, allowed) {
  const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  const value = words[at]?.split('=')[1] ?? words[at + 1] ?? '';
  if (!allowed.includes(value)) throw new Error(`--${name} takes ${allowed.join(', ')}, not "${value}".`);
  return value;
}
