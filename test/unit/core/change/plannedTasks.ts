import type { Task } from '../../../../src/core/change/task';
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
