import assert from 'node:assert/strict';
import { createEmitter } from '../../../src/core/emitter';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { ClusterState } from '../../../src/session/clusterState';
import { RecoveryWatch } from '../../../src/ui/recoveryWatch';
import { stage } from '../core/fixtures';

const [before, lost, back] = ['10-guest-online-5-dummies', '20-after-kill', '21-recovered-before-cleanup'].map((name) => stage(`bookworm/${name}`));
assert.ok(before && lost && back);

/** A session that shows one reading after the other. */
function session(id = 'lab') {
  const states = createEmitter<ClusterState>();
  const live = (last: ClusterSnapshot) => ({ kind: 'live', last }) as ClusterState;
  const shown = { definition: { id, name: id, hosts: [], practice: false, readOnly: false }, state: live(before as ClusterSnapshot), onDidChangeState: (listener: (state: ClusterState) => void) => states.on(listener) };
  return Object.assign(shown, { show: (snapshot: ClusterSnapshot) => ((shown.state = live(snapshot)), states.fire(shown.state)) });
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('The watch over recoveries', () => {
  it('sees a node lost and come back, tells each moment, and ends the waiting then', async () => {
    const cluster = session();
    const more: string[] = [];
    const watch = new RecoveryWatch((_, { moments }) => more.push(moments.at(-1)?.event ?? ''));
    watch.begin(cluster, 'guest1');
    assert.equal(watch.seen(cluster), null);
    const told: string[] = [];
    let isOver = false;
    const waiting = watch.returned(cluster, new AbortController().signal, ({ moments }) => told.push(moments.at(-1)?.event ?? '')).then(() => (isOver = true));
    cluster.show(lost);
    await soon();
    assert.equal(isOver, false);
    cluster.show(back);
    await waiting;
    assert.deepEqual([more, told], [['starting', 'returned'], ['starting', 'returned']]);
    assert.equal(watch.seen(cluster)?.moments.at(-1)?.event, 'returned');
    watch.dispose();
  });

  it('goes on with what it has seen when somebody asks again, and tells it at once', async () => {
    const cluster = session();
    const watch = new RecoveryWatch(() => undefined);
    watch.begin(cluster, 'guest1');
    cluster.show(lost);
    const seen = watch.seen(cluster);
    watch.begin(cluster, 'guest1');
    assert.equal(watch.seen(cluster), seen);
    const told: unknown[] = [];
    const stop = new AbortController();
    const waiting = watch.returned(cluster, stop.signal, (recovery) => told.push(recovery));
    stop.abort();
    await waiting;
    assert.deepEqual(told, [seen]);
    cluster.show(back);
    assert.equal(told.length, 1);
    watch.dispose();
  });

  it('knows nothing of another cluster, of another session, nor of what was not lost after all', () => {
    const [cluster, other] = [session(), session('other')];
    const watch = new RecoveryWatch(() => undefined);
    watch.begin(cluster, 'guest1');
    cluster.show(lost);
    assert.deepEqual([watch.seen(other), watch.seen(session())], [null, null]);
    watch.end(cluster);
    assert.equal(watch.seen(cluster), null);
  });

  it('sees nothing any more when it has ended', () => {
    const cluster = session();
    let more = 0;
    const watch = new RecoveryWatch(() => (more += 1));
    watch.begin(cluster, 'guest1');
    watch.dispose();
    cluster.show(lost);
    assert.equal(more, 0);
  });
});
