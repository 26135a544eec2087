import type { ClusterDefinition, ClusterState } from '../session/clusterState';

/** A configured cluster together with what is known of it. */
export interface ShownCluster {
  readonly definition: ClusterDefinition;
  readonly state: ClusterState;
}
