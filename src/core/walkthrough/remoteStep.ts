import type { HostReport } from './hostReport';
import { brokenOf, installing, lacking, remoteSoftware } from './packages';
import { insideGuest, onGuest } from './seenGuest';
import type { Seen } from './seenHosts';
import type { Step } from './step';

/** Installs what makes a virtual machine a guest node, and the agents that are tried in it. */
export const remoteStep: Step = {
  id: 'remote',
  needs: ['reach'],
  check: (situation) => insideGuest(situation, seen),
  plan: (situation) => onGuest(situation, remoteStep.check(situation), (report, target) => ({
    commands: installing(report, remoteSoftware),
    // By Debian's names the agents are a package of their own; elsewhere they come with Pacemaker, which stands still unless somebody starts it.
    cautions: report.packager === 'apt-get' || report.agents.has('pacemaker/Dummy') ? [] : [{ code: 'no-pacemaker-in-guest', target }],
  })),
};

function seen(report: HostReport): Seen {
  const services = (['corosync', 'pacemaker'] as const).filter((name) => report.services.get(name)?.active === 'active');
  if (services.length > 0) return ['wrong', { code: 'cluster-in-guest', services }];
  const [missing, broken] = [lacking(report, remoteSoftware), brokenOf(report, remoteSoftware).map(({ name }) => name)];
  if (missing.length + broken.length === 0) return ['done', { code: 'remote-installed' }];
  if (report.packager === null) return ['wrong', { code: 'no-packager', system: report.system.title }];
  return ['missing', missing.length > 0 ? { code: 'not-installed', missing } : { code: 'half-installed', packages: broken }];
}
