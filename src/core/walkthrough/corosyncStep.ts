import type { CorosyncConfiguration, HostReport } from './hostReport';
import { packagedCluster, type PackagedCluster } from './packagedCluster';
import { namesOf, ofEachHost, reportsOf, type Seen } from './seenHosts';
import type { Step } from './step';

/** Sets the hosts up as one cluster. One that they are in already is never taken away here. */
export const corosyncStep: Step = {
  id: 'corosync',
  needs: ['firewall', 'software', 'pcsd'],
  check: (situation) => {
    // Of a host that could not be looked at the others know nothing, but of one another they do.
    const names = reportsOf(situation).map(({ report }) => report.name);
    return ofEachHost(situation, (report, target) => seen(report, names, packagedCluster(target, report, situation.cluster)));
  },
  plan: (situation) => {
    const findings = corosyncStep.check(situation);
    const names = namesOf(situation);
    // Some of them in a cluster and others not: which are to join the others is for a person to say.
    return names !== null && findings.every(({ evidence }) => evidence.code === 'no-cluster') ? { kind: 'cluster', hosts: names } : { kind: 'none' };
  },
};

function seen({ corosync, addresses, name }: HostReport, names: readonly string[], packaged: PackagedCluster): Seen {
  if (packaged === 'used') return ['wrong', { code: 'packaged-cluster-used' }];
  if (packaged === 'unknown') return ['unknown', { code: 'cib-unreadable' }];
  if (corosync !== null && !corosync.fromPackage) {
    const nodes = nodesOf(corosync);
    const isOfThese = nodes.length > 0 && names.every((each) => nodes.includes(each));
    return isOfThese ? ['done', { code: 'cluster-of', cluster: corosync.cluster, nodes }] : ['wrong', { code: 'other-cluster', cluster: corosync.cluster, nodes }];
  }
  if (names.filter((each) => each === name).length > 1) return ['wrong', { code: 'same-name', name }];
  const unknown = names.find((each) => addresses.get(each)?.length === 0);
  if (unknown !== undefined) return ['wrong', { code: 'name-unknown', name: unknown }];
  // Debian gives a host's own name to 127.0.1.1, and corosync would then listen where nobody reaches it.
  const loops = names.length > 1 ? names.find((each) => addresses.get(each)?.some(isLoopback)) : undefined;
  if (loops !== undefined) return ['wrong', { code: 'name-is-loopback', name: loops, address: addresses.get(loops)?.find(isLoopback) ?? name }];
  return ['missing', { code: 'no-cluster' }];
}

function nodesOf({ nodes }: CorosyncConfiguration): readonly string[] {
  return nodes.map(({ name, addresses }) => name ?? addresses[0] ?? '');
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
