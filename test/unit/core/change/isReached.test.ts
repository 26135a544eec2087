import assert from 'node:assert/strict';
import type { Expectation } from '../../../../src/core/change/expectation';
import { isReached, isReachedIdle } from '../../../../src/core/change/isReached';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { failedAction, location, node, resource, snapshot } from '../../render/snapshotParts';
import { fixture, snapshotOf, stage } from '../fixtures';

const mixed = snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: fixture('rendered/mixed/cib.xml') });

/** Of a cluster: what is reached there, and what is not. */
function check(cluster: ClusterSnapshot, reached: readonly Expectation[], unmet: readonly Expectation[]): void {
  for (const expectation of reached) assert.ok(isReached(expectation, cluster), `reached: ${JSON.stringify(expectation)}`);
  for (const expectation of unmet) assert.ok(!isReached(expectation, cluster), `not reached: ${JSON.stringify(expectation)}`);
}

const active = (id: string, on: string | null = null): Expectation => ({ kind: 'active', resource: id, node: on });
const inactive = (id: string): Expectation => ({ kind: 'inactive', resource: id });
const notOn = (id: string, on: string): Expectation => ({ kind: 'notOn', resource: id, node: on });

describe('isReached', () => {
  it('knows what runs, and where: primitives, groups, clones, numbered clones, bundles, connections, fence devices', () => {
    check(mixed, [
      active('vm-web'), active('vm-web', 'alpha'), active('web'), active('web', 'alpha'), active('stack-clone'), active('stack-clone', 'beta'), active('stack', 'remote1'), active('stack-a'),
      active('numbered-clone', 'web'), active('numbered'), active('numbered:1'), active('state-clone', 'web'), active('httpd'), active('httpd', 'beta'), active('httpd-server'), active('fence-clone', 'alpha'),
      active('fence-single'),
    ], [
      active('vm-web', 'beta'), active('db_group'), active('db_ip'), active('stack-clone', 'alpha'), active('stack', 'alpha'), active('numbered-clone', 'alpha'), active('httpd', 'remote1'),
      active('fence-single', 'alpha'), active('nothing'),
    ]);
  });

  it('knows what does not run, or not there', () => {
    check(mixed, [inactive('db_group'), inactive('db_ip'), inactive('nothing'), notOn('vm-web', 'beta'), notOn('stack-clone', 'alpha'), notOn('numbered-clone', 'beta')], [
      inactive('vm-web'), inactive('stack-clone'), inactive('numbered'), inactive('httpd'), inactive('web'), notOn('vm-web', 'alpha'), notOn('stack-clone', 'remote1'), notOn('numbered-clone', 'web'),
    ]);
  });

  it('knows whether a resource has just these operations', () => {
    const operations = (interval: string, ...more: readonly string[]): Expectation => ({ kind: 'operations', resource: 'web', operations: [{ name: 'monitor', options: { interval } }, ...more.map((name) => ({ name, options: {} }))] });
    const monitor = { id: 'web-monitor', name: 'monitor', interval: '10s', timeout: null, role: null, onFail: null, enabled: true };
    const config = { description: null, template: null, parameters: {}, meta: {}, utilization: {}, operations: [monitor] };
    check(snapshot({ resources: [resource('web', { config }), resource('db')] }), [operations('10s')], [operations('20s'), operations('10s', 'start'), { kind: 'operations', resource: 'web', operations: [] }, { kind: 'operations', resource: 'db', operations: [] }]);
  });

  it('waits for a guest and its connection', () => {
    check(stage('bookworm/10-guest-online-5-dummies'), [active('vm-guest1'), active('guest1'), active('FAKE3', 'guest1')], [inactive('vm-guest1')]);
    check(stage('bookworm/30-vm-guest1-disabled'), [inactive('vm-guest1'), inactive('guest1')], [active('vm-guest1'), active('guest1')]);
    check(stage('bookworm/20-after-kill'), [], [active('guest1')]);
  });

  it('takes nothing for running that has failed or is on its way', () => {
    const web = (more: Parameters<typeof resource>[1]) => snapshot({ resources: [resource('web', { nodes: ['host1'], ...more })] });
    check(web({}), [active('web', 'host1')], []);
    check(web({ pending: 'Monitoring' }), [active('web')], []);
    check(web({ failed: true, failureIgnored: true }), [active('web')], []);
    for (const more of [{ failed: true }, { role: 'Starting' }, { role: 'Stopping' }, { role: 'Migrating' }, { pending: 'Starting' }] as const) check(web(more), [], [active('web')]);
  });

  it('asks of a group for all members but those that are disabled, and those that come after them', () => {
    const config = (meta: Record<string, string>) => ({ description: null, template: null, parameters: {}, meta, utilization: {}, operations: [] });
    const [a, b, c] = [resource('a', { nodes: ['host1'], config: config({}) }), resource('b', { config: config({ 'target-role': 'stopped' }) }), resource('c', { config: config({}) })];
    const group = (...children: readonly ReturnType<typeof resource>[]) => snapshot({ resources: [resource('grp', { kind: 'group', role: null, children })] });
    check(group(a, b, c), [active('grp'), active('grp', 'host1')], [active('grp', 'host2'), active('c')]);
    check(group(a, c), [], [active('grp')]);
    check(group(b, a), [], [active('grp')]);
  });

  it('knows what is managed', () => {
    const unmanaged = stage('bookworm/60-unmanaged');
    check(unmanaged, [{ kind: 'managed', resource: 'FAKE4', is: false }, { kind: 'managed', resource: 'FAKE1', is: true }], [{ kind: 'managed', resource: 'FAKE4', is: true }, { kind: 'managed', resource: 'FAKE1', is: false }]);
    check(mixed, [{ kind: 'managed', resource: 'httpd', is: true }, { kind: 'managed', resource: 'stack-clone', is: true }], [{ kind: 'managed', resource: 'httpd', is: false }, { kind: 'managed', resource: 'nothing', is: false }]);
    const half = snapshot({ resources: [resource('grp', { kind: 'group', children: [resource('a'), resource('b', { managed: false })] })] });
    check(half, [], [{ kind: 'managed', resource: 'grp', is: true }, { kind: 'managed', resource: 'grp', is: false }]);
  });

  it('knows what is configured: neither what Pacemaker made nor what it still runs', () => {
    const is = (id: string, there: boolean): Expectation => ({ kind: 'configured', id, is: there });
    check(mixed, [is('vm-web', true), is('stack-a', true), is('ticket-plain', true), is('nothing', false), is('web', false), is('httpd-podman-0', false)], [is('vm-web', false), is('nothing', true), is('ticket-plain', false)]);
    check(snapshot({ resources: [resource('old', { orphaned: true, nodes: ['host1'] })], constraints: [location('cli-ban-a-on-b')] }), [is('old', false), is('cli-ban-a-on-b', true)], [is('old', true)]);
  });

  it('knows nodes, properties and failures', () => {
    check(stage('bookworm/40-host2-standby'), [{ kind: 'standby', node: 'host2', is: true }, { kind: 'standby', node: 'host1', is: false }, { kind: 'maintenance', node: 'host2', is: false }], [
      { kind: 'standby', node: 'host2', is: false }, { kind: 'standby', node: 'host1', is: true }, { kind: 'standby', node: 'nowhere', is: false }, { kind: 'maintenance', node: 'host2', is: true },
    ]);
    check(snapshot({ nodes: [node('a', { maintenance: true })] }), [{ kind: 'maintenance', node: 'a', is: true }], [{ kind: 'standby', node: 'a', is: true }]);
    check(stage('bookworm/62-maintenance-mode'), [{ kind: 'property', name: 'maintenance-mode', value: 'true' }, { kind: 'property', name: 'unheard-of', value: null }], [
      { kind: 'property', name: 'maintenance-mode', value: 'false' }, { kind: 'property', name: 'maintenance-mode', value: null }, { kind: 'property', name: 'constructor', value: 'x' },
    ]);
    const none = (id: string | null, on: string | null): Expectation => ({ kind: 'noFailures', resource: id, node: on });
    check(stage('bookworm/20-after-kill'), [none('FAKE1', null), none('guest1', 'host2'), none(null, 'host2')], [none(null, null), none('guest1', null), none('guest1', 'host1')]);
    const inside = snapshot({ resources: [resource('c', { kind: 'clone', children: [resource('p:0'), resource('p:1')] })], failures: [failedAction('p:1', 'host1')] });
    check(inside, [none('c', 'host2'), none('other', null)], [none('c', null), none('p', 'host1'), none('p:0', null)]);
  });

  it('knows which nodes are in the cluster, and how', () => {
    const online = (name: string, is: boolean): Expectation => ({ kind: 'online', node: name, is });
    const member = (name: string, is: boolean): Expectation => ({ kind: 'member', node: name, is });
    const cluster = snapshot({ nodes: [node('a'), node('left', { online: false }), node('lost', { online: false, unclean: true }), node('comes', { pending: true }), node('odd', { unclean: true })] });
    check(cluster, [
      online('a', true), online('left', false), online('gone', false), member('lost', true), member('gone', false), { kind: 'clean', node: 'left' }, { kind: 'clean', node: 'gone' }, { kind: 'running', is: true }, { kind: 'setUp', is: true },
    ], [
      online('a', false), online('left', true), online('lost', false), online('lost', true), online('comes', true), online('odd', true), online('gone', true), member('a', false), member('gone', true),
      { kind: 'clean', node: 'lost' }, { kind: 'clean', node: 'odd' }, { kind: 'running', is: false }, { kind: 'setUp', is: false },
    ]);
    const all: readonly Expectation[] = [online('a', true), online('a', false), { kind: 'running', is: true }, { kind: 'running', is: false }, { kind: 'clean', node: 'a' }, inactive('web'), member('a', true), member('a', false), { kind: 'setUp', is: true }, { kind: 'setUp', is: false }];
    assert.deepEqual(all.filter((each) => isReachedIdle(each, true)), [online('a', false), { kind: 'running', is: false }, { kind: 'setUp', is: true }]);
    assert.deepEqual(all.filter((each) => isReachedIdle(each, false)), [online('a', false), { kind: 'running', is: false }, member('a', false), { kind: 'setUp', is: false }]);
  });

  it('knows what starts at boot only of hosts that were asked, and not of one that does it by halves', () => {
    const atBoot = (name: string, is: boolean): Expectation => ({ kind: 'atBoot', node: name, is });
    const told = snapshot({ nodes: [node('a'), node('b'), node('c'), node('d')], atBoot: new Map([['a', true], ['b', false], ['c', null]]) });
    check(told, [atBoot('a', true), atBoot('b', false)], [atBoot('a', false), atBoot('b', true), atBoot('c', true), atBoot('c', false), atBoot('d', true), atBoot('d', false)]);
    check(snapshot({ nodes: [node('a')] }), [], [atBoot('a', true), atBoot('a', false)]);
  });

  it('knows what the configuration says of a node, whatever its status says, and levels of fencing', () => {
    const cluster = snapshot({ nodes: [node('a', { attributes: { site: 'x', pingd: '1' }, configured: { site: 'x' }, utilization: { cpu: '8' } })], fencingLevels: [{ id: 'l', by: 'name', target: 'a', level: 1, devices: ['p', 'q'] }] });
    const attribute = (name: string, value: string | null): Expectation => ({ kind: 'nodeAttribute', node: 'a', name, value });
    const level = (devices: readonly string[], target = 'a', number = 1): Expectation => ({ kind: 'fencingLevel', target, level: number, devices });
    check(cluster, [attribute('site', 'x'), attribute('pingd', null), attribute('constructor', null), { kind: 'nodeUtilization', node: 'a', name: 'cpu', value: '8' }, level(['p', 'q']), { kind: 'configured', id: 'l', is: true }], [
      attribute('site', null), attribute('site', 'y'), attribute('pingd', '1'), { kind: 'nodeUtilization', node: 'a', name: 'cpu', value: null }, { kind: 'nodeUtilization', node: 'b', name: 'cpu', value: null },
      level(['p']), level(['q', 'p']), level(['p', 'q'], 'b'), level(['p', 'q'], 'a', 2), { kind: 'configured', id: 'l', is: false },
    ]);
  });
});
