import assert from 'node:assert/strict';
import { begin, changeable, cut, ended, prepared } from './changedCluster';

const disable = { kind: 'disable', resources: ['FAKE1'] } as const;
const disabling = 'pcs resource disable FAKE1';

/** A cluster with all that was told of the work on it. */
async function watched(...setting: Parameters<typeof changeable>) {
  const opened = await changeable(...setting);
  const told: (string | null)[] = [];
  opened.session.changes.onDidChangeWork(() => told.push(opened.session.work?.verb ?? null));
  return { ...opened, told };
}

describe('What a change does to a cluster while it runs', () => {
  it('is told from its first command until the cluster has done it, and was never in a reading', async () => {
    const { session, clock, told, states } = await watched();
    const ready = await prepared(session, clock, disable);
    const { outcome, steps } = begin(session, ready);
    assert.deepEqual([session.work, steps.map(({ kind }) => kind)], [null, ['checking']]);
    await clock.advance(1_000);
    assert.deepEqual([session.work?.verb, [...(session.work?.resources ?? [])], steps.at(-1)?.kind], ['disabling', ['FAKE1'], 'waiting']);
    assert.equal((await ended(clock, outcome)).kind, 'done');
    assert.deepEqual([session.work, told], [null, ['disabling', null]]);
    assert.ok(!JSON.stringify(states).includes('disabling'));
  });

  it('ends where pcs refuses it, where it fails, and where nobody waits any longer', async () => {
    const refused = await watched({ arrangement: { instead: (line) => (line === disabling ? { stdout: '', stderr: 'Error: no\n', exitCode: 1 } : null) } });
    assert.equal((await ended(refused.clock, begin(refused.session, await prepared(refused.session, refused.clock, disable)).outcome)).kind, 'refused');
    assert.deepEqual([refused.session.work, refused.told], [null, ['disabling', null]]);

    const failing = await watched({ arrangement: { broken: ['FAKE1'] } });
    failing.cluster.elsewhere(disabling);
    await failing.clock.advance(10_000);
    const enable = await prepared(failing.session, failing.clock, { kind: 'enable', resources: ['FAKE1'] });
    assert.equal((await ended(failing.clock, begin(failing.session, enable).outcome)).kind, 'instead');
    assert.deepEqual([failing.session.work, failing.told], [null, ['enabling', null]]);

    const left = await watched({ arrangement: { reactsAfterMs: 60_000 } });
    const { outcome, stop } = begin(left.session, await prepared(left.session, left.clock, disable));
    await left.clock.advance(2_000);
    stop();
    assert.equal((await ended(left.clock, outcome)).kind, 'left');
    assert.deepEqual([left.session.work, left.told], [null, ['disabling', null]]);
  });

  it('is nothing where it is cancelled before anything was sent', async () => {
    const { session, clock, told } = await watched();
    const { outcome, stop } = begin(session, await prepared(session, clock, disable));
    stop();
    assert.equal((await ended(clock, outcome)).kind, 'cancelled');
    assert.deepEqual([session.work, told], [null, []]);
  });

  it('ends with the change where the link is lost, whether it comes back or not, and where the cluster is closed', async () => {
    for (const backAfterMs of [undefined, 1_000]) {
      const { session, clock, alpha, told } = await watched();
      const { outcome } = begin(session, await prepared(session, clock, disable));
      await clock.advance(600);
      cut(alpha, clock, backAfterMs);
      assert.equal((await ended(clock, outcome)).kind, 'uncertain');
      assert.deepEqual([session.work, told], [null, ['disabling', null]]);
    }
    const { session, clock } = await watched({ arrangement: { reactsAfterMs: 60_000 } });
    const { outcome } = begin(session, await prepared(session, clock, disable));
    await clock.advance(2_000);
    session.dispose();
    await ended(clock, outcome);
    assert.equal(session.work, null);
  });
});
