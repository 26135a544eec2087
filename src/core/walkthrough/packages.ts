import type { Words } from '../change/plan';
import type { HostReport, Packager } from './hostReport';

/** What a step wants to be there, each by what shows it and the packages that bring it. */
export interface Software {
  readonly parts: readonly Part[];
  /** Names of its packages, and of those that are there for it alone, by Debian's names. */
  readonly own: RegExp;
}

interface Part {
  readonly name: string;
  readonly isThere: (report: HostReport) => boolean;
  readonly packages: Readonly<Record<'apt-get' | 'dnf' | 'zypper', readonly string[]>>;
}

export const clusterSoftware: Software = {
  parts: [
    { name: 'Pacemaker', isThere: ({ programs }) => programs.has('pacemakerd'), packages: { 'apt-get': ['pacemaker'], 'dnf': ['pacemaker'], 'zypper': ['pacemaker'] } },
    { name: 'corosync', isThere: ({ programs }) => programs.has('corosync'), packages: { 'apt-get': ['corosync'], 'dnf': ['corosync'], 'zypper': ['corosync'] } },
    { name: 'pcs', isThere: ({ programs }) => programs.has('pcs'), packages: { 'apt-get': ['pcs'], 'dnf': ['pcs'], 'zypper': ['pcs'] } },
    { name: 'crm_mon', isThere: ({ programs }) => programs.has('crm_mon'), packages: { 'apt-get': ['pacemaker-cli-utils'], 'dnf': ['pacemaker-cli'], 'zypper': ['pacemaker-cli'] } },
    { name: 'ocf:pacemaker:Dummy', isThere: ({ agents }) => agents.has('pacemaker/Dummy'), packages: { 'apt-get': ['pacemaker-resource-agents'], 'dnf': ['pacemaker'], 'zypper': ['pacemaker'] } },
    { name: 'ocf:heartbeat:VirtualDomain', isThere: ({ agents }) => agents.has('heartbeat/VirtualDomain'), packages: { 'apt-get': ['resource-agents'], 'dnf': ['resource-agents'], 'zypper': ['resource-agents'] } },
  ],
  own: /^(pacemaker|corosync|pcs|resource-agents|fence-agents|lib(cfg|cib|cmap|corosync|cpg|crm|knet|lrmd|nozzle|pacemaker|pe-|qb|quorum|stonithd|transitioner|votequorum))/,
};

export const virtualisationSoftware: Software = {
  parts: [
    {
      name: 'QEMU', isThere: ({ programs }) => programs.has('qemu-system-x86_64') || programs.has('qemu-kvm'),
      packages: { 'apt-get': ['qemu-system-x86', 'qemu-utils'], 'dnf': ['qemu-kvm'], 'zypper': ['qemu-kvm'] },
    },
    { name: 'virsh', isThere: ({ programs }) => programs.has('virsh'), packages: { 'apt-get': ['libvirt-clients'], 'dnf': ['libvirt-client'], 'zypper': ['libvirt-client'] } },
    {
      name: 'libvirt', isThere: ({ programs }) => programs.has('libvirtd') || programs.has('virtqemud'),
      packages: { 'apt-get': ['libvirt-daemon-system'], 'dnf': ['libvirt'], 'zypper': ['libvirt'] },
    },
  ],
  own: /^(qemu|libvirt|seabios|ipxe-qemu)/,
};

/**
 * What a guest node has. Debian has the agents in a package of their own, and starts a cluster of that one machine as soon as its package `pacemaker` is there:
 * beside pacemaker_remote that may not run. Elsewhere the agents come with Pacemaker, which does nothing until somebody starts it.
 */
