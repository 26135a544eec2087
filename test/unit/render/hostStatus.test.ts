import assert from 'node:assert/strict';
import { asSeenBy, hostStatusText } from '../../../src/render/hostStatus';
import { statusText } from '../../../src/render/statusText';
import { liveState } from '../../liveState';
import { alone, live, partition, shown } from './clusterParts';
import { t } from './plainTranslate';
import { snapshot, takenAt } from './snapshotParts';

const textOf = (state: Parameters<typeof shown>[0], host: string) => hostStatusText(shown(state), host, takenAt, t);

describe('the status as a host sees it', () => {
  it('is the view of that host, with what the one that answers says otherwise', () => {
    const text = textOf(partition(), 'host2') ?? '';
    assert.match(text, /^Cluster mycluster: hosts disagree\n {2}This is how host2 sees the cluster\. host1 sees it otherwise\.\n/);
    assert.match(text, /\n {2}DC: host2\n {2}Quorum: yes\n/);
    assert.match(text, /\nOther hosts:\n {2}host1: sees host1; no quorum; DC host1\n/);
    assert.match(text, /\n {2}host1: UNCLEAN \(offline\); host1 sees it online\n/);
  });

  it('is the one that is shown for the host that answers', () => {
    for (const state of [partition(), live()]) assert.equal(textOf(state, 'host1'), statusText(shown(state), takenAt, t));
  });

  it('says so where the host was not asked itself', () => {
    const text = textOf(live(), 'host2') ?? '';
    assert.match(text, /^host2 was not asked for its own view, as nothing says that it differs\. This is what host1 sees\.\n\nCluster mycluster: connected\n/);
  });

  it('is none where nothing was ever read', () => assert.equal(textOf({ kind: 'disconnected', last: null, fault: null }, 'host1'), null));

  it('has beside it only the hosts that contradict it', () => {
    const state = liveState(alone('host1', false), { otherViews: ['host2', 'host3'].map((host) => ({ host, snapshot: { ...alone('host2', true), host } })) });
    const seen = asSeenBy(state, 'host3');
    assert.ok(seen.kind === 'live');
    assert.deepEqual([seen.last.host, seen.otherViews.map(({ host }) => host)], ['host3', ['host1']]);
  });

  it('is as old as that reading', () => {
    const own = { ...alone('host2', true), takenAt: takenAt - 60_000 };
    const seen = asSeenBy(partition({ otherViews: [{ host: 'host2', snapshot: own }] }), 'host2');
    assert.ok(seen.kind === 'live');
    assert.equal(seen.checkedAt, own.takenAt);
  });

  it('stays the last one while it is not current', () => {
    const state = { kind: 'stale', last: snapshot(), fault: { code: 'disconnected', host: 'host1' }, since: takenAt, retryAt: null } as const;
    assert.equal(asSeenBy(state, 'host1'), state);
  });
});
