import type { Output } from '../../core/command';
import { success } from '../../core/result';
import { withDomain } from '../machine/machine';
import { domainMemoryKiB, domainUuid, domainXml, type Domain, macOf } from './domains';
import type { PracticeHost } from './practiceHost';
import { output, type Program } from './program';
import { domainEvents } from './watchingPrograms';

/** A thin virsh: what reads, of the domains of a practice host, and what defines, starts and stops those that Pacemaker does not run. Forms are those of libvirt 9.0. */
export const virsh: Program = async (invocation) => {
  const { host, args } = invocation;
  const words = withoutGlobalOptions(args);
  const isEvents = typeof words !== 'string' && words[0] === 'event';
  return isEvents && isServed(host) ? domainEvents(words.slice(1), invocation) : success(virshAnswer(host, args));
};

/** What virsh of a host answers, and does there. */
export function virshAnswer(host: PracticeHost, args: readonly string[]): Output {
  if (!isServed(host)) return error("failed to connect to the hypervisor\nerror: Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory");
  const words = withoutGlobalOptions(args);
  const [command = '', ...rest] = typeof words === 'string' ? [] : words;
  const domains = host.listDomains();
  const names = rest.filter((word, index) => !word.startsWith('--') && rest[index - 1] !== '--source');
  const domain = domains.find(({ name, id }) => name === names[0] || String(id) === names[0]);
  if (domain && command === 'domifaddr') return addresses(host, domain, rest);
  if (command === 'define') return define(host, names[0] ?? '');
  return (domain && act(host, command, domain, rest)) ?? runVirsh(args, domains, host.name);
}

/** Whether virsh is there and libvirt answers it. */
function isServed({ machine }: PracticeHost): boolean {
  return machine.packages.has('libvirt-clients') && machine.units.get('libvirtd.service')?.active === 'active';
}

/** What is done to a domain that is libvirt's own; null for what is not done, and for one that Pacemaker runs. */
function act(host: PracticeHost, command: string, { name }: Domain, rest: readonly string[]): Output | null {
  const own = host.machine.domains.get(name);
  if (own === undefined) return command === 'autostart' ? error(`Failed to ${rest.includes('--disable') ? 'unmark' : 'mark'} domain '${name}' as autostarted\nerror: Requested operation is not valid: cannot set autostart for transient domain`) : null;
  const become = (change: Partial<typeof own>, said: string) => {
    host.machine = withDomain(host.machine, name, { ...own, ...change });
    host.common.guests.follow();
    return output(`${said}\n\n`);
  };
  switch (command) {
    case 'start': return own.running ? error('Domain is already active') : become({ running: true }, `Domain '${name}' started`);
    case 'shutdown': return own.running ? become({ running: false }, `Domain '${name}' is being shutdown`) : error(`Failed to shutdown domain '${name}'\nerror: Requested operation is not valid: domain is not running`);
    case 'autostart': return rest.includes('--disable') ? become({ autostart: false }, `Domain '${name}' unmarked as autostarted`) : become({ autostart: true }, `Domain '${name}' marked as autostarted`);
    default: return null;
  }
}

/** Has libvirt know a machine by the file that describes it, as it has those that nobody runs. What Pacemaker runs here it goes on forgetting: its agent undefines it. */
function define(host: PracticeHost, path: string): Output {
  const text = host.machine.files.get(path)?.content.toString();
  if (text === undefined) return error(`Failed to open file '${path}': No such file or directory`);
  const [, name] = /<name>([^<&]+)<\/name>/.exec(text) ?? [];
  if (name === undefined) return error(`Failed to define domain from ${path}`);
  host.machine = withDomain(host.machine, name, { running: false, autostart: false, ...host.machine.domains.get(name) });
  return output(`Domain '${name}' defined from ${path}\n\n`);
}

/** The one address of a guest, which libvirt's network has given out; nobody within it is asked. */
function addresses({ common }: PracticeHost, { name, id }: Domain, words: readonly string[]): Output {
  const address = common.guests.all.get(name)?.address;
  if (id === null || address === undefined) return error('Failed to query for interfaces addresses\nerror: Requested operation is not valid: domain is not running');
  if (words.join(' ').includes('--source agent')) return error('Failed to query for interfaces addresses\nerror: Guest agent is not responding: QEMU guest agent is not connected');
  const rule = '-'.repeat(79);
  return output(` Name       MAC address          Protocol     Address\n${rule}\n ${`vnet${String(id - 1)}`.padEnd(10)} ${macOf(name).padEnd(20)} ipv4         ${address}/24\n\n`);
}

