import assert from 'node:assert/strict';
import { Pulse } from '../../../src/session/pulse';
import { ManualClock, settle } from './manualClock';
import { ScriptedLink } from './scriptedLink';

describe('Pulse', () => {
  async function scripted() {
    const clock = new ManualClock();
    const link = new ScriptedLink('alpha', () => undefined);
    await link.connect();
    const asked: number[] = [];
    let answers = () => Promise.resolve(true);
    link.isAlive = (withinMs) => {
      asked.push(withinMs);
      return answers();
    };
    const told: boolean[] = [];
    const pulse: Pulse = new Pulse(link, clock, () => told.push(pulse.silent));
    return { clock, link, pulse, asked, told, answer: (by: typeof answers) => (answers = by) };
  }

  it('asks at its pace with a deadline of two seconds, and tells of a silence and of its end once', async () => {
    const { clock, pulse, asked, told, answer } = await scripted();
    pulse.keep(1_500);
    await clock.advance(4_500);
    assert.deepEqual(asked, [2_000, 2_000, 2_000]);
    assert.deepEqual(told, []);
    answer(() => Promise.resolve(false));
    await clock.advance(4_500);
    assert.deepEqual(told, [true]);
    answer(() => Promise.resolve(true));
    await clock.advance(4_500);
    assert.deepEqual(told, [true, false]);
  });

  it('asks one question at a time', async () => {
    const { clock, pulse, asked, answer } = await scripted();
    answer(() => new Promise((resolve) => void clock.after(10_000, () => resolve(true))));
    pulse.keep(1_500);
    await clock.advance(11_000);
    pulse.keep(200);
    await clock.advance(400);
    assert.equal(asked.length, 1);
    await clock.advance(400);
    assert.equal(asked.length, 2);
  });

  it('asks no more when nobody wants to know, and tells nothing of a question that was open', async () => {
    const { clock, pulse, asked, told, answer } = await scripted();
    answer(() => new Promise((resolve) => void clock.after(2_000, () => resolve(false))));
    pulse.keep(1_500);
    await clock.advance(2_000);
    pulse.keep(null);
    await clock.advance(60_000);
    assert.equal(asked.length, 1);
    assert.deepEqual(told, []);
    assert.equal(clock.pending, 0);
  });

  it('takes the silence of a connection that has ended for nothing, also where there is another one already', async () => {
    const { clock, link, pulse, told, answer } = await scripted();
    const lost = { code: 'link-lost', host: 'alpha', reason: 'reset' } as const;
    answer(() => new Promise((resolve) => void clock.after(2_000, () => resolve(false))));
    pulse.keep(1_500);
    await clock.advance(2_000);
    link.become({ kind: 'waiting', attempt: 1, retryAt: 0, fault: lost });
    link.become({ kind: 'connected', since: 0 });
    await clock.advance(1_500);
    assert.equal(pulse.silent, false);
    assert.deepEqual(told, []);
  });

  it('ends what a silent host was asked, and hands an end from outside through', async () => {
    const { clock, pulse, answer } = await scripted();
    const untilAborted = (signal: AbortSignal) => new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('ended')));
    let result = '';
    void pulse.untilSilent(new AbortController().signal, untilAborted).then((value) => (result = value));
    pulse.keep(1_500);
    await clock.advance(1_500);
    assert.equal(result, '');
    answer(() => Promise.resolve(false));
    await clock.advance(1_500);
    assert.equal(result, 'ended');

    const ending = new AbortController();
    const other = pulse.untilSilent(ending.signal, untilAborted);
    ending.abort();
    assert.equal(await other, 'ended');
    await settle();
    pulse.dispose();
    assert.equal(clock.pending, 0);
  });
});
