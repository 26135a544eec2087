import assert from 'node:assert/strict';
import { keptPerSnapshot } from '../../../src/core/keptPerSnapshot';
import { leftBehindText } from '../../../src/render/leftBehindText';
import { live } from '../render/clusterParts';
import { t } from '../render/plainTranslate';
import { location, snapshot } from '../render/snapshotParts';
import { changeable } from '../session/changedCluster';

/** What is left behind, and how often that was found out. */
function counted() {
  const calls: string[] = [];
  const textOf = keptPerSnapshot((last, cluster, name) => {
    calls.push(`${cluster} ${name}`);
    return leftBehindText(last, cluster, name, t);
  });
  return { calls, textOf };
}

describe('what is kept for each snapshot', () => {
  it('is made once of the same snapshot, and anew of another, even of an equal one', () => {
    const { calls, textOf } = counted();
    const last = snapshot({ constraints: [location('cli-ban-x', { leftover: true })] });
    const first = textOf(last, 'c1', 'Lab');
    assert.equal(first.problems.length, 1);
    for (const state of [live(), live()]) assert.equal(textOf({ ...state, last }.last, 'c1', 'Lab'), first);
    assert.equal(calls.length, 1);
    assert.notEqual(textOf({ ...last }, 'c1', 'Lab'), first);
    assert.equal(textOf({ ...last, constraints: [] }, 'c1', 'Lab').problems.length, 0);
    assert.equal(calls.length, 3);
  });

  it('is made anew for another name of the cluster', () => {
    const { calls, textOf } = counted();
    const last = snapshot();
    for (const name of ['Lab', 'Lab', 'Office']) assert.ok(textOf(last, 'c1', name).text.includes(name));
    assert.deepEqual(calls, ['c1 Lab', 'c1 Office']);
  });

  it('is made less often than a session tells of its state', async () => {
    const { calls, textOf } = counted();
    const { session, clock, cluster } = await changeable();
    let told = 0;
    const read = new Set<unknown>();
    session.onDidChangeState((state) => {
      told++;
      if (state.kind !== 'live') return;
      read.add(state.last);
      textOf(state.last, 'c1', 'Lab');
    });
    await clock.advance(60_000);
    cluster.elsewhere('pcs resource disable FAKE1');
    await clock.advance(60_000);
    assert.equal(calls.length, read.size);
    assert.ok(told > read.size, `${told} states, ${read.size} readings`);
  });
});
