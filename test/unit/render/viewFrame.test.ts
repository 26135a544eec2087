import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { ClusterState } from '../../../src/session/clusterState';
import { timeText } from '../../../src/render/age';
import { clustersFrame, viewFrame, viewRows, type DependentView } from '../../../src/render/viewFrame';
import { lookedFor } from '../../liveState';
import { live, partition, shown } from './clusterParts';
import { drawnRows } from './drawnRows';
import { t } from './plainTranslate';
import { connection, failedAction, guest, location, node, resource, snapshot, takenAt } from './snapshotParts';

const now = takenAt + 60_000;
const names: readonly DependentView[] = ['nodes', 'guests', 'resources', 'constraints'];
const full: Partial<ClusterSnapshot> = { nodes: [node('host1')], resources: [resource('web', { nodes: ['host1'] })], guests: [guest('g')], constraints: [location('l')] };
const lost: Fault = { code: 'link-lost', host: 'host1', reason: 'no answer' };

function frame(name: DependentView, state: ClusterState, practice = false) {
  const cluster = shown(state, { practice });
  return viewFrame(name, cluster, viewRows(name, cluster, t), now, t);
}

const badges = (last: Partial<ClusterSnapshot>) => names.map((name) => frame(name, live(last)).badge?.value ?? 0);

