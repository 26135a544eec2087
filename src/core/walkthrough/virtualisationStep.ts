import type { HostReport, Service, ServiceState } from './hostReport';
import { installing, lacking, virtualisationSoftware } from './packages';
import { type Doing, ofEachHost, onThoseMissing, runsPacemaker, type Seen } from './seenHosts';
import type { Step } from './step';

/** Gives each host its virtual machines: QEMU and libvirt, one daemon or several, and a restart only where they do not run without. */
export const virtualisationStep: Step = {
  id: 'virtualisation',
  needs: ['software', 'stop'],
  // A host that nobody could look at may be running what a restart would take away.
  sure: ['stop'],
  check: (situation) => ofEachHost(situation, seen),
  plan: (situation) => onThoseMissing(situation, virtualisationStep.check(situation), (report, target): Doing => {
    if (runsPacemaker(report)) return { commands: [] };
    if (lacking(report, virtualisationSoftware).length > 0) return { commands: installing(report, virtualisationSoftware) };
    const { units } = libvirtOf(report);
    if (!hasFailed(report) || !report.wantsRestart) return { commands: [['systemctl', 'enable', '--now', ...units]] };
    return { commands: [['systemctl', 'enable', ...units], ['systemctl', 'reboot']], restarts: true, cautions: [{ code: 'restarts', target }] };
  }),
};

function seen(report: HostReport): Seen {
  const missing = lacking(report, virtualisationSoftware);
  if (missing.length > 0) return report.packager === null ? ['wrong', { code: 'no-packager', system: report.system.title }] : ['missing', { code: 'not-installed', missing }];
  const serving = ready(report);
  // Hosts want to be restarted for much: where guests can be run already it is not for this.
  if (serving !== undefined) return ['done', { code: 'libvirt', by: serving }];
  const { name, state } = libvirtOf(report);
  if (state === undefined) return ['wrong', { code: 'unit-missing', name }];
  return ['missing', hasFailed(report) && report.wantsRestart ? { code: 'wants-restart' } : { code: 'service', name, ...state }];
}

/** Any of these that runs and comes back at boot answers virsh; a socket starts the daemon behind it. */
function ready({ services }: HostReport): Service | undefined {
  return (['virtqemud.socket', 'libvirtd.socket', 'libvirtd.service'] as const).find((name) => services.get(name)?.active === 'active' && services.get(name)?.enabled === 'enabled');
}

/** What did not start though it was told to may do so after a restart; what nobody has started yet is only started. */
function hasFailed(report: HostReport): boolean {
  return libvirtOf(report).state?.active === 'failed';
}

/** Where libvirt is several daemons they are enabled by their sockets, else it is one. `state` is that of the first of its units; none where that is not there. */
function libvirtOf({ programs, services }: HostReport): { readonly name: Service; readonly units: readonly string[]; readonly state: ServiceState | undefined } {
  const isSeveral = programs.has('virtqemud') && services.has('virtqemud.socket') && services.get('libvirtd.service')?.enabled !== 'enabled';
  const name: Service = isSeveral ? 'virtqemud.socket' : 'libvirtd.service';
  const sockets = ['qemu', 'network', 'nodedev', 'nwfilter', 'secret', 'storage', 'proxy'].map((part) => `virt${part}d.socket`);
  return { name, units: isSeveral ? sockets : [name], state: services.get(name) };
}
