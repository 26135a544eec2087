import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/snapshot';
import { resourceRows } from '../../../src/render/resourceRows';
import { t } from './plainTranslate';
import { connection, failedAction, resource, snapshot } from './snapshotParts';

const on = (...nodes: string[]) => ({ nodes });

function only(one: Resource) {
  const [row] = resourceRows(snapshot({ resources: [one] }), 'c1', t);
  assert.ok(row);
  return row;
}

describe('resourceRows', () => {
  for (const [words, codicon, more] of [
    ['Started, on host1', 'pass-filled', on('host1')],
    ['Promoted, on host1', 'star-full', { ...on('host1'), role: 'Promoted' }],
    ['Unpromoted, on host1', 'pass-filled', { ...on('host1'), role: 'Unpromoted' }],
    ['Stopped', 'debug-stop', {}],
    ['Stopped, disabled', 'circle-slash', { disabled: true }],
    ['Started, unmanaged, on host1', 'unlock', { ...on('host1'), managed: false }],
    ['Started, maintenance, on host1', 'tools', { ...on('host1'), managed: false, maintenance: true }],
    ['FAILED, Started, on host1', 'error', { ...on('host1'), failed: true }],
    ['FAILED, Started, blocked, on host1', 'error', { ...on('host1'), failed: true, blocked: true }],
    ['Stopped, blocked', 'stop-circle', { blocked: true }],
    ['Started, orphaned, on host1', 'question', { ...on('host1'), orphaned: true }],
    ['Starting, on host1', 'sync', { ...on('host1'), role: 'Starting', pending: 'Starting' }],
    ['Stopped, Starting…', 'sync', { pending: 'Starting' }],
    ['Started, Monitoring…, on host1', 'pass-filled', { ...on('host1'), pending: 'Monitoring' }],
    ['Migrating, on host1', 'sync', { ...on('host1'), role: 'Migrating' }],
    ['Stopped, locked to host2', 'debug-stop', { lockedTo: 'host2' }],
    ['Started, failure ignored, on host1', 'pass-filled', { ...on('host1'), failureIgnored: true }],
    ['Started, on host1, host2', 'pass-filled', on('host1', 'host2')],
    ['Started, on 5 nodes', 'pass-filled', on('a', 'b', 'c', 'd', 'e')],
  ] as const satisfies readonly (readonly [string, string, Partial<Resource>])[]) {
    it(`says “${words}” with the icon ${codicon}`, () => {
      const row = only(resource('FAKE1', more));
      assert.equal(row.description, words);
      assert.equal(row.icon.codicon, codicon);
      assert.equal(row.accessibleLabel, `Resource FAKE1: ${words}.`);
    });
  }

  for (const [words, codicon, one] of [
    ['group, 2 of 2 running, on host1', 'list-ordered', resource('g', { kind: 'group', children: [resource('a', on('host1')), resource('b', on('host1'))] })],
    ['group, 1 of 2 running, on host1', 'list-ordered', resource('g', { kind: 'group', children: [resource('a', on('host1')), resource('b')] })],
    ['group, 0 of 1 running, disabled', 'list-ordered', resource('g', { kind: 'group', disabled: true, children: [resource('a', { disabled: true })] })],
    ['group, FAILED, 1 of 1 running, on host1', 'list-ordered', resource('g', { kind: 'group', failed: true, children: [resource('a', { ...on('host1'), failed: true })] })],
    ['clone, 1 of 2 running, on host1', 'copy', resource('c', { kind: 'clone', children: [resource('a', on('host1')), resource('a')] })],
    ['promotable clone, 2 of 2 running, Promoted on host2, Unpromoted on host1', 'copy', resource('c', {
      kind: 'clone', promotable: true, children: [resource('a', { ...on('host1'), role: 'Unpromoted' }), resource('a', { ...on('host2'), role: 'Promoted' })],
    })],
    ['bundle, 1 of 2 running, on host1', 'package', resource('b', {
      kind: 'bundle', children: [resource('0', { kind: 'replica', children: [resource('b-docker-0', on('host1'))] }), resource('1', { kind: 'replica', children: [resource('b-docker-1')] })],
    })],
    ['group, 0 of 1 running, in transition', 'list-ordered', resource('g', { kind: 'group', children: [resource('a', { pending: 'Starting' })] })],
  ] as const) {
    it(`says “${words}”`, () => {
      const row = only(one);
      assert.equal(row.description, words);
      assert.equal(row.icon.codicon, codicon);
    });
  }

  it('shows groups in order, clones with instances, bundles with replicas', () => {
    const drawn = (one: Resource) => only(one).children.map(({ label, description }) => `${label}: ${description}`);
    assert.deepEqual(drawn(resource('g', { kind: 'group', children: [resource('z', on('host1')), resource('a')] })), ['z: Started, on host1', 'a: Stopped']);
    assert.deepEqual(drawn(resource('c', { kind: 'clone', children: [resource('a', on('host1')), resource('a')] })), ['a: Started, on host1', 'a: Stopped']);
    assert.deepEqual(drawn(resource('b', { kind: 'bundle', children: [resource('0', { kind: 'replica', children: [resource('b-docker-0', on('host1'))] })] })), ['replica 0: replica, 1 of 1 running, on host1']);
  });

  it('gives instances that share an id rows of their own, which keep their ids when states change', () => {
    const ids = (...places: string[][]) => only(resource('c', { kind: 'clone', children: places.map((nodes) => resource('a', { nodes })) })).children.map(({ id }) => id);
    assert.deepEqual(ids(['host1'], ['host2'], []), ['resources/c/a', 'resources/c/a#2', 'resources/c/a#3']);
    assert.deepEqual(ids([], [], []), ids(['host1'], ['host2'], []));
  });

  it('puts fence devices under a heading of their own, and says when fencing is off', () => {
    const parts = { resources: [resource('web')], fencing: [resource('fence-1', { agent: 'stonith:fence_xvm', ...on('host1') })], fencingLevels: [{ id: 'l', by: 'name' as const, target: 'host1', level: 1, devices: ['fence-1'] }] };
    const heading = resourceRows(snapshot(parts), 'c1', t).at(-1);
    assert.equal(heading?.label, 'Fence devices');
    assert.equal(heading?.description, '1 device');
    assert.deepEqual(heading?.children.map(({ label, flags }) => [label, flags.includes('fencing')]), [['fence-1', true]]);
    assert.deepEqual(heading?.tooltip.build().lines, [{ name: 'Level 1 for host1', value: 'fence-1' }]);
    const off = resourceRows(snapshot({ ...parts, cluster: { ...snapshot().cluster, stonithEnabled: false } }), 'c1', t).at(-1);
    assert.equal(off?.description, '1 device, fencing is off');
    assert.equal(resourceRows(snapshot({ resources: [resource('web')] }), 'c1', t).length, 1);
  });

  it('knows a connection from a resource that only bears its name', () => {
    assert.equal(only(connection('guest1', on('host1'))).description, 'connection, Started, on host1');
    assert.equal(only(resource('guest1', { implicit: true, ...on('host1') })).description, 'Started, on host1');
  });

  it('tells menus what is true of it', () => {
    assert.deepEqual(only(resource('a', { ...on('host1'), managed: false, failed: true, blocked: true, disabled: true, orphaned: true })).flags,
      ['blocked', 'disabled', 'failed', 'orphaned', 'placed', 'primitive', 'unmanaged']);
    assert.deepEqual(only(resource('c', { kind: 'clone', children: [resource('a')] })).children[0]?.flags, ['instance', 'primitive']);
  });

  describe('tooltip', () => {
    const lines = (one: Resource, failures = [failedAction('other', 'host1')]) => {
      const [row] = resourceRows(snapshot({ resources: [one], failures }), 'c1', t);
      return (row?.tooltip.build().lines ?? []).map(({ name, value }) => (name === '' ? value : `${name}: ${value}`));
    };

    it('has agent, parameters, meta attributes, operations and fail counts', () => {
      const found = lines(resource('vm', {
        failCounts: { host1: 2, host2: Infinity },
        config: {
          description: 'a machine', template: null, parameters: { config: '/etc/x.xml', hypervisor: 'qemu:///system' }, meta: { 'remote-node': 'guest1' }, utilization: { cpu: '2' },
          operations: [
            { id: 'o1', name: 'monitor', interval: '10s', timeout: '30s', role: 'Promoted', onFail: 'standby', enabled: false },
            { id: 'o2', name: 'start', interval: '0s', timeout: '90s', role: null, onFail: null, enabled: true },
          ],
        },
      }));
      assert.deepEqual(found, [
        'Kind: primitive', 'State: Stopped', 'Agent: ocf:pacemaker:Dummy', 'Description: a machine', 'Parameters: config=/etc/x.xml, hypervisor=qemu:///system',
        'Meta attributes: remote-node=guest1', 'Utilization: cpu=2', 'Operations: monitor every 10s, timeout 30s, role Promoted, on-fail standby, off; start, timeout 90s',
        'Fail count: host1=2, host2=INFINITY',
      ]);
    });

    it('says why it is stopped only where the documents say it', () => {
      assert.equal(lines(resource('a'))[0], 'Kind: primitive');
      assert.equal(lines(resource('a', { disabled: true, targetRole: 'Stopped' }))[0], 'It is disabled: its target-role is Stopped.');
      assert.match(lines(resource('a', { blocked: true }))[0] ?? '', /^It is blocked/);
      assert.match(lines(resource('a', { managed: false }))[0] ?? '', /^It is unmanaged/);
      assert.match(lines(resource('a', { managed: false, maintenance: true }))[0] ?? '', /^It is in maintenance/);
      assert.match(lines(resource('a', { orphaned: true }))[0] ?? '', /^It is no longer in the configuration/);
      assert.match(lines(resource('a', { failed: true }))[0] ?? '', /^Its last operation failed/);
      assert.match(lines(resource('a', { lockedTo: 'host2' }))[0] ?? '', /node host2/);
    });

    it('has its own failed actions', () => {
      const found = lines(resource('a'), [failedAction('a', 'host1', { at: 'when it broke' }), failedAction('other', 'host1')]);
      assert.deepEqual(found.filter((line) => line.includes('failed')), ['monitor every 10 s of a on host1 failed at when it broke with not running (7).']);
    });

    it('is made from what it is compared by, and not from its parts', () => {
      const group = (child: Resource) => only(resource('g', { kind: 'group', active: true, children: [child] })).tooltip.from;
      assert.deepEqual(group(resource('a', { ...on('host1'), failCounts: { host1: 1 } })), group(resource('a', { ...on('host1'), failCounts: { host1: 2 } })));
    });
  });
});
