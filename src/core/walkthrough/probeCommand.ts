import { scriptCommand } from '../change/scriptCommand';
import type { Command } from '../command';
import { success } from '../result';
import { agents, type CibOnDisk, type HostReport, type KeyFile, packagers, type Program, programs, type Service, services, type ServiceState, type System } from './hostReport';
import { probeScript } from './probeScript';
import { readAudit } from './readAudit';
import { readCorosync } from './readCorosync';
import { readFirewall } from './readFirewall';

/** All of it takes a second; a name server that does not answer, or another that installs, takes its time. */
const timeoutMs = 30_000;

/** A program of the probe: what it wrote and how it ended. */
export interface Said {
  readonly exitCode: number;
  readonly text: string;
}

/**
 * Asks a machine, in one round trip, for all that the steps want to know of it. It is changed in no way. Faults: `command-failed`, `output-cut`.
 *
 * @param names those of the cluster's hosts and of the guest, which it looks up. None begins with `-`
 * @param nonce a word that cannot be guessed and is made anew each time
 */
export function probeCommand(names: readonly string[], nonce: string): Command<HostReport> {
  return scriptCommand({ script: probeScript, nonce, words: names, reads: [], timeoutMs, rights: 'root' }, (parts) => {
    const saids = (name: string) => parts.filter((part) => part.name === name).map(({ numbers, text }): Said => ({ exitCode: numbers[0] ?? 0, text: text.replace(/\n$/, '') }));
    return success(readReport(saids, new Map(names.map((name, index) => [name, addressesIn(saids('address')[index] ?? null)]))));
  });
}

function readReport(saids: (part: string) => readonly Said[], addresses: HostReport['addresses']): HostReport {
  const said = (part: string) => saids(part)[0] ?? null;
  const there: ReadonlySet<Program> = thoseOf(programs, said('programs'));
  return {
    name: said('name')?.text ?? '',
    system: readSystem(said('system')?.text ?? ''),
    packager: packagers.find((each) => there.has(each)) ?? null,
    programs: there,
    agents: thoseOf(agents, said('agents')),
    brokenPackages: readAudit(said('broken')?.text ?? ''),
    firewall: readFirewall(saids),
    services: readServices(said('services')?.text ?? ''),
    corosync: readCorosync(said('corosync')?.text ?? null, said('packaged')?.text === '1'),
    cib: readCib(said('cib')),
    key: readKey(said('key')),
    tools: said('tools'),
    addresses,
    wantsRestart: said('restart')?.exitCode === 1,
  };
}

function thoseOf<T extends string>(known: readonly T[], said: Said | null): ReadonlySet<T> {
  const found = new Set(said?.text.split(/\s+/));
  return new Set(known.filter((each) => found.has(each)));
}

/** Reads os-release(5), whose values are words of a shell. Without an id it is `linux`, as that page says. */
function readSystem(text: string): System {
  const valueOf = (name: string) => new RegExp(`^${name}=(?:"([^"]*)"|'([^']*)'|(.*))$`, 'm').exec(text)?.slice(1).find((each) => each !== undefined) ?? '';
  return { id: valueOf('ID') || 'linux', like: valueOf('ID_LIKE').split(' ').filter(Boolean), version: valueOf('VERSION_ID'), title: valueOf('PRETTY_NAME') || 'Linux' };
}

/** What systemctl shows of each unit stands apart from the next by an empty line. One that is not there is left out. */
function readServices(text: string): HostReport['services'] {
  const units = text.split(/\n{2,}/).map((block) => new Map([...block.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name ?? '', value ?? ''])));
  return new Map(units.filter((unit) => unit.get('LoadState') !== 'not-found').flatMap((unit): readonly (readonly [Service, ServiceState])[] => {
    const id = services.find((name) => unit.get('Id') === name || unit.get('Id') === `${name}.service`);
    return id === undefined ? [] : [[id, { active: unit.get('ActiveState') ?? '', enabled: unit.get('UnitFileState') ?? '' }]];
  }));
}

/** How many elements there are in it that somebody has configured. */
function readCib(said: Said | null): CibOnDisk {
  if (said === null) return 'absent';
  if (said.exitCode !== 0 || !/^\d+$/.test(said.text)) return 'unreadable';
  return Number(said.text) > 0 ? 'configured' : 'untouched';
}

function readKey(said: Said | null): KeyFile {
  if (said === null) return { kind: 'absent' };
  const [, mode, owner, group, bytes, digest] = /^(\d+) (\S+) (\S+) (\d+)\n([0-9a-f]{64}) /.exec(said.text) ?? [];
  if (mode === undefined || owner === undefined || group === undefined || digest === undefined) return { kind: 'unreadable' };
  return { kind: 'file', digest, bytes: Number(bytes), mode, owner, group };
}

/** getent tells each address once for each kind of socket. */
function addressesIn(said: Said | null): readonly string[] {
  if (said?.exitCode !== 0) return [];
  return [...new Set([...said.text.matchAll(/^(\S+)\s+STREAM\b/gm)].map(([, address]) => address ?? ''))];
}
