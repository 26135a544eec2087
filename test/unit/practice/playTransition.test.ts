import assert from 'node:assert/strict';
import { runningResources } from '../../../src/practice/failures';
import { onlineNodes } from '../../../src/practice/nodeMembership';
import { playWave, wavesOf } from '../../../src/practice/playTransition';
import { readActions } from '../../../src/practice/scheduler';
import { operations, realCib } from './fixture';

// What crm_simulate 2.1.5 printed when a guest's connection was lost.
const recovery = `Current cluster status:
  * Node List:
    * Online: [ host1 host2 ]

Transition Summary:
  * Fence (reboot) guest1 (resource: vm-guest1) 'guest is unclean'
  * Recover    vm-guest1     ( host1 )

Executing Cluster Transition:
  * Resource action: guest1          stop on host1
  * Cluster action:  clear_failcount for guest1 on host1
  * Resource action: vm-guest1       stop on host1
  * Pseudo action:   stonith-guest1-reboot on guest1
  * Resource action: vm-guest1       start on host1
  * Resource action: vm-guest1       monitor=10000 on host1
  * Resource action: guest1          start on host1
  * Resource action: guest1          monitor=30000 on host1
  * Resource action: FAKE1           start on guest1
  * Resource action: FAKE3           start on guest1

Revised Cluster Status:
  * Node List:
    * Online: [ host1 host2 ]
`;

describe('A transition', () => {
  const online = realCib('10-guest-online-5-dummies');
  const { actions, settled } = readActions(recovery);

  it('is read from what the scheduler executes, not from what it sums up', () => {
    assert.equal(settled, false);
    assert.equal(actions.length, 8);
    assert.deepEqual(actions[3], { resource: 'vm-guest1', task: 'monitor', interval: 10000, node: 'host1' });
    assert.deepEqual(readActions('Executing Cluster Transition:\n  * Fencing host2 (reboot)\n\nRevised Cluster Status:\n').actions, [{ resource: '', task: 'fence', interval: 0, node: 'host2' }]);
  });

  it('is over when nothing is executed', () => {
    assert.deepEqual(readActions('Transition Summary:\n\nExecuting Cluster Transition:\n\nRevised Cluster Status:\n  * Node List:\n'), { actions: [], settled: true });
    assert.deepEqual(readActions('Executing Cluster Transition:\n  * Cluster action: x\n'), { actions: [], settled: false });
  });

  it('is cut into waves in the order in which a person would see them', () => {
    const waves = wavesOf(actions, online).map((wave) => wave.map(({ task, resource }) => `${task} ${resource}`).join(', '));
    assert.deepEqual(waves, ['stop guest1', 'stop vm-guest1', 'start vm-guest1', 'start guest1', 'start FAKE1, start FAKE3']);
  });

  it('takes a guest and what runs inside away with its connection, and brings them back one after the other', () => {
    const runs = (cib: typeof online) => runningResources(cib).filter(({ node, resource }) => node === 'guest1' || resource.includes('guest1')).map(({ resource }) => resource);
    const [stopConnection, stopMachine, startMachine, startConnection, startRest] = wavesOf(actions, online);
    let cib = playWave(online, stopConnection!, 'pending', 1);
    assert.deepEqual(operations(cib, 'host1', 'guest1')[0], 'guest1_last_0 stop -1:193');
    assert.deepEqual(runs(cib), ['vm-guest1', 'guest1', 'FAKE1', 'FAKE3', 'FAKE5'], 'what is stopping has not stopped');
    cib = playWave(online, stopConnection!, 'done', 1);
    assert.deepEqual(runs(cib), ['vm-guest1']);
    cib = playWave(cib, stopMachine!, 'done', 2);
    assert.deepEqual(runs(cib), []);
    cib = playWave(cib, startMachine!, 'pending', 3);
    assert.deepEqual(runs(cib), [], 'what is starting does not run yet');
    cib = playWave(cib, startMachine!, 'done', 3);
    cib = playWave(cib, startConnection!, 'done', 4);
    assert.deepEqual(runs(cib), ['vm-guest1', 'guest1']);
    assert.deepEqual(runs(playWave(cib, startRest!, 'done', 5)), ['vm-guest1', 'guest1', 'FAKE1', 'FAKE3']);
  });

  it('takes a fenced node and the guests whose connections ran there out of the cluster', () => {
    const fenced = playWave(online, [{ task: 'fence', resource: '', interval: 0, node: 'host1' }], 'done', 1);
    assert.deepEqual(onlineNodes(fenced), ['host2']);
    assert.deepEqual([...new Set(runningResources(fenced).map(({ node }) => node))], ['host2']);
    assert.deepEqual(onlineNodes(playWave(online, [{ task: 'fence', resource: '', interval: 0, node: 'host1' }], 'pending', 1)), ['host2', 'host1']);
  });
});
