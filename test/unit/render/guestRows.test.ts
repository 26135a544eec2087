import assert from 'node:assert/strict';
import type { Disagreement, Guest } from '../../../src/core/snapshot';
import { disagreementText } from '../../../src/render/disagreementText';
import { guestRows } from '../../../src/render/guestRows';
import { t } from './plainTranslate';
import { connection, guest, resource, snapshot } from './snapshotParts';

function only(one: Guest) {
  const [row] = guestRows(snapshot({ guests: [one] }), 'c1', t);
  assert.ok(row);
  return row;
}

const paused: Disagreement = { code: 'paused', host: 'host1', domainState: 'paused' };

describe('guestRows', () => {
  for (const [words, codicon, more] of [
    ['not managed, running, on host1', 'vm', { domainState: 'running', host: 'host1' }],
    ['not managed, shut off, on host1', 'vm', { domainState: 'shut off', host: 'host1' }],
    ['managed by vm-guest1, running, on host1', 'pass-filled', { state: 'managed', resource: 'vm-guest1', domainState: 'running', host: 'host1' }],
    ['managed by vm-guest1', 'circle-slash', { state: 'managed', resource: 'vm-guest1' }],
    ['guest node online, on host1', 'pass-filled', { state: 'online', host: 'host1', connectionHost: 'host1' }],
    ['guest node online, on host1, connection on host2', 'pass-filled', { state: 'online', host: 'host1', connectionHost: 'host2' }],
    ['connection lost, on host1', 'debug-disconnect', { state: 'connection-lost', host: 'host1' }],
    ['recovering, on host1', 'sync', { state: 'recovering', host: 'host1' }],
    ['guest node stopped', 'circle-slash', { state: 'stopped' }],
    ['guest node online, libvirt and Pacemaker disagree, on host1', 'warning', { state: 'online', host: 'host1', disagreements: [paused] }],
  ] as const satisfies readonly (readonly [string, string, Partial<Guest>])[]) {
    it(`says “${words}” with the icon ${codicon}`, () => {
      const row = only(guest('guest1', more));
      assert.equal(row.description, words);
      assert.equal(row.icon.codicon, codicon);
      assert.equal(row.accessibleLabel, `Guest guest1: ${words}.`);
    });
  }

  it('has below it the VM resource, the connection, and what runs inside', () => {
    const [row] = guestRows(snapshot({
      guests: [guest('guest1', { resource: 'vm-guest1', node: 'guest1', state: 'online', host: 'host1' })],
      resources: [
        resource('inside', { nodes: ['guest1'] }),
        resource('g', { kind: 'group', children: [resource('vm-guest1', { nodes: ['host1'] })] }),
        connection('guest1', { nodes: ['host2'] }),
        resource('elsewhere', { nodes: ['host1'] }),
      ],
    }), 'c1', t);
    assert.deepEqual(row?.children.map(({ label, description }) => `${label}: ${description}`), [
      'vm-guest1: VM resource, Started, on host1', 'guest1: connection, Started, on host2', 'inside: inside, Started',
    ]);
  });

  it('has nothing below a guest that the cluster does not know', () => {
    assert.deepEqual(only(guest('lonely', { domainState: 'running', host: 'host1' })).children, []);
  });

  it('tells apart guests of one name', () => {
    const rows = guestRows(snapshot({ guests: [guest('twin', { host: 'host1' }), guest('twin', { host: 'host2' })] }), 'c1', t);
    assert.equal(new Set(rows.map(({ id }) => id)).size, 2);
  });

  it('lets menus ask for what there is', () => {
    assert.deepEqual(only(guest('g')).flags, []);
    const known = only(guest('g', { domains: [{ host: 'host1', state: 'running', id: 1 }], domainState: 'running', resource: 'vm', node: 'g', disagreements: [paused] }));
    assert.deepEqual(known.flags, ['disagrees', 'domain', 'guestNode', 'managed', 'running']);
    assert.deepEqual(only(guest('g', { host: 'host1' })).subject, { kind: 'guest', cluster: 'c1', guest: 'g', host: 'host1' });
  });

  it('says in the tooltip what each libvirt says, and when none knows it', () => {
    const lines = (one: Guest) => only(one).tooltip.build().lines.map(({ name, value }) => `${name}: ${value}`);
    assert.ok(lines(guest('g', { domains: [{ host: 'host1', state: 'running', id: 3 }, { host: 'host2', state: 'shut off', id: null }] })).includes('libvirt on host2: shut off'));
    assert.ok(lines(guest('g', { resource: 'vm-g' })).some((line) => line.includes('undefined it while stopping')));
  });
});

describe('disagreementText', () => {
  for (const [disagreement, ...parts] of [
    [{ code: 'runs-but-stopped', host: 'host1' }, 'libvirt runs guest1 on host1', 'counts it as stopped', 'Shut it down there'],
    [{ code: 'started-but-not-running', host: 'host1', domainState: 'shut off' }, 'started on host1', '“shut off”', 'refreshing its resource'],
    [{ code: 'started-but-not-running', host: 'host1', domainState: null }, 'started on host1', 'does not know it', 'refreshing its resource'],
    [{ code: 'runs-elsewhere', cluster: 'host1', libvirt: 'host2' }, 'has guest1 on host1', 'runs it on host2', 'refreshing its resource'],
    [{ code: 'runs-twice', hosts: ['host1', 'host2'] }, 'host1, host2', 'may be damaged', 'Force it off'],
    [paused, 'started on host1', '“paused”', 'Resume it there'],
  ] as const satisfies readonly (readonly [Disagreement, ...string[]])[]) {
    it(`${disagreement.code} is said with places and what to do, first thing in the tooltip`, () => {
      const one = guest('guest1', { disagreements: [disagreement] });
      const text = disagreementText(disagreement, one, t);
      for (const part of parts) assert.ok(text.includes(part), `${text} – ${part}`);
      assert.deepEqual(only(one).tooltip.build().lines[0], { name: '', value: text });
    });
  }
});
