import type { Words } from '../change/plan';
import type { HostReport, System } from './hostReport';
import { installing, machineMakingSoftware } from './packages';

/** What libosinfo calls the systems that it knows where to fetch from. Others' come as an image, which a person has to name. */
const names: Readonly<Record<string, (version: string) => string | null>> = {
  debian: (version) => `debian${major(version)}`,
  fedora: (version) => `fedora${version}`,
  almalinux: (version) => `almalinux${major(version)}`,
  rocky: (version) => `rocky${major(version)}`,
  // Before its ninth release it was another system, which nobody keeps any more.
  centos: (version) => (major(version) >= 9 ? `centos-stream${major(version)}` : null),
  'opensuse-leap': (version) => `opensuse${version}`,
};

function major(version: string): number {
  return Number.parseInt(version, 10);
}

/**
 * What makes a virtual machine of that name on a host, with the system that the host has itself: packages of one release suit one another. Small, with the
 * installer on a serial line, which is there over SSH, too.
 */
export function creatingMachine(report: HostReport, domain: string, libvirtUri: string): readonly Words[] {
  return [
    ...(report.programs.has('virt-install') ? [] : installing(report, machineMakingSoftware)),
    ['virt-install', '--connect', libvirtUri, '--name', domain, '--memory', '2048', '--vcpus', '2', '--disk', 'size=10', '--network', 'network=default', ...installer(report.system)],
  ];
}

function installer({ id, version }: System): readonly string[] {
  const name = Object.hasOwn(names, id) && version !== '' ? (names[id]?.(version) ?? null) : null;
  if (name === null) return ['--cdrom', 'INSTALLATION.iso', '--os-variant', 'detect=on,require=off'];
  return ['--install', `os=${name},kernel_args=console=ttyS0`, '--graphics', 'none'];
}
