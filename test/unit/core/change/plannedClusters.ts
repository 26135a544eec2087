import { ofStopped } from '../../../../src/core/change/ofStopped';
import type { ClusterSnapshot } from '../../../../src/core/snapshot';
import { fixture, snapshotOf, stage } from '../fixtures';

/** Recorded and rendered clusters that tasks are planned for. */
export const clusters = {
  'mixed': once(() => snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: rendered() })),
  'connection-failed': once(() => pacemaker3(stage('bookworm/20-after-kill'))),
  'after-kill': once(() => stage('bookworm/20-after-kill')),
  'guest-disabled': once(() => stage('bookworm/30-vm-guest1-disabled')),
  'standby': once(() => stage('bookworm/40-host2-standby')),
  'unmanaged': once(() => stage('bookworm/60-unmanaged')),
  'maintenance': once(() => stage('bookworm/62-maintenance-mode')),
  'ban-move': once(() => stage('bookworm/64-ban-move')),
  'bundle-empty': once(() => snapshotOf({ status: withoutServer(fixture('rendered/mixed/status.xml')), cib: withoutServer(rendered()) })),
  'no-templates': once(() => snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: withoutTemplates(rendered()) })),
  'host2-stopped': once(() => withHost2(stage('bookworm/40-host2-standby'), { online: false, standby: false })),
  'taken-down': once(() => withHost2(stage('bookworm/40-host2-standby'), { online: false })),
  'host2-lost': once(() => withHost2(stage('bookworm/40-host2-standby'), { online: false, standby: false, unclean: true })),
  'remote-left': once(() => withRemoteLeft(snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: rendered() }))),
  'alone': once(() => withHost1Alone(stage('bookworm/40-host2-standby'))),
  'three': once(() => withHost3(stage('bookworm/40-host2-standby'))),
  'all-stopped': once(() => ofStopped('host1', 0, stage('bookworm/40-host2-standby'))),
  'unknown': once(() => ofStopped('host1', 0, null)),
  'host1-at-boot': once(() => ({ ...stage('bookworm/40-host2-standby'), atBoot: new Map([['host1', true], ['host2', false]]) })),
  'clones': once(() => stage('bookworm/50-clone-promotable-group')),
} as const;

export type ClusterName = keyof typeof clusters;

/** The configuration of each, as it is written; null where none is known. */
export const configurations: Readonly<Record<ClusterName, () => string | null>> = {
  'mixed': rendered,
  'connection-failed': recorded('20-after-kill'),
  'after-kill': recorded('20-after-kill'),
  'guest-disabled': recorded('30-vm-guest1-disabled'),
  'standby': recorded('40-host2-standby'),
  'unmanaged': recorded('60-unmanaged'),
  'maintenance': recorded('62-maintenance-mode'),
  'ban-move': recorded('64-ban-move'),
  'bundle-empty': () => withoutServer(rendered()),
  'no-templates': () => withoutTemplates(rendered()),
  'host2-stopped': recorded('40-host2-standby'),
  'taken-down': recorded('40-host2-standby'),
  'host2-lost': recorded('40-host2-standby'),
  'remote-left': () => rendered().replace(/<primitive id="remote1"[^]*?<\/primitive>/, ''),
  'alone': recorded('40-host2-standby'),
  'host1-at-boot': recorded('40-host2-standby'),
  'three': recorded('40-host2-standby'),
  'all-stopped': recorded('40-host2-standby'),
  'unknown': () => null,
  'clones': recorded('50-clone-promotable-group'),
};

function rendered(): string {
  return fixture('rendered/mixed/cib.xml');
}

function recorded(folder: string): () => string {
  return () => fixture(`bookworm/${folder}/cibadmin-Q.out`);
}

/** The same status or configuration when the bundle has nothing in it. */
function withoutServer(text: string): string {
  return text.replace(/<(primitive|resource) id="httpd-server"(?:[^>]*\/>|[^]*?<\/\1>)/g, '');
}

/** The same configuration when nothing in it is made from a template. */
function withoutTemplates(cib: string): string {
  return cib.replaceAll(' template="vm-template"', ' class="ocf" provider="heartbeat" type="VirtualDomain"');
}

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
