import assert from 'node:assert/strict';
import type { Fault } from '../../../src/core/fault';
import type { ClusterState } from '../../../src/session/clusterState';
import { clusterRows } from '../../../src/render/clusterRows';
import { faultText } from '../../../src/render/faultText';
import { lookedFor } from '../../liveState';
import { definition, live, shown } from './clusterParts';
import { t } from './plainTranslate';
import { snapshot, takenAt } from './snapshotParts';

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
    ['connected, maintenance mode, host1, 2 min ago, active', 'pass-filled', ['connected', 'read'], live({ cluster: { ...snapshot().cluster, maintenanceMode: true } })],
    ['connecting, host2, active', 'sync', ['connecting'], { kind: 'connecting', last: null, host: 'host2' }],
    ['connecting, host2, data of 2 min ago, active', 'sync', ['connecting', 'read'], { kind: 'connecting', last: snapshot(), host: 'host2' }],
    ['stopped, host1, 5 s ago, active', 'debug-stop', ['stopped'], { kind: 'stopped', last: null, host: 'host1', at: now - 5_000, notes: [], watch: lookedFor }],
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
    assert.deepEqual(host1?.flags, ['answers']);
  });

  it('says of a host that cannot be reached that, and not that its libvirt is at fault', () => {
    const fault: Fault = { code: 'connection-refused', host: 'host2', port: 22 };
    const [, host2] = only(live({}, [{ host: 'host2', fault }])).children;
    assert.equal(host2?.description, 'unreachable');
    assert.deepEqual(host2?.children.map(({ label, description }) => [label, description]), [['unreachable', faultText(fault, t)]]);
  });

  it('says at the host that answered how to start a stopped cluster', () => {
    const [host1, host2] = only({ kind: 'stopped', last: null, host: 'host2', at: now, notes: [], watch: lookedFor }).children;
    assert.deepEqual([host1?.description, host1?.children], ['', []]);
    assert.equal(host2?.description, 'stopped');
    assert.match(host2?.children[0]?.description ?? '', /Start it there with “pcs cluster start”\.$/);
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

  it('is drawn anew by time no oftener than every ten seconds', () => {
    const texts = new Set(Array.from({ length: 60 }, (_, second) => clusterRows([{ definition: definition(), state: live() }], 'c1', takenAt + second * 1000, t)[0]?.description));
    assert.equal(texts.size, 6);
  });

  it('tells apart hosts written twice', () => {
    const hosts = [{ target: 'host1', libvirtUri: 'a' }, { target: 'host1', libvirtUri: 'b' }];
    const [row] = clusterRows([shown(live(), { hosts })], 'c1', now, t);
    assert.equal(new Set(row?.children.map(({ id }) => id)).size, 2);
  });
});
