import assert from 'node:assert/strict';
import { begin, changeable, cut, ended, mutations, prepared } from './changedCluster';

const disable = { kind: 'disable', resources: ['FAKE1'] } as const;
const both = { kind: 'standby', nodes: ['host1', 'host2'] } as const;
const disabling = 'pcs resource disable FAKE1';

describe('A change that is cancelled', () => {
  it('before it was begun has done nothing', async () => {
    const { session, clock, alpha, changeLog } = await changeable();
    const ready = await prepared(session, clock, disable);
    const stopped = AbortSignal.abort();
    assert.deepEqual(await session.changes.carryOut(ready, { mayAsk: true, signal: stopped, onStep: () => assert.fail() }), { kind: 'cancelled' });
    assert.deepEqual([mutations(alpha), changeLog.records, session.changes.underWay], [[], [], false]);
  });

  it('while it is checked has done nothing, at once, however slow the host is', async () => {
    const { session, clock, alpha, cluster, changeLog } = await changeable();
    const ready = await prepared(session, clock, disable);
    cluster.sight.takesMs = 5_000;
    const { outcome, steps, stop } = begin(session, ready);
    await clock.advance(100);
    stop();
    assert.deepEqual(await outcome, { kind: 'cancelled' });
    assert.deepEqual(steps, [{ kind: 'checking' }]);
    await clock.advance(60_000);
    assert.deepEqual([mutations(alpha), changeLog.records], [[], []]);
  });

  it('while its commands run is not: all of them are run, and only the cluster is not waited for', async () => {
    for (const afterMs of [100, 500, 900, 1_300]) {
      const { session, clock, alpha, changeLog } = await changeable({ arrangement: { pcs: '0.9.120\n' } });
      const ready = await prepared(session, clock, both);
      const { outcome, stop } = begin(session, ready);
      await clock.advance(afterMs);
      stop();
      assert.deepEqual(await ended(clock, outcome), { kind: 'left', unmet: ready.plan.expects });
      assert.deepEqual(mutations(alpha), ['pcs cluster standby host1', 'pcs cluster standby host2']);
      assert.deepEqual(changeLog.records.map(({ outcome: { kind } }) => kind), ['left']);
    }
  });

  it('while the cluster is waited for is left at once, and the next may begin', async () => {
    const { session, clock, alpha } = await changeable({ arrangement: { reactsAfterMs: 60_000 } });
    const ready = await prepared(session, clock, disable);
    const { outcome, stop, steps } = begin(session, ready);
    await clock.advance(10_000);
    assert.equal(steps.at(-1)?.kind, 'waiting');
    stop();
    assert.deepEqual(await outcome, { kind: 'left', unmet: ready.plan.expects });
    assert.equal(session.changes.underWay, false);
    const waits = alpha.lines.filter((line) => line.startsWith('crm_resource --wait')).length;
    assert.equal((await ended(clock, begin(session, await prepared(session, clock, { kind: 'enable', resources: ['FAKE1'] })).outcome)).kind, 'done');
    assert.deepEqual(mutations(alpha), [disabling, 'pcs resource enable FAKE1']);
    assert.ok(alpha.lines.filter((line) => line.startsWith('crm_resource --wait')).length > waits);
  });

  it('while nobody knows what became of its command says just that', async () => {
    const { session, clock, alpha, changeLog } = await changeable();
    const { outcome, stop, steps } = begin(session, await prepared(session, clock, disable));
    await clock.advance(500);
    cut(alpha, clock);
    await clock.advance(1_000);
    assert.equal(steps.at(-1)?.kind, 'asking');
    stop();
    const uncertain = await outcome;
    assert.ok(uncertain.kind === 'uncertain' && uncertain.reached === null, JSON.stringify(uncertain));
    assert.deepEqual([mutations(alpha), changeLog.records.length], [[disabling], 1]);
  });

  it('by the end of its session is left, and holds no timer', async () => {
    const { session, clock, alpha } = await changeable({ arrangement: { reactsAfterMs: 60_000 } });
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(5_000);
    session.dispose();
    assert.equal((await outcome).kind, 'left');
    await clock.advance(120_000);
    assert.equal(clock.pending, 0);
    assert.deepEqual(mutations(alpha), [disabling]);
  });

  it('by disconnecting is left', async () => {
    const { session, clock } = await changeable({ arrangement: { reactsAfterMs: 60_000 } });
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(5_000);
    session.disconnect();
    assert.equal((await outcome).kind, 'left');
  });
});
