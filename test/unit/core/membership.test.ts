import assert from 'node:assert/strict';
import { onlineMembers } from '../../../src/core/membership';
import { node, snapshot } from '../render/snapshotParts';

describe('onlineMembers', () => {
  it('names the cluster nodes that are online, in their order, and no other kind of node', () => {
    const nodes = [node('host2'), node('host1'), node('host3', { online: false }), node('guest1', { kind: 'guest' }), node('remote1', { kind: 'remote' })];
    assert.deepEqual(onlineMembers(snapshot({ nodes })), ['host2', 'host1']);
  });
});
