import assert from 'node:assert/strict';
import { createEmitter } from '../../../src/core/emitter';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { RecoveryEvent } from '../../../src/core/walkthrough/recovery';
import type { ClusterState } from '../../../src/session/clusterState';
import { followRecovery } from '../../../src/session/followRecovery';
import { stage } from '../core/fixtures';

const [before, lost, back] = (['10-guest-online-5-dummies', '20-after-kill', '21-recovered-before-cleanup'] as const).map((name, index): ClusterSnapshot => ({ ...stage(`bookworm/${name}`), takenAt: index * 1_000 }));

/** A session that shows one reading after the other. */
function session(first: ClusterState) {
  const states = createEmitter<ClusterState>();
  const shown = { state: first, onDidChangeState: (listener: (state: ClusterState) => void) => states.on(listener) };
  return { ...shown, show: (state: ClusterState) => states.fire(state) };
}

describe('The recovery of a guest that is followed', () => {
  assert.ok(before && lost && back);
  const live = (last: ClusterSnapshot): ClusterState => ({ ...liveBefore, last });
  const liveBefore = { kind: 'live', last: before } as Extract<ClusterState, { readonly kind: 'live' }>;

  it('is told with each reading that shows more of it, until nobody follows it any more', () => {
    const shown = session(live(before));
    const told: (readonly (readonly [RecoveryEvent, number])[])[] = [];
    const followed = followRecovery(shown, 'guest1', ({ moments }) => told.push(moments.map(({ event, at }) => [event, at])));
    for (const state of [live(before), live(lost), live({ ...lost, takenAt: 1_500 }), live(back)]) shown.show(state);
    assert.deepEqual(told.map((moments) => moments.at(-1)), [['starting', 1_000], ['returned', 2_000]]);
    assert.deepEqual(followed.seen?.moments[0], { event: 'failed', at: 1_000 });
    followed.dispose();
    shown.show(live({ ...back, failures: [] }));
    assert.equal(told.length, 2);
  });

  it('is not told of what a session shows of a cluster that it has lost sight of', () => {
    const shown = session(live(before));
    const followed = followRecovery(shown, 'guest1', () => assert.fail());
    shown.show({ kind: 'stale', last: lost } as unknown as ClusterState);
    assert.equal(followed.seen, null);
    followed.dispose();
  });
});
