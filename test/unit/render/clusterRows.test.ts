import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import type { ClusterState } from '../../../src/session/clusterState';
import { clusterRows } from '../../../src/render/clusterRows';
import { faultText } from '../../../src/render/faultText';
import { rowDifference } from '../../../src/render/rowDifference';
import { liveState, lookedFor } from '../../liveState';
import { alone, definition, live, partition, shown } from './clusterParts';
import { t } from './plainTranslate';
import { node, snapshot, takenAt } from './snapshotParts';

const now = takenAt + 125_000;
const refused: Fault = { code: 'connection-refused', host: 'host1', port: 22 };
const cut: Fault = { code: 'cut' };

function only(state: ClusterState, active = true) {
  const [row] = clusterRows([shown(state)], active ? 'c1' : null, now, t);
  assert.ok(row);
  return row;
}

describe('clusterRows', () => {
  for (const [words, codicon, flags, state] of [
    ['connected, host1, 2 min ago, active', 'pass-filled', ['connected', 'read'], live()],
    ['no quorum, host1, 2 min ago, active', 'stop-circle', ['connected', 'read'], live({ cluster: { ...snapshot().cluster, quorum: false } })],
    ['connected, maintenance mode, host1, 2 min ago, active', 'pass-filled', ['connected', 'maintenance', 'read'], live({ cluster: { ...snapshot().cluster, maintenanceMode: true } })],
    ['connecting, host2, active', 'sync', ['connecting'], { kind: 'connecting', last: null, host: 'host2' }],
    ['connecting, host2, data of 2 min ago, active', 'sync', ['connecting', 'read'], { kind: 'connecting', last: snapshot(), host: 'host2' }],
    ['stopped, host1, 5 s ago, active', 'debug-stop', ['stopped'], { kind: 'stopped', last: null, host: 'host1', at: now - 5_000, notes: [], watch: lookedFor }],
    ['no cluster, host1, 5 s ago, active', 'debug-stop', ['unconfigured'], { kind: 'unconfigured', last: null, host: 'host1', at: now - 5_000, notes: [], watch: lookedFor }],
    ['unreachable, active', 'debug-disconnect', ['stale'], { kind: 'stale', last: null, fault: refused, since: now, retryAt: null }],
    ['unreachable, data of 2 min ago, active', 'debug-disconnect', ['read', 'stale'], { kind: 'stale', last: snapshot(), fault: refused, since: now, retryAt: now }],
    ['not readable, data of 2 min ago, active', 'debug-disconnect', ['read', 'stale'], { kind: 'stale', last: snapshot(), fault: cut, since: now, retryAt: null }],
    ['not connected, active', 'plug', ['disconnected'], { kind: 'disconnected', last: null, fault: null }],
    ['unreachable, active', 'error', ['disconnected'], { kind: 'disconnected', last: null, fault: refused }],
    ['not connected, active', 'error', ['disconnected'], { kind: 'disconnected', last: null, fault: { code: 'prompt-needed', host: 'host1', what: 'password' } }],
  ] as const satisfies readonly (readonly [string, string, readonly string[], ClusterState])[]) {
    it(`says “${words}” with the icon ${codicon}`, () => {
      const row = only(state);
      assert.equal(row.description, words.replace('5 s ago', 'just now'));
      assert.equal(row.icon.codicon, codicon);
      assert.equal(row.accessibleLabel, `Cluster mycluster: ${row.description}.`);
      assert.deepEqual(row.flags, ['active', ...flags]);
    });
  }

  it('says which cluster is active, and which is for practice', () => {
    const rows = clusterRows([shown(live()), shown(live(), { id: 'p', name: 'practice', practice: true })], 'c1', now, t);
    assert.deepEqual(rows.map(({ description }) => description), ['connected, host1, 2 min ago, active', 'practice cluster, connected, host1, 2 min ago']);
    assert.deepEqual(rows.map(({ flags }) => flags), [['active', 'connected', 'read'], ['connected', 'practice', 'read']]);
    assert.match(rows[1]?.tooltip.build().lines[0]?.value ?? '', /practice cluster.*no server is touched/);
  });

  it('lists the hosts, which of them answers, and what could not be read where', () => {
    const fault: Fault = { code: 'program-missing', host: 'host2', program: 'virsh' };
    const [host1, host2] = only(live({}, [{ host: 'host2', fault }])).children;
    assert.deepEqual([host1?.label, host1?.description, host1?.children], ['host1', 'answers', []]);
    assert.deepEqual([host2?.label, host2?.description], ['host2', 'libvirt']);
    assert.deepEqual(host2?.children.map(({ label, description }) => [label, description]), [['libvirt', faultText(fault, t)]]);
    assert.deepEqual(host1?.flags, ['answers', 'read']);
    assert.deepEqual(host2?.flags, ['read']);
  });

  it('says of a host that cannot be reached that, and not that its libvirt is at fault', () => {
    const fault: Fault = { code: 'connection-refused', host: 'host2', port: 22 };
    const [, host2] = only(live({}, [{ host: 'host2', fault }])).children;
    assert.equal(host2?.description, 'unreachable');
    assert.deepEqual(host2?.flags, [], 'nothing is known of how it sees the cluster');
    assert.deepEqual(host2?.children.map(({ label, description }) => [label, description]), [['unreachable', faultText(fault, t)]]);
  });

  it('says of a host that is connected and gives no sign of life just that', () => {
    const fault: Fault = { code: 'host-silent', host: 'host2', forMs: 2_000 };
    const [, host2] = only(live({}, [{ host: 'host2', fault }])).children;
    assert.deepEqual([host2?.description, host2?.children[0]?.description], ['not answering', faultText(fault, t)]);
    const row = only({ kind: 'stale', last: snapshot(), fault: { ...fault, host: 'host1' }, since: now, retryAt: null });
    assert.deepEqual([row.description, row.children[0]?.description], ['not answering, data of 2 min ago, active', 'not answering']);
  });

  it('says of another host that it is connected where its libvirt shows that, and else nothing', () => {
    const words = (libvirt: readonly string[]) => only(liveState(snapshot(), { watch: { ...lookedFor, libvirt } })).children.map(({ description }) => description);
    assert.deepEqual(words(['host1', 'host2']), ['answers', 'connected']);
    assert.deepEqual(words(['host1']), ['answers', '']);
    const stopped = only({ kind: 'stopped', last: null, host: 'host1', at: now, notes: [], watch: { ...lookedFor, libvirt: ['host1', 'host2'] } });
    assert.deepEqual(stopped.children.map(({ description }) => description), ['stopped', 'connected']);
  });

  it('says at the host that answered how to start a stopped cluster', () => {
    const [host1, host2] = only({ kind: 'stopped', last: null, host: 'host2', at: now, notes: [], watch: lookedFor }).children;
    assert.deepEqual([host1?.description, host1?.children], ['', []]);
    assert.equal(host2?.description, 'stopped');
    assert.match(host2?.children[0]?.description ?? '', /Start it there with “pcs cluster start”\.$/);
  });

  it('says of a host that is in no cluster that one can be made of it, and not that one is to be started', () => {
    const [host1, host2] = only({ kind: 'unconfigured', last: null, host: 'host2', at: now, notes: [], watch: { ...lookedFor, libvirt: ['host1'] } }).children;
    assert.deepEqual([host1?.description, host2?.description], ['connected', 'no cluster']);
    assert.match(host2?.children[0]?.description ?? '', /^host2 is in no cluster\. Choose “Create Cluster…”/);
  });

  it('puts what is wrong below the host it is wrong with, and below the cluster when it is none of them', () => {
    const [host1, host2, ...none] = only({ kind: 'stale', last: null, fault: refused, since: now, retryAt: null }).children;
    assert.equal(host1?.children[0]?.description, faultText(refused, t));
    assert.deepEqual([host2?.children, none], [[], []]);
    for (const fault of [cut, { code: 'host-unknown', host: 'jump' } as const]) {
      const children = only({ kind: 'stale', last: null, fault, since: now, retryAt: null }).children;
      assert.equal(children.length, 3);
      assert.equal(children[2]?.description, faultText(fault, t));
    }
  });

  it('names in the tooltip the command the status came from, its time, and the next try', () => {
    const lines = (state: ClusterState) => only(state).tooltip.build().lines;
    const found = lines(live({ source: 'pcs status xml' }));
    assert.deepEqual(found.find(({ name }) => name === 'Read with'), { name: 'Read with', value: 'pcs status xml' });
    assert.deepEqual(found.find(({ name }) => name === 'CIB'), { name: 'CIB', value: '0.12.3' });
    assert.match(found.find(({ name }) => name === 'Read at')?.value ?? '', /^2026-11-2\d \d\d:\d\d:05$/);
    const stale = lines({ kind: 'stale', last: snapshot(), fault: refused, since: now, retryAt: now + 8_000 });
    assert.equal(stale[0]?.value, faultText(refused, t));
    assert.equal(stale[1]?.name, 'Next try');
  });

  it('warns in the tooltip of no quorum, fencing that is off or has no device, and maintenance mode', () => {
    const { cluster } = snapshot();
    const sentences = (more: Partial<typeof cluster>) => only(live({ cluster: { ...cluster, ...more } })).tooltip.build().lines.filter(({ name }) => name === '').map(({ value }) => value);
    assert.match(sentences({ quorum: false }).join(), /no quorum/);
    assert.match(sentences({ stonithEnabled: false }).join(), /Fencing is off/);
    assert.match(sentences({ stonithEnabled: true }).join(), /no fence device/);
    assert.match(sentences({ maintenanceMode: true, stonithEnabled: null }).join(), /maintenance mode/);
    assert.deepEqual(sentences({ stonithEnabled: null }), []);
  });

  it('shows tickets in the tooltip', () => {
    const found = only(live({ tickets: [{ id: 'A', granted: true, standby: true, lastGranted: null }, { id: 'B', granted: false, standby: null, lastGranted: null }] })).tooltip.build().lines;
    assert.deepEqual(found.filter(({ name }) => name.startsWith('Ticket')), [{ name: 'Ticket A', value: 'granted, standby' }, { name: 'Ticket B', value: 'revoked' }]);
  });

  describe('tells how old the data is', () => {
    const told = { ...lookedFor, cluster: { kind: 'told', host: 'host1', program: 'crm_mon' } } as const;
    const agoOf = (watch: typeof lookedFor, seconds: number) => only(liveState(snapshot(), { watch, checkedAt: now - seconds * 1000 })).description.split(', ')[2];

    it('from when the cluster was last found to be so, not from when it was read', () => {
      assert.equal(agoOf(lookedFor, 5), 'just now');
      assert.equal(agoOf(lookedFor, 21), '20 s ago');
    });

    it('as new all the time while a program tells of changes, and not when the look that is due fails to come', () => {
      assert.equal(agoOf(told, 0), 'just now');
      assert.equal(agoOf(told, 35), 'just now');
      assert.equal(agoOf(told, 41), '40 s ago');
      const row = (seconds: number) => only(liveState(snapshot(), { watch: told, checkedAt: now - seconds * 1000 }));
      assert.deepEqual(rowDifference([row(0)], [row(35)]), { root: false, changed: [] }, 'a quiet cluster is not drawn anew');
    });
  });

  it('counts old data from when it was last found to be so', () => {
    const stale = (checkedAt?: number) => only({ kind: 'stale', last: snapshot(), fault: refused, since: now, retryAt: null, ...(checkedAt === undefined ? {} : { checkedAt }) });
    assert.equal(stale().description, 'unreachable, data of 2 min ago, active');
    assert.equal(stale(now - 20_000).description, 'unreachable, data of 20 s ago, active');
    assert.ok(stale(now - 20_000).tooltip.build().lines.some(({ name }) => name === 'Checked at'));
  });

  describe('tells in the tooltip', () => {
    const at = new Date(2026, 10, 22, 21, 3, 5).getTime();
    const valueOf = (state: ClusterState, name: string) => only(state).tooltip.build().lines.find((line) => line.name === name)?.value;

    it('when the cluster was read, and when it was last looked at', () => {
      const state = liveState({ ...snapshot(), takenAt: at }, { checkedAt: at + 30_000 });
      assert.deepEqual([valueOf(state, 'Read at'), valueOf(state, 'Checked at')], ['2026-11-22 21:03:05', '2026-11-22 21:03:35']);
      assert.equal(valueOf({ kind: 'stopped', last: null, host: 'host1', at, notes: [], watch: lookedFor }, 'Checked at'), '2026-11-22 21:03:05');
    });

    it('of an event that came since, without the row being drawn anew', () => {
      const after = (lastEvent: typeof lookedFor.lastEvent) => only(liveState(snapshot(), { watch: { ...lookedFor, lastEvent } }));
      const [before, later] = [after({ at, host: 'host1', program: 'crm_mon' }), after({ at: at + 60_000, host: 'host2', program: 'virsh' })];
      assert.deepEqual(rowDifference([before], [later]), { root: false, changed: [] });
      assert.notDeepEqual(before.tooltip.from, later.tooltip.from);
      assert.equal(later.tooltip.build().lines.find(({ name }) => name === 'Last event')?.value, '2026-11-22 21:04:05, virsh on host2');
    });

    it('the same as long as it shows the same', () => {
      const after = (ms: number) => only(liveState(snapshot(), { checkedAt: at + ms, watch: { ...lookedFor, lastEvent: { at: at + ms, host: 'host1', program: 'crm_mon' } } }));
      assert.deepEqual(after(0).tooltip.from, after(900).tooltip.from);
    });

    it('what keeps changes from being told of, while the row stays calm', () => {
      const reason: Fault = { code: 'sudo-refused', host: 'host1', user: 'ops', program: 'crm_mon' };
      const state = liveState(snapshot(), { watch: { ...lookedFor, cluster: { kind: 'lookedFor', everyMs: 5_000, reason } } });
      assert.equal(only(state).icon.codicon, 'pass-filled');
      assert.equal(only(state).description, only(liveState(snapshot())).description);
      assert.equal(valueOf(state, 'Changes'), `looked for every 5 s, because nothing tells of them: ${faultText(reason, t)}`);
    });
  });

  it('is drawn anew by time no oftener than every ten seconds', () => {
    const texts = new Set(Array.from({ length: 60 }, (_, second) => clusterRows([{ definition: definition(), state: live() }], 'c1', takenAt + second * 1000, t)[0]?.description));
    assert.equal(texts.size, 6);
  });

  describe('while hosts disagree', () => {
    const row = only(partition({ checkedAt: now }));
    const [host1, host2] = row.children;

    it('says so before anything else, with a picture of its own', () => {
      assert.equal(row.description, 'hosts disagree, no quorum, host1, just now, active');
      assert.equal(row.icon.codicon, 'git-compare');
    });

    it('tells at each host what it sees', () => {
      assert.equal(host1?.description, 'answers; sees host1; no quorum; DC host1');
      assert.equal(host2?.description, 'sees host2; quorum; DC host2');
      assert.equal(host2?.accessibleLabel, 'Host host2: sees host2; quorum; DC host2.');
      assert.deepEqual([host1?.flags, host2?.flags], [['answers', 'read'], ['read']]);
    });

    it('has a row for each difference, below the host that contradicts', () => {
      assert.deepEqual(host1?.children, []);
      assert.deepEqual(host2?.children.map(({ label, description }) => [label, description]), [
        ['Members online', 'host2 says host2; host1 says host1.'],
        ['DC', 'host2 says host2; host1 says host1.'],
        ['Quorum', 'host2 says yes; host1 says no.'],
      ]);
      assert.deepEqual(new Set(host2?.children.map(({ icon }) => icon.codicon)), new Set(['git-compare']));
    });

    it('tells in the tooltip what each sees and what to do', () => {
      const lines = row.tooltip.build().lines;
      assert.equal(lines[0]?.value, 'This is how host1 sees the cluster. host2 sees it otherwise.');
      assert.match(lines[1]?.value ?? '', /check the network between them/);
      assert.deepEqual(lines.slice(2, 4), [{ name: 'host1', value: 'sees host1; no quorum; DC host1' }, { name: 'host2', value: 'sees host2; quorum; DC host2' }]);
    });

    it('tells of a host that is none of the configured ones below the cluster', () => {
      const children = only(partition({ otherViews: [{ host: 'host9', snapshot: alone('host2', true) }] })).children;
      assert.deepEqual(children.slice(2).map(({ label }) => label), ['Members online', 'DC', 'Quorum']);
    });

    it('names few members and counts many', () => {
      const many = alone('host2', true, { nodes: Array.from({ length: 5 }, (_, index) => node(`host${index}`)) });
      const [, other] = only(partition({ otherViews: [{ host: 'host2', snapshot: many }] })).children;
      assert.equal(other?.description, 'sees 5 nodes; quorum; DC host2');
    });
  });

  it('tells apart hosts written twice', () => {
    const hosts = [{ target: 'host1', libvirtUri: 'a' }, { target: 'host1', libvirtUri: 'b' }];
    const [row] = clusterRows([shown(live(), { hosts })], 'c1', now, t);
    assert.equal(new Set(row?.children.map(({ id }) => id)).size, 2);
  });
});
