import assert from 'node:assert/strict';
import type { Caution } from '../../../../src/core/change/caution';
import { planChange } from '../../../../src/core/change/planChange';
import type { Task } from '../../../../src/core/change/task';
import type { ClusterSnapshot, ResourceConfig } from '../../../../src/core/snapshot';
import { connection, failedAction, guest, location, node, resource, snapshot } from '../../render/snapshotParts';
import { valueOf } from '../fixtures';
import { dialect } from './recordedDialects';

function config(meta: Record<string, string> = {}): ResourceConfig {
  return { description: null, template: null, parameters: {}, meta, utilization: {}, operations: [] };
}

/** A VM on host1 that is a guest node, with one resource inside, and a group of which one member is not managed. */
function cluster(more: Partial<ClusterSnapshot> = {}, meta: Record<string, string> = {}): ClusterSnapshot {
  return snapshot({
    nodes: [node('host1'), node('host2'), node('guest1', { kind: 'guest', resource: 'vm', host: 'host1' })],
    resources: [
      resource('vm', { nodes: ['host1'], agent: 'ocf:heartbeat:VirtualDomain', config: config({ 'remote-node': 'guest1', ...meta }) }),
      resource('inner', { nodes: ['guest1'], config: config() }),
      resource('grp', { kind: 'group', config: config(), children: [resource('a', { nodes: ['host2'], config: config() }), resource('b', { nodes: ['host2'], managed: false, config: config({ 'is-managed': 'false' }) })] }),
      connection('guest1', { nodes: ['host1'] }),
    ],
    ...more,
  });
}

function cautions(task: Task, on: ClusterSnapshot = cluster(), version: Parameters<typeof dialect>[0] = '0.11.5'): readonly Caution[] {
  return valueOf(planChange(task, dialect(version), on)).cautions;
}

function codes(task: Task, on?: ClusterSnapshot, version?: Parameters<typeof dialect>[0]): readonly Caution['code'][] {
  return cautions(task, on, version).map(({ code }) => code);
}

