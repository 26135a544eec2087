import type { ClusterSnapshot } from '../snapshot';

/** What is known of a cluster that does not run on the host that answers: who was in it when it was read last. Nothing runs. */
export function ofStopped(host: string, at: number, last: ClusterSnapshot | null): ClusterSnapshot {
  return {
    takenAt: at,
    host,
    source: '',
    cibVersion: null,
    cluster: { name: last?.cluster.name ?? null, dc: null, quorum: null, stonithEnabled: null, maintenanceMode: null, pacemaker: last?.cluster.pacemaker ?? null, lastChange: null },
    nodes: (last?.nodes ?? []).filter(({ kind }) => kind === 'cluster').map((node) => ({ ...node, online: false, pending: false, unclean: false, shutdown: null, dc: false })),
    resources: [],
    fencing: [],
    fencingLevels: [],
    guests: [],
    constraints: [],
    failures: [],
    properties: {},
    resourceDefaults: {},
    operationDefaults: {},
    tickets: [],
  };
}
