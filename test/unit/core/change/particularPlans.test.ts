import assert from 'node:assert/strict';
import type { Dialect } from '../../../../src/core/change/dialect';
import { planChange } from '../../../../src/core/change/planChange';
import type { Plan } from '../../../../src/core/change/plan';
import type { Task } from '../../../../src/core/change/task';
import type { ClusterSnapshot, Constraint, ResourceConfig } from '../../../../src/core/snapshot';
import { location, node, resource, snapshot } from '../../render/snapshotParts';
import { valueOf } from '../fixtures';
import { clusters } from './plannedClusters';
import { dialect } from './recordedDialects';

/** A pcs that tells nothing of itself but its version. */
const silent: Dialect = { pcs: '0.9.158', capabilities: new Set() };

function config(meta: Record<string, string> = {}): ResourceConfig {
  return { description: null, template: null, parameters: {}, meta, utilization: {}, operations: [] };
}

const pair = snapshot({ nodes: [node('host1'), node('host2')], resources: [resource('a', { nodes: ['host1'], config: config() }), resource('b', { nodes: ['host1'], config: config() })] });

function withConstraints(...constraints: readonly Constraint[]): ClusterSnapshot {
  return { ...pair, constraints };
}

function plan(task: Task, on: ClusterSnapshot = pair, host: Dialect = dialect('0.11.5')): Plan {
  return valueOf(planChange(task, host, on));
}

function fault(task: Task, on: ClusterSnapshot = pair, host: Dialect = dialect('0.11.5')): unknown {
  const planned = planChange(task, host, on);
  return planned.ok ? null : planned.fault;
}

function colocation(id: string, more: Partial<Extract<Constraint, { kind: 'colocation' }>> = {}): Constraint {
  return { id, kind: 'colocation', leftover: false, sets: [], resource: 'a', role: null, with: 'b', withRole: null, score: '5', ...more };
}

function order(id: string, more: Partial<Extract<Constraint, { kind: 'order' }>> = {}): Constraint {
  return { id, kind: 'order', leftover: false, sets: [], first: 'a', firstAction: null, then: 'b', thenAction: null, orderKind: null, symmetrical: null, ...more };
}

describe('A plan for a pcs that tells nothing of itself', () => {
  it('puts one node at a time on standby, by the old word', () => {
    assert.deepEqual(plan({ kind: 'standby', nodes: ['host1', 'host2'] }, pair, silent).commands, [['pcs', 'cluster', 'standby', 'host1'], ['pcs', 'cluster', 'standby', 'host2']]);
    assert.deepEqual(plan({ kind: 'unstandby', nodes: ['host1'] }, pair, silent).commands, [['pcs', 'cluster', 'unstandby', 'host1']]);
    assert.deepEqual(plan({ kind: 'startMaintenance', nodes: ['host1', 'host2'] }, pair, silent).commands, [['pcs', 'node', 'maintenance', 'host1'], ['pcs', 'node', 'maintenance', 'host2']]);
  });

  it('forgets all history by what was called cleanup then, and never failures alone', () => {
    assert.deepEqual(plan({ kind: 'refresh', resource: 'a', node: 'host1' }, pair, silent).commands, [['pcs', 'resource', 'cleanup', 'a', '--node', 'host1']]);
    assert.deepEqual(fault({ kind: 'cleanup', resource: 'a', node: null }, pair, silent), { code: 'change-impossible', why: 'cannot-clean-up', name: 'a', pcs: '0.9.158' });
  });

  it('asks a later one without its list all the same', () => {
    const host: Dialect = { pcs: '0.11.5', capabilities: new Set() };
    assert.deepEqual(plan({ kind: 'standby', nodes: ['host1', 'host2'] }, pair, host).commands, [['pcs', 'node', 'standby', 'host1', 'host2']]);
    assert.deepEqual(plan({ kind: 'cleanup', resource: 'a', node: null }, pair, host).commands, [['pcs', 'resource', 'cleanup', 'a']]);
  });
});

