import assert from 'node:assert/strict';
import { createDeadline } from '../../../src/remote/deadline';
import { watchSleep } from '../../../src/remote/sleepWatch';
import { createSlots } from '../../../src/remote/slots';
import { createManualClock } from './doubles';

describe('Places for commands', () => {
  it('are given in turn, and given back once', async () => {
    const slots = createSlots(2);
    const first = await slots.take();
    const second = await slots.take();
    const order: number[] = [];
    const third = slots.take().then((release) => (order.push(3), release));
    const fourth = slots.take().then((release) => (order.push(4), release));
    first?.();
    first?.();
    await third;
    await Promise.resolve();
    assert.deepEqual(order, [3]);
    second?.();
    await fourth;
    assert.deepEqual(order, [3, 4]);
  });

  it('are not waited for when that is cancelled, and the queue goes on behind', async () => {
    const slots = createSlots(1);
    const first = await slots.take();
    const cancelled = new AbortController();
    const second = slots.take(cancelled.signal);
    const third = slots.take();
    cancelled.abort();
    assert.equal(await second, null);
    first?.();
    assert.ok(await third);
    assert.equal(await slots.take(cancelled.signal), null);
  });
});

describe('A time limit', () => {
  it('stands still while a person is asked, also twice at once', async () => {
    const clock = createManualClock();
    let late = false;
    const limit = createDeadline(1000, clock, () => (late = true));
    clock.pass(600);
    let answer: () => void = () => undefined;
    let answerOther: () => void = () => undefined;
    const question = limit.during(new Promise<void>((resolve) => (answer = resolve)));
    const other = limit.during(new Promise<void>((resolve) => (answerOther = resolve)));
    clock.pass(100_000);
    answer();
    await question;
    clock.pass(100_000);
    answerOther();
    await other;
    clock.pass(399);
    assert.equal(late, false);
    clock.pass(1);
    assert.equal(late, true);
  });

  it('leaves no timer behind', async () => {
    const clock = createManualClock();
    const limit = createDeadline(1000, clock, () => assert.fail('late'));
    let answer: () => void = () => undefined;
    const question = limit.during(new Promise<void>((resolve) => (answer = resolve)));
    limit.dispose();
    answer();
    await question;
    assert.equal(clock.waiting, 0);
  });
});

describe('A sleep', () => {
  it('is noticed, a busy machine is not taken for one', () => {
    const clock = createManualClock();
    let woken = 0;
    const watch = watchSleep(clock, () => (woken += 1));
    clock.pass(60_000);
    clock.sleep(14_000);
    assert.equal(woken, 0);
    clock.sleep(3_600_000);
    assert.equal(woken, 1);
    clock.pass(60_000);
    assert.equal(woken, 1);
    watch.dispose();
    assert.equal(clock.waiting, 0);
  });
});
