import assert from 'node:assert/strict';
import { findAll, valueOf, type CibElement } from '../../../src/practice/cibTree';
import { applyFailure, guestNodes, listFailures, runningResources } from '../../../src/practice/failures';
import { forgetFailures, nodeStates, transientAttribute } from '../../../src/practice/nodeHistory';
import { leaveCluster } from '../../../src/practice/nodeMembership';
import { operations, realCib } from './fixture';

const at = 1_795_367_101;

function failed(cib: CibElement): readonly string[] {
  return findAll(cib, 'lrm_rsc_op').filter((operation) => valueOf(operation, 'id').endsWith('_last_failure_0') && valueOf(operation, 'rc-code') !== '0')
    .map((operation) => `${valueOf(operation, 'operation_key')}@${valueOf(operation, 'on_node')} ${valueOf(operation, 'transition-magic').split(';')[0]!} ${valueOf(operation, 'exit-reason')}`);
}

describe('Failures of a practice cluster', () => {
  const online = realCib('10-guest-online-5-dummies');

  it('know what runs where from what real hosts reported', () => {
    assert.deepEqual(runningResources(online).map(({ resource, node }) => `${resource}@${node}`).sort(), ['FAKE1@guest1', 'FAKE2@host2', 'FAKE3@guest1', 'FAKE4@host2', 'FAKE5@guest1', 'guest1@host1', 'vm-guest1@host1']);
    assert.deepEqual(guestNodes(online), [{ guest: 'guest1', resource: 'vm-guest1' }]);
    assert.deepEqual(runningResources(realCib('30-vm-guest1-disabled')).map(({ resource }) => resource).filter((id) => id.includes('guest')), []);
  });

  it('are offered for what runs, and for a host only where another is left', () => {
    const offered = listFailures(online).map((failure) => Object.values(failure).join(' '));
    assert.deepEqual(offered.slice(0, 2), ['connection-lost guest1', 'guest-crashed guest1 vm-guest1']);
    assert.ok(offered.includes('resource-failed FAKE2 host2'));
    assert.ok(!offered.some((text) => text.startsWith('resource-failed guest1')));
    assert.deepEqual(offered.slice(-2), ['node-lost host2', 'node-lost host1']);
    assert.ok(!listFailures(leaveCluster(online, 'host2')).some(({ kind }) => kind === 'node-lost'), 'nothing could recover from the loss of the last host');
  });

  it('leave what a real host left when pacemaker_remoted was killed', () => {
    const real = realCib('20-after-kill');
    const ours = applyFailure(online, { kind: 'connection-lost', guest: 'guest1' }, at);
    assert.ok(ours);
    assert.deepEqual(failed(ours), failed(real));
    assert.deepEqual(failed(ours), ['guest1_monitor_30000@host1 4:1 Lost connection to remote executor']);
    for (const name of ['fail-count-guest1#monitor_30000', 'last-failure-guest1#monitor_30000']) {
      assert.equal(transientAttribute(ours, 'host1', name), transientAttribute(real, 'host1', name), name);
    }
  });

  it('are counted', () => {
    const twice = applyFailure(applyFailure(online, { kind: 'resource-failed', resource: 'FAKE2', node: 'host2' }, at)!, { kind: 'resource-failed', resource: 'FAKE4', node: 'host2' }, at);
    assert.equal(transientAttribute(twice!, 'host2', 'fail-count-FAKE2#monitor_10000'), '1');
    assert.equal(transientAttribute(twice!, 'host2', 'fail-count-FAKE4#monitor_10000'), '1');
    assert.deepEqual(failed(twice!), ['FAKE2_monitor_10000@host2 0:7 ', 'FAKE4_monitor_10000@host2 0:7 ']);
    assert.ok(!runningResources(twice!).some(({ resource }) => resource === 'FAKE2'), 'what has failed its monitor as not running does not run');
  });

  it('are not of what does not run', () => {
    assert.equal(applyFailure(online, { kind: 'resource-failed', resource: 'FAKE2', node: 'host1' }, at), null);
    assert.equal(applyFailure(online, { kind: 'connection-lost', guest: 'guest9' }, at), null);
    assert.equal(applyFailure(online, { kind: 'node-lost', node: 'guest1' }, at), null);
  });

  it('make a lost host unclean, and another one the controller', () => {
    const lost = applyFailure(online, { kind: 'node-lost', node: 'host1' }, at)!;
    const state = nodeStates(lost).find((candidate) => valueOf(candidate, 'uname') === 'host1')!;
    assert.deepEqual([valueOf(state, 'in_ccm'), valueOf(state, 'crmd'), valueOf(state, 'expected')], ['false', 'offline', 'member']);
    assert.equal(valueOf(lost, 'dc-uuid'), '2');
  });

  it('are forgotten by cleanup, for one resource or all, as real hosts forgot them', () => {
    const real = realCib('21-recovered-before-cleanup');
    assert.deepEqual(failed(real), ['guest1_monitor_30000@host1 4:1 Lost connection to remote executor']);
    for (const cleaned of [forgetFailures(real, null, null), forgetFailures(real, 'guest1', null), forgetFailures(real, 'guest1', 'host1')]) {
      assert.deepEqual(failed(cleaned), []);
      assert.equal(transientAttribute(cleaned, 'host1', 'fail-count-guest1#monitor_30000'), undefined);
      assert.equal(transientAttribute(cleaned, 'host1', 'last-failure-guest1#monitor_30000'), undefined);
      assert.deepEqual(runningResources(cleaned), runningResources(real), 'nothing else has changed');
    }
    for (const kept of [forgetFailures(real, 'FAKE1', null), forgetFailures(real, null, 'host2'), forgetFailures(real, 'guest', null)]) assert.equal(failed(kept).length, 1);
  });

  it('whose resource never started leave no history behind when they are forgotten', () => {
    const real = realCib('31-wrong-authkey-in-guest');
    const before = operations(real, 'host1', 'guest1');
    assert.ok(before.some((operation) => operation.includes(' start ')), before.join('\n'));
    assert.deepEqual(operations(forgetFailures(real, 'guest1', null), 'host1', 'guest1').filter((operation) => operation.endsWith(':1')), []);
  });
});
