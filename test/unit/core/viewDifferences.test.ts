import assert from 'node:assert/strict';
import type { ClusterSummary } from '../../../src/core/snapshot';
import { viewDifferences } from '../../../src/core/viewDifferences';
import { node, snapshot } from '../render/snapshotParts';

const summary = (more: Partial<ClusterSummary>) => ({ cluster: { ...snapshot().cluster, ...more } });
const seeing = (online: readonly string[], more: Partial<ClusterSummary> = {}) =>
  snapshot({ nodes: ['host2', 'host1'].map((name) => node(name, { online: online.includes(name) })), ...summary(more) });

describe('viewDifferences', () => {
  it('are none where hosts agree, in whatever order they list their nodes', () => {
    const one = seeing(['host1', 'host2']);
    assert.deepEqual(viewDifferences(one, { ...one, nodes: [...one.nodes].reverse() }), []);
  });

  it('name the members that each side sees online', () => {
    assert.deepEqual(viewDifferences(seeing(['host1']), seeing(['host2'])), [{ kind: 'members', shown: ['host1'], other: ['host2'] }]);
    assert.deepEqual(viewDifferences(seeing(['host1', 'host2']), seeing([])), [{ kind: 'members', shown: ['host1', 'host2'], other: [] }]);
  });

  it('look at cluster nodes alone: a guest that comes and goes is no partition', () => {
    const withGuest = (online: boolean) => snapshot({ nodes: [node('host1'), node('guest1', { kind: 'guest', online })] });
    assert.deepEqual(viewDifferences(withGuest(true), withGuest(false)), []);
  });

  it('name two DCs, and not one that is only not known yet', () => {
    assert.deepEqual(viewDifferences(snapshot(summary({ dc: 'host1' })), snapshot(summary({ dc: 'host2' }))), [{ kind: 'dc', shown: 'host1', other: 'host2' }]);
    assert.deepEqual(viewDifferences(snapshot(summary({ dc: 'host1' })), snapshot(summary({ dc: null }))), []);
  });

  it('name quorum, and not where a document does not tell of it', () => {
    assert.deepEqual(viewDifferences(snapshot(summary({ quorum: true })), snapshot(summary({ quorum: false }))), [{ kind: 'quorum', shown: true, other: false }]);
    assert.deepEqual(viewDifferences(snapshot(summary({ quorum: true })), snapshot(summary({ quorum: null }))), []);
  });

  it('come in the order of their weight', () => {
    const kinds = viewDifferences(seeing(['host1'], { dc: 'host1', quorum: true }), seeing(['host2'], { dc: 'host2', quorum: false })).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['members', 'dc', 'quorum']);
  });
});
