// The passes of the tests over the labs of Debian's releases.
import { buildExtension, buildTests } from './build.mjs';
import { remainsOf } from './labRemains.mjs';
import { beginsBare, chosenFiles, needsScreen, timesOf } from './labSuites.mjs';
import { atEnd, scratchFolder } from './lifetime.mjs';
import { builtTests, runTests } from './mochaProcess.mjs';
import { runShown } from './run.mjs';
import { importSource } from './source.mjs';
import { count, failure, printTally, sum } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {import('../test/lab/release').Release} Release */

const { layoutOf } = /** @type {typeof import('../test/lab/layout')} */ (await importSource('test/lab/layout.ts'));
const { releases } = /** @type {typeof import('../test/lab/release')} */ (await importSource('test/lab/release.ts'));

/** Of a test that sets nothing else. */
const timeoutMs = 120_000;

/**
 * @typedef {object} Wish
 * @property {Release} usual the release that `all` puts through the whole of it; the others get the short pass
 * @property {string} release a release, which then gets the full pass, or `all`
 * @property {readonly string[]} only names of suites
 * @property {string} [grep]
 * @property {boolean} keep leaves the labs up
 */

/**
 * Runs what is wished for, one release after the other, and prints what failed, what was skipped and why, and the sum.
 * @param {Wish} wish
 * @returns {Promise<number>} exit status
 */
export async function testOnLab({ usual, release, ...how }) {
  const wanted = releases.filter((name) => name === release || release === 'all');
  if (wanted.length === 0) throw new Error(`There is no lab of ${release}: --release takes ${releases.join(', ')} or all.`);
  await buildExtension();
  await buildTests(['lab']);
  const passes = wanted
    .map((name) => ({ release: name, pass: /** @type {import('./labSuites.mjs').Pass} */ (release !== 'all' ? 'full' : name === usual ? 'whole' : 'short') }))
    .sort((a, b) => Number(b.release === usual) - Number(a.release === usual))
    .map((pass) => ({ ...pass, files: chosenFiles(builtTests('lab'), pass.pass, how.only) }));
  /** @type {Tally[]} */
  const tallies = [];
  for (const pass of passes) tallies.push(await runPass(pass, how));
  return printTally(sum(tallies));
}

/**
 * @param {{ release: Release, pass: string, files: readonly string[] }} pass
 * @param {Pick<Wish, 'grep' | 'keep'>} how
 * @returns {Promise<Tally>}
 */
async function runPass({ release, pass, files }, { grep, keep }) {
  const begin = Date.now();
  console.log(`\n${release}, ${pass} pass`);
  if (files.length === 0) return failure(`${release}: all of it`, 'There is no test for it in test/lab.');
  /** @type {Promise<Tally> | undefined} */
  let ending;
  const end = () => (ending ??= keep ? Promise.resolve(sum([])) : takeDown(release));
  // What is ended from outside has its own taking down ended, too.
  atEnd(async () => {
    await end();
    if (!keep && remainsOf(layoutOf(release)).length > 0) await takeDown(release);
  });
  const tally = sum([
    ...(files.some(beginsBare) ? [await runInLab(release, 'bare', files.filter(beginsBare), grep)] : []),
    ...(files.every(beginsBare) ? [] : [await runInLab(release, 'guest', files.filter((file) => !beginsBare(file)), grep)]),
  ]);
  const all = named(release, sum([count(tally) > 0 ? tally : failure('all of it', 'It ran no test.'), await end()]));
  console.log(`${release}: ${((Date.now() - begin) / 1000).toFixed(1)} s, of which ${timesOf(tally.took ?? {}) || 'no test'}`);
  return all;
}

/**
 * @param {Release} release
 * @param {'bare' | 'guest'} state
 * @param {readonly string[]} files
 * @param {string | undefined} grep
 * @returns {Promise<Tally>}
 */
async function runInLab(release, state, files, grep) {
  const status = await lab('up', release, '--state', state);
  if (status !== 0) return failure('its lab', `npm run lab -- up ended with status ${status}; what it said stands above.`);
  // Not `ip netns exec`, which mounts another /sys, without the cgroups by which hosts are frozen and powered off.
  const inside = ['nsenter', `--net=/run/netns/${layoutOf(release).namespace}`, '--'];
  const environment = {
    PACEMAKER_LAB_RELEASE: release,
    // What tests lay down goes with the run, also when they are killed.
    TMPDIR: scratchFolder(),
    // They count objects by v8.queryObjects, which warns that it is experimental.
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
  };
  const shown = files.filter(needsScreen);
  const within = files.filter((file) => !needsScreen(file));
  const tallies = [
    // What it needs, the browser for one, is fetched only where it is wanted.
    ...(shown.length > 0 ? [await (await import('./labScreen.mjs')).withScreen(release, (screen) => runTests({ name: 'the screen', files: shown, timeoutMs, grep, environment: { ...environment, ...screen } }))] : []),
    ...(within.length > 0 ? [await runTests({ name: 'all of it', files: within, timeoutMs, grep, inside, environment })] : []),
  ];
  return sum(tallies);
}

/**
 * @param {Release} release
 * @returns {Promise<Tally>}
 */
async function takeDown(release) {
  const title = 'nothing of its lab is left';
  const status = await lab('down', release);
  const left = remainsOf(layoutOf(release));
  if (status === 0 && left.length === 0) return { passed: 1, failed: [], skipped: [] };
  return failure(title, [`npm run lab -- down ended with status ${status}.`, ...left].join('\n'));
}

/**
 * In a process of its own, which can be ended while it waits for a host.
 * @param {'up' | 'down'} action
 * @param {Release} release
 * @param {readonly string[]} more
 */
function lab(action, release, ...more) {
  return runShown(process.execPath, ['.scripts/lab.mjs', action, '--release', release, ...more]);
}

/**
 * @param {string} release
 * @param {Tally} tally
 * @returns {Tally}
 */
function named(release, { passed, failed, skipped }) {
  return {
    passed,
    failed: failed.map(({ title, text }) => ({ title: `${release}: ${title}`, text })),
    skipped: skipped.map(({ title, reason }) => ({ title: `${release}: ${title}`, reason })),
  };
}
