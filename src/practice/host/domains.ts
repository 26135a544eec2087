import { createHash } from 'node:crypto';
import { findAll, valueOf, type CibElement } from '../cibTree';
import { isRunning } from '../failures';
import { nodeStates } from '../nodeHistory';
import type { Template } from '../templates/template';

/** A libvirt domain as one host knows it. `id` is libvirt's number of a running one. */
export interface Domain {
  readonly name: string;
  readonly id: number | null;
}

export const domainMemoryKiB = 1_048_576;

/**
 * The domains of one host, which follow the CIB: one runs where its VM resource is started. The agent starts a domain without
 * defining it, so libvirt forgets it when it stops. Domains that Pacemaker does not manage are defined and shut off.
 * A started domain gets the host's next number, as libvirt gives it.
 */
export class Domains {
  private readonly numbers = new Map<string, number>();
  private last = 0;

  constructor(private readonly host: string, private readonly template: Template) {}

  /** In libvirt's order: running ones by number, then the others by name. */
  list(cib: CibElement): readonly Domain[] {
    const running = runningDomains(cib, this.host);
    for (const name of this.numbers.keys()) if (!running.includes(name)) this.numbers.delete(name);
    for (const name of running) if (!this.numbers.has(name)) this.numbers.set(name, ++this.last);
    const others = this.template.unmanagedGuests.filter(({ name, host }) => host === this.host && !this.numbers.has(name));
    return [...[...this.numbers].map(([name, id]) => ({ name, id })), ...others.map(({ name }) => ({ name, id: null }))];
  }
}

/** Names of the domains that VM resources run on a host: VirtualDomain takes a domain's name from its XML file, here named alike. */
export function runningDomains(cib: CibElement, host: string): readonly string[] {
  const state = nodeStates(cib).find((candidate) => valueOf(candidate, 'uname') === host);
  if (!state || valueOf(state, 'crmd') !== 'online') return [];
  const histories = findAll(state, 'lrm_resource').filter((history) => valueOf(history, 'type') === 'VirtualDomain' && isRunning(history));
  return histories.flatMap((history) => {
    const primitive = findAll(cib, 'primitive').find((candidate) => valueOf(candidate, 'id') === valueOf(history, 'id').replace(/:\d+$/, ''));
    const config = primitive && findAll(primitive, 'nvpair').find((pair) => valueOf(pair, 'name') === 'config');
    const name = config && /([^/]+?)(?:\.xml)?$/.exec(valueOf(config, 'value'))?.[1];
    return name ? [name] : [];
  });
}

/** A domain's identity for as long as it has its name. */
export function domainUuid(name: string): string {
  const digits = createHash('sha256').update(`domain ${name}`).digest('hex');
  // RFC 9562: version 4, variant 10.
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** A small domain as libvirt would print it. */
export function domainXml({ name, id }: Domain): string {
  const mac = createHash('sha256').update(`network ${name}`).digest('hex').slice(0, 6).replace(/(..)(?=.)/g, '$1:');
  const safe = name.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
  return `<domain type='kvm'${id === null ? '' : ` id='${String(id)}'`}>
  <name>${safe}</name>
  <uuid>${domainUuid(name)}</uuid>
  <memory unit='KiB'>${String(domainMemoryKiB)}</memory>
  <currentMemory unit='KiB'>${String(domainMemoryKiB)}</currentMemory>
  <vcpu placement='static'>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc-i440fx-7.2'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
  <clock offset='utc'/>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='/var/lib/libvirt/images/${safe}.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='network'>
      <mac address='52:54:00:${mac}'/>
      <source network='default'/>
      <model type='virtio'/>
    </interface>
    <console type='pty'>
      <target type='serial' port='0'/>
    </console>
  </devices>
</domain>
`;
}
