import assert from 'node:assert/strict';
import { OneAtATime } from '../../../src/session/oneAtATime';
import { settle } from './manualClock';

describe('OneAtATime', () => {
  function scripted() {
    const runs: { readonly options: readonly string[]; end(value: string): void; fail(): void }[] = [];
    const work = new OneAtATime<readonly string[], string>(
      (options) => new Promise((resolve, reject) => runs.push({ options, end: resolve, fail: () => reject(new Error('broken')) })),
      (one, other) => [...one, ...other],
    );
    return { work, runs };
  }

  it('lets all who ask during a run share the next, which does what each of them wants', async () => {
    const { work, runs } = scripted();
    const first = work.ask(['a']);
    const [second, third, fourth] = [work.ask(['b']), work.ask(['c']), work.ask(['d'])];
    assert.deepEqual(runs.map(({ options }) => options), [['a']]);
    runs[0]!.end('one');
    assert.equal(await first, 'one');
    await settle();
    assert.deepEqual(runs.map(({ options }) => options), [['a'], ['b', 'c', 'd']]);
    runs[1]!.end('two');
    assert.deepEqual(await Promise.all([second, third, fourth]), ['two', 'two', 'two']);
    assert.equal(runs.length, 2);
  });

  it('starts a third run for who asks during the second', async () => {
    const { work, runs } = scripted();
    void work.ask(['a']);
    const second = work.ask(['b']);
    runs[0]!.end('one');
    await settle();
    const third = work.ask(['c']);
    assert.equal(runs.length, 2);
    runs[1]!.end('two');
    assert.equal(await second, 'two');
    await settle();
    runs[2]!.end('three');
    assert.equal(await third, 'three');
  });

  it('is busy from the first question to the last answer, and no longer', async () => {
    const { work, runs } = scripted();
    assert.equal(work.busy, false);
    const first = work.ask([]);
    assert.equal(work.busy, true);
    runs[0]!.end('one');
    await first;
    assert.equal(work.busy, false);
  });

  it('is not stuck after a run that threw', async () => {
    const { work, runs } = scripted();
    const first = work.ask(['a']);
    const second = work.ask(['b']);
    runs[0]!.fail();
    await assert.rejects(first);
    await settle();
    assert.deepEqual(runs.map(({ options }) => options), [['a'], ['b']]);
    runs[1]!.end('two');
    assert.equal(await second, 'two');
    assert.equal(work.busy, false);
  });
});
