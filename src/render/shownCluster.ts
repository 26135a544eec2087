import type { Work } from '../core/change/work';
import type { ClusterDefinition, ClusterState } from '../session/clusterState';

/** A configured cluster together with what is known of it. */
export interface ShownCluster {
  readonly definition: ClusterDefinition;
  readonly state: ClusterState;
  /** What a change of this window is doing to it right now, which is no part of what is known of it. */
  readonly work?: Work | null;
}
