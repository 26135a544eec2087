import { ofStopped } from '../../../../src/core/change/ofStopped';
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
