import { createHash, randomBytes } from 'node:crypto';
import type { PracticeFirewall } from './firewall';
import { type PackageName, packages, unitNames, type UnitName } from './packages';

/** A file that a practice machine only seems to have: nothing of it is on this machine's disk. */
export interface MachineFile {
  readonly content: Buffer;
  /** Octal digits: `640`. */
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
}

/** As systemd tells it: `active`, `inactive`, `failed`; `enabled`, `disabled`. */
export interface UnitState {
  readonly active: 'active' | 'inactive' | 'failed';
  readonly enabled: 'enabled' | 'disabled';
}

/** A virtual machine as the libvirt of one host has it beside those that Pacemaker runs there. */
export interface DefinedDomain {
  readonly running: boolean;
  readonly autostart: boolean;
}

/**
 * What is simulated of a host or a guest: its packages, services, firewall and files, and what its libvirt has. It is a Debian on which no package starts what it
 * brings, so that each step of a set-up is a person's. Each change makes another; the cluster itself is no part of it.
 */
export interface Machine {
  readonly name: string;
  readonly packages: ReadonlySet<PackageName>;
  /** Of the services of what is installed, but for those of the cluster, which follow it. */
  readonly units: ReadonlyMap<UnitName, UnitState>;
  readonly firewall: PracticeFirewall;
  readonly files: ReadonlyMap<string, MachineFile>;
  readonly domains: ReadonlyMap<string, DefinedDomain>;
}

export const hostsFile = '/etc/hosts';
export const corosyncFile = '/etc/corosync/corosync.conf';
export const keyFile = '/etc/pacemaker/authkey';

/** Bytes of a key, as tutorials have it made. */
const keyBytes = 4096;

/** A machine on which nothing is installed. `hosts` is what its /etc/hosts says. */
export function bareMachine(name: string, firewall: PracticeFirewall, hosts: string): Machine {
  const filter: readonly PackageName[] = firewall.kind === 'none' ? [] : [firewall.kind];
  const bare: Machine = { name, packages: new Set(), units: new Map(), firewall, files: new Map([[hostsFile, textFile(hosts)]]), domains: new Map() };
  return withUnits(withPackages(bare, filter), filter.flatMap((each) => packages[each].units ?? []), { active: 'active', enabled: 'enabled' });
}

/** A host on which all is installed and runs, and that is in a cluster. */
export function readyMachine(name: string, files: ReadonlyMap<string, string>, key: Buffer): Machine {
  const wanted: readonly PackageName[] = [
    'pacemaker', 'corosync', 'pcs', 'pacemaker-cli-utils', 'pacemaker-resource-agents', 'resource-agents', 'qemu-system-x86', 'qemu-utils', 'libvirt-clients', 'libvirt-daemon-system',
  ];
  const installed = withPackages(bareMachine(name, { kind: 'none' }, ''), wanted);
  const running = withUnits(installed, ['pcsd', 'libvirtd.service', 'libvirtd.socket'], { active: 'active', enabled: 'enabled' });
  return { ...running, files: new Map([...[...files].map(([path, text]): [string, MachineFile] => [path, textFile(text)]), [keyFile, keyContent(key)]]) };
}

/** A guest that is a node: what makes it one is installed, has the cluster's key, and runs. */
export function readyGuest(name: string, hosts: string, key: Buffer): Machine {
  const installed = withPackages(bareMachine(name, { kind: 'none' }, hosts), ['pacemaker-remote', 'pacemaker-cli-utils', 'pacemaker-resource-agents', 'resource-agents']);
  return withFile(withUnits(installed, ['pacemaker_remote'], { active: 'active', enabled: 'enabled' }), keyFile, keyContent(key));
}

/** As packages bring them; what they bring starts for nobody. */
export function withPackages(machine: Machine, more: readonly PackageName[]): Machine {
  const brought = more.filter((name) => !machine.packages.has(name)).flatMap((name) => packages[name].units ?? []);
  const installed = { ...machine, packages: new Set([...machine.packages, ...more]) };
  return withUnits(installed, brought, { active: 'inactive', enabled: 'disabled' });
}

export function withUnits(machine: Machine, names: readonly UnitName[], change: Partial<UnitState>): Machine {
  const before = (name: UnitName) => machine.units.get(name) ?? { active: 'inactive', enabled: 'disabled' } as const;
  return { ...machine, units: new Map([...machine.units, ...names.map((name): [UnitName, UnitState] => [name, { ...before(name), ...change }])]) };
}

/** As it is when it has been started anew: what is enabled runs, and nothing else does. */
export function booted(machine: Machine): Machine {
  return { ...machine, units: new Map([...machine.units].map(([name, { enabled }]) => [name, { enabled, active: enabled === 'enabled' ? 'active' : 'inactive' }])) };
}

/** `null` takes it away. */
export function withFile(machine: Machine, path: string, file: MachineFile | null): Machine {
  const files = new Map(machine.files);
  if (file === null) files.delete(path);
  else files.set(path, file);
  return { ...machine, files };
}

export function withDomain(machine: Machine, name: string, domain: DefinedDomain | null): Machine {
  const domains = new Map(machine.domains);
  if (domain === null) domains.delete(name);
  else domains.set(name, domain);
  return { ...machine, domains };
}

/** The unit that a word of a command means; undefined where this machine has none such. */
export function unitOf({ units }: Machine, word: string): UnitName | undefined {
  return unitNames.find((name) => units.has(name) && (name === word || `${name}.service` === word || name === `${word}.service`));
}

export function textFile(text: string, group = 'root', mode = '644'): MachineFile {
  return { content: Buffer.from(text), mode, owner: 'root', group };
}

export function textOf(machine: Machine, path: string): string | null {
  return machine.files.get(path)?.content.toString('utf8') ?? null;
}

/** The key as the steps write it: for Pacemaker's group to read. */
export function keyContent(content: Buffer): MachineFile {
  return { content, mode: '640', owner: 'root', group: 'haclient' };
}

export function newKey(): Buffer {
  return randomBytes(keyBytes);
}

export function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The addresses that a machine's /etc/hosts has for a name. */
export function addressesOf(machine: Machine, name: string): readonly string[] {
  return (textOf(machine, hostsFile) ?? '').split('\n').flatMap((line) => {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return address !== undefined && names.includes(name) ? [address] : [];
  });
}
