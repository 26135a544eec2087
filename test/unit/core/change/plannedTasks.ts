import { ofStopped } from '../../../../src/core/change/ofStopped';
import type { OperationSetting } from '../../../../src/core/change/resourceFormTask';
import type { Task, TaskOf } from '../../../../src/core/change/task';
import type { ConfigurationTask } from '../../../../src/core/change/configurationTask';
import { Secret } from '../../../../src/core/secret';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { fixture, snapshotOf, stage } from '../fixtures';

/** Recorded and rendered clusters that tasks are planned for. */
export const clusters = {
  'mixed': once(() => snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: fixture('rendered/mixed/cib.xml') })),
  'connection-failed': once(() => pacemaker3(stage('bookworm/20-after-kill'))),
  'after-kill': once(() => stage('bookworm/20-after-kill')),
  'guest-disabled': once(() => stage('bookworm/30-vm-guest1-disabled')),
  'standby': once(() => stage('bookworm/40-host2-standby')),
  'unmanaged': once(() => stage('bookworm/60-unmanaged')),
  'maintenance': once(() => stage('bookworm/62-maintenance-mode')),
  'ban-move': once(() => stage('bookworm/64-ban-move')),
  'host2-stopped': once(() => withHost2(stage('bookworm/40-host2-standby'), { online: false, standby: false })),
  'taken-down': once(() => withHost2(stage('bookworm/40-host2-standby'), { online: false })),
  'host2-lost': once(() => withHost2(stage('bookworm/40-host2-standby'), { online: false, standby: false, unclean: true })),
  'remote-left': once(() => withRemoteLeft(snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: fixture('rendered/mixed/cib.xml') }))),
  'alone': once(() => withHost1Alone(stage('bookworm/40-host2-standby'))),
  'three': once(() => withHost3(stage('bookworm/40-host2-standby'))),
  'all-stopped': once(() => ofStopped('host1', 0, stage('bookworm/40-host2-standby'))),
  'unknown': once(() => ofStopped('host1', 0, null)),
  'clones': once(() => stage('bookworm/50-clone-promotable-group')),
} as const;

export type ClusterName = keyof typeof clusters;

/** What a function makes, made when it is first wanted. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The same cluster with fencing, and a Pacemaker that fences a guest when the failure of its connection is forgotten. */
function pacemaker3(snapshot: ClusterSnapshot): ClusterSnapshot {
  return { ...snapshot, cluster: { ...snapshot.cluster, pacemaker: '3.0.0', stonithEnabled: true } };
}

function withHost2(snapshot: ClusterSnapshot, change: Partial<ClusterSnapshot['nodes'][number]>): ClusterSnapshot {
  return { ...snapshot, nodes: snapshot.nodes.map((node) => (node.name === 'host2' ? { ...node, ...change } : node)) };
}

/** The same when the resource of its remote node has been deleted, and the node has not. */
function withRemoteLeft(snapshot: ClusterSnapshot): ClusterSnapshot {
  return { ...snapshot, resources: snapshot.resources.filter(({ id }) => id !== 'remote1'), nodes: snapshot.nodes.map((node) => (node.name === 'remote1' ? { ...node, online: false, unclean: false, resource: null, host: null, connectionHost: null } : node)) };
}

function withHost1Alone(snapshot: ClusterSnapshot): ClusterSnapshot {
  return { ...snapshot, nodes: snapshot.nodes.filter(({ name }) => name !== 'host2') };
}

function withHost3(snapshot: ClusterSnapshot): ClusterSnapshot {
  return { ...snapshot, nodes: snapshot.nodes.flatMap((node) => (node.name === 'host2' ? [node, { ...node, name: 'host3', standby: false }] : [node])) };
}

const watched: readonly OperationSetting[] = [{ name: 'monitor', options: { interval: '10s', timeout: '20s' } }];
const roles: readonly OperationSetting[] = [{ name: 'monitor', options: { interval: '10s', role: 'Promoted' } }, { name: 'monitor', options: { interval: '11s', role: 'Unpromoted' } }];

const oldRoles: readonly OperationSetting[] = [{ name: 'monitor', options: { interval: '12s', role: 'Master' } }, { name: 'monitor', options: { interval: '13s', role: 'Slave' } }];

function create(id: string, agent: string, more: Partial<TaskOf<'createResource'>>): Task {
  return { kind: 'createResource', id, agent, parameters: {}, meta: {}, operations: [], place: { kind: 'alone' }, disabled: false, ...more };
}

