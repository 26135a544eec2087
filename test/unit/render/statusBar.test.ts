import assert from 'node:assert/strict';
import { statusBar } from '../../../src/render/statusBar';
import { lookedFor } from '../../liveState';
import { definition, live, partition, shown } from './clusterParts';
import { t } from './plainTranslate';
import { failedAction, guest, location, node, snapshot, takenAt } from './snapshotParts';

const now = takenAt + 30_000;

describe('statusBar', () => {
  it('is absent without an active cluster', () => assert.equal(statusBar(null, now, t), null));

  it('has name and nodes online while all is well, and the age in its sentence', () => {
    assert.deepEqual(statusBar(shown(live({ nodes: [node('a'), node('b')] })), now, t), {
      codicon: 'pass-filled', text: 'mycluster: 2 of 2 nodes online', accessibleLabel: 'Cluster mycluster: 2 of 2 nodes online, host1, 30 s ago.', severity: 'normal',
    });
  });

  it('counts failures, and a guest node only with its connection', () => {
    const said = statusBar(shown(live({
      nodes: [node('a'), node('g', { kind: 'guest' })], guests: [guest('g', { node: 'g', state: 'connection-lost' })], failures: [failedAction('g', 'a'), failedAction('x', 'a')],
    })), now, t);
    assert.equal(said?.text, 'mycluster: 1 of 2 nodes online, 2 failures');
    assert.equal(said?.severity, 'warning');
    assert.equal(said?.codicon, 'warning');
    assert.match(said?.accessibleLabel ?? '', /4 problems\.$/);
  });

  it('says that a cluster is only looked at', () => {
    const said = statusBar({ ...shown(live({ nodes: [node('a')] })), definition: definition({ readOnly: true }) }, now, t);
    assert.equal(said?.text, 'mycluster: read-only, 1 of 1 nodes online');
    assert.match(said?.accessibleLabel ?? '', /^Cluster mycluster: read-only, /);
  });

  it('says that hosts disagree, and whose view it tells', () => {
    const said = statusBar(shown(partition()), now, t);
    assert.equal(said?.text, 'mycluster: hosts disagree, 1 of 2 nodes online');
    assert.equal(said?.severity, 'error');
    assert.match(said?.accessibleLabel ?? '', /This is how host1 sees the cluster\. host2 sees it otherwise\./);
  });

  it('tells how old the data is by when it was last found to be so', () => {
    assert.match(statusBar(shown({ ...live(), checkedAt: now - 15_000 }), now, t)?.accessibleLabel ?? '', /, 10 s ago\.$/);
  });

  it('is not alarmed by what a ban left behind', () => {
    assert.equal(statusBar(shown(live({ nodes: [node('a')], constraints: [location('cli-ban-x', { leftover: true })] })), now, t)?.severity, 'normal');
  });

  it('is an error without quorum, and with a node of which nothing is known', () => {
    const none = statusBar(shown(live({ nodes: [node('a')], cluster: { ...snapshot().cluster, quorum: false } })), now, t);
    assert.deepEqual([none?.text, none?.severity], ['mycluster: no quorum, 1 of 1 nodes online', 'error']);
    assert.equal(statusBar(shown(live({ nodes: [node('a', { unclean: true })] })), now, t)?.severity, 'error');
  });

  it('shows no old numbers as new', () => {
    const stale = statusBar(shown({ kind: 'stale', last: snapshot({ nodes: [node('a')] }), fault: { code: 'link-lost', host: 'host1', reason: 'x' }, since: now, retryAt: null }), now, t);
    assert.equal(stale?.text, 'mycluster: unreachable');
    assert.equal(stale?.severity, 'error');
    assert.match(stale?.accessibleLabel ?? '', /data of 30 s ago.*No answer since.*may have changed\.$/);
    assert.equal(statusBar(shown({ kind: 'stopped', last: null, host: 'host1', at: now, notes: [], watch: lookedFor }), now, t)?.text, 'mycluster: stopped');
    assert.deepEqual(statusBar(shown({ kind: 'disconnected', last: null, fault: null }), now, t)?.severity, 'normal');
  });

  it('says of a practice cluster that it is one', () => {
    assert.match(statusBar(shown(live(), { practice: true }), now, t)?.text ?? '', /^mycluster \(practice\): /);
  });
});
