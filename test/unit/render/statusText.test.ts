import assert from 'node:assert/strict';
import { faultText } from '../../../src/render/faultText';
import { statusText } from '../../../src/render/statusText';
import { live, partition, shown } from './clusterParts';
import { t } from './plainTranslate';
import { resource, snapshot, takenAt } from './snapshotParts';

describe('statusText', () => {
  it('names the agent of each resource and indents what is inside', () => {
    const text = statusText(shown(live({ resources: [resource('g', { kind: 'group', agent: null, children: [resource('web', { nodes: ['host1'] })] })] })), takenAt, t);
    assert.match(text, /\nResources:\n  g: group, 1 of 1 running, on host1\n    web \(ocf:pacemaker:Dummy\): Started, on host1\n/);
  });

  it('says that it is old, and why', () => {
    const fault = { code: 'link-lost', host: 'host1', reason: 'gone' } as const;
    const text = statusText(shown({ kind: 'stale', last: snapshot(), fault, since: takenAt, retryAt: null }), takenAt, t);
    assert.match(text, /^Cluster mycluster: unreachable\n  No answer since .* may have changed\.\n/);
    assert.ok(text.includes(faultText(fault, t)));
  });

  it('has both when the cluster was read and when it was last looked at', () => {
    const at = new Date(2026, 10, 22, 21, 3, 5).getTime();
    const text = statusText(shown({ ...live({ takenAt: at }), checkedAt: at + 30_000 }), at, t);
    assert.match(text, /\n {2}Read at: 2026-11-22 21:03:05 on host1\n {2}Checked at: 2026-11-22 21:03:35\n/);
  });

  it('says that hosts disagree, and how each sees the cluster', () => {
    const text = statusText(shown(partition()), takenAt, t);
    assert.match(text, /^Cluster mycluster: hosts disagree\n {2}This is how host1 sees the cluster\. host2 sees it otherwise\.\n/);
    assert.match(text, /\nOther hosts:\n {2}host2: sees host2; quorum; DC host2\n/);
    assert.match(text, /\n {2}host2: UNCLEAN \(offline\); host2 sees it online\n/);
  });

  it('is a line or two when nothing was ever read, and says when it is practice', () => {
    assert.equal(statusText(shown({ kind: 'disconnected', last: null, fault: null }, { practice: true }), takenAt, t), 'Cluster mycluster: practice cluster, not connected\n');
  });
});