function update(resource: string, more: Partial<TaskOf<'updateResource'>>): Task {
  return { kind: 'updateResource', resource, parameters: {}, meta: {}, operations: null, ...more };
}

/** A configuration of the mixed cluster, pushed with a secret in it. */
function replaced(other: Partial<ConfigurationTask>): ConfigurationTask {
  const version = clusters.mixed().cibVersion ?? { adminEpoch: 0, epoch: 0, numUpdates: 0 };
  const patch = ['<diff format="2"><change operation="modify" path="/cib/configuration/x"/><nvpair value="', new Secret('pw', 'a secret'), '"/></diff>'];
  return { kind: 'replaceConfiguration', version, patch, configuration: new Secret('<configuration/>', 'the configuration'), removed: [], added: [], checkpoint: null, ...other };
}

/** Tasks by the text that their plans are accepted in, each with the cluster that it is planned for. */
export const plannedTasks: Readonly<Record<string, readonly (readonly [ClusterName, Task])[]>> = {
  resources: [
    ['mixed', { kind: 'disable', resources: ['vm-plain'] }],
    ['mixed', { kind: 'disable', resources: ['vm-web'] }],
    ['mixed', { kind: 'disable', resources: ['odd_plain'] }],
    ['mixed', { kind: 'disable', resources: ['db_group', 'odd_group'] }],
    ['mixed', { kind: 'disable', resources: ['stack-clone'] }],
    ['mixed', { kind: 'disable', resources: ['numbered:1'] }],
    ['mixed', { kind: 'disable', resources: ['httpd', 'fence-single', 'state-clone'] }],
    ['after-kill', { kind: 'disable', resources: ['vm-guest1'] }],
    ['mixed', { kind: 'enable', resources: ['db_group'] }],
    ['mixed', { kind: 'enable', resources: ['db_ip'] }],
    ['mixed', { kind: 'enable', resources: ['stack-clone', 'httpd'] }],
    ['mixed', { kind: 'enable', resources: ['fence-single'] }],
    ['guest-disabled', { kind: 'enable', resources: ['vm-guest1'] }],
    ['unmanaged', { kind: 'manage', resources: ['FAKE4'] }],
    ['unmanaged', { kind: 'disable', resources: ['FAKE4'] }],
    ['maintenance', { kind: 'enable', resources: ['FAKE1'] }],
    ['maintenance', { kind: 'manage', resources: ['FAKE1'] }],
    ['mixed', { kind: 'manage', resources: ['odd_plain', 'db_group'] }],
    ['mixed', { kind: 'unmanage', resources: ['vm-web'] }],
    ['mixed', { kind: 'unmanage', resources: ['odd_group'] }],
    ['mixed', { kind: 'unmanage', resources: ['stack-clone'] }],
    ['mixed', { kind: 'unmanage', resources: ['httpd'] }],
    ['mixed', { kind: 'unmanage', resources: ['fence-single'] }],
    ['mixed', { kind: 'restart', resource: 'vm-web', node: null }],
    ['mixed', { kind: 'restart', resource: 'stack-clone', node: 'beta' }],
    ['mixed', { kind: 'restart', resource: 'vm-web', node: 'alpha' }],
    ['mixed', { kind: 'restart', resource: 'stack-a', node: null }],
    ['mixed', { kind: 'deleteResources', resources: ['vm-plain'] }],
    ['mixed', { kind: 'deleteResources', resources: ['vm-web', 'odd_plain'] }],
    ['mixed', { kind: 'deleteResources', resources: ['remote1'] }],
    ['mixed', { kind: 'deleteResources', resources: ['db_ip', 'db_server'] }],
    ['mixed', { kind: 'deleteResources', resources: ['db_group', 'db_ip'] }],
    ['mixed', { kind: 'deleteResources', resources: ['numbered', 'stack'] }],
    ['mixed', { kind: 'deleteResources', resources: ['httpd', 'fence-single'] }],
    ['clones', { kind: 'deleteResources', resources: ['GRP1', 'PING'] }],
    ['clones', { kind: 'deleteResources', resources: ['STATEFUL-clone'] }],
    ['after-kill', { kind: 'deleteResources', resources: ['FAKE3'] }],
    ['after-kill', { kind: 'disable', resources: ['guest1'] }],
    ['after-kill', { kind: 'disable', resources: ['nothing'] }],
  ],
  forms: [
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', {})],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { parameters: { fake: "a=b c's", state: '' }, meta: { 'priority': '5', 'resource-stickiness': '' }, operations: [...watched, { name: 'start', options: { interval: '', timeout: '60s' } }, { name: 'stop', options: {} }], disabled: true })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { operations: watched, place: { kind: 'group', group: 'db_group', after: null } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { operations: watched, place: { kind: 'group', group: 'db_group', after: 'db_ip' } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { operations: watched, place: { kind: 'group', group: 'new_group', after: null } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { operations: watched, place: { kind: 'clone', meta: { interleave: 'true' } }, disabled: true })],
    ['mixed', create('stateful', 'ocf:pacemaker:Stateful', { operations: roles, place: { kind: 'promotable', meta: {} } })],
    ['mixed', create('stateful', 'ocf:pacemaker:Stateful', { operations: watched, place: { kind: 'promotable', meta: { 'promoted-max': '1' } } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { operations: watched, place: { kind: 'bundle', bundle: 'httpd' } })],
    ['mixed', create('vm-new', 'ocf:heartbeat:VirtualDomain', { parameters: { config: '/etc/pacemaker/new.xml' }, meta: { 'remote-node': 'new' }, operations: watched })],
    ['mixed', create('fence-new', 'stonith:fence_virsh', { parameters: { ip: 'hyper', username: 'root', pcmk_host_list: 'alpha,beta' }, operations: watched })],
    ['mixed', create('fence-new', 'stonith:fence_virsh', { parameters: { ip: 'hyper', username: 'root', password: new Secret('hush "&', 'password of fence-new') }, operations: watched })],
    ['after-kill', create('fence-new', 'stonith:external/ipmi', { parameters: { passwd: new Secret('hush', 'passwd of fence-new'), pcmk_host_map: 'host1:1' } })],
    ['after-kill', create('site', 'ocf:x:y', { parameters: { token: 'typed as if it were no secret' }, operations: roles, place: { kind: 'group', group: 'G', after: null } })],
    ['clones', create('site', 'ocf:x:y', { parameters: { token: new Secret('hush', 'token of site') }, operations: watched, place: { kind: 'group', group: 'GRP1', after: 'G1' } })],
    ['clones', create('site', 'ocf:x:y', { parameters: { token: new Secret('hush', 'token of site') }, operations: roles, place: { kind: 'promotable', meta: { interleave: 'true' } }, disabled: true })],
    ['maintenance', create('dummy', 'ocf:pacemaker:Dummy', { operations: watched })],
    ['mixed', create('vm-web', 'ocf:pacemaker:Dummy', {})],
    ['mixed', create('web', 'ocf:pacemaker:Dummy', {})],
    ['mixed', create('order-sets', 'ocf:pacemaker:Dummy', {})],
    ['mixed', create('a b', 'ocf:pacemaker:Dummy', {})],
    ['mixed', create('vm-new', 'ocf:heartbeat:VirtualDomain', { meta: { 'remote-node': 'alpha' } })],
    ['mixed', create('vm-new', 'ocf:heartbeat:VirtualDomain', { meta: { 'remote-node': 'vm-new' } })],
    ['mixed', create('fence-new', 'stonith:fence_virsh', { place: { kind: 'clone', meta: {} } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { place: { kind: 'group', group: 'vm-web', after: null } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { place: { kind: 'group', group: 'db_group', after: 'vm-web' } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { place: { kind: 'bundle', bundle: 'nothing' } })],
    ['mixed', create('stack', 'ocf:pacemaker:Dummy', { place: { kind: 'clone', meta: {} } })],
    ['mixed', create('dummy', 'ocf:pacemaker:Dummy', { parameters: { 'a=b': 'c' } })],
    ['after-kill', update('FAKE1', { parameters: { fake: 'x y', state: '/run/x' }, meta: { priority: '7' } })],
    ['after-kill', update('vm-guest1', { parameters: { config: '/etc/pacemaker/other.xml', hypervisor: null } })],
    ['after-kill', update('vm-guest1', { meta: { 'remote-node': 'guest9', 'remote-addr': '10.0.0.9' } })],
    ['after-kill', update('FAKE1', { operations: [{ name: 'monitor', options: { interval: '10s', timeout: '20s' } }, { name: 'start', options: { interval: '0s', timeout: '99s' } }] })],
    ['after-kill', update('FAKE1', { operations: [{ name: 'monitor', options: { interval: '10s', timeout: '20s' } }, { name: 'monitor', options: { 'interval': '60s', 'on-fail': 'fence', 'OCF_CHECK_LEVEL': '10' } }] })],
    ['clones', update('STATEFUL', { operations: roles })],
    ['clones', update('STATEFUL', { operations: oldRoles })],
    ['mixed', create('db2', 'ocf:pacemaker:Stateful', { parameters: { token: new Secret('hush', 'token of db2') }, operations: oldRoles, place: { kind: 'promotable', meta: {} } })],
    ['mixed', update('fence-single', { parameters: { password: new Secret('hush', 'password of fence-single'), ip: 'there' } })],
    ['mixed', update('fence-single', { operations: [{ name: 'monitor', options: { interval: '30s' } }, { name: 'monitor', options: { interval: '60s' } }] })],
    ['mixed', update('fence-single', { parameters: { passwd: null } })],
    ['mixed', update('db_server', { parameters: { passwd: null } })],
    ['mixed', update('db_server', { parameters: { passwd: new Secret('hush', 'passwd of db_server') } })],
    ['after-kill', update('FAKE1', {})],
    ['mixed', update('db_group', { parameters: { a: 'b' } })],
    ['after-kill', update('guest1', { parameters: { a: 'b' } })],
    ['after-kill', update('nothing', { parameters: { a: 'b' } })],
  ],
  places: [
    ['mixed', { kind: 'move', resource: 'vm-web', node: 'beta' }],
    ['mixed', { kind: 'move', resource: 'vm-web', node: null }],
    ['standby', { kind: 'move', resource: 'vm-guest1', node: 'host2' }],
    ['mixed', { kind: 'move', resource: 'db_group', node: 'beta' }],
    ['mixed', { kind: 'move', resource: 'stack-clone', node: 'alpha' }],
    ['mixed', { kind: 'move', resource: 'stack-a', node: 'alpha' }],
    ['mixed', { kind: 'move', resource: 'httpd', node: 'beta' }],
    ['mixed', { kind: 'move', resource: 'state-clone', node: 'beta' }],
    ['clones', { kind: 'move', resource: 'STATEFUL-clone', node: null }],
    ['mixed', { kind: 'move', resource: 'fence-single', node: 'alpha' }],
    ['ban-move', { kind: 'move', resource: 'FAKE2', node: 'host2' }],
    ['mixed', { kind: 'ban', resource: 'vm-web', node: 'alpha' }],
    ['mixed', { kind: 'ban', resource: 'vm-web', node: null }],
    ['mixed', { kind: 'ban', resource: 'stack-clone', node: 'beta' }],
    ['mixed', { kind: 'ban', resource: 'stack-clone', node: null }],
    ['standby', { kind: 'ban', resource: 'FAKE1', node: 'host1' }],
    ['ban-move', { kind: 'clear', resource: 'FAKE2', node: null }],
    ['ban-move', { kind: 'clear', resource: 'FAKE2', node: 'host1' }],
    ['ban-move', { kind: 'clear', resource: 'FAKE4', node: null }],
    ['mixed', { kind: 'clear', resource: 'vm-web', node: null }],
    ['mixed', { kind: 'ban', resource: 'vm-web', node: 'nowhere' }],
  ],
  cleanups: [
    ['after-kill', { kind: 'cleanup', resource: null, node: null }],
    ['after-kill', { kind: 'cleanup', resource: 'guest1', node: null }],
    ['after-kill', { kind: 'cleanup', resource: 'FAKE1', node: 'host1' }],
    ['connection-failed', { kind: 'cleanup', resource: null, node: null }],
    ['connection-failed', { kind: 'cleanup', resource: 'guest1', node: 'host1' }],
    ['connection-failed', { kind: 'cleanup', resource: 'guest1', node: 'host2' }],
    ['connection-failed', { kind: 'cleanup', resource: 'FAKE1', node: null }],
    ['after-kill', { kind: 'refresh', resource: null, node: null }],
    ['after-kill', { kind: 'cleanup', resource: null, node: 'host1' }],
    ['connection-failed', { kind: 'cleanup', resource: null, node: 'host1' }],
    ['after-kill', { kind: 'refresh', resource: null, node: 'host1' }],
    ['after-kill', { kind: 'refresh', resource: 'FAKE1', node: 'host1' }],
    ['mixed', { kind: 'refresh', resource: 'numbered:0', node: null }],
    ['connection-failed', { kind: 'refresh', resource: null, node: null }],
    ['connection-failed', { kind: 'refresh', resource: 'guest1', node: 'host1' }],
    ['connection-failed', { kind: 'refresh', resource: 'FAKE1', node: null }],
  ],
  nodes: [
    ['mixed', { kind: 'standby', nodes: ['alpha'] }],
    ['mixed', { kind: 'standby', nodes: ['alpha', 'beta'] }],
    ['mixed', { kind: 'standby', nodes: ['web'] }],
    ['standby', { kind: 'standby', nodes: ['host1'] }],
    ['standby', { kind: 'standby', nodes: ['host2'] }],
    ['standby', { kind: 'unstandby', nodes: ['host2'] }],
    ['mixed', { kind: 'startMaintenance', nodes: ['alpha', 'beta'] }],
    ['mixed', { kind: 'endMaintenance', nodes: ['alpha'] }],
    ['mixed', { kind: 'standby', nodes: ['nowhere'] }],
    ['mixed', { kind: 'standby', nodes: [] }],
  ],
  hosts: [
    ['standby', { kind: 'startCluster', nodes: ['host2'] }],
    ['host2-stopped', { kind: 'startCluster', nodes: ['host2'] }],
    ['host2-stopped', { kind: 'startCluster', nodes: null }],
    ['all-stopped', { kind: 'startCluster', nodes: null }],
    ['alone', { kind: 'startCluster', nodes: null }],
    ['alone', { kind: 'stopCluster', nodes: null }],
    ['alone', { kind: 'enableCluster', nodes: null }],
    ['alone', { kind: 'disableCluster', nodes: ['host1'] }],
    ['alone', { kind: 'destroyCluster' }],
    ['alone', { kind: 'takeDown', node: 'host1', how: 'stop' }],
    ['unknown', { kind: 'startCluster', nodes: null }],
    ['standby', { kind: 'stopCluster', nodes: ['host2'] }],
    ['standby', { kind: 'stopCluster', nodes: ['host1', 'host2'] }],
    ['standby', { kind: 'stopCluster', nodes: null }],
    ['three', { kind: 'stopCluster', nodes: ['host1', 'host3'] }],
    ['mixed', { kind: 'stopCluster', nodes: ['alpha'] }],
    ['mixed', { kind: 'stopCluster', nodes: ['web'] }],
    ['unmanaged', { kind: 'stopCluster', nodes: ['host1'] }],
    ['standby', { kind: 'enableCluster', nodes: null }],
    ['standby', { kind: 'disableCluster', nodes: ['host1'] }],
    ['standby', { kind: 'destroyCluster' }],
    ['standby', { kind: 'addNode', node: 'host3', address: null, start: false }],
    ['standby', { kind: 'addNode', node: 'host3', address: '10.83.12.13', start: true }],
    ['standby', { kind: 'addNode', node: 'host2', address: null, start: true }],
    ['standby', { kind: 'authenticateHosts', hosts: [{ name: 'host2', address: null }, { name: 'host3', address: null }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster') }],
    ['standby', { kind: 'authenticateHosts', hosts: [{ name: 'host3', address: '10.83.12.13:2224' }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster') }],
    ['standby', { kind: 'removeNode', node: 'host2' }],
    ['mixed', { kind: 'removeNode', node: 'remote1' }],
    ['host2-stopped', { kind: 'clearNode', node: 'host2' }],
    ['remote-left', { kind: 'clearNode', node: 'remote1' }],
    ['host2-lost', { kind: 'clearNode', node: 'host2' }],
    ['standby', { kind: 'clearNode', node: 'host2' }],
    ['mixed', { kind: 'clearNode', node: 'remote1' }],
    ['mixed', { kind: 'clearNode', node: 'web' }],
    ['mixed', { kind: 'takeDown', node: 'alpha', how: 'standby' }],
    ['mixed', { kind: 'takeDown', node: 'alpha', how: 'stop' }],
    ['standby', { kind: 'takeDown', node: 'host1', how: 'stop' }],
    ['mixed', { kind: 'takeDown', node: 'alpha', how: 'maintenance' }],
    ['mixed', { kind: 'takeDown', node: 'web', how: 'standby' }],
    ['mixed', { kind: 'takeDown', node: 'remote1', how: 'stop' }],
    ['standby', { kind: 'bringBack', node: 'host2' }],
    ['standby', { kind: 'bringBack', node: 'host1' }],
    ['taken-down', { kind: 'bringBack', node: 'host2' }],
    ['host2-stopped', { kind: 'bringBack', node: 'host2' }],
  ],
  values: [
    ['mixed', { kind: 'setNodeAttribute', node: 'alpha', name: 'site', value: 'a=b' }],
    ['mixed', { kind: 'setNodeAttribute', node: 'alpha', name: 'rack', value: 'r2' }],
    ['mixed', { kind: 'setNodeAttribute', node: 'alpha', name: 'rack', value: null }],
    ['mixed', { kind: 'setNodeAttribute', node: 'beta', name: 'rack', value: null }],
    ['mixed', { kind: 'setNodeUtilization', node: 'alpha', name: 'cpu', value: '16' }],
    ['mixed', { kind: 'setNodeUtilization', node: 'alpha', name: 'cpu', value: '' }],
    ['mixed', { kind: 'setNodeUtilization', node: 'beta', name: 'memory', value: 'much' }],
  ],
  fencing: [
    ['mixed', { kind: 'fence', node: 'beta' }],
    ['mixed', { kind: 'fence', node: 'remote1' }],
    ['mixed', { kind: 'fence', node: 'web' }],
    ['standby', { kind: 'fence', node: 'host1' }],
    ['mixed', { kind: 'confirmFenced', node: 'beta' }],
    ['host2-lost', { kind: 'confirmFenced', node: 'host2' }],
    ['mixed', { kind: 'forgetFencing', node: null }],
    ['mixed', { kind: 'forgetFencing', node: 'beta' }],
    ['mixed', { kind: 'addFencingLevel', target: 'beta', level: 1, devices: ['fence-single'] }],
    ['mixed', { kind: 'addFencingLevel', target: 'alpha', level: 1, devices: ['fence-single', 'odd_fence'] }],
    ['mixed', { kind: 'deleteFencingLevels', levels: ['level-alpha-1'] }],
    ['mixed', { kind: 'deleteFencingLevels', levels: ['level-alpha-1', 'level-rack'] }],
    ['mixed', { kind: 'deleteFencingLevels', levels: [] }],
  ],
  cluster: [
    ['mixed', { kind: 'setProperty', name: 'maintenance-mode', value: 'true' }],
    ['maintenance', { kind: 'setProperty', name: 'maintenance-mode', value: 'false' }],
    ['maintenance', { kind: 'setProperty', name: 'maintenance-mode', value: null }],
    ['mixed', { kind: 'setProperty', name: 'stonith-enabled', value: 'false' }],
    ['mixed', { kind: 'setProperty', name: 'stop-all-resources', value: 'true' }],
    ['mixed', { kind: 'setProperty', name: 'no-quorum-policy', value: 'a=b' }],
    ['mixed', { kind: 'setProperty', name: 'no-quorum-policy', value: '-1' }],
    ['mixed', { kind: 'setProperty', name: 'no-quorum-policy', value: null }],
  ],
  configuration: [
    ['mixed', replaced({ removed: ['httpd', 'vm-web-on-alpha'], added: [] })],
    ['mixed', replaced({ removed: [], added: ['new'], checkpoint: 12 })],
    ['mixed', replaced({ version: { adminEpoch: 0, epoch: 1, numUpdates: 0 } })],
  ],
  groups: [
    ['clones', { kind: 'groupResources', group: 'NEW', resources: ['FAKE1', 'FAKE2'], place: null, meta: {} }],
    ['clones', { kind: 'groupResources', group: 'GRP1', resources: ['FAKE1'], place: { kind: 'before', member: 'G2' }, meta: {} }],
    ['clones', { kind: 'groupResources', group: 'GRP1', resources: ['G1'], place: { kind: 'after', member: 'G2' }, meta: {} }],
    ['clones', { kind: 'groupResources', group: 'NEW', resources: ['G1', 'FAKE1'], place: null, meta: { priority: '5' } }],
    ['clones', { kind: 'groupResources', group: 'NEW', resources: ['G1', 'G2'], place: null, meta: {} }],
    ['clones', { kind: 'groupResources', group: 'GRP1', resources: ['G1'], place: null, meta: {} }],
    ['clones', { kind: 'groupResources', group: 'FAKE1', resources: ['FAKE2'], place: null, meta: {} }],
    ['clones', { kind: 'groupResources', group: 'a b', resources: ['FAKE2'], place: null, meta: {} }],
    ['clones', { kind: 'groupResources', group: 'NEW', resources: ['PING'], place: null, meta: {} }],
    ['mixed', { kind: 'groupResources', group: 'NEW', resources: ['fence-single'], place: null, meta: {} }],
    ['clones', { kind: 'ungroup', group: 'GRP1', resources: ['G1', 'G2'] }],
    ['clones', { kind: 'ungroup', group: 'GRP1', resources: ['G1'] }],
    ['mixed', { kind: 'ungroup', group: 'db_group', resources: ['db_ip', 'db_server'] }],
    ['mixed', { kind: 'ungroup', group: 'stack', resources: ['stack-a'] }],
    ['mixed', { kind: 'ungroup', group: 'vm-web', resources: ['db_ip'] }],
    ['mixed', { kind: 'ungroup', group: 'db_group', resources: ['vm-web'] }],
  ],
  clones: [
    ['clones', { kind: 'clone', resource: 'FAKE1', clone: null, promotable: false, meta: {} }],
    ['clones', { kind: 'clone', resource: 'GRP1', clone: null, promotable: false, meta: { interleave: 'true', 'clone-max': '2' } }],
    ['clones', { kind: 'clone', resource: 'FAKE2', clone: null, promotable: true, meta: { 'promoted-max': '1' } }],
    ['mixed', { kind: 'clone', resource: 'vm-plain', clone: 'many', promotable: false, meta: {} }],
    ['mixed', { kind: 'clone', resource: 'vm-web', clone: null, promotable: false, meta: {} }],
    ['mixed', { kind: 'clone', resource: 'db_ip', clone: null, promotable: false, meta: {} }],
    ['mixed', { kind: 'clone', resource: 'stack-clone', clone: null, promotable: false, meta: {} }],
    ['clones', { kind: 'unclone', resource: 'PING-clone' }],
    ['clones', { kind: 'unclone', resource: 'STATEFUL' }],
    ['mixed', { kind: 'unclone', resource: 'numbered-clone' }],
    ['mixed', { kind: 'unclone', resource: 'stack-clone' }],
    ['mixed', { kind: 'unclone', resource: 'vm-web' }],
    ['mixed', { kind: 'createBundle', bundle: 'web2', container: 'podman', options: { image: 'localhost/web:2', replicas: '2' }, network: { 'ip-range-start': '10.0.0.5' } }],
    ['mixed', { kind: 'createBundle', bundle: 'web2', container: 'docker', options: { image: 'web:2' }, network: {} }],
    ['mixed', { kind: 'createBundle', bundle: 'httpd', container: 'docker', options: { image: 'web:2' }, network: {} }],
  ],
  words: [
    ['clones', { kind: 'setMeta', resources: ['FAKE1', 'GRP1'], name: 'priority', value: '5' }],
    ['mixed', { kind: 'setMeta', resources: ['db_group'], name: 'target-role', value: null }],
    ['mixed', { kind: 'setMeta', resources: ['vm-plain'], name: 'target-role', value: 'Stopped' }],
    ['mixed', { kind: 'setMeta', resources: ['fence-single'], name: 'priority', value: '1' }],
    ['clones', { kind: 'setMeta', resources: ['FAKE1'], name: 'priority', value: null }],
    ['clones', { kind: 'setUtilization', resources: ['FAKE1', 'FAKE2'], name: 'cpu', value: '2' }],
    ['clones', { kind: 'setUtilization', resources: ['FAKE1'], name: 'cpu', value: null }],
    ['clones', { kind: 'setUtilization', resources: ['GRP1'], name: 'cpu', value: '2' }],
    ['mixed', { kind: 'setDefault', of: 'resource', name: 'resource-stickiness', value: '100' }],
    ['mixed', { kind: 'setDefault', of: 'resource', name: 'resource-stickiness', value: null }],
    ['mixed', { kind: 'setDefault', of: 'operation', name: 'timeout', value: '60s' }],
    ['mixed', { kind: 'setDefault', of: 'operation', name: 'timeout', value: null }],
  ],
  shapes: [
    ['mixed', { kind: 'setScore', constraint: 'vm-web-on-alpha', score: '-INFINITY' }],
    ['ban-move', { kind: 'setScore', constraint: 'colocation-FAKE1-FAKE2-INFINITY', score: '50' }],
    ['mixed', { kind: 'setScore', constraint: 'httpd-not-remote', score: '5' }],
    ['mixed', { kind: 'setScore', constraint: 'vm-web-on-alpha', score: '100' }],
    ['mixed', { kind: 'setScore', constraint: 'vm-web-on-alpha', score: 'much' }],
    ['mixed', { kind: 'addTicket', ticket: 'site-a', resource: 'vm-web', role: null, lossPolicy: 'stop' }],
    ['mixed', { kind: 'addTicket', ticket: 'site-b', resource: 'state-clone', role: 'Promoted', lossPolicy: 'demote' }],
    ['mixed', { kind: 'addTicket', ticket: 'site-a', resource: 'vm-plain', role: null, lossPolicy: null }],
    ['mixed', { kind: 'addSets', of: 'order', sets: [{ resources: ['db_group', 'vm-plain'], options: { sequential: 'false', 'require-all': 'false' } }, { resources: ['vm-web'], options: {} }], options: { kind: 'Optional' } }],
    ['mixed', { kind: 'addSets', of: 'colocation', sets: [{ resources: ['state-clone'], options: { role: 'Promoted' } }, { resources: ['vm-web', 'vm-plain'], options: {} }], options: { score: 'INFINITY' } }],
    ['mixed', { kind: 'addSets', of: 'ticket', sets: [{ resources: ['vm-web'], options: {} }], options: { ticket: 'site-b', 'loss-policy': 'fence' } }],
    ['mixed', { kind: 'addSets', of: 'order', sets: [{ resources: ['vm-web'], options: {} }], options: {} }],
    ['mixed', { kind: 'addSets', of: 'order', sets: [{ resources: ['vm-web', 'vm-plain'], options: {} }, { resources: ['vm-web'], options: {} }], options: {} }],
    ['mixed', { kind: 'addRule', resource: 'vm-web', rule: '#uname eq alpha', score: 'INFINITY', role: null }],
    ['mixed', { kind: 'addRule', resource: 'state-clone', rule: '(rack eq r1 or rack eq r2) and date lt 2027-01-01', score: '-INFINITY', role: 'Promoted' }],
    ['mixed', { kind: 'addRule', resource: 'vm-web', rule: 'score=5', score: '5', role: null }],
    ['mixed', { kind: 'addRule', resource: 'vm-web', rule: ' ', score: '5', role: null }],
  ],
  constraints: [
    ['mixed', { kind: 'addLocation', resource: 'vm-web', node: 'beta', score: 'INFINITY' }],
    ['mixed', { kind: 'addLocation', resource: 'vm-web', node: 'alpha', score: '-50' }],
    ['mixed', { kind: 'addLocation', resource: 'stack-a', node: 'alpha', score: '50' }],
    ['mixed', { kind: 'addLocation', resource: 'stack-clone', node: 'alpha', score: '0' }],
    ['ban-move', { kind: 'addLocation', resource: 'FAKE2', node: 'host2', score: '100' }],
    ['mixed', { kind: 'addLocation', resource: 'vm-web', node: 'alpha', score: 'much' }],
    ['mixed', { kind: 'addColocation', resource: 'vm-web', withResource: 'db_group', score: 'INFINITY' }],
    ['mixed', { kind: 'addColocation', resource: 'vm-web', withResource: 'db_group', score: '-INFINITY' }],
    ['mixed', { kind: 'addOrder', first: 'db_group', then: 'vm-web' }],
    ['mixed', { kind: 'addOrder', first: 'db_ip', then: 'db_server' }],
    ['mixed', { kind: 'deleteConstraints', constraints: ['vm-web-on-alpha'] }],
    ['mixed', { kind: 'deleteConstraints', constraints: ['vm-web-on-alpha', 'ticket-plain', 'order-sets', 'httpd-not-remote'] }],
    ['ban-move', { kind: 'deleteConstraints', constraints: ['cli-ban-FAKE2-on-host2'] }],
    ['ban-move', { kind: 'deleteConstraints', constraints: ['location-FAKE4-guest1--200', 'colocation-FAKE1-FAKE2-INFINITY', 'order-FAKE1-FAKE2-mandatory'] }],
    ['ban-move', { kind: 'addColocation', resource: 'FAKE1', withResource: 'FAKE2', score: '-10' }],
    ['ban-move', { kind: 'addOrder', first: 'FAKE1', then: 'FAKE2' }],
    ['ban-move', { kind: 'addOrder', first: 'FAKE2', then: 'FAKE1' }],
    ['mixed', { kind: 'deleteConstraints', constraints: [] }],
  ],
};