export function runVirsh(args: readonly string[], domains: readonly Domain[], host: string): Output {
  const words = withoutGlobalOptions(args);
  if (typeof words === 'string') return error(words);
  const [command = 'help', ...rest] = words;
  const flags = new Set(rest.filter((word) => word.startsWith('--')));
  const names = rest.filter((word) => !word.startsWith('--'));
  const subject = subjects[command];
  if (subject) {
    const wanted = names[0];
    if (wanted === undefined) return error(`command '${command}' requires <domain> option`);
    const domain = domains.find(({ name, id }) => name === wanted || String(id) === wanted || domainUuid(name) === wanted);
    return domain ? output(subject(domain, flags)) : error(`failed to get domain '${wanted}'`);
  }
  switch (command) {
    case 'list': return output(list(domains, flags));
    case 'domstats': return output(domstats(names.length > 0 ? domains.filter(({ name }) => names.includes(name)) : domains));
    case 'uri': return output('qemu:///system\n\n');
    case 'hostname': return output(`${host}\n\n`);
    case 'version': return output('Compiled against library: libvirt 9.0.0\nUsing library: libvirt 9.0.0\nUsing API: QEMU 9.0.0\nRunning hypervisor: QEMU 7.2.0\n\n');
    default: return error(known.has(command) ? `the libvirt of a practice cluster only shows its domains: '${command}' is not done` : `unknown command: '${command}'`);
  }
}

const subjects: Readonly<Record<string, (domain: Domain, flags: ReadonlySet<string>) => string>> = {
  domstate: (domain) => `${state(domain)}\n\n`,
  domid: ({ id }) => `${id === null ? '-' : String(id)}\n\n`,
  domuuid: ({ name }) => `${domainUuid(name)}\n\n`,
  dumpxml: (domain, flags) => `${domainXml(flags.has('--inactive') ? { ...domain, id: null } : domain)}\n`,
  dominfo: (domain) => {
    const rows = {
      Id: domain.id === null ? '-' : String(domain.id), Name: domain.name, UUID: domainUuid(domain.name), 'OS Type': 'hvm', State: state(domain), 'CPU(s)': '1',
      'Max memory': `${String(domainMemoryKiB)} KiB`, 'Used memory': `${String(domainMemoryKiB)} KiB`, Persistent: domain.persistent === true ? 'yes' : 'no', Autostart: domain.autostart === true ? 'enable' : 'disable', 'Managed save': 'no',
    };
    return `${Object.entries(rows).map(([name, value]) => `${`${name}:`.padEnd(16)}${value}\n`).join('')}\n`;
  },
};

/** What a real virsh knows and this one does not do, so that it can say which of the two it is. */
const known = new Set([
  'start', 'shutdown', 'destroy', 'reboot', 'reset', 'suspend', 'resume', 'migrate', 'autostart', 'console', 'create', 'define', 'undefine', 'edit', 'save', 'restore', 'snapshot-create', 'snapshot-list',
  'net-list', 'pool-list', 'vol-list', 'nodeinfo', 'capabilities', 'domdisplay', 'domifaddr', 'domblklist', 'domiflist', 'vncdisplay', 'attach-device', 'detach-device', 'setmem', 'setvcpus',
]);

/** virsh's table: the columns are as wide as their longest word, and a rule as long as the head goes under it. */
function list(domains: readonly Domain[], flags: ReadonlySet<string>): string {
  const wanted = domains.filter(({ id }) => flags.has('--all') || (flags.has('--inactive') ? id === null : id !== null));
  if (flags.has('--name')) return `${wanted.map(({ name }) => `${name}\n`).join('')}\n`;
  const rows = [['Id', 'Name', 'State'], ...wanted.map((domain) => [domain.id === null ? '-' : String(domain.id), domain.name, state(domain)])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const [head, ...body] = rows.map((row) => ` ${row.map((cell, column) => (column === 2 ? cell : cell.padEnd(widths[column]! + 3))).join('')}`);
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, 0) + 9);
  return `${[head, rule, ...body].map((line) => `${line!}\n`).join('')}\n`;
}

function domstats(domains: readonly Domain[]): string {
  return domains.map((domain) => [
    `Domain: '${domain.name}'`,
    ...Object.entries({
      'state.state': domain.id === null ? 5 : 1, 'state.reason': domain.id === null ? 0 : 1, 'cpu.time': 0, 'balloon.current': domainMemoryKiB, 'balloon.maximum': domainMemoryKiB,
      'vcpu.current': 1, 'vcpu.maximum': 1, 'net.count': 0, 'block.count': 0,
    }).map(([name, value]) => `  ${name}=${String(value)}`),
    '',
  ].map((line) => `${line}\n`).join('')).join('') || '\n';
}

function state({ id }: Domain): string {
  return id === null ? 'shut off' : 'running';
}

function error(message: string): Output {
  return output('', `error: ${message}\n\n`, 1);
}

/** The words after `-c URI` and its like, or what is wrong with them. */
function withoutGlobalOptions(args: readonly string[]): readonly string[] | string {
  const [first, second, ...rest] = args;
  if (first === undefined || !first.startsWith('-')) return args;
  const uri = /^--connect=(.*)$/.exec(first)?.[1] ?? (first === '-c' || first === '--connect' ? second : undefined);
  if (uri === undefined) return first === '-q' || first === '-r' || first === '--quiet' || first === '--readonly' ? withoutGlobalOptions(args.slice(1)) : `unsupported option '${first}'`;
  if (!/^qemu(\+unix)?:\/\/\/system$/.test(uri)) return `failed to connect to the hypervisor: a practice cluster has qemu:///system, not ${uri}`;
  return withoutGlobalOptions(first.includes('=') ? args.slice(1) : rest);
}
