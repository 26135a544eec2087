import assert from 'node:assert/strict';
import { untilSettled } from '../../../src/session/untilSettled';
import { ended } from './changedCluster';
import { ManualClock } from './manualClock';

describe('What comes about by itself', () => {
  const counted = () => {
    let looks = 0;
    return { look: () => Promise.resolve(++looks), looked: () => looks };
  };
  const { signal } = new AbortController();

  it('is looked for a second apart until it is so', async () => {
    const clock = new ManualClock();
    const { look, looked } = counted();
    const begun = clock.now();
    assert.equal(await ended(clock, untilSettled(look, (found) => found === 4, 180_000, { clock, signal })), 4);
    assert.deepEqual([looked(), clock.now() - begun >= 3_000 && clock.now() - begun < 3_200], [4, true]);
  });

  it('is looked for once where nothing is to come, and no longer than it may take', async () => {
    const clock = new ManualClock();
    const once = counted();
    assert.equal(await ended(clock, untilSettled(once.look, () => false, 0, { clock, signal })), 1);
    const long = counted();
    assert.equal(await ended(clock, untilSettled(long.look, () => false, 5_000, { clock, signal })), 6);
  });

  it('is not looked for any more when nobody waits', async () => {
    const clock = new ManualClock();
    const { look, looked } = counted();
    const stop = new AbortController();
    const looking = untilSettled(look, () => false, 60_000, { clock, signal: stop.signal });
    clock.after(2_500, () => stop.abort());
    await ended(clock, looking);
    assert.ok(looked() <= 4, `${looked()}`);
  });
});
