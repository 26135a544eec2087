// What `npm run lab` can do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { step } from './progress.mjs';
import { importSource } from './source.mjs';

const { bringUp, bringDown, findLab } = /** @type {typeof import('../test/lab/lab')} */ (await importSource('test/lab/lab.ts'));
const { buildRoots } = /** @type {typeof import('../test/lab/roots')} */ (await importSource('test/lab/roots.ts'));
const { describe } = /** @type {typeof import('../test/lab/describe')} */ (await importSource('test/lab/describe.ts'));
const { inNamespace } = /** @type {typeof import('../test/lab/network')} */ (await importSource('test/lab/network.ts'));
const { releases } = /** @type {typeof import('../test/lab/release')} */ (await importSource('test/lab/release.ts'));

/** @typedef {import('../test/lab/release').Release} Release */
/** @typedef {import('../test/lab/lab').LabState} LabState */

/** @type {Record<string, (words: readonly string[]) => Promise<number>>} */
export const labCommands = {
  build: (words) => each(words, async (release) => {
    await step(`Making the machines of ${release}`, (report) => buildRoots(release, report));
  }),
  up: (words) => each(words, async (release) => {
    const state = /** @type {LabState} */ (option(words, 'state', ['bare', 'cluster', 'guest'], 'cluster'));
    await step(`Bringing the ${release} lab up, state ${state}`, (report) => bringUp(release, state, report));
    console.log(await describe(release));
  }),
  down: (words) => each(words, (release) => step(`Taking the ${release} lab down`, () => bringDown(release))),
  status: (words) => each(words, async (release) => console.log(await describe(release)), 'all'),
  ssh: async (words) => {
    const [release] = chosen(words, 'bookworm');
    const lab = release && findLab(release);
    if (!lab) throw new Error(`The ${release} lab is not up: npm run lab -- up --release ${release}`);
    const [program, ...enter] = inNamespace(lab.namespace);
    const child = spawn(program, [...enter, 'ssh', '-F', lab.sshConfig, ...withoutOptions(words)], { stdio: 'inherit' });
    const [status] = await once(child, 'exit');
    return status ?? 1;
  },
};

/**
 * @param {readonly string[]} words
 * @param {(release: Release) => Promise<void>} work
 * @param {string} [otherwise] what is meant when no release is named
 */
async function each(words, work, otherwise = 'bookworm') {
  for (const release of chosen(words, otherwise)) await work(release);
  return 0;
}

/**
 * @param {readonly string[]} words
 * @param {string} otherwise
 */
function chosen(words, otherwise) {
  const named = option(words, 'release', [...releases, 'all'], otherwise);
  return named === 'all' ? releases : [/** @type {Release} */ (named)];
}

/**
 * The value of `--name VALUE` or `--name=VALUE`.
 * @param {readonly string[]} words
 * @param {string} name
 * @param {readonly string[]} allowed
 * @param {string} otherwise
 */
function option(words, name, allowed, otherwise) {
  const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  if (at < 0) return otherwise;
  const value = words[at]?.split('=')[1] ?? words[at + 1] ?? '';
  if (!allowed.includes(value)) throw new Error(`--${name} takes one of ${allowed.join(', ')}, not "${value}".`);
  return value;
}

/** What is for ssh: all but `--release R`. @param {readonly string[]} words */
function withoutOptions(words) {
  return words.filter((word, index) => !word.startsWith('--release') && words[index - 1] !== '--release');
}
