import assert from 'node:assert/strict';
import type { Expectation } from '../../../src/core/change/expectation';
import { failure, type Result, success } from '../../../src/core/result';
import { type Arrival, awaitExpectations } from '../../../src/session/arrival';
import type { ClusterState, LiveState } from '../../../src/session/clusterState';
import { changeable } from './changedCluster';
import { ManualClock, settle } from './manualClock';

/** A wait for what the cluster is already, in a session of which the test decides what it reads. */
async function waiting(expects: readonly Expectation[] = [{ kind: 'active', resource: 'FAKE1', node: null }]) {
  const { session } = await changeable();
  assert.ok(session.state.kind === 'live');
  const live: LiveState = session.state;
  session.dispose();
  const clock = new ManualClock();
  let listener: (state: ClusterState) => void = () => undefined;
  const readings: ((read: Result<void>) => void)[] = [];
  const cluster = {
    state: live as ClusterState,
    onDidChangeState(listening: typeof listener) {
      listener = listening;
      return { dispose: () => (listener = () => undefined) };
    },
    refresh: () => new Promise<Result<void>>((resolve) => readings.push(resolve)),
  };
  const arrivals: Arrival[] = [];
  void awaitExpectations({
    cluster, clock, answering: () => undefined, needsRest: false, graceMs: 0, signal: new AbortController().signal, onUnmet: () => undefined,
    expects,
  }).then((arrival) => arrivals.push(arrival));
  const become = async (state: ClusterState) => {
    cluster.state = state;
    listener(state);
    await settle();
  };
  return { live, readings, arrivals, become, clock };
}

describe('The wait for what a change is to bring about', () => {
  it('counts no reading that was begun before it', async () => {
    const { live, readings, arrivals, become } = await waiting();
    await become({ ...live, checkedAt: live.checkedAt + 1 });
    assert.deepEqual(arrivals, []);
    readings[0]!(success(undefined));
    await settle();
    assert.deepEqual(arrivals.map(({ kind }) => kind), ['reached']);
  });

  it('does not take what was known before for its reading when that has failed', async () => {
    const { live, readings, arrivals, become } = await waiting();
    readings[0]!(failure({ code: 'configuration-unsettled', host: 'alpha' }));
    await settle();
    await become({ ...live, checkedAt: live.checkedAt + 1 });
    assert.deepEqual(arrivals, []);
    await become({ ...live, last: { ...live.last, takenAt: live.last.takenAt + 1 } });
    assert.deepEqual(arrivals.map(({ kind }) => kind), ['reached']);
  });

  it('ends with the cluster where that was to stop, and only then', async () => {
    const stoppedAt = (live: LiveState, at: number): ClusterState => ({ kind: 'stopped', host: 'alpha', at, last: live.last, notes: [], watch: live.watch });
    const meant = await waiting([{ kind: 'online', node: 'host1', is: false }]);
    await meant.become(stoppedAt(meant.live, meant.clock.now() - 1));
    assert.deepEqual(meant.arrivals, [], 'it was so before');
    await meant.become(stoppedAt(meant.live, meant.clock.now()));
    assert.deepEqual(meant.arrivals, [{ kind: 'reached', unmet: [], snapshot: null }]);
    const other = await waiting([{ kind: 'running', is: false }, { kind: 'inactive', resource: 'FAKE1' }]);
    await other.become(stoppedAt(other.live, other.clock.now()));
    assert.deepEqual(other.arrivals, []);
  });
});
