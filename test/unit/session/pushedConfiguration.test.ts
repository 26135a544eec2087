import assert from 'node:assert/strict';
import { failure, type Result, success } from '../../../src/core/result';
import { outcomeOf } from '../../../src/session/changeEnding';
import type { Outcome } from '../../../src/session/changeOutcome';
import type { ReadConfiguration } from '../../../src/session/checkConfiguration';
import { pushedConfiguration } from '../../../src/session/pushedConfiguration';
import { changeable, lost } from './changedCluster';

const base: ReadConfiguration = { text: '<configuration>old</configuration>', version: { adminEpoch: 1, epoch: 7, numUpdates: 30 } };
const mine = '<configuration>mine</configuration>';
const theirs: ReadConfiguration = { text: mine, version: { adminEpoch: 1, epoch: 9, numUpdates: 0 } };

function after(outcome: Outcome, now: Result<ReadConfiguration | null> = failure({ code: 'cut' })): Promise<Result<ReadConfiguration>> {
  return pushedConfiguration(outcome, base, mine, 'production', () => Promise.resolve(now));
}

describe('A configuration that was pushed', () => {
  it('is in the version that the push made, so that what comes after it counts as changed', async () => {
    const made: readonly Outcome[] = [{ kind: 'done', tookMs: 1 }, { kind: 'instead', unmet: [], failures: [] }, { kind: 'left', unmet: [] }];
    for (const outcome of made) assert.deepEqual(await after(outcome, success(theirs)), success({ text: mine, version: { adminEpoch: 1, epoch: 8, numUpdates: 0 } }));
  });

  it('is known to be there after the connection broke only where the cluster has it', async () => {
    for (const reached of [true, false, null]) {
      const outcome: Outcome = { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached };
      assert.deepEqual(await after(outcome, success(theirs)), success(theirs));
      for (const now of [success(null), failure({ code: 'cut' } as const)]) assert.deepEqual(await after(outcome, now), failure({ code: 'configuration-uncertain', cluster: 'production' }));
    }
  });

  it('was not pushed where it was refused or given up', async () => {
    assert.deepEqual(await after({ kind: 'refused', ran: 0, fault: lost('alpha'), said: '', forceHelps: false }), failure(lost('alpha')));
    assert.deepEqual(await after({ kind: 'cancelled' }), failure({ code: 'cancelled' }));
  });

  it('is not proved by a configuration that somebody made newer', async () => {
    const { session } = await changeable();
    assert.ok(session.state.kind === 'live');
    const before = session.state.last;
    const newer = { kind: 'newerConfiguration', than: before.cibVersion! } as const;
    const reachedWith = (...expects: Parameters<typeof outcomeOf>[0]['expects'][number][]) =>
      outcomeOf({ run: { kind: 'unclear', ran: 0, fault: lost('alpha') }, expects, before, tookMs: 1 }, { kind: 'reached', unmet: [], snapshot: before });
    assert.deepEqual(reachedWith(newer), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: null });
    assert.deepEqual(reachedWith(newer, { kind: 'configured', id: 'FAKE1', is: false }), { kind: 'uncertain', ran: 0, fault: lost('alpha'), reached: true });
    session.dispose();
  });
});
