import assert from 'node:assert/strict';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { type Recovery, recoveryAfter } from '../../../../src/core/walkthrough/recovery';
import { recoveryText } from '../../../../src/render/recoveryText';
import { t } from '../../render/plainTranslate';
import { filesIn, fixture, snapshotOf, stage } from '../fixtures';

const cib = fixture('bookworm/20-after-kill/cibadmin-Q.out');
/** `164253.355.xml` was read at 16:42:53.355. */
const timeOf = (name: string) => Date.parse(`2026-11-22T${name.replace(/^(\d\d)(\d\d)(\d\d)/, '$1:$2:$3').replace('.xml', 'Z')}`);
const timeline: readonly ClusterSnapshot[] = filesIn('bookworm/kill-timeline').map((name) => snapshotOf({ status: fixture(`bookworm/kill-timeline/${name}`), cib }, { takenAt: timeOf(name) }));
const watched = (snapshots: readonly ClusterSnapshot[], before: Recovery | null = null) => snapshots.reduce((seen, snapshot) => recoveryAfter(seen, 'guest1', snapshot), before);

describe('The recovery of a guest', () => {
  it('is told as it was seen on real hosts, with its times', () => {
    assert.equal(
      recoveryText(watched(timeline) ?? assert.fail(), t),
      '+0 s The connection to guest1 failed. +0 s Its machine is being stopped. +3.3 s Its machine is being started. +4.2 s Its machine runs, and it is not back yet. +19.7 s It is back.',
    );
  });

  it('has not begun before the connection was lost, nor where it never came about', () => {
    assert.equal(watched(timeline.slice(0, 1)), null);
    assert.equal(watched([stage('bookworm/31-wrong-authkey-in-guest')]), null);
  });

  it('is told once, however often it is read, and as far as it was seen', () => {
    assert.deepEqual(watched(timeline.flatMap((snapshot) => [snapshot, snapshot])), watched(timeline));
    assert.deepEqual(watched(timeline.slice(-1))?.moments.map(({ event }) => event), ['failed', 'returned']);
  });

  it('ends when what has failed is forgotten, and a new loss begins anew', () => {
    const [last] = timeline.slice(-1);
    assert.ok(last);
    const forgotten = watched([...timeline, { ...last, failures: [] }]);
    assert.deepEqual(forgotten?.moments.slice(-2).map(({ event }) => event), ['returned', 'forgotten']);
    assert.deepEqual(watched([{ ...last, failures: [] }], forgotten), forgotten);
    const again = watched([{ ...timeline[1] ?? last, failures: last.failures.map((each) => ({ ...each, at: '2026-11-22T18:00:00Z' })) }], forgotten);
    assert.deepEqual([again?.failedAt, again?.moments.map(({ event }) => event)], ['2026-11-22T18:00:00Z', ['failed', 'stopping']]);
  });

  it('is none of another node', () => assert.equal(recoveryAfter(watched(timeline), 'guest2', timeline.at(-1) ?? assert.fail()), null));
});
