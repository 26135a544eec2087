import type { RootFile } from './debianRoot';
import { sshdFiles } from './sshdFiles';

/** What a machine needs to be a guest node or a remote node: pacemaker_remoted and agents, no cluster of its own. */
export const guestPackages = [
  'systemd', 'systemd-sysv', 'dbus', 'openssh-server', 'sudo', 'iproute2', 'procps', 'kmod', 'busybox-static', 'linux-image-cloud-amd64',
  'pacemaker-remote', 'pacemaker-resource-agents', 'pacemaker-cli-utils',
] as const;

export const guestFiles: Readonly<Record<string, RootFile>> = {
  ...sshdFiles,
  '/etc/systemd/journald.conf.d/lab.conf': { content: '[Journal]\nStorage=volatile\n' },
  // The search for a prime of 2048 bits took 15 s of each start, emulated (2.1.5).
  '/etc/default/pacemaker': { content: 'PCMK_dh_max_bits=1024\n' },
  '/etc/systemd/system/acpid.service': {
    content: `[Unit]
Description=ACPI power button
ConditionVirtualization=vm
[Service]
ExecStart=/bin/busybox acpid -f
[Install]
WantedBy=multi-user.target
`,
  },
  // busybox acpid runs this for the key that virsh shutdown presses.
  '/etc/acpi/PWRF/00000080': { content: '#!/bin/sh\nexec systemctl poweroff\n', mode: 0o755 },
  // systemd's own waits for a device unit, which udev would make.
  '/etc/systemd/system/serial-getty@.service': {
    content: `[Unit]
Description=Serial getty on %I
ConditionVirtualization=vm
After=systemd-user-sessions.service
Before=getty.target
[Service]
ExecStart=-/sbin/agetty --keep-baud 115200,38400,9600 %I vt220
Type=idle
Restart=always
UtmpIdentifier=%I
TTYPath=/dev/%I
TTYReset=yes
TTYVHangup=yes
[Install]
WantedBy=getty.target
`,
  },
};

/**
 * Units that a guest can do without: emulated, each costs a tenth of a second or more of its start.
 * Devices come from devtmpfs, so udev is not needed.
 */
const unneeded = [
  'systemd-udevd.service', 'systemd-udevd-control.socket', 'systemd-udevd-kernel.socket', 'systemd-udev-trigger.service', 'systemd-udev-load-credentials.service',
  'systemd-logind.service', 'systemd-networkd.service', 'systemd-timesyncd.service', 'systemd-pstore.service', 'systemd-binfmt.service', 'systemd-firstboot.service',
  'systemd-hostnamed.socket', 'systemd-creds.socket', 'systemd-sysext.socket', 'systemd-hibernate-clear.service', 'systemd-tpm2-setup.service',
  'systemd-tpm2-setup-early.service', 'systemd-journal-catalog-update.service', 'systemd-journal-flush.service', 'systemd-machine-id-commit.service',
  'systemd-modules-load.service', 'systemd-random-seed.service', 'systemd-remount-fs.service', 'systemd-repart.service', 'systemd-sysctl.service',
  'systemd-sysusers.service', 'systemd-update-utmp.service', 'systemd-update-utmp-runlevel.service', 'systemd-tmpfiles-clean.timer',
  'systemd-tmpfiles-setup-dev.service', 'systemd-tmpfiles-setup-dev-early.service', 'systemd-pcrphase.service', 'systemd-pcrphase-sysinit.service',
  'systemd-ask-password-console.path', 'systemd-ask-password-wall.path', 'kmod-static-nodes.service', 'modprobe@.service',
  'cryptsetup.target', 'veritysetup.target', 'integritysetup.target', 'remote-fs.target', 'getty-static.service', 'logd.service', 'e2scrub_reap.service',
  'dev-hugepages.mount', 'dev-mqueue.mount', 'proc-sys-fs-binfmt_misc.automount', 'sys-fs-fuse-connections.mount', 'sys-kernel-config.mount',
  'sys-kernel-debug.mount', 'sys-kernel-tracing.mount', 'tmp.mount',
  'apt-daily.timer', 'apt-daily-upgrade.timer', 'dpkg-db-backup.timer', 'e2scrub_all.timer', 'fstrim.timer',
] as const;

/** Run in the new root. Generators look for devices, mounts and languages that a guest does not have. */
export const guestScript = `
systemctl mask ${unneeded.join(' ')}
systemctl enable acpid.service serial-getty@ttyS0.service getty@tty1.service pacemaker_remote.service ssh.service
mkdir -p /etc/systemd/system-generators
for generator in /lib/systemd/system-generators/*; do ln -s /dev/null "/etc/systemd/system-generators/\${generator##*/}"; done
rm -f /etc/ssh/ssh_host_* /etc/pacemaker/authkey
: > /etc/machine-id
`;
