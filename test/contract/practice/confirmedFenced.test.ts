import assert from 'node:assert/strict';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { ChangeLog } from '../../../src/session/changeLog';
import type { ClusterSession } from '../../../src/session/clusterSession';
import { clock, start } from './practiceClient';
import { connected } from './practiceSession';

/** Milliseconds from one step of the cluster to the next while a test holds it: longer than any test takes. */
const heldMs = 3_600_000;

describe('A host of a practice cluster that was lost', function () {
  this.timeout(120_000);
  let cluster: PracticeCluster;
  let session: ClusterSession;
  let isHeld = false;
  const changeLog = new ChangeLog();

  before(async function () {
    cluster = await start(this, { template: 'two-hosts', waveMs: heldMs, clock: { ...clock, after: (ms, callback) => clock.after(ms === heldMs && !isHeld ? 0 : ms, callback) } });
    session = await connected(cluster, { changeLog });
  });
  after(async () => {
    session?.dispose();
    await cluster?.dispose();
  });

  const host2 = () => session.state.last?.nodes.find(({ name }) => name === 'host2');

  it('is confirmed to be off, and only while the cluster waits for that', async () => {
    const confirm = { kind: 'confirmFenced', node: 'host2' } as const;
    const tooSoon = await session.changes.prepare(confirm);
    assert.ok(!tooSoon.ok && tooSoon.fault.code === 'change-impossible' && tooSoon.fault.why === 'not-unclean', JSON.stringify(tooSoon));
    isHeld = true;
    assert.ok((await cluster.inject({ kind: 'node-lost', node: 'host2' })).ok);
    await session.refresh({ mayAsk: false });
    assert.deepEqual([host2()?.online, host2()?.unclean], [false, true]);

    const planned = await session.changes.prepare(confirm);
    assert.ok(planned.ok, JSON.stringify(planned));
    assert.equal(planned.value.plan.cautions[0]?.code, 'confirm-destroys-data');
    const preview = await session.changes.preview(planned.value, new AbortController().signal);
    assert.ok(preview.ok, JSON.stringify(preview));
    assert.deepEqual(preview.value.change.fencing, []);
    isHeld = false;
    const outcome = await session.changes.carryOut(planned.value, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    assert.deepEqual([host2()?.online, host2()?.unclean], [false, false]);
    const undo = await session.changes.undo(changeLog.records.at(-1) ?? assert.fail('it is not in the log'));
    assert.deepEqual(undo, { ok: false, fault: { code: 'undo-refused', why: 'no-way-back' } });
    const again = await session.changes.prepare(confirm);
    assert.ok(!again.ok && again.fault.code === 'change-impossible' && again.fault.why === 'not-unclean', JSON.stringify(again));
  });
});
