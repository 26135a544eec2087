// What `npm run lab` can do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { releasesIn, stateIn, withoutRelease } from './labOptions.mjs';
import { bringLabUp } from './labUp.mjs';
import { step } from './progress.mjs';
import { importSource } from './source.mjs';

const { bringDown, findLab } = /** @type {typeof import('../test/lab/lab')} */ (await importSource('test/lab/lab.ts'));
const { buildRoots } = /** @type {typeof import('../test/lab/roots')} */ (await importSource('test/lab/roots.ts'));
const { describe } = /** @type {typeof import('../test/lab/describe')} */ (await importSource('test/lab/describe.ts'));

/** @typedef {import('../test/lab/release').Release} Release */

/** @type {Record<string, (words: readonly string[]) => Promise<number>>} */
export const labCommands = {
  build: (words) => each(releasesIn(words), async (release) => {
    await step(`Making the machines of ${release}`, (report) => buildRoots(release, report));
  }),
  up: (words) => each(releasesIn(words), async (release) => {
    await bringLabUp(release, stateIn(words) ?? 'cluster');
    console.log(await describe(release));
  }),
  down: (words) => each(releasesIn(words), (release) => step(`Taking the ${release} lab down`, () => bringDown(release))),
  status: (words) => each(releasesIn(words, 'all'), async (release) => console.log(await describe(release))),
  ssh: async (words) => {
    const [release] = releasesIn(words);
    const lab = release && findLab(release);
    if (!lab) throw new Error(`The ${release} lab is not up: npm run lab -- up --release ${release}`);
    const client = spawn('ssh', ['-F', lab.sshConfigOutside, ...withoutRelease(words)], { stdio: 'inherit' });
    const [status] = await once(client, 'exit');
    return status ?? 1;
  },
};

/**
 * @param {readonly Release[]} releases
 * @param {(release: Release) => Promise<void>} work
 */
async function each(releases, work) {
  for (const release of releases) await work(release);
  return 0;
}
