import type { Agent, Program } from '../../core/walkthrough/hostReport';

/** Services of a practice machine, as `probeScript` asks for them, without what follows the cluster. */
export const unitNames = ['pcsd', 'pacemaker_remote', 'firewalld', 'libvirtd.service', 'libvirtd.socket'] as const;
export type UnitName = (typeof unitNames)[number];

export const packageNames = [
  'pacemaker', 'corosync', 'pcs', 'pacemaker-cli-utils', 'pacemaker-resource-agents', 'resource-agents', 'pacemaker-remote',
  'qemu-system-x86', 'qemu-utils', 'libvirt-clients', 'libvirt-daemon-system', 'virtinst', 'ufw', 'firewalld',
] as const;
export type PackageName = (typeof packageNames)[number];

interface Brought {
  readonly programs?: readonly Program[];
  readonly agents?: readonly Agent[];
  readonly units?: readonly UnitName[];
}

/** What Debian's packages bring of that for which the steps of a set-up look. */
export const packages: Readonly<Record<PackageName, Brought>> = {
  'pacemaker': { programs: ['pacemakerd'] },
  'corosync': { programs: ['corosync'] },
  'pcs': { programs: ['pcs'], units: ['pcsd'] },
  'pacemaker-cli-utils': { programs: ['crm_mon'] },
  'pacemaker-resource-agents': { agents: ['pacemaker/Dummy'] },
  'resource-agents': { agents: ['heartbeat/VirtualDomain'] },
  'pacemaker-remote': { programs: ['pacemaker-remoted', 'pacemaker_remoted'], units: ['pacemaker_remote'] },
  'qemu-system-x86': { programs: ['qemu-system-x86_64'] },
  'qemu-utils': {},
  'libvirt-clients': { programs: ['virsh'] },
  'libvirt-daemon-system': { programs: ['libvirtd'], units: ['libvirtd.service', 'libvirtd.socket'] },
  'virtinst': { programs: ['virt-install'] },
  'ufw': { programs: ['ufw', 'iptables'] },
  'firewalld': { programs: ['firewall-cmd'], units: ['firewalld'] },
};

/** The package without which a machine has no such program; undefined for what every machine has. */
export function packageOf(program: string): PackageName | undefined {
  if (/^(crm(_\w+|admin)|cibadmin|iso8601|stonith_admin)$/.test(program)) return 'pacemaker-cli-utils';
  if (program === 'pacemaker-fenced') return 'pacemaker';
  return packageNames.find((name) => packages[name].programs?.some((each) => each === program));
}

export function isPackageName(name: string): name is PackageName {
  return packageNames.some((each) => each === name);
}
