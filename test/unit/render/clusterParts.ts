import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { ClusterDefinition, ClusterState, HostNote, LiveState } from '../../../src/session/clusterState';
import type { ShownCluster } from '../../../src/render/shownCluster';
import { liveState } from '../../liveState';
import { node, snapshot } from './snapshotParts';

export function definition(more: Partial<ClusterDefinition> = {}): ClusterDefinition {
  return { id: 'c1', name: 'mycluster', practice: false, readOnly: false, hosts: ['host1', 'host2'].map((target) => ({ target, libvirtUri: 'qemu:///system' })), ...more };
}

export function live(last: Partial<ClusterSnapshot> = {}, notes: readonly HostNote[] = []): LiveState {
  return liveState(snapshot(last), { notes });
}

/** What a host sees that is alone with itself, DC of its part, with quorum or without. */
export function alone(host: string, quorum: boolean, more: Partial<ClusterSnapshot> = {}): ClusterSnapshot {
  const nodes = ['host1', 'host2'].map((name) => node(name, { dc: name === host, online: name === host, unclean: name !== host }));
  return snapshot({ host, nodes, cluster: { ...snapshot().cluster, dc: host, quorum }, ...more });
}

/** Two hosts that have lost sight of each other; host1's view is shown. */
export function partition(more: Partial<LiveState> = {}): LiveState {
  return liveState(alone('host1', false), { otherViews: [{ host: 'host2', snapshot: alone('host2', true) }], ...more });
}

export function shown(state: ClusterState, more: Partial<ClusterDefinition> = {}): ShownCluster {
  return { definition: definition(more), state };
}
