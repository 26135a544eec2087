import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import { failure, type Result, success } from '../../../src/core/result';
import { type Attempt, inTurn } from '../../../src/session/inTurn';
import { ManualClock, settle } from './manualClock';

const fault = (host: string): Fault => ({ code: 'disconnected', host });

describe('inTurn', () => {
  /** An attempt that the test ends; `begun` holds the names in the order in which they began. */
  function attempts(patienceMs: Readonly<Record<string, number | null>>) {
    const begun: string[] = [];
    const aborted: string[] = [];
    const end: Record<string, (result: Result<string>) => void> = {};
    const list = Object.entries(patienceMs).map(([name, patience]): Attempt<string> => ({
      patienceMs: patience,
      run(signal) {
        begun.push(name);
        signal.addEventListener('abort', () => aborted.push(name));
        return new Promise((resolve) => (end[name] = resolve));
      },
    }));
    return { list, begun, aborted, end };
  }

  it('tries the next way when one has failed, and takes the first success', async () => {
    const clock = new ManualClock();
    const { list, begun, end } = attempts({ a: 2_000, b: 2_000, c: 2_000 });
    const turn = inTurn(list, clock);
    end['a']!(failure(fault('a')));
    await settle();
    assert.deepEqual(begun, ['a', 'b']);
    end['b']!(success('b'));
    assert.deepEqual(await turn, success('b'));
    assert.deepEqual(begun, ['a', 'b']);
    assert.equal(clock.pending, 0);
  });

  it('tries the next way beside one that takes longer than its patience, and ends what is not needed any more', async () => {
    const clock = new ManualClock();
    const { list, begun, aborted, end } = attempts({ a: 2_000, b: 2_000, c: 2_000 });
    const turn = inTurn(list, clock);
    await clock.advance(1_999);
    assert.deepEqual(begun, ['a']);
    await clock.advance(1);
    assert.deepEqual(begun, ['a', 'b']);
    end['b']!(success('b'));
    assert.deepEqual(await turn, success('b'));
    assert.deepEqual(aborted, ['a', 'b']);
    end['a']!(failure(fault('a')));
    await clock.advance(10_000);
    assert.deepEqual(begun, ['a', 'b']);
    assert.equal(clock.pending, 0);
  });

  it('takes a slow way that succeeds while the next is tried', async () => {
    const clock = new ManualClock();
    const { list, end } = attempts({ a: 2_000, b: 2_000 });
    const turn = inTurn(list, clock);
    await clock.advance(2_000);
    end['a']!(success('a'));
    assert.deepEqual(await turn, success('a'));
    assert.equal(clock.pending, 0);
  });

  it('tries each way once, also where one fails after its patience', async () => {
    const clock = new ManualClock();
    const { list, begun, end } = attempts({ a: 2_000, b: null, c: null });
    void inTurn(list, clock);
    await clock.advance(2_000);
    end['a']!(failure(fault('a')));
    await settle();
    assert.deepEqual(begun, ['a', 'b']);
  });

  it('waits for the end of a way without a patience', async () => {
    const clock = new ManualClock();
    const { list, begun } = attempts({ a: null, b: null });
    void inTurn(list, clock);
    await clock.advance(1_000_000);
    assert.deepEqual(begun, ['a']);
  });

  it('tells the faults of all in their order when none succeeds', async () => {
    const clock = new ManualClock();
    const { list, end } = attempts({ a: 2_000, b: 2_000 });
    const turn = inTurn(list, clock);
    await clock.advance(2_000);
    end['b']!(failure(fault('b')));
    await settle();
    end['a']!(failure(fault('a')));
    assert.deepEqual(await turn, { ok: false, faults: [fault('a'), fault('b')] });
    assert.equal(clock.pending, 0);
    assert.deepEqual(await inTurn([], clock), { ok: false, faults: [] });
  });
});
