import assert from 'node:assert/strict';
import { valueOf } from '../../../src/practice/cibTree';
import { runningResources } from '../../../src/practice/failures';
import { transientAttribute } from '../../../src/practice/nodeHistory';
import { clusterNodes, joinCluster, leaveCluster, onlineNodes, requestShutdown } from '../../../src/practice/nodeMembership';
import { realCib } from './fixture';

describe('Membership of a practice cluster', () => {
  const cib = realCib('10-guest-online-5-dummies');

  it('is read from what a controller wrote', () => {
    assert.deepEqual(clusterNodes(cib), ['host1', 'host2']);
    assert.deepEqual(onlineNodes(cib), ['host2', 'host1']);
  });

  it('ends with nothing running there, and passes the controller on', () => {
    const left = leaveCluster(requestShutdown(cib, 'host1', 7), 'host1');
    assert.deepEqual(onlineNodes(left), ['host2']);
    assert.ok(!runningResources(left).some(({ node }) => node === 'host1'));
    assert.deepEqual([valueOf(left, 'dc-uuid'), valueOf(left, 'have-quorum')], ['2', '1']);
    assert.equal(transientAttribute(left, 'host1', 'shutdown'), undefined);
    const over = leaveCluster(left, 'host2');
    assert.deepEqual([onlineNodes(over), over.attributes.has('dc-uuid'), valueOf(over, 'have-quorum')], [[], false, '0']);
  });

  it('begins again without a history, and leaves the controller where it is', () => {
    const back = joinCluster(leaveCluster(cib, 'host1'), 'host1');
    assert.deepEqual([...onlineNodes(back)].sort(), ['host1', 'host2']);
    assert.equal(valueOf(back, 'dc-uuid'), '2');
    assert.equal(transientAttribute(back, 'host1', '#feature-set'), '3.16.1');
  });

  it('asks for a shutdown the way a node does', () => {
    assert.equal(transientAttribute(requestShutdown(cib, 'host2', 7), 'host2', 'shutdown'), '7');
  });
});
