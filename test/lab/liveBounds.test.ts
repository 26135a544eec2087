import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import { watchBusyness } from './busyness';
import { follow, quiet, type RanCommand, soonMs } from './followed';
import { mustRunOn, useLab } from './labTests';

describe('Following a real cluster costs little', function () {
  this.timeout(240_000);
  const tests = useLab();
  const { lab, test, change } = tests;
  const host1 = lab.host('host1');

  test('nothing is read in a quiet minute but by the slow look', async () => {
    const followed = await follow(tests);
    await quiet(followed);
    const since = Date.now();
    await pause(60_000);
    const ran = followed.commands.filter(({ at }) => at >= since).map(({ host, words }) => `${host} ${words}`);
    assert.deepEqual(followed.readingsSince(since), []);
    // Two or three looks at the CIB's version and at the guests of both hosts.
    assert.ok(ran.length <= 12, ran.join('\n'));
    assert.ok(ran.length >= 2, 'There was no slow look.');
    const { state } = followed;
    assert.ok(state.kind === 'live' && state.watch.cluster.kind === 'told' && Date.now() - state.checkedAt < 40_000, JSON.stringify(state));
  });

  test('a storm of a thousand changes is read thirty times in ten seconds at the most, blocks nothing, and ends in the newest state', async () => {
    const followed = await follow(tests);
    await quiet(followed);
    const before = await versionOn();
    const busyness = watchBusyness();
    tests.afterwards(() => busyness.dispose());
    const began = Date.now();
    await change(host1, storm, calm);
    const seconds = (Date.now() - began) / 1000;
    const made = await versionOn();
    const isNewest = ({ nodes }: ClusterSnapshot) => nodes.some(({ name, attributes }) => name === 'host1' && attributes['lab-storm'] === '800' && attributes['lab-storm-kept'] === '200');
    await followed.untilLive('the newest state', ({ last }) => isNewest(last), soonMs);
    const readings = followed.readingsSince(began);
    const most = Math.max(...readings.map(({ at }) => within(readings, at, 10_000)));
    process.stdout.write(`      1000 changes in ${seconds.toFixed(1)} s: ${readings.length} readings, ${most} in ten seconds at the most; busy for ${busyness.longestMs().toFixed(0)} ms at a stretch\n`);
    assert.equal(made.epoch - before.epoch, 200);
    assert.ok(seconds > 3, 'This is no storm to be gathered.');
    assert.ok(most <= 30, `${most} readings in ten seconds`);
    assert.ok(readings.length > seconds / 2, `${readings.length} readings in ${seconds} s show next to nothing of it.`);
    assert.ok(busyness.longestMs() <= 75, `Nothing else could run for ${busyness.longestMs()} ms.`);
    await quiet(followed);
  });

  test('what nobody looks at is read every ten seconds at the most, and shows what it was told of when it is looked at', async () => {
    const followed = await follow(tests);
    await quiet(followed);
    followed.session.setAttention('hidden');
    const began = Date.now();
    await change(host1, 'for i in $(seq 25); do attrd_updater --name lab-test --update $i; sleep 1; done', 'attrd_updater --name lab-test --delete');
    const readings = followed.readingsSince(began);
    for (const { at } of readings) assert.equal(within(readings, at, 9_900), 1, JSON.stringify(readings));
    assert.ok(readings.length >= 2, 'What is hidden is not read at all.');
    followed.session.setAttention('visible');
    await followed.untilLive('the newest state', ({ last }) => last.nodes.some(({ attributes }) => attributes['lab-test'] === '25'), soonMs);
  });

  async function versionOn(): Promise<{ readonly epoch: number }> {
    const root = await mustRunOn(host1, 'cibadmin --query --xpath /cib --no-children');
    return { epoch: Number(/ epoch="(\d+)"/.exec(root)?.[1]) };
  }
});

/** 800 changes of the status beside 200 of the configuration. */
const storm = `
  (for i in $(seq 800); do attrd_updater --name lab-storm --update $i; done) &
  for i in $(seq 200); do crm_attribute --node host1 --name lab-storm-kept --update $i; sleep 0.02; done
  wait`;
const calm = `
  attrd_updater --name lab-storm --delete
  crm_attribute --node host1 --name lab-storm-kept --delete`;

function within(commands: readonly RanCommand[], from: number, milliseconds: number): number {
  return commands.filter(({ at }) => at >= from && at < from + milliseconds).length;
}
