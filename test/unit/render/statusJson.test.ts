import assert from 'node:assert/strict';
import { statusJson } from '../../../src/render/statusJson';
import { live, partition } from './clusterParts';
import { snapshot, takenAt } from './snapshotParts';

describe('statusJson', () => {
  const read = (text: string | null) => JSON.parse(text ?? 'null') as Record<string, unknown>;

  it('holds the snapshot, and when and where it was read', () => {
    const { nodes, readAt, state } = read(statusJson(live({})));
    assert.ok(Array.isArray(nodes));
    assert.equal(readAt, new Date(takenAt).toISOString());
    assert.equal(state, 'live');
  });

  it('says when it was last looked at, and what other hosts contradict', () => {
    const { checkedAt, otherViews } = read(statusJson(partition({ checkedAt: takenAt + 30_000 })));
    assert.equal(checkedAt, new Date(takenAt + 30_000).toISOString());
    assert.deepEqual(otherViews, [{
      host: 'host2',
      readAt: new Date(takenAt).toISOString(),
      differences: [
        { kind: 'members', shown: ['host1'], other: ['host2'] },
        { kind: 'dc', shown: 'host1', other: 'host2' },
        { kind: 'quorum', shown: false, other: true },
      ],
    }]);
  });

  it('says that it is old', () => {
    const fault = { code: 'disconnected', host: 'host1' } as const;
    assert.equal(read(statusJson({ kind: 'stale', last: snapshot(), fault, since: takenAt, retryAt: null }))['state'], 'stale');
  });

  it('is none where nothing was ever read', () => {
    assert.equal(statusJson({ kind: 'connecting', last: null, host: 'host1' }), null);
  });
});
