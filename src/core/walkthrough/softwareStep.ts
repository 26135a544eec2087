import type { Words } from '../change/plan';
import type { HostReport } from './hostReport';
import { brokenOf, clusterSoftware, installing, lacking } from './packages';
import { packagedCluster } from './packagedCluster';
import { type Doing, ofEachHost, onThoseMissing, runsPacemaker, type Seen } from './seenHosts';
import type { SeenCluster, Step } from './step';

/**
 * Installs what makes a host one of a cluster, and takes away the cluster of one host that Debian's packages set up by themselves, where nobody has put anything
 * into it. Nothing is installed below a Pacemaker that runs: packages restart it, with what it runs.
 */
export const softwareStep: Step = {
  id: 'software',
  needs: [],
  check: (situation) => ofEachHost(situation, (report, target) => seen(report, target, situation.cluster)),
  plan: (situation) => onThoseMissing(situation, softwareStep.check(situation), (report, target): Doing => {
    const goes = packagedCluster(target, report, situation.cluster) === 'untouched';
    return {
      commands: [...(goes ? takingAway : []), ...(wanted(report).length > 0 ? installing(report, clusterSoftware) : [])],
      cautions: goes ? [{ code: 'packaged-cluster-goes', target }] : [],
    };
  }),
};

/** Before anything is installed, so that this does not start it once more. What was not installed at all has none yet, and on Debian will have: then this step is missing something once more. */
const takingAway: readonly Words[] = [['systemctl', 'disable', '--now', 'pacemaker', 'corosync'], ['rm', '/etc/corosync/corosync.conf']];

function seen(report: HostReport, target: string, cluster: SeenCluster): Seen {
  const packaged = packagedCluster(target, report, cluster);
  const missing = lacking(report, clusterSoftware);
  if (wanted(report).length > 0) {
    if (missing.includes('pcs') && report.programs.has('crm')) return ['wrong', { code: 'crmsh-only' }];
    if (report.packager === null) return ['wrong', { code: 'no-packager', system: report.system.title }];
    if (runsPacemaker(report) && packaged !== 'untouched') return ['wrong', { code: 'pacemaker-runs', wanted: wanted(report) }];
    return ['missing', missing.length > 0 ? { code: 'not-installed', missing } : { code: 'half-installed', packages: wanted(report) }];
  }
  switch (packaged) {
    case 'untouched': return ['missing', { code: 'packaged-cluster' }];
    case 'used': return ['wrong', { code: 'packaged-cluster-used' }];
    case 'unknown': return ['unknown', { code: 'cib-unreadable' }];
    case 'none': return ['done', { code: 'installed', otherBroken: report.brokenPackages.map(({ name }) => name) }];
  }
}

/** What is not there, and what is by half. */
function wanted(report: HostReport): readonly string[] {
  return [...lacking(report, clusterSoftware), ...brokenOf(report, clusterSoftware).map(({ name }) => name)];
}