describe('The cautions of a plan', () => {
  it('tell what goes down with a guest, unless it is moved running', () => {
    const inside: Caution = { code: 'stops-inside-guest', guest: 'guest1', resources: ['inner'] };
    assert.deepEqual(cautions({ kind: 'disable', resources: ['vm'] }), [{ code: 'stops', resources: ['vm'] }, inside]);
    assert.deepEqual(cautions({ kind: 'restart', resource: 'vm', node: null }), [inside]);
    assert.deepEqual(cautions({ kind: 'standby', nodes: ['host1'] }), [inside]);
    assert.deepEqual(cautions({ kind: 'ban', resource: 'vm', node: 'host1' }), [inside, { code: 'leaves-constraint', resource: 'vm' }]);
    assert.deepEqual(cautions({ kind: 'move', resource: 'vm', node: 'host2' }), [inside, { code: 'move-may-refuse', resource: 'vm' }]);
    const live = cluster({}, { 'allow-migrate': 'true' });
    assert.deepEqual(codes({ kind: 'move', resource: 'vm', node: 'host2' }, live), ['move-may-refuse']);
    assert.deepEqual(codes({ kind: 'standby', nodes: ['host1'] }, live), []);
    assert.deepEqual(codes({ kind: 'disable', resources: ['vm'] }, live), ['stops', 'stops-inside-guest']);
    assert.deepEqual(codes({ kind: 'ban', resource: 'vm', node: 'host2' }), ['leaves-constraint']);
    assert.deepEqual(codes({ kind: 'disable', resources: ['inner'] }), ['stops']);
  });

  it('tell what nobody takes over', () => {
    const alone = cluster({ nodes: [node('host1'), node('host2', { standby: true }), node('guest1', { kind: 'guest', resource: 'vm' })] });
    assert.deepEqual(cautions({ kind: 'standby', nodes: ['host1'] }, alone).at(0), { code: 'stops', resources: ['vm'] });
    assert.deepEqual(cautions({ kind: 'ban', resource: 'vm', node: null }, alone).at(0), { code: 'stops', resources: ['vm'] });
    for (const other of [{ online: false }, { pending: true }, { unclean: true }]) assert.ok(codes({ kind: 'standby', nodes: ['host1'] }, cluster({ nodes: [node('host1'), node('host2', other)] })).includes('stops'));
    assert.ok(codes({ kind: 'standby', nodes: ['host1', 'host2'] }).includes('stops'));
    assert.ok(!codes({ kind: 'standby', nodes: ['host1'] }).includes('stops'));
  });

  it('tell of members that nobody manages', () => {
    const blocks: Caution = { code: 'unmanaged-blocks', resources: ['b'] };
    assert.deepEqual(cautions({ kind: 'disable', resources: ['grp'] }), [{ code: 'stops', resources: ['a'] }, blocks]);
    assert.deepEqual(cautions({ kind: 'deleteResources', resources: ['b'] }), [blocks]);
    assert.deepEqual(cautions({ kind: 'standby', nodes: ['host2'] }), [blocks]);
    assert.deepEqual(codes({ kind: 'restart', resource: 'grp', node: null }), ['unmanaged-blocks']);
    assert.deepEqual(valueOf(planChange({ kind: 'disable', resources: ['grp'] }, dialect('0.11.5'), cluster())).expects, []);
    assert.deepEqual(cautions({ kind: 'unmanage', resources: ['grp'] }), [{ code: 'not-watched', resources: ['a'] }]);
    assert.deepEqual(cautions({ kind: 'startMaintenance', nodes: ['host2'] }), [{ code: 'not-watched', resources: ['a'] }]);
  });

  it('tell what is deleted with it: what would be empty, constraints, those of its node, fencing levels', () => {
    const on = cluster({
      constraints: [location('one', { resource: 'a' }), location('two', { resource: 'inner', node: 'guest1' }), location('three', { resource: 'inner', node: 'host1' }), location('four', { resource: 'grp' })],
      fencing: [resource('f', { agent: 'stonith:fence_virsh', nodes: ['host1'] })],
      fencingLevels: [{ id: 'level-1', by: 'name', target: 'host1', level: 1, devices: ['f', 'g'] }, { id: 'level-2', by: 'name', target: 'host1', level: 2, devices: ['g'] }],
    });
    const depend = (task: Task) => cautions(task, on).flatMap((caution) => (caution.code === 'others-depend' ? caution.ids : []));
    assert.deepEqual(depend({ kind: 'deleteResources', resources: ['a'] }), ['one']);
    assert.deepEqual(depend({ kind: 'deleteResources', resources: ['a', 'b'] }), ['grp', 'one', 'four']);
    assert.deepEqual(depend({ kind: 'deleteResources', resources: ['grp'] }), ['a', 'b', 'one', 'four']);
    assert.deepEqual(depend({ kind: 'deleteResources', resources: ['vm'] }), ['two']);
    assert.deepEqual(depend({ kind: 'deleteResources', resources: ['f'] }), ['level-1']);
    assert.deepEqual(depend({ kind: 'deleteResources', resources: ['inner'] }), ['two', 'three']);
  });

  it('tell of a guest that would be fenced only where it would be', () => {
    const failed = { guests: [guest('guest1', { resource: 'vm', node: 'guest1' })], failures: [failedAction('guest1', 'host1', { guest: 'guest1' })] };
    const of = (version: string | null, stonithEnabled: boolean | null, more: Partial<ClusterSnapshot> = {}) => cluster({ ...failed, cluster: { ...cluster().cluster, pacemaker: version, stonithEnabled }, ...more });
    const task: Task = { kind: 'cleanup', resource: 'guest1', node: null };
    assert.deepEqual(codes(task, of('3.0.0', true), '0.12.0.2'), ['cleanup-may-fence-guest', 'stops-inside-guest']);
    assert.deepEqual(codes(task, of('3.0.0', null), '0.12.0.2'), ['cleanup-may-fence-guest', 'stops-inside-guest']);
    assert.deepEqual(codes({ kind: 'cleanup', resource: null, node: 'host1' }, of('3.1', true)), ['cleanup-may-fence-guest', 'stops-inside-guest']);
    const refresh: Task = { kind: 'refresh', resource: 'guest1', node: null };
    assert.deepEqual(codes(refresh, of('3.0.0', true), '0.12.0.2'), ['cleanup-may-fence-guest', 'stops-inside-guest', 'probes-again']);
    assert.deepEqual(codes(refresh, of('2.1.5', true)), ['cleanup-may-fence-guest', 'stops-inside-guest', 'probes-again']);
    assert.deepEqual(codes(refresh, of('2.1.5', false)), ['probes-again']);
    for (const harmless of [of('3.0.0', false), of('2.1.5', false), of('3.0.0', true, { failures: [] }), of('3.0.0', true, { resources: [resource('vm', { config: config({ 'remote-node': 'guest1' }) }), connection('guest1')] })]) {
      assert.deepEqual(codes(task, harmless), []);
      assert.equal(valueOf(planChange(task, dialect('0.12.0.2'), harmless)).commands.length, 1);
    }
    assert.deepEqual(codes({ kind: 'cleanup', resource: 'inner', node: null }, of('3.0.0', true)), []);
    assert.deepEqual(codes({ kind: 'cleanup', resource: null, node: 'host2' }, of('3.0.0', true)), []);
  });

  it('tell what a setting switches off', () => {
    assert.deepEqual(codes({ kind: 'setProperty', name: 'stonith-enabled', value: 'false' }), ['no-fencing']);
    assert.deepEqual(codes({ kind: 'setProperty', name: 'fencing-enabled', value: 'no' }), ['no-fencing']);
    assert.deepEqual(codes({ kind: 'setProperty', name: 'stonith-enabled', value: 'true' }), []);
    assert.deepEqual(codes({ kind: 'setProperty', name: 'maintenance-mode', value: 'on' }), ['not-watched']);
    assert.deepEqual(codes({ kind: 'setProperty', name: 'maintenance-mode', value: 'false' }), []);
    assert.deepEqual(codes({ kind: 'setProperty', name: 'stop-all-resources', value: 'true' }), ['stops']);
    assert.deepEqual(codes({ kind: 'setProperty', name: 'no-quorum-policy', value: 'ignore' }), []);
  });

  it('tell what a move takes out, and what it leaves', () => {
    const left = (id: string, onNode: string) => location(id, { leftover: true, resource: 'vm', node: onNode, role: 'Started' });
    const on = cluster({ constraints: [left('cli-prefer-vm', 'host1'), left('cli-ban-vm-on-host2', 'host2'), left('cli-ban-vm-on-host1', 'host1')] });
    const replaced = (version: '0.10.8' | '0.11.5') => cautions({ kind: 'move', resource: 'vm', node: 'host2' }, on, version).flatMap((caution) => (caution.code === 'replaces-constraint' ? caution.ids : []));
    assert.deepEqual(replaced('0.10.8'), ['cli-ban-vm-on-host2']);
    assert.deepEqual(replaced('0.11.5'), ['cli-prefer-vm', 'cli-ban-vm-on-host2']);
    assert.ok(codes({ kind: 'move', resource: 'vm', node: 'host2' }, on, '0.10.8').includes('leaves-constraint'));
    assert.ok(!codes({ kind: 'move', resource: 'vm', node: 'host2' }, on, '0.12.0.2').includes('leaves-constraint'));
  });
});
