import type { Output } from '../../core/command';
import { success } from '../../core/result';
import { domainMemoryKiB, domainUuid, domainXml, type Domain } from './domains';
import { output, type Program } from './program';
import { domainEvents } from './watchingPrograms';

/** A thin virsh: what reads, of the domains that the practice cluster runs. Forms are those of libvirt 9.0. */
export const virsh: Program = async (invocation) => {
  const { host, args } = invocation;
  const words = withoutGlobalOptions(args);
  const isEvents = typeof words !== 'string' && words[0] === 'event';
  return isEvents ? domainEvents(words.slice(1), invocation) : success(runVirsh(args, host.listDomains(), host.name));
};

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
    return domain ? output(subject(domain)) : error(`failed to get domain '${wanted}'`);
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

const subjects: Readonly<Record<string, (domain: Domain) => string>> = {
  domstate: (domain) => `${state(domain)}\n\n`,
  domid: ({ id }) => `${id === null ? '-' : String(id)}\n\n`,
  domuuid: ({ name }) => `${domainUuid(name)}\n\n`,
  dumpxml: (domain) => `${domainXml(domain)}\n`,
  dominfo: (domain) => {
    const rows = {
      Id: domain.id === null ? '-' : String(domain.id), Name: domain.name, UUID: domainUuid(domain.name), 'OS Type': 'hvm', State: state(domain), 'CPU(s)': '1',
      'Max memory': `${String(domainMemoryKiB)} KiB`, 'Used memory': `${String(domainMemoryKiB)} KiB`, Persistent: domain.id === null ? 'yes' : 'no', Autostart: 'disable', 'Managed save': 'no',
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
