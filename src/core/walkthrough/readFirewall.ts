import type { Firewall, PacketFilter } from './hostReport';
import { keepsOut, keptOutIn, passageOf, passageOfBoth, type RuleSet } from './packetFilter';
import type { Said } from './probeCommand';
import { readFirewalld } from './readFirewalld';
import { readIptables } from './readIptables';
import { type NftFilter, readNftables } from './readNftables';

/**
 * Finds out what filters what comes in: whoever rules over the kernel's filter. What ufw has come to iptables tells better than it does.
 * Chains that only let things in, as libvirt's are, filter nothing.
 */
export function readFirewall(saids: (part: string) => readonly Said[]): Firewall {
  const said = (part: string) => saids(part)[0] ?? null;
  const text = (part: string) => said(part)?.text ?? '';
  const texts = (part: string) => saids(part).map((each) => each.text);
  // Where it is at work, what iptables and nft show is its own.
  if (/^running$/m.test(text('firewalld'))) return readFirewalld({ defaultZone: text('default-zone').trim(), activeZones: text('active-zones'), services: texts('zone').join('\n'), routes: texts('route') });
  const { filters, failed } = readFilters(said);
  const by = /^Status: active$/m.test(text('ufw')) ? 'ufw' : null;
  if (failed !== null && !filters.some(({ shut }) => shut.length > 0)) return { kind: 'unknown', said: failed };
  return filters.length === 0 ? { kind: 'none' } : { kind: 'filters', by, filters };
}

interface Filters {
  readonly filters: readonly PacketFilter[];
  /** What a program wrote that could not tell; null where all told. */
  readonly failed: string | null;
}

function readFilters(said: (part: string) => Said | null): Filters {
  // Since 1.8 iptables may be another way to write into nftables. Then nft shows it as well, but not the matches that iptables brings along; and iptables not those that it has no words for.
  const isWithinNft = /nf_tables/.test(said('iptables-version')?.text ?? '');
  const nft = said('nft');
  const chains = nft?.exitCode === 0 ? readNftables(nft.text) : null;
  const tables = ([['iptables', 'ip'], ['ip6tables', 'ip6']] as const).map(([by, family]) => {
    const part = said(by);
    const rules = part?.exitCode === 0 && !hidden.test(part.text) ? readIptables(part.text, family) : null;
    const same = isWithinNft && rules !== null ? chains?.find(({ chain }) => `${chain.family} ${chain.table} ${chain.name}` === `${family} filter INPUT`) : undefined;
    return { by, part, rules, same };
  });
  const told = tables.map(({ same }) => same);
  const silent = [
    // A table that only nft can show is told by it.
    ...tables.filter(({ rules, part }) => rules === null && !(isWithinNft && chains !== null && /is incompatible/.test(part?.text ?? ''))).map(({ part }) => part),
    ...(chains === null ? [nft] : []),
  ].flatMap((part) => (part === null || isAbsent(part) ? [] : [hidden.exec(part.text)?.[0] ?? firstLine(part.text)]));
  return {
    filters: [
      ...onPurpose(tables.flatMap(({ by, rules, same }) => filterOf(by, rules, same))),
      ...(chains ?? []).filter((each) => !told.includes(each)).flatMap(({ chain, rules }) => filterOf(chain, rules)),
    ],
    failed: silent[0] ?? null,
  };
}

/** There are rules of the older kind, which the newer iptables does not show. */
const hidden = /^# Warning: .*legacy tables present.*$/m;

/** A kernel without such a filter has none at work. */
function isAbsent({ exitCode, text }: Said): boolean {
  return exitCode !== 0 && /does not exist|not supported/i.test(text);
}

function filterOf(at: PacketFilter['at'], rules: RuleSet | null, same?: NftFilter): readonly PacketFilter[] {
  if (rules === null || !(keepsOut(rules) || (same && keepsOut(same.rules)))) return [];
  const passage = same ? passageOfBoth(same.rules, rules, same.isMore) : passageOf(rules);
  return [{ at, ...passage, byRule: keptOutIn(rules, at === 'ip6tables' ? 'ufw6-user-input' : 'ufw-user-input', passage.shut) }];
}

/** Where somebody has said from where IPv4 may come, that IPv6 is shut is on purpose. */
function onPurpose(filters: readonly PacketFilter[]): readonly PacketFilter[] {
  const four = filters.find(({ at, unsure }) => at === 'iptables' && unsure.length > 0);
  return filters.map((each) => {
    const meant = four === undefined || each === four ? [] : each.shut.filter((port) => four.unsure.includes(port));
    return four === undefined || meant.length === 0 ? each : { ...each, shut: each.shut.filter((port) => !meant.includes(port)), unsure: [...meant, ...each.unsure], doubt: four.doubt };
  });
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? '';
}
