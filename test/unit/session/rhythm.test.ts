import assert from 'node:assert/strict';
import type { Attention } from '../../../src/session/pace';
import { type Ended, Rhythm } from '../../../src/session/rhythm';
import { ManualClock } from './manualClock';

const slowLookMs = 30_000;

/** A rhythm over a cluster whose version moves with each change, and what it did when, in milliseconds from the start. */
function scripted({ attention = 'visible', told = true, takesMs = 20 }: { readonly attention?: Attention; readonly told?: boolean; readonly takesMs?: number } = {}) {
  const clock = new ManualClock();
  const start = clock.now();
  const done: { readonly what: 'read' | 'look' | 'thoroughLook'; readonly at: number }[] = [];
  const cluster = { version: 0, read: 0, fails: false };
  let period = 0;
  const work = async (what: (typeof done)[number]['what'], end: () => Ended) => {
    done.push({ what, at: clock.now() - start });
    rhythm.began(what === 'read' ? 'reading' : 'look');
    const { version } = cluster;
    const mine = period;
    await new Promise<void>((resolve) => void clock.after(takesMs, resolve));
    if (mine !== period) return;
    const moved = version !== cluster.read;
    if (what === 'read' && !cluster.fails) cluster.read = version;
    rhythm.ended(cluster.fails ? 'failed' : !moved ? 'same' : what === 'read' ? 'moved' : end());
  };
  const rhythm: Rhythm = new Rhythm(clock, () => 10_000, {
    read: () => void work('read', () => 'moved'),
    look: (thorough) => void work(thorough ? 'thoroughLook' : 'look', () => 'again'),
  });
  const during = async (milliseconds: number) => {
    const before = done.length;
    await clock.advance(milliseconds);
    return done.slice(before);
  };
  const settled = async () => {
    rhythm.setAttention(attention);
    rhythm.setWatch(told, slowLookMs);
    rhythm.start();
    await clock.advance(60_000);
    const last = done.at(-1)?.at ?? 0;
    await clock.advance(last + 15_000 - (clock.now() - start));
  };
  /** A change of which the cluster tells. */
  const change = () => {
    cluster.version++;
    rhythm.sign();
  };
  /** What is under way when it is stopped never tells of its end. */
  const stop = () => {
    period++;
    rhythm.stop();
  };
  return { clock, rhythm, cluster, done, during, settled, change, stop, now: () => clock.now() - start };
}

const kinds = (steps: readonly { readonly what: string }[]) => steps.map(({ what }) => what);

