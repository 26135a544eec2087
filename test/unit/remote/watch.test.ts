import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import { createWatch } from '../../../src/remote/watch';
import { createManualClock } from './doubles';

const lost: Fault = { code: 'link-lost', host: 'example-host', reason: 'closed' };

describe('The signs of a watch', () => {
  function begin() {
    const clock = createManualClock();
    const source = createWatch(clock);
    const told: string[] = [];
    const listen = () => {
      source.watch.onSign(() => told.push('sign'));
      source.watch.onEnd((fault) => told.push(fault.code));
    };
    return { clock, source, told, listen };
  }

  it('are told at once, and at most once in 50 ms, the last one too', () => {
    const { clock, source, told, listen } = begin();
    listen();
    source.sign();
    assert.deepEqual(told, ['sign']);
    for (let count = 0; count < 1000; count += 1) source.sign();
    clock.pass(49);
    assert.equal(told.length, 1);
    clock.pass(1);
    assert.equal(told.length, 2);
    clock.pass(1000);
    assert.equal(told.length, 2);
    source.sign();
    assert.equal(told.length, 3);
    for (let passed = 0; passed < 1000; passed += 10) {
      source.sign();
      clock.pass(10);
    }
    assert.ok(told.length <= 24);
    clock.pass(50);
    assert.equal(clock.waiting, 0);
  });

  it('wait for whoever listens, as one', () => {
    const { clock, source, told, listen } = begin();
    source.sign();
    source.sign();
    clock.pass(1000);
    assert.equal(clock.waiting, 0);
    listen();
    assert.deepEqual(told, ['sign']);
    clock.pass(1000);
    assert.deepEqual(told, ['sign']);
  });

  it('come before its end, which is told once, also to whoever listens later', () => {
    const { clock, source, told, listen } = begin();
    listen();
    source.sign();
    source.sign();
    source.end(lost);
    source.end(lost);
    source.sign();
    clock.pass(1000);
    assert.deepEqual(told, ['sign', 'sign', 'link-lost']);
    assert.equal(clock.waiting, 0);
    const late: string[] = [];
    source.watch.onEnd((fault) => late.push(fault.code));
    assert.deepEqual(late, ['link-lost']);
  });

  it('are over when it is disposed of, and so is its end', () => {
    const { clock, source, told, listen } = begin();
    listen();
    source.sign();
    source.sign();
    source.watch.dispose();
    source.sign();
    source.end(lost);
    clock.pass(1000);
    assert.deepEqual(told, ['sign']);
    assert.deepEqual([clock.waiting, source.unwanted.aborted], [0, true]);
    source.watch.onEnd(() => assert.fail('ended'));
  });
});
