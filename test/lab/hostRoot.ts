import { debianRoot, type RootFile } from './debianRoot';
import type { Release } from './release';
import { sshdFiles } from './sshdFiles';

/** Debian's own fence agents are left out: they bring the clients of every cloud there is, and the lab has an agent of its own. */
const packages = [
  'systemd', 'systemd-sysv', 'dbus', 'udev', 'libpam-systemd', 'openssh-server', 'sudo', 'ca-certificates',
  'corosync', 'pacemaker', 'pacemaker-cli-utils', 'pacemaker-resource-agents', 'resource-agents', 'pcs',
  'libvirt-daemon-system', 'libvirt-daemon-driver-qemu', 'libvirt-clients', 'qemu-system-x86', 'qemu-utils', 'seabios',
  'iproute2', 'iputils-ping', 'iptables', 'procps', 'psmisc', 'less', 'nano', 'netcat-openbsd', 'tcpdump',
];

/** Of no use in a container that shares its kernel, or started by time. */
const masked = [
  'systemd-timesyncd.service', 'systemd-resolved.service', 'systemd-logind.service', 'systemd-udevd.service', 'systemd-udev-trigger.service',
  'apparmor.service', 'e2scrub_reap.service', 'getty.target', 'console-getty.service', 'libvirt-guests.service', 'systemd-networkd-wait-online.service',
  'apt-daily.timer', 'apt-daily-upgrade.timer', 'dpkg-db-backup.timer', 'e2scrub_all.timer', 'fstrim.timer', 'logrotate.timer', 'man-db.timer',
  'dev-hugepages.mount', 'dev-mqueue.mount', 'sys-kernel-debug.mount', 'sys-kernel-tracing.mount', 'sys-fs-fuse-connections.mount',
  'systemd-binfmt.service', 'proc-sys-fs-binfmt_misc.automount', 'systemd-modules-load.service', 'systemd-sysctl.service',
];

const files: Readonly<Record<string, RootFile>> = {
  // The container has no security module, no cgroup controllers and no mounts of its own to give to QEMU.
  '/etc/libvirt/qemu.conf': {
    content: [
      'security_driver = "none"', 'user = "root"', 'group = "root"', 'dynamic_ownership = 0', 'remember_owner = 0',
      'namespaces = []', 'cgroup_controllers = []', '',
    ].join('\n'),
  },
  ...sshdFiles,
};

/** Debian starts a cluster of one node when it is installed, and makes keys that all hosts would share. */
const script = `
systemctl disable corosync pacemaker pcsd pacemaker_remote 2>/dev/null || true
systemctl disable libvirtd.service
systemctl enable ssh libvirtd.socket libvirtd-ro.socket virtlogd.socket pcsd
systemctl mask ${masked.join(' ')}
rm -f /etc/corosync/corosync.conf /etc/corosync/authkey /etc/pacemaker/authkey /etc/ssh/ssh_host_* /etc/machine-id /var/lib/dbus/machine-id
rm -rf /var/lib/pcsd/* /var/lib/pacemaker/cib/*
rm -f /etc/libvirt/qemu/networks/autostart/*
: > /etc/machine-id
rm -f /etc/resolv.conf /etc/hostname
`;

/** The folder whose `root` every host of a release begins with. */
export function hostRoot(release: Release, report: (detail: string) => void): Promise<string> {
  return debianRoot({ name: 'host', release, packages, files, script }, report);
}
