import assert from 'node:assert/strict';
import { isIdle } from '../../../src/session/clusterState';
import { liveHost } from './liveHost';
import { ManualClock } from './manualClock';
import { scriptedCluster } from './scriptedCluster';

describe('ClusterSession where no cluster runs', () => {
  it('tells a host that is in no cluster from one whose cluster is stopped, and lets the one speak that has a cluster to start', async () => {
    for (const [alpha, beta, kind, host] of [
      [false, false, 'unconfigured', 'alpha'], [false, true, 'stopped', 'beta'], [true, false, 'stopped', 'alpha'], [null, false, 'unconfigured', 'beta'], [null, true, 'stopped', 'beta'], [null, null, 'stopped', 'alpha'],
    ] as const) {
      const clock = new ManualClock();
      const { session } = scriptedCluster({ alpha: liveHost('host1', clock, { runs: false, setUp: alpha }).script, beta: liveHost('host2', clock, { runs: false, setUp: beta }).script }, clock);
      const connected = await session.connect({ mayAsk: false });
      assert.equal(!connected.ok && connected.fault.code, kind === 'stopped' ? 'not-running' : 'no-cluster');
      assert.deepEqual([session.state.kind, isIdle(session.state) && session.state.host], [kind, host]);
      session.dispose();
    }
  });

  it('waits no longer for a host to say whether it is in a cluster than for a reading', async () => {
    const clock = new ManualClock();
    const { session, states } = scriptedCluster({ alpha: liveHost('host1', clock, { runs: false, hangs: /^ls/ }).script, beta: liveHost('host2', clock, { runs: false, setUp: false }).script }, clock);
    void session.connect({ mayAsk: false });
    await clock.advance(2_500);
    const state = states.at(-1);
    assert.deepEqual([state?.kind, state !== undefined && isIdle(state) && state.host], ['unconfigured', 'beta']);
  });
});
