import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { ClusterDefinition, ClusterState, HostNote, LiveState } from '../../../src/session/clusterState';
import type { ShownCluster } from '../../../src/render/shownCluster';
import { liveState } from '../../liveState';
import { snapshot } from './snapshotParts';

export function definition(more: Partial<ClusterDefinition> = {}): ClusterDefinition {
  return { id: 'c1', name: 'mycluster', practice: false, hosts: ['host1', 'host2'].map((target) => ({ target, libvirtUri: 'qemu:///system' })), ...more };
}

export function live(last: Partial<ClusterSnapshot> = {}, notes: readonly HostNote[] = []): LiveState {
  return liveState(snapshot(last), { notes });
}

export function shown(state: ClusterState, more: Partial<ClusterDefinition> = {}): ShownCluster {
  return { definition: definition(more), state };
}