describe('A plan for a constraint', () => {
  it('names another id where the one that pcs would give is taken', () => {
    const on = { ...pair, resources: [...pair.resources, resource('colocation-a-b-7')], constraints: [order('order-a-b-mandatory', { first: 'b', then: 'a' }), colocation('colocation-a-b-7-1', { resource: 'b', with: 'a' })] };
    const together = plan({ kind: 'addColocation', resource: 'a', withResource: 'b', score: '7' }, on);
    assert.deepEqual(together.commands, [['pcs', 'constraint', 'colocation', 'add', 'a', 'with', 'b', '7', 'id=colocation-a-b-7-2']]);
    assert.deepEqual(together.undo, [{ kind: 'deleteConstraints', constraints: ['colocation-a-b-7-2'] }]);
    assert.deepEqual(plan({ kind: 'addOrder', first: 'a', then: 'b' }, on).commands.at(0)?.at(-1), 'id=order-a-b-mandatory-1');
    assert.deepEqual(plan({ kind: 'addColocation', resource: 'a', withResource: 'b', score: '-7' }, withConstraints(location('colocation-a-b--7'))).commands.at(0)?.slice(-3), ['--', '-7', 'id=colocation-a-b--7-1']);
  });

  it('is not made where there is the same, by whatever score; roles and actions tell them apart', () => {
    const colocate: Task = { kind: 'addColocation', resource: 'a', withResource: 'b', score: '7' };
    assert.deepEqual(fault(colocate, withConstraints(colocation('one'))), { code: 'change-impossible', why: 'exists', name: 'one' });
    assert.deepEqual(fault(colocate, withConstraints(colocation('one', { role: 'Started', withRole: 'Started' }))), { code: 'change-impossible', why: 'exists', name: 'one' });
    assert.equal(fault(colocate, withConstraints(colocation('one', { role: 'Promoted' }), colocation('two', { withRole: 'Promoted' }), colocation('three', { resource: 'b', with: 'a' }))), null);
    const start: Task = { kind: 'addOrder', first: 'a', then: 'b' };
    assert.deepEqual(fault(start, withConstraints(order('one', { firstAction: 'start' }))), { code: 'change-impossible', why: 'exists', name: 'one' });
    assert.equal(fault(start, withConstraints(order('one', { firstAction: 'promote' }), order('two', { thenAction: 'promote' }), order('three', { first: 'b', then: 'a' }))), null);
  });

  it('is taken back only where what it replaces can be made anew', () => {
    const add: Task = { kind: 'addLocation', resource: 'a', node: 'host1', score: '9' };
    const at = (more: Parameters<typeof location>[1]) => location('old', { resource: 'a', score: '5', ...more });
    assert.deepEqual(plan(add, withConstraints(at({}))).undo, [{ kind: 'addLocation', resource: 'a', node: 'host1', score: '5' }]);
    assert.equal(plan(add, withConstraints(at({}), location('older', { resource: 'a', score: '4' }))).undo, null);
    for (const more of [{ role: 'Promoted' }, { discovery: 'never' }, { leftover: true }, { rules: ['#uname eq host1'] }]) assert.equal(plan(add, withConstraints(at(more))).undo, null, JSON.stringify(more));
    const elsewhere = withConstraints(at({ node: 'host2' }), location('location-a-host1-9', { resource: 'b', node: 'host2' }));
    assert.equal(plan(add, withConstraints(location('location-a-host1-9', { resource: 'b', node: 'host2' }))).undo, null);
    assert.equal(plan(add, withConstraints(location('cli-ban-a-on-host1', { leftover: true, resource: 'a', role: 'Started' }))).undo, null);
    assert.deepEqual(plan(add, elsewhere).cautions, [{ code: 'replaces-constraint', ids: ['location-a-host1-9'] }]);
  });

  it('that is deleted is made anew only where a task says all that it said', () => {
    const undo = (constraint: Constraint, host = dialect('0.11.5')) => plan({ kind: 'deleteConstraints', constraints: [constraint.id] }, withConstraints(constraint), host).undo;
    assert.deepEqual(undo(colocation('c')), [{ kind: 'addColocation', resource: 'a', withResource: 'b', score: '5' }]);
    assert.deepEqual(undo(order('o', { orderKind: 'Mandatory', symmetrical: true, firstAction: 'start' })), [{ kind: 'addOrder', first: 'a', then: 'b' }]);
    const lossy = [
      colocation('c', { role: 'Promoted' }), colocation('c', { withRole: 'Started' }), colocation('c', { score: null }), order('o', { symmetrical: false }), order('o', { orderKind: 'Optional' }),
      order('o', { firstAction: 'promote' }), order('o', { thenAction: 'stop' }), location('l', { role: 'Promoted' }), location('l', { pattern: 'x', resource: null }), location('l', { node: null, rules: ['x'] }),
    ];
    for (const constraint of lossy) assert.equal(undo(constraint), null, JSON.stringify(constraint));
    const prefer = location('cli-prefer-a', { leftover: true, resource: 'a', role: 'Started' });
    assert.deepEqual(undo(prefer, dialect('0.10.8')), [{ kind: 'move', resource: 'a', node: 'host1' }]);
    assert.equal(undo(prefer), null);
    const ban = location('cli-ban-a-on-host1', { leftover: true, resource: 'a', role: 'Started', score: '-INFINITY' });
    assert.deepEqual(undo(ban), [{ kind: 'ban', resource: 'a', node: 'host1' }]);
    assert.equal(undo({ ...ban, rules: ['until then'] } as Constraint), null);
  });
});

