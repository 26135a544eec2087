import type { HostReport } from './hostReport';
import type { SeenCluster } from './step';

/**
 * What became of the cluster of one host that Debian's package sets up by itself.
 * none       there is none, or a person has made another of it
 * untouched  nobody has put anything into it, so that nothing is lost with it
 * used       somebody has
 * unknown    that could not be found out
 */
export type PackagedCluster = 'none' | 'untouched' | 'used' | 'unknown';

/** What is on its disk counts, and what it shows where it runs and is the one that has been read. */
export function packagedCluster(target: string, { corosync, cib }: HostReport, cluster: SeenCluster): PackagedCluster {
  if (!corosync?.fromPackage) return 'none';
  if (cib === 'configured' || (cluster.kind === 'running' && cluster.snapshot.host === target && hasAnything(cluster.snapshot))) return 'used';
  return cib === 'unreadable' ? 'unknown' : 'untouched';
}

function hasAnything({ resources, fencing, constraints, nodes }: Extract<SeenCluster, { readonly kind: 'running' }>['snapshot']): boolean {
  return resources.length + fencing.length + constraints.length > 0 || nodes.length > 1;
}
