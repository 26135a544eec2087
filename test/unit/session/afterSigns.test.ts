import assert from 'node:assert/strict';
import { AfterSigns } from '../../../src/session/afterSigns';
import { type Attention, paceOf } from '../../../src/session/pace';
import { ManualClock, settle } from './manualClock';

describe('AfterSigns', () => {
  function scripted(attention: Attention, takesMs = 0) {
    const clock = new ManualClock();
    const started: number[] = [];
    const begin = clock.now();
    let running = 0;
    let most = 0;
    const after = new AfterSigns(clock, () => paceOf(attention, 10_000), async () => {
      started.push(clock.now() - begin);
      most = Math.max(most, ++running);
      if (takesMs > 0) await new Promise<void>((resolve) => void clock.after(takesMs, resolve));
      running--;
    });
    return { clock, after, started, most: () => most };
  }

  it('works at once after a sign in a quiet while', async () => {
    const { clock, after, started } = scripted('visible');
    after.sign();
    await clock.advance(0);
    assert.deepEqual(started, [0]);
    await clock.advance(60_000);
    assert.deepEqual(started, [0]);
  });

  it('takes the signs of a storm together: at most 30 times in ten seconds, and once after its end', async () => {
    const { clock, after, started } = scripted('visible');
    for (let change = 0; change < 1_000; change++) {
      after.sign();
      await clock.advance(10);
    }
    assert.ok(started.length > 20 && started.length <= 30, `${started.length}`);
    const inStorm = started.length;
    await clock.advance(60_000);
    assert.ok(started.length - inStorm <= 1, `${started.length - inStorm} more`);
    assert.ok(started.at(-1)! >= 9_990, 'the last sign is not lost');
  });

  it('never works twice at once, and once more for signs that came meanwhile', async () => {
    const { clock, after, started, most } = scripted('visible', 1_000);
    after.sign();
    await clock.advance(500);
    after.sign();
    after.sign();
    await clock.advance(10_000);
    assert.deepEqual(started, [0, 1_000]);
    assert.equal(most(), 1);
  });

  it('works every ten seconds at most for what nobody sees', async () => {
    const { clock, after, started } = scripted('hidden');
    for (let second = 0; second < 30; second++) {
      after.sign();
      await clock.advance(1_000);
    }
    assert.deepEqual(started, [0, 10_000, 20_000, 30_000]);
  });

  it('forgets a sign that was not worked on when it is disposed of, and listens to later ones', async () => {
    const { clock, after, started } = scripted('hidden');
    after.sign();
    await settle();
    await clock.advance(0);
    after.sign();
    after.dispose();
    assert.equal(clock.pending, 0);
    await clock.advance(60_000);
    assert.equal(started.length, 1);
    after.sign();
    await clock.advance(0);
    assert.equal(started.length, 2);
  });
});
