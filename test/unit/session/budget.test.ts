import assert from 'node:assert/strict';
import { createBudget } from '../../../src/session/budget';
import { paceOf } from '../../../src/session/pace';
import { ManualClock } from './manualClock';

const visible = paceOf('visible', 10_000);
const hidden = paceOf('hidden', 10_000);

describe('createBudget', () => {
  /** Spends whenever it is allowed to, and says after how many milliseconds. */
  async function readings(pace: typeof visible, during: number): Promise<readonly number[]> {
    const clock = new ManualClock();
    const budget = createBudget(clock);
    const start = clock.now();
    const times: number[] = [];
    for (let at = budget.allowedAt(pace); at <= start + during; at = budget.allowedAt(pace)) {
      await clock.advance(at - clock.now());
      budget.spend(pace);
      times.push(clock.now() - start);
    }
    return times;
  }

  it('lets four readings follow each other at once while a person watches, then one every 400 ms', async () => {
    assert.deepEqual((await readings(visible, 1_600)), [0, 0, 0, 0, 400, 800, 1_200, 1_600]);
    assert.equal((await readings(visible, 10_000)).length, 29);
  });

  it('counts what a reading has cost beside the first token', () => {
    const clock = new ManualClock();
    const budget = createBudget(clock);
    budget.spend(visible);
    budget.spend(visible, 4);
    assert.equal(budget.allowedAt(visible) - clock.now(), 800);
  });

  it('is full where the clock was set back', () => {
    const clock = new ManualClock();
    const budget = createBudget(clock);
    budget.spend(visible, 8);
    clock.setBack(3_600_000);
    assert.equal(budget.allowedAt(visible), clock.now());
  });

  it('lets a hidden cluster be read every ten seconds', async () => {
    assert.deepEqual(await readings(hidden, 30_000), [0, 10_000, 20_000, 30_000]);
  });

  it('allows a burst again after a quiet while', async () => {
    const clock = new ManualClock();
    const budget = createBudget(clock);
    for (let spent = 0; spent < 4; spent++) budget.spend(visible);
    assert.equal(budget.allowedAt(visible) - clock.now(), 400);
    await clock.advance(1_600);
    for (let spent = 0; spent < 4; spent++) {
      assert.equal(budget.allowedAt(visible), clock.now());
      budget.spend(visible);
    }
    assert.equal(budget.allowedAt(visible) - clock.now(), 400);
  });

  it('gets into debt by a burst at most, and into none by a slower pace', async () => {
    const clock = new ManualClock();
    const budget = createBudget(clock);
    for (let spent = 0; spent < 20; spent++) budget.spend(visible);
    assert.equal(budget.allowedAt(visible) - clock.now(), 2_000);
    await clock.advance(2_000);
    assert.equal(budget.allowedAt(visible) - clock.now(), 0);
    const slower = createBudget(clock);
    slower.spend(hidden);
    assert.equal(slower.allowedAt(hidden) - clock.now(), 10_000);
    assert.equal(slower.allowedAt(visible) - clock.now(), 400);
  });
});
