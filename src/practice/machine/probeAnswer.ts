import { agents, type Program, programs, services } from '../../core/walkthrough/hostReport';
import { ufwChains } from './firewall';
import { addressesOf, corosyncFile, digestOf, keyFile, type Machine, textOf, type UnitState } from './machine';
import { type PackageName, packages } from './packages';

/** What a look at a machine finds that is not simulated: the cluster as it is there. */
export interface ClusterThere {
  /** Of corosync and pacemaker, where they are installed. */
  readonly daemons: UnitState;
  /** How much somebody has configured in the CIB on its disk; null where it has none. */
  readonly configured: number | null;
  /** What `crm_mon -1` says where pacemaker_remote runs; null where it does not. */
  readonly tools: { readonly exitCode: number; readonly text: string } | null;
}

type Part = readonly [name: string, exitCode: number, text: string];

/** Answers `probeScript`, run on a practice machine with these names, as a real Debian does: part by part, in its order. */
export function probeAnswer(machine: Machine, names: readonly string[], nonce: string, cluster: ClusterThere): string {
  return inParts(nonce, [
    ['name', 0, machine.name],
    ['system', 0, osRelease],
    ['programs', 0, programs.filter((each) => each === 'apt-get' || brings(machine, 'programs', each)).map((each) => ` ${each}`).join('')],
    ['agents', 0, agents.filter((each) => brings(machine, 'agents', each)).map((each) => ` ${each}`).join('')],
    ['broken', 0, ''],
    ['services', 0, servicesText(machine, cluster.daemons)],
    ...firewallParts(machine, names),
    ...corosyncParts(machine),
    ...keyParts(machine),
    ...(cluster.configured === null ? [] : [['cib', 0, String(cluster.configured)] as const]),
    ...remoteParts(machine, cluster),
    ...names.map((name) => addressPart('address', machine, name)),
    ['end', 0, ''],
  ]);
}

/** Parts as the scripts of the walkthrough write them. */
export function inParts(nonce: string, parts: readonly Part[]): string {
  return parts.map(([name, exitCode, text]) => `\n${nonce} ${name} ${String(exitCode)}\n${text}\n`).join('');
}

/** What `getent ahosts` says of a name: each address once for each kind of socket. */
export function addressPart(part: string, machine: Machine, name: string): Part {
  const addresses = addressesOf(machine, name);
  const text = addresses.flatMap((address) => [`${address.padEnd(15)} STREAM ${name}`, `${address.padEnd(15)} DGRAM  `, `${address.padEnd(15)} RAW    `]).join('\n');
  return [part, addresses.length > 0 ? 0 : 2, text];
}

/** Whether a service of the cluster is known to systemd there: it comes with its package. */
export function hasDaemon({ packages: installed }: Machine, name: 'corosync' | 'pacemaker'): boolean {
  return installed.has(name);
}

function brings(machine: Machine, what: 'programs' | 'agents', name: string): boolean {
  return [...machine.packages].some((each: PackageName) => packages[each][what]?.some((one) => one === name));
}

/** Whether a machine has a program that the steps of a set-up look for. */
export function hasProgram(machine: Machine, name: Program): boolean {
  return brings(machine, 'programs', name);
}

/** systemctl tells of units that are not there, too. */
function servicesText(machine: Machine, daemons: UnitState): string {
  return services.map((name) => {
    const isDaemon = name === 'corosync' || name === 'pacemaker';
    const unit = isDaemon ? (hasDaemon(machine, name) ? daemons : undefined) : [...machine.units].find(([each]) => each === name)?.[1];
    const id = name.includes('.') ? name : `${name}.service`;
    return [`Id=${id}`, `LoadState=${unit ? 'loaded' : 'not-found'}`, `ActiveState=${unit?.active ?? 'inactive'}`, `UnitFileState=${unit?.enabled ?? ''}`].join('\n');
  }).join('\n\n');
}

/** A kernel that is filtered by nobody has empty chains, and no program to show them where none was installed. */
function firewallParts(machine: Machine, names: readonly string[]): readonly Part[] {
  const { firewall } = machine;
  switch (firewall.kind) {
    case 'none': return [];
    case 'ufw': return [
      ['ufw', 0, 'Status: active'],
      ['iptables-version', 0, 'iptables v1.8.9 (legacy)'],
      ['iptables', 0, ufwChains(firewall.allowed, 'ufw')],
      ['ip6tables', 0, ufwChains(firewall.allowed, 'ufw6')],
    ];
    case 'firewalld': return [
      ['firewalld', 0, 'running'],
      ['default-zone', 0, 'public'],
      ['active-zones', 0, 'public\n  interfaces: enp1s0'],
      ['zone', 0, `public ${firewall.now ? '0' : '1'} ${firewall.later ? '0' : '1'}`],
      ...names.flatMap((name) => addressesOf(machine, name).slice(0, 1)).map((address): Part => ['route', 0, `${address} dev enp1s0 src 192.168.122.2 uid 0 \\    cache `]),
    ];
  }
}

function corosyncParts(machine: Machine): readonly Part[] {
  const text = textOf(machine, corosyncFile);
  return text === null ? [] : [['corosync', 0, text.trimEnd()], ['packaged', 0, '0']];
}

function keyParts({ files }: Machine): readonly Part[] {
  const key = files.get(keyFile);
  return key === undefined ? [] : [['key', 0, `${key.mode} ${key.owner} ${key.group} ${String(key.content.length)}\n${digestOf(key.content)}  -`]];
}

function remoteParts({ units }: Machine, { tools }: ClusterThere): readonly Part[] {
  const active = units.get('pacemaker_remote')?.active ?? 'inactive';
  return [['remote', active === 'active' ? 0 : 3, active], ...(active === 'active' && tools !== null ? [['tools', tools.exitCode, tools.text] as const] : [])];
}

const osRelease = [
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"', 'NAME="Debian GNU/Linux"', 'VERSION_ID="12"', 'VERSION="12 (bookworm)"', 'VERSION_CODENAME=bookworm', 'ID=debian',
].join('\n');