export const remoteSoftware: Software = {
  parts: [
    {
      name: 'pacemaker_remote', isThere: ({ programs }) => programs.has('pacemaker-remoted') || programs.has('pacemaker_remoted'),
      packages: { 'apt-get': ['pacemaker-remote'], 'dnf': ['pacemaker-remote'], 'zypper': ['pacemaker-remote'] },
    },
    { name: 'crm_mon', isThere: ({ programs }) => programs.has('crm_mon'), packages: { 'apt-get': ['pacemaker-cli-utils'], 'dnf': ['pacemaker-cli'], 'zypper': ['pacemaker-cli'] } },
    { name: 'ocf:pacemaker:Dummy', isThere: ({ agents }) => agents.has('pacemaker/Dummy'), packages: { 'apt-get': ['pacemaker-resource-agents'], 'dnf': ['pacemaker'], 'zypper': ['pacemaker'] } },
    // The agents of the others' folder need its programs; one of them stands for all.
    { name: 'resource-agents', isThere: ({ agents }) => agents.has('heartbeat/VirtualDomain'), packages: { 'apt-get': ['resource-agents'], 'dnf': ['resource-agents'], 'zypper': ['resource-agents'] } },
  ],
  own: clusterSoftware.own,
};

/** What makes virtual machines by a command. */
export const machineMakingSoftware: Software = {
  parts: [{ name: 'virt-install', isThere: ({ programs }) => programs.has('virt-install'), packages: { 'apt-get': ['virtinst'], 'dnf': ['virt-install'], 'zypper': ['virt-install'] } }],
  own: /^(virtinst|virt-install)/,
};

/** Parts of a software that are not there, by the names that people know them by. */
export function lacking(report: HostReport, { parts }: Software): readonly string[] {
  return parts.filter(({ isThere }) => !isThere(report)).map(({ name }) => name);
}

/** Its packages that are not wholly installed. Others' are none of a step's business. */
export function brokenOf({ brokenPackages }: HostReport, { own }: Software): HostReport['brokenPackages'] {
  return brokenPackages.filter(({ name }) => own.test(name));
}

/** Seconds that apt waits for another that installs. */
const lockPatienceS = 300;

const apt: Words = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', `DPkg::Lock::Timeout=${lockPatienceS}`, '-o', 'Dpkg::Options::=--force-confold'];

/**
 * The commands that bring what is lacking on a host, and make whole what is there by half; none where nothing there is known to install. Only what is lacking is
 * named: dnf, yum and zypper bring a package that is there to a newer version when it is named, and have no word against that as apt has.
 */
export function installing(report: HostReport, software: Software): readonly Words[] {
  const { packager, system } = report;
  const wanted = (by: keyof Part['packages']) => [...new Set(software.parts.filter(({ isThere }) => !isThere(report)).flatMap(({ packages }) => packages[by]))];
  switch (packager) {
    case 'apt-get': {
      const broken = brokenOf(report, software);
      const again = broken.filter(({ repair }) => repair === 'reinstall').map(({ name }) => name);
      const more = wanted('apt-get').filter((name) => !broken.some((each) => each.name === name));
      return [
        // All that waits for it: a package is configured after those that it needs, and apt would do the same before it installs.
        ...(broken.some(({ repair }) => repair === 'configure') ? [['env', 'DEBIAN_FRONTEND=noninteractive', 'dpkg', '--force-confold', '--configure', '-a'] as const] : []),
        ...(again.length + more.length > 0 ? [['apt-get', 'update'] as const] : []),
        ...(again.length > 0 ? [[...apt, 'install', '--yes', '--no-remove', '--reinstall', ...again] as const] : []),
        ...(more.length > 0 ? [[...apt, 'install', '--yes', '--no-remove', '--no-upgrade', ...more] as const] : []),
      ];
    }
    case 'dnf':
    case 'yum': return [[packager, 'install', '-y', ...repositoryOf(system, packager), ...wanted('dnf')]];
    case 'zypper': return [['zypper', '--non-interactive', 'install', ...wanted('zypper')]];
    case null: return [];
  }
}

/** Rebuilds of Red Hat's system keep the cluster's packages in a repository that is off unless it is named; Fedora has them among the others. */
function repositoryOf({ id, version }: HostReport['system'], packager: Packager): readonly string[] {
  if (packager === 'yum' || !['almalinux', 'rocky', 'centos'].includes(id)) return [];
  return [`--enablerepo=${Number.parseInt(version, 10) < 9 ? 'ha' : 'highavailability'}`];
}
