import { scriptCommand } from '../change/scriptCommand';
import type { Command, Output } from '../command';
import { readDomainsOutput } from '../commands/virsh';
import { readDomain } from '../readDomain';
import { failure, success } from '../result';
import { attribute, childNamed, childrenNamed, parseXml } from '../xml';
import { guestProbeScript } from './guestProbeScript';
import { type DomainFile, domainFile, type GuestChoice, type GuestDomain, type GuestSight, type NameOnHost, type RemotePort } from './guestSituation';
import { readAddresses, surestFirst } from './readAddresses';
import { readRemotePort } from './remotePort';

/** Longer than all that the script waits for, one after the other. */
const timeoutMs = 45_000;

/** Characters of a domain's XML beyond which a file is none: as many as the script shows. */
const longestXml = 200_000;

/** What a program of the probe wrote and how it ended. */
type Said = Output & { readonly exitCode: number };

/**
 * Asks a host, in one round trip, for all that concerns a virtual machine there that is to be a guest node. Nothing is changed. Faults: `command-failed`, `output-cut`.
 *
 * @param libvirtUri of that host
 * @param address where the guest is reached, for a host that does not know its name; null where nobody knows it either
 * @param nonce a word that cannot be guessed and is made anew each time
 */
export function guestProbe({ domain, node }: GuestChoice, libvirtUri: string, address: string | null, nonce: string): Command<GuestSight> {
  const words = [libvirtUri, domain, node, address ?? '', domainFile(domain)];
  return scriptCommand({ script: guestProbeScript, nonce, words, reads: [], timeoutMs, rights: 'root' }, (parts, host) => {
    const said = (name: string): Said | null => {
      const part = parts.find((each) => each.name === name);
      // What a program wrote to either is together here; its readers look for what they know in one of them.
      return part === undefined ? null : { exitCode: part.numbers[0] ?? 0, stdout: part.text.replace(/\n$/, ''), stderr: part.text };
    };
    return success(readSight(said, { domain, node }, host));
  });
}

function readSight(said: (part: string) => Said | null, { domain, node }: Pick<GuestChoice, 'domain' | 'node'>, host: string): GuestSight {
  const list = said('list');
  const domains = list === null ? failure({ code: 'output-cut', host, program: 'virsh' } as const) : readDomainsOutput(list, host);
  const listed = domains.ok ? domains.value.find(({ name }) => name === domain) : undefined;
  const xml = readXml(said('xml'), domain);
  const told = (['agent', 'lease', 'arp'] as const).flatMap((source) => readAddresses(textOf(said(source)), source));
  return {
    domains,
    domain: listed === undefined ? null : readGuestDomain(listed.state, textOf(said('info')), xml),
    addresses: surestFirst(told, macsIn(xml)).map(({ address, source }) => ({ address, source })),
    name: { lines: readHosts(textOf(said('hosts')), node), resolved: readResolved(textOf(said('resolved'))) },
    port: readPort(said('port')),
    file: readFile(said('file'), domainFile(domain)),
  };
}

/** What a program wrote that says it succeeded. */
function textOf(said: Said | null): string {
  return said?.exitCode === 0 ? said.stdout : '';
}

/** The XML of that domain; virsh takes a name that is a number for the id of another. */
function readXml(said: Said | null, domain: string): string | null {
  const text = textOf(said).trimEnd();
  const described = readDomain(text);
  return described.ok && described.value.name === domain ? text : null;
}

function readGuestDomain(state: string, info: string, xml: string | null): GuestDomain {
  const valueOf = (name: string) => new RegExp(`^${name}: +(.*)$`, 'm').exec(info)?.[1];
  return { state, persistent: valueOf('Persistent') === 'yes', autostart: valueOf('Autostart') === 'enable', xml };
}

/** Addresses of its network cards, in lower case. */
function macsIn(xml: string | null): ReadonlySet<string> {
  const parsed = xml === null ? null : parseXml(xml);
  const devices = parsed?.ok ? childNamed(parsed.value, 'devices') : undefined;
  const cards = devices ? [...childrenNamed(devices, 'interface')] : [];
  return new Set(cards.flatMap((card) => {
    const mac = childNamed(card, 'mac');
    return (mac && attribute(mac, 'address')?.toLowerCase()) ?? [];
  }));
}

/** Lines of /etc/hosts, each with its number before it, that hold a text: those of them that have it as a name. Case does not count. */
function readHosts(text: string, node: string): NameOnHost['lines'] {
  return text.split('\n').flatMap((line) => {
    const [, number, rest = ''] = /^(\d+):([^#]*)/.exec(line) ?? [];
    const [address, ...names] = rest.trim().split(/\s+/);
    const has = names.some((name) => name.toLowerCase() === node.toLowerCase());
    return number === undefined || address === undefined || !has ? [] : [{ number: Number(number), address, names }];
  });
}

/** getent tells each address once for each kind of socket. */
function readResolved(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/^(\S+)\s+STREAM\b/gm)].map(([, address]) => address ?? ''))];
}

function readPort(said: Said | null): RemotePort {
  return said === null ? { kind: 'unknown', why: 'no-address' } : readRemotePort(said.exitCode, said.stdout);
}

function readFile(said: Said | null, path: string): DomainFile | null {
  const [, mode = '', owner = '', group = '', bytes = '', label = '', text = ''] = /^(\d+) (\S+) (\S+) (\d+) (\S+)\n?([^]*)$/.exec(said?.stdout ?? '') ?? [];
  if (mode === '') return null;
  return { path, xml: Number(bytes) > longestXml ? null : text.trimEnd(), mode, owner, group, label: label === '?' ? null : label };
}