describe('Rhythm', () => {
  it('only looks, every thirty seconds, while nothing happens', async () => {
    const { during, settled } = scripted();
    await settled();
    const steps = await during(300_000);
    assert.deepEqual([...new Set(kinds(steps))], ['thoroughLook']);
    assert.equal(steps.length, 10);
  });

  it('looks at once after a sign in a quiet while, and reads what it finds', async () => {
    const { during, settled, change, now } = scripted();
    await settled();
    const before = now();
    change();
    const steps = await during(40);
    assert.deepEqual(steps, [{ what: 'look', at: before }, { what: 'read', at: before + 20 }]);
  });

  it('looks every 200 ms until nothing has changed for two and a half seconds', async () => {
    const { during, settled, change, now } = scripted();
    await settled();
    const before = now();
    change();
    const [, read, ...looks] = await during(10_000);
    assert.equal(read?.what, 'read');
    assert.deepEqual([...new Set(kinds(looks))], ['look']);
    assert.deepEqual(looks.slice(0, 3).map(({ at }) => at - before), [240, 460, 680]);
    assert.ok(looks.at(-1)!.at - before >= 2_500 && looks.at(-1)!.at - before < 2_800, `${looks.at(-1)!.at - before}`);
  });

  it('finds by such a look what crm_mon gathers and does not tell yet', async () => {
    const { during, settled, change, cluster, clock, now } = scripted();
    await settled();
    change();
    await clock.advance(1_000);
    cluster.version++;
    const changed = now();
    const steps = await during(500);
    const read = steps.find(({ what }) => what === 'read');
    assert.ok(read !== undefined && read.at - changed <= 240, `${read?.at}`);
  });

  it('goes on looking closely after each change that it finds, told or not', async () => {
    const { settled, change, cluster, clock, during } = scripted();
    await settled();
    change();
    for (let changes = 0; changes < 5; changes++) {
      await clock.advance(2_200);
      cluster.version++;
      await during(300);
      assert.equal(cluster.read, cluster.version);
    }
  });

  it('looks closely also after a sign of what was read before: crm_mon gathers from then on', async () => {
    const { settled, cluster, clock, during, rhythm } = scripted();
    await settled();
    rhythm.sign();
    await clock.advance(2_200);
    cluster.version++;
    await during(300);
    assert.equal(cluster.read, 1);
  });

  it('reads at most 30 times in a storm of 1,000 changes in ten seconds, never stalls, and reads the last one', async () => {
    const { settled, change, done, clock, cluster, now } = scripted({ takesMs: 60 });
    await settled();
    const before = now();
    for (let changes = 0; changes < 1_000; changes++) {
      change();
      await clock.advance(10);
    }
    const reads = done.filter(({ what, at }) => what === 'read' && at >= before).map(({ at }) => at - before);
    assert.ok(reads.length <= 30 && reads.length >= 15, `${reads.length} readings`);
    const gaps = reads.slice(1).map((at, index) => at - reads[index]!);
    assert.ok(Math.max(...gaps) <= 700, `a stall of ${Math.max(...gaps)} ms`);
    await clock.advance(1_000);
    assert.equal(cluster.read, 1_000);
  });

  it('reads a hidden cluster at most every ten seconds, however much it tells, and looks at it closely never', async () => {
    const { settled, change, done, clock, now } = scripted({ attention: 'hidden' });
    await settled();
    const before = now();
    for (let changes = 0; changes < 600; changes++) {
      change();
      await clock.advance(100);
    }
    const steps = done.filter(({ at }) => at >= before);
    const reads = steps.map(({ at }) => at);
    assert.deepEqual([...new Set(kinds(steps))], ['read']);
    assert.ok(steps.length >= 6 && steps.length <= 7, `${steps.length}`);
    assert.ok(reads.slice(1).every((at, index) => at - reads[index]! >= 10_000));
  });

  it('reads what tells of changes less often while the window is not in front, and looks at it closely never', async () => {
    const told = async (attention: Attention) => {
      const { settled, change, done, clock, now } = scripted({ attention });
      await settled();
      const before = now();
      for (let changes = 0; changes < 600; changes++) {
        change();
        await clock.advance(100);
      }
      return done.filter(({ at }) => at >= before);
    };
    const [inFront, behind] = [await told('visible'), await told('unfocused')];
    const reads = behind.map(({ at }) => at);
    assert.deepEqual([...new Set(kinds(behind))], ['read']);
    assert.ok(reads.length >= 18 && reads.length <= 21, `${reads.length}`);
    assert.ok(reads.slice(1).every((at, index) => at - reads[index]! >= 3_000), reads.join());
    assert.ok(inFront.filter(({ what }) => what === 'read').length > 5 * reads.length, `${inFront.length}`);
  });

  it('reads a third as often at the timer while the window is not in front, and as before when it is again', async () => {
    const { during, settled, rhythm } = scripted({ told: false });
    await settled();
    rhythm.setAttention('unfocused');
    const reads = (await during(120_000)).map(({ at }) => at);
    assert.ok(reads.length === 3 || reads.length === 4, `${reads.length}`);
    assert.ok(reads.slice(1).every((at, index) => at - reads[index]! >= 30_000), reads.join());
    rhythm.setAttention('visible');
    assert.equal((await during(60_000)).length, 6);
  });

  it('reads at the timer alone where nothing tells of changes', async () => {
    const { during, settled } = scripted({ told: false });
    await settled();
    assert.deepEqual(kinds(await during(60_000)), ['read', 'read', 'read', 'read', 'read', 'read']);
  });

  it('reads what a hidden cluster told when somebody comes to see it', async () => {
    const { during, settled, change, rhythm } = scripted({ attention: 'hidden' });
    await settled();
    change();
    await during(100);
    change();
    assert.deepEqual(await during(2_000), []);
    rhythm.setAttention('visible');
    assert.ok(kinds(await during(500)).includes('read'));
  });

  it('loses no sign that comes during a reading, a look, or a reading that a person asked for during a look', async () => {
    for (const offset of [0, 10, 20, 30, 50, 100, 210, 225]) {
      const { settled, change, clock, cluster, rhythm, during } = scripted({ takesMs: 40 });
      await settled();
      change();
      await clock.advance(offset);
      if (offset === 20) {
        rhythm.began('reading');
        clock.after(30, () => rhythm.ended('same'));
      }
      change();
      await during(1_000);
      assert.equal(cluster.read, 2, `a change after ${offset} ms`);
    }
  });

  it('is not confused by a reading during a look: it goes on when both have ended', async () => {
    const { settled, change, during, rhythm, clock } = scripted({ takesMs: 100 });
    await settled();
    change();
    await clock.advance(10);
    rhythm.began('reading');
    assert.deepEqual(await during(500), []);
    rhythm.ended('moved');
    assert.ok((await during(500)).length > 0);
  });

  it('reads at the timer after a failure, and after a sign every three seconds at most', async () => {
    const { settled, during, cluster, rhythm, clock } = scripted();
    await settled();
    cluster.fails = true;
    rhythm.sign();
    await clock.advance(100);
    assert.deepEqual(kinds(await during(60_000)), ['read', 'read', 'read', 'read', 'read']);
    let reads = 0;
    for (let second = 0; second < 60; second++) {
      rhythm.sign();
      reads += (await during(1_000)).length;
    }
    assert.ok(reads >= 15 && reads <= 20, `${reads}`);
    cluster.fails = false;
    cluster.version++;
    rhythm.sign();
    await clock.advance(3_100);
    assert.equal(cluster.read, cluster.version);
  });

  it('reads at once what a look says is to be read, and looks no closer for that', async () => {
    const { settled, during, rhythm, clock, now } = scripted();
    await settled();
    const before = now();
    rhythm.began('look');
    rhythm.ended('again');
    assert.deepEqual(await during(10_000), [{ what: 'read', at: before }]);
    assert.ok(clock.pending > 0);
  });

  it('goes on when the clock is set back by hours', async () => {
    for (const told of [true, false]) {
      const { settled, change, during, clock } = scripted({ told });
      await settled();
      if (told) change();
      await clock.advance(100);
      clock.setBack(5 * 60 * 60_000);
      const steps = await during(61_000);
      assert.ok(steps.length > 0 && steps.length <= 8, `${told}: ${JSON.stringify(steps)}`);
    }
  });

  it('rests when it is stopped, whatever was under way, and starts anew', async () => {
    const { settled, change, during, rhythm, clock, cluster, stop } = scripted();
    await settled();
    change();
    await clock.advance(5);
    stop();
    rhythm.sign();
    assert.deepEqual(await during(60_000), []);
    rhythm.start();
    await during(1_000);
    change();
    await during(1_000);
    assert.equal(cluster.read, cluster.version);
    rhythm.dispose();
    assert.equal(clock.pending, 0);
  });
});
