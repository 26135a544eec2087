import assert from 'node:assert/strict';
import { faultText } from '../../../src/render/faultText';
import { statusText } from '../../../src/render/statusText';
import { live, shown } from './clusterParts';
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

  it('is a line or two when nothing was ever read, and says when it is practice', () => {
    assert.equal(statusText(shown({ kind: 'disconnected', last: null, fault: null }, { practice: true }), takenAt, t), 'Cluster mycluster: practice cluster, not connected\n');
  });
});
