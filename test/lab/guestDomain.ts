import { join } from 'node:path';
import { imagesPath } from './container';
import { addressOf, type GuestName, type Layout } from './layout';

/** What belongs to one guest, in the folder that all hosts see as `imagesPath`. */
export const guestDisk = (guest: GuestName) => `${guest}.disk`;
export const guestInitramfs = (guest: GuestName) => `${guest}.initramfs`;
export const guestKernel = 'guest.kernel';

/**
 * The domain of a guest, as libvirt takes it (its manual, formatdomain): emulated, since a machine that is a guest itself seldom has KVM to give.
 * libvirt 7.0 of bullseye knows neither a limit for translated code, which else grows to 1 GiB, nor the CPU model `maximum`.
 */
export function guestDomain(layout: Layout, guest: GuestName): string {
  const address = addressOf(layout, guest);
  const mac = ['52:54:00', ...address.split('.').slice(1).map((number) => Number(number).toString(16).padStart(2, '0'))].join(':');
  const isOld = layout.release === 'bullseye';
  return `<domain type='qemu'>
  <name>${guest}</name>
  <memory unit='MiB'>320</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64'>hvm</type>
    <kernel>${join(imagesPath, guestKernel)}</kernel>
    <initrd>${join(imagesPath, guestInitramfs(guest))}</initrd>
    <cmdline>console=tty0 console=ttyS0 quiet net.ifnames=0 systemd.show_status=0 lab.address=${address}/${layout.prefixLength}</cmdline>
  </os>
  <features><acpi/>${isOld ? '' : '<tcg><tb-cache unit=\'MiB\'>96</tb-cache></tcg>'}</features>
  ${isOld ? '' : '<cpu mode=\'maximum\'/>'}
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='${join(imagesPath, guestDisk(guest))}'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='bridge'>
      <mac address='${mac}'/>
      <source bridge='br0'/>
      <model type='virtio'/>
    </interface>
    <serial type='pty'><target port='0'/></serial>
    <console type='pty'><target type='serial' port='0'/></console>
    <graphics type='vnc' autoport='yes' listen='127.0.0.1'/>
    <video><model type='vga' vram='4096'/></video>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
  </devices>
</domain>
`;
}
