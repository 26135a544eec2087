import { createHash } from 'node:crypto';
import { findAll, valueOf, type CibElement } from '../cibTree';
import { guestNodes, isRunning } from '../failures';
import type { Machine } from '../machine/machine';
import { nodeStates } from '../nodeHistory';

/** A libvirt domain as one host knows it. `id` is libvirt's number of a running one. */
export interface Domain {
  readonly name: string;
  readonly id: number | null;
  /** Whether libvirt keeps it when it is off; it does so with what is off. */
  readonly persistent?: boolean;
  /** Whether libvirt starts it with the host. */
  readonly autostart?: boolean;
}

export const domainMemoryKiB = 1_048_576;

/**
 * The domains of one host, which follow the CIB: one runs where its VM resource is started. The agent starts a domain without
 * defining it, so libvirt forgets it when it stops. Others are those that a host's libvirt has by itself.
 * A started domain gets the host's next number, as libvirt gives it.
 */
export class Domains {
  private readonly numbers = new Map<string, number>();
  private last = 0;

  constructor(private readonly host: string) {}

  /** In libvirt's order: running ones by number, then the others by name. */
  list(cib: CibElement, defined: Machine['domains']): readonly Domain[] {
    const running = [...runningDomains(cib, this.host), ...[...defined].filter(([, { running: runs }]) => runs).map(([name]) => name)];
    for (const name of this.numbers.keys()) if (!running.includes(name)) this.numbers.delete(name);
    for (const name of running) if (!this.numbers.has(name)) this.numbers.set(name, ++this.last);
    const others = [...defined.keys()].filter((name) => !this.numbers.has(name)).map((name): [string, null] => [name, null]);
    return [...this.numbers, ...others].map(([name, id]) => {
      const own = defined.get(name);
      return own === undefined ? { name, id } : { name, id, persistent: true, autostart: own.autostart };
    });
  }
}

/** The guest node that a domain is to the cluster; null where it is none. */
export function nodeOfDomain(cib: CibElement, domain: string): string | null {
  return guestNodes(cib).find(({ resource }) => domainOfResource(cib, resource) === domain)?.guest ?? null;
}

/** The domain of a VM resource: VirtualDomain takes its name from its XML file, here named alike. */
function domainOfResource(cib: CibElement, id: string): string | undefined {
  const primitive = findAll(cib, 'primitive').find((candidate) => valueOf(candidate, 'id') === id);
  const config = primitive && findAll(primitive, 'nvpair').find((pair) => valueOf(pair, 'name') === 'config');
  return config && /([^/]+?)(?:\.xml)?$/.exec(valueOf(config, 'value'))?.[1];
}

/** Names of the domains that VM resources run on a host. */
export function runningDomains(cib: CibElement, host: string): readonly string[] {
  const state = nodeStates(cib).find((candidate) => valueOf(candidate, 'uname') === host);
  if (!state || valueOf(state, 'crmd') !== 'online') return [];
  const histories = findAll(state, 'lrm_resource').filter((history) => valueOf(history, 'type') === 'VirtualDomain' && isRunning(history));
  return histories.flatMap((history) => domainOfResource(cib, valueOf(history, 'id').replace(/:\d+$/, '')) ?? []);
}

/** A domain's identity for as long as it has its name. */
export function domainUuid(name: string): string {
  const digits = createHash('sha256').update(`domain ${name}`).digest('hex');
  // RFC 9562: version 4, variant 10.
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** The address of its network card. */
export function macOf(name: string): string {
  return `52:54:00:${createHash('sha256').update(`network ${name}`).digest('hex').slice(0, 6).replace(/(..)(?=.)/g, '$1:')}`;
}

/** A small domain as libvirt would print it. */
export function domainXml({ name, id }: Domain): string {
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
      <mac address='${macOf(name)}'/>
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
