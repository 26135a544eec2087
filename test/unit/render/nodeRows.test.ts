import assert from 'node:assert/strict';
import type { ClusterNode } from '../../../src/core/snapshot';
import { nodeRows } from '../../../src/render/nodeRows';
import { alone } from './clusterParts';
import { t } from './plainTranslate';
import { connection, failedAction, guest, node, resource, snapshot } from './snapshotParts';

const rowsOf = (...parts: Parameters<typeof snapshot>) => nodeRows(snapshot(...parts), 'c1', t);

function only(one: ClusterNode) {
  const [row] = rowsOf({ nodes: [one] });
  assert.ok(row);
  return row;
}

describe('nodeRows', () => {
  it('lists cluster nodes, then remote, guest and bundle nodes, each kind in the order of names', () => {
    const rows = rowsOf({
      nodes: [
        node('b0', { kind: 'bundle' }), node('g', { kind: 'guest' }), node('node10'), node('r', { kind: 'remote' }), node('node2'),
      ],
    });
    assert.deepEqual(rows.map(({ label }) => label), ['node2', 'node10', 'r', 'g', 'b0']);
  });

  for (const [words, codicon, more] of [
    ['online', 'pass-filled', {}],
    ['online, DC', 'pass-filled', { dc: true }],
    ['standby', 'debug-pause', { standby: true }],
    ['standby after a failure', 'debug-pause', { standby: true, standbyOnFail: true }],
    ['maintenance', 'tools', { maintenance: true }],
    ['pending', 'watch', { pending: true }],
    ['offline', 'error', { online: false }],
    ['offline, standby', 'error', { online: false, standby: true }],
    ['offline, maintenance', 'error', { online: false, maintenance: true }],
    ['UNCLEAN (offline)', 'flame', { online: false, unclean: true }],
    ['UNCLEAN (online)', 'flame', { unclean: true }],
    ['UNCLEAN (pending)', 'flame', { unclean: true, pending: true }],
    ['online, shutting down', 'arrow-down', { shutdown: true }],
    ['online, health yellow', 'warning', { health: 'yellow' }],
    ['online, health red', 'warning', { health: 'red' }],
    ['online', 'pass-filled', { health: 'green' }],
  ] as const) {
    it(`says “${words}” with the icon ${codicon}`, () => {
      const row = only(node('host1', more));
      assert.equal(row.description, words);
      assert.equal(row.icon.codicon, codicon);
      assert.equal(row.accessibleLabel, `Cluster node host1: ${words}.`);
    });
  }

  it('gives every state another shape than online has', () => {
    const online = only(node('host1')).icon.codicon;
    for (const more of [{ standby: true }, { maintenance: true }, { pending: true }, { online: false }, { unclean: true }, { shutdown: true }, { health: 'red' }]) {
      assert.notEqual(only(node('host1', more)).icon.codicon, online, JSON.stringify(more));
    }
  });

  it('counts a guest node as online only together with its connection', () => {
    const nodes = [node('guest1', { kind: 'guest', resource: 'vm-guest1', host: 'host1', connectionHost: 'host1' })];
    const described = (state: 'online' | 'connection-lost' | 'recovering') => {
      const [row] = rowsOf({ nodes, guests: [guest('guest1', { node: 'guest1', state })] });
      return [row?.description, row?.icon.codicon, row?.flags.includes('online')];
    };
    assert.deepEqual(described('online'), ['online, on host1', 'pass-filled', true]);
    assert.deepEqual(described('connection-lost'), ['connection lost, on host1', 'debug-disconnect', false]);
    assert.deepEqual(described('recovering'), ['recovering, on host1', 'sync', false]);
  });

  it('takes a node for meant to be offline when the resource it lives in is disabled, also by its group', () => {
    const nodes = [node('guest1', { kind: 'guest', online: false, resource: 'vm-guest1' })];
    const icon = (disabled: boolean) => rowsOf({ nodes, resources: [resource('g', { kind: 'group', disabled, children: [resource('vm-guest1')] })] })[0]?.icon.codicon;
    assert.equal(icon(true), 'circle-slash');
    assert.equal(icon(false), 'error');
  });

  it('says where the machine runs, and the connection when that is elsewhere', () => {
    const [row] = rowsOf({ nodes: [node('guest1', { kind: 'guest', host: 'host1', connectionHost: 'host2' })] });
    assert.equal(row?.description, 'online, on host1, connection on host2');
  });

  it('has below it what runs there and what failed there', () => {
    const clone = resource('ping-clone', { kind: 'clone', children: [resource('ping', { nodes: ['host1'] }), resource('ping', { nodes: ['host2'] })] });
    const [host1, host2] = rowsOf({
      nodes: [node('host1'), node('host2')],
      resources: [resource('web', { nodes: ['host1'] }), clone, resource('idle'), connection('guest1', { nodes: ['host1'] })],
      fencing: [resource('fence', { agent: 'stonith:fence_xvm', nodes: ['host2'] })],
      failures: [failedAction('web', 'host2', { reason: 'port taken' })],
    });
    assert.deepEqual(host1?.children.map(({ label, description }) => `${label}: ${description}`), ['web: Started', 'ping: Started', 'guest1: connection, Started']);
    assert.deepEqual(host2?.children.map(({ label, description }) => `${label} · ${description}`), ['ping · Started', 'fence · Started', 'web: monitor every 10 s · resolved, not running (7): port taken']);
  });

  it('keeps failed actions of nodes that are gone', () => {
    const rows = rowsOf({ nodes: [node('host1')], failures: [failedAction('web', 'gone')] });
    assert.deepEqual(rows.map(({ label }) => label), ['host1', 'Failed actions']);
    const [failure] = rows[1]?.children ?? [];
    assert.equal(failure?.accessibleLabel, 'Failed action: monitor every 10 s of web on gone failed with not running (7). The cluster has no resource web any more.');
    assert.deepEqual(failure?.flags, []);
  });

  it('tells a failed connection together with its guest', () => {
    const [row] = rowsOf({ nodes: [node('host1')], failures: [failedAction('guest1', 'host1', { guest: 'guest1', interval: 30_000, rc: 1, text: 'error', reason: 'Lost connection to remote executor' })] });
    assert.equal(row?.children[0]?.description, 'connection to guest guest1, error (1): Lost connection to remote executor');
    assert.deepEqual(row?.children[0]?.subject, { kind: 'failedAction', cluster: 'c1', resource: 'guest1', task: 'monitor', interval: 30_000, node: 'host1' });
  });

  describe('while hosts disagree', () => {
    const host2 = { host: 'host2', snapshot: alone('host2', true) };
    const rows = nodeRows(alone('host1', false), 'c1', t, [host2, { ...host2, host: 'host3' }]);

    it('says how others see a node', () => {
      assert.equal(rows[0]?.description, 'online, DC; host2 sees it UNCLEAN (offline); host3 sees it UNCLEAN (offline)');
      assert.equal(rows[1]?.description, 'UNCLEAN (offline); host2 sees it online; host3 sees it online');
      assert.equal(rows[1]?.accessibleLabel, `Cluster node host2: ${rows[1]?.description}.`);
      assert.deepEqual(rows[1]?.tooltip.build().lines.find(({ name }) => name === 'Other hosts'), { name: 'Other hosts', value: 'host2 sees it online, host3 sees it online' });
    });

    it('counts a guest node for others too only together with its connection', () => {
      const nodes = [node('guest1', { kind: 'guest' })];
      const guests = (state: 'online' | 'connection-lost') => ({ nodes, guests: [guest('guest1', { node: 'guest1', state })] });
      const [row] = nodeRows(snapshot(guests('online')), 'c1', t, [{ host: 'host2', snapshot: snapshot(guests('connection-lost')) }]);
      assert.equal(row?.description, 'online; host2 sees it connection lost');
    });

    it('says who does not know a node, and nothing of those who agree', () => {
      const [first, second] = nodeRows(snapshot({ nodes: [node('host1'), node('host9')] }), 'c1', t, [{ host: 'host2', snapshot: snapshot({ nodes: [node('host1')] }) }]);
      assert.deepEqual([first?.description, second?.description], ['online', 'online; host2 does not know it']);
    });
  });

  it('explains in the tooltip', () => {
    const values = (more: Partial<ClusterNode>) => only(node('host1', more)).tooltip.build().lines.map(({ name, value }) => `${name}: ${value}`);
    assert.ok(values({ unclean: true })[0]?.includes('has to be fenced'));
    assert.ok(values({ standby: true, standbyOnFail: true })[0]?.includes('on-fail=standby'));
    assert.ok(values({ attributes: { site: 'a' }, utilization: { cpu: '4' } }).includes('Attributes: site=a'));
    assert.ok(values({ utilization: { cpu: '4' } }).includes('Utilization: cpu=4'));
  });
});
