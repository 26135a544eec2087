// Brings labs up for scripts that may be ended meanwhile.
import { atEnd, markedEnvironment } from './lifetime.mjs';
import { step } from './progress.mjs';
import { importSource } from './source.mjs';

const { bringUp, bringDown } = /** @type {typeof import('../test/lab/lab')} */ (await importSource('test/lab/lab.ts'));

/**
 * Brings a lab up, or answers the one that is. A script that is ended before it is up leaves nothing of it.
 * @param {import('../test/lab/release').Release} release
 * @param {import('../test/lab/lab').LabState} state
 */
export async function bringLabUp(release, state) {
  // What the lab's code runs ends with the script, but for the machines: these are free of the mark.
  Object.assign(process.env, markedEnvironment());
  let isUp = false;
  const stop = new AbortController();
  const coming = step(`Bringing the ${release} lab up, state ${state}`, (report) => bringUp(release, state, report, stop.signal));
  atEnd(async () => {
    if (isUp) return;
    stop.abort();
    await coming.catch(() => undefined);
    await bringDown(release);
  });
  const lab = await coming;
  isUp = true;
  return lab;
}