describe('viewFrame', () => {
  it('says nothing above rows that are current', () => {
    for (const name of names) assert.deepEqual(frame(name, live(full)), { description: 'mycluster', message: '', badge: null });
  });

  it('keeps old rows, and says when they were read', () => {
    const last = snapshot(full);
    const read = timeText(takenAt, now);
    for (const [state, message] of [
      [{ kind: 'stale', last, fault: lost, since: takenAt + 5_000, retryAt: null }, `No answer since ${timeText(takenAt + 5_000, now)}. This was so at ${read} and may have changed.`],
      [{ kind: 'connecting', last, host: 'host1' }, `Connecting. This was so at ${read} and may have changed.`],
      [{ kind: 'disconnected', last, fault: null }, `Not connected. This was so at ${read} and may have changed.`],
      [{ kind: 'stopped', last, host: 'host2', at: now, notes: [], watch: lookedFor }, `At ${timeText(now, now)} the cluster did not run on host2. This was so before, at ${read}.`],
      [{ kind: 'unconfigured', last, host: 'host2', at: now, notes: [], watch: lookedFor }, `At ${timeText(now, now)} the host host2 was in no cluster. This was so before, at ${read}.`],
    ] as const satisfies readonly (readonly [ClusterState, string])[]) {
      for (const name of names) {
        const cluster = shown(state);
        assert.equal(drawnRows(viewRows(name, cluster, t)), drawnRows(viewRows(name, shown(live(full)), t)));
        assert.equal(frame(name, state).message, message);
        assert.equal(frame(name, state).badge, null, 'old problems are not counted as new');
      }
    }
  });

  it('says of old rows when they were last found to be so, also where that was after they were read', () => {
    const state: ClusterState = { kind: 'disconnected', last: snapshot(full), fault: null, checkedAt: takenAt + 30_000 };
    assert.equal(frame('nodes', state).message, `Not connected. This was so at ${timeText(takenAt + 30_000, now)} and may have changed.`);
  });

  it('leaves an empty view to its welcome text', () => {
    for (const name of names) {
      assert.equal(frame(name, { kind: 'stale', last: null, fault: lost, since: now, retryAt: null }).message, '');
      assert.deepEqual(viewRows(name, null, t), []);
      assert.deepEqual(viewFrame(name, null, [], now, t), { description: '', message: '', badge: null });
    }
  });

  it('says of a practice cluster that it is one, in every view and state', () => {
    for (const name of names) for (const state of [live(full), { kind: 'disconnected', last: null, fault: null } as const]) {
      assert.equal(frame(name, state, true).description, 'mycluster (practice cluster)');
    }
  });

  it('says above the guests when a libvirt could not be read', () => {
    const fault: Fault = { code: 'permission-denied', host: 'host2', user: 'ops', program: 'virsh' };
    const messages = names.map((name) => frame(name, live(full, [{ host: 'host2', fault }])).message.slice(0, 15));
    assert.deepEqual(messages, ['', 'Some guests are', '', '']);
  });

  it('says above the rows whose view they are while hosts disagree', () => {
    assert.equal(frame('nodes', partition()).message, 'This is how host1 sees the cluster. host2 sees it otherwise.');
    const [view] = partition().otherViews;
    assert.ok(view);
    assert.equal(frame('nodes', partition({ otherViews: [view, { ...view, host: 'host3' }] })).message, 'This is how host1 sees the cluster. host2, host3 see it otherwise.');
    assert.match(viewRows('nodes', shown(partition()), t)[1]?.description ?? '', /; host2 sees it online$/);
    assert.equal(frame('nodes', { kind: 'stale', last: partition().last, fault: lost, since: now, retryAt: null }).message.includes('otherwise'), false);
  });

  it('counts problems by view', () => {
    assert.deepEqual(badges(full), [0, 0, 0, 0]);
    assert.deepEqual(badges({ nodes: [node('a', { unclean: true }), node('b', { online: false }), node('c', { standby: true })], failures: [failedAction('x', 'a')] }), [3, 0, 0, 0]);
    assert.deepEqual(badges({ guests: [guest('a', { state: 'connection-lost' }), guest('b', { disagreements: [{ code: 'runs-twice', hosts: [] }] }), guest('c', { state: 'recovering' })] }), [0, 2, 0, 0]);
    assert.deepEqual(badges({ constraints: [location('cli-ban-x', { leftover: true }), location('l')] }), [0, 0, 0, 1]);
    assert.equal(frame('nodes', live({ nodes: [node('b', { online: false })] })).badge?.tooltip, '1 problem');
    assert.equal(frame('nodes', live({ nodes: [node('b', { online: false }), node('c', { online: false })] })).badge?.tooltip, '2 problems');
  });

  it('counts what failed, is blocked, is orphaned, or stands still for no reason known, and not what is meant to be off', () => {
    const count = (...resources: Parameters<typeof resource>[1][]) => badges({ resources: resources.map((more, index) => resource(`r${index}`, more)) })[2];
    assert.equal(count({ failed: true }, { blocked: true }, { orphaned: true }, {}), 4);
    assert.equal(count({ disabled: true }, { managed: false }, { pending: 'Starting' }, { nodes: ['host1'] }), 0);
    assert.equal(badges({ resources: [connection('guest1')] })[2], 0);
    const clone = (...places: string[][]) => resource('c', { kind: 'clone', children: places.map((nodes) => resource('a', { nodes })) });
    assert.equal(badges({ resources: [clone(['host1'], [])] })[2], 0);
    assert.equal(badges({ fencing: [resource('fence', { failed: true })] })[2], 1);
  });
});

describe('clustersFrame', () => {
  it('counts clusters in trouble, and those of which a part could not be read', () => {
    const clusters = [
      shown(live()), shown({ kind: 'disconnected', last: null, fault: null }), shown({ kind: 'stale', last: null, fault: lost, since: now, retryAt: null }),
      shown({ kind: 'stopped', last: null, host: 'host1', at: now, notes: [], watch: lookedFor }), shown({ kind: 'unconfigured', last: null, host: 'host1', at: now, notes: [], watch: lookedFor }), shown(live({ cluster: { ...snapshot().cluster, quorum: false } })), shown(live({}, [{ host: 'host1', fault: lost }])),
    ];
    assert.equal(clustersFrame(clusters, t).badge?.value, 4);
    assert.equal(clustersFrame([...clusters, shown(partition())], t).badge?.value, 5);
    assert.equal(clustersFrame([shown(live())], t).badge, null);
  });
});