describe('A plan for a resource', () => {
  it('expects nothing to start that something else keeps from it', () => {
    const group = (first: Record<string, string>, second: object = {}, own: Record<string, string> = {}) => snapshot({
      resources: [resource('grp', { kind: 'group', config: config(own), children: [resource('a', { config: config(first) }), resource('b', { config: config({ 'target-role': 'Stopped' }), ...second })] })],
    });
    const expects = (id: string, on: ClusterSnapshot) => plan({ kind: 'enable', resources: [id] }, on).expects;
    assert.deepEqual(expects('b', group({})), [{ kind: 'active', resource: 'b', node: null }]);
    assert.deepEqual(expects('b', group({ 'target-role': 'Stopped' })), []);
    assert.deepEqual(expects('b', group({}, {}, { 'target-role': 'Stopped' })), []);
    assert.deepEqual(expects('b', group({}, { managed: false })), []);
    assert.deepEqual(expects('grp', group({}, { managed: false })), []);
    assert.deepEqual(plan({ kind: 'enable', resources: ['a', 'b'] }, group({ 'target-role': 'Stopped' })).expects.length, 2);
  });

  it('leaves a bundle without its resource, and names the whole for what it has several of', () => {
    const mixed = clusters.mixed();
    assert.deepEqual(plan({ kind: 'deleteResources', resources: ['httpd-server'] }, mixed).expects, [{ kind: 'configured', id: 'httpd-server', is: false }]);
    const stopped = snapshot({ resources: [resource('box', { kind: 'bundle', children: [resource('inner')] })] });
    assert.deepEqual(plan({ kind: 'deleteResources', resources: ['inner'] }, stopped).expects, [{ kind: 'configured', id: 'inner', is: false }]);
    for (const task of [{ kind: 'restart', resource: 'httpd-server', node: null }, { kind: 'move', resource: 'httpd-server', node: 'alpha' }] as const) {
      assert.deepEqual(fault(task, mixed), { code: 'change-impossible', why: 'inside', name: 'httpd-server', instead: 'httpd' });
    }
    assert.deepEqual(fault({ kind: 'addOrder', first: 'vm-web', then: 'numbered:2' }, mixed), { code: 'change-impossible', why: 'inside', name: 'numbered', instead: 'numbered-clone' });
  });

  it('takes a word out of a copy only where it is, and asks pcs where that is not known', () => {
    const steps = (on: ClusterSnapshot) => {
      const { preview } = plan({ kind: 'manage', resources: ['web'] }, on);
      return preview.kind === 'edit' ? preview.steps : [];
    };
    const web = (own: ResourceConfig | null) => snapshot({ resources: [resource('grp', { kind: 'group', config: config({ 'is-managed': 'false' }), children: [resource('web', { config: own })] })] });
    const outOf = (id: string) => ['crm_resource', '--force', '--resource', id, '--meta', '--delete-parameter', 'is-managed'];
    assert.deepEqual(steps(web(config({ 'is-managed': 'false' }))), [outOf('grp'), outOf('web')]);
    assert.deepEqual(steps(web(config())), [outOf('grp')]);
    for (const unknown of [null, { ...config(), template: 'tpl' }]) assert.deepEqual(steps(web(unknown)), [['pcs', 'resource', 'manage', 'web']]);
    const bundle = plan({ kind: 'manage', resources: ['httpd'] }, clusters.mixed()).preview;
    assert.deepEqual(bundle, { kind: 'edit', steps: [] });
  });

  it('takes a ban back only where nothing else had been left there', () => {
    const left = (id: string, place: string) => location(id, { leftover: true, resource: 'a', node: place, role: 'Started' });
    const ban: Task = { kind: 'ban', resource: 'a', node: 'host1' };
    assert.deepEqual(plan(ban, withConstraints(left('cli-ban-a-on-host2', 'host2'))).undo, [{ kind: 'clear', resource: 'a', node: 'host1' }]);
    assert.equal(plan(ban, withConstraints(left('cli-prefer-a', 'host1'))).undo, null);
  });

  it('takes no value for no property', () => {
    const on = { ...pair, properties: { 'maintenance-mode': 'true' } };
    const empty = plan({ kind: 'setProperty', name: 'maintenance-mode', value: '' }, on);
    assert.deepEqual([empty.commands, empty.expects], [[['pcs', 'property', 'unset', 'maintenance-mode']], [{ kind: 'property', name: 'maintenance-mode', value: null }]]);
    assert.deepEqual(fault({ kind: 'setProperty', name: 'constructor', value: null }, on), { code: 'change-impossible', why: 'not-set', name: 'constructor' });
  });
});

describe('A plan that stops a VM meanwhile', () => {
  it('knows what leads back from the middle of it, where nothing takes back the whole', () => {
    const planned = planChange({ kind: 'cleanup', resource: 'guest1', node: null }, dialect('0.11.5'), clusters['connection-failed']());
    assert.ok(planned.ok, JSON.stringify(planned));
    const { commands, undo, wayOut } = planned.value;
    assert.deepEqual(commands.map((words) => words.slice(0, 4).join(' ')), ['pcs resource disable vm-guest1', 'pcs resource cleanup guest1', 'pcs resource enable vm-guest1']);
    assert.deepEqual([undo, wayOut], [null, [{ kind: 'enable', resources: ['vm-guest1'] }]]);
    const plain = planChange({ kind: 'cleanup', resource: 'FAKE1', node: null }, dialect('0.11.5'), clusters['connection-failed']());
    assert.ok(plain.ok && plain.value.wayOut === undefined, JSON.stringify(plain));
  });
});
