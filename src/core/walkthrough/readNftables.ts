import type { NftChain } from './hostReport';
import { at, type Json, listOf, wordOf } from './json';
import { type NamedSets, nftRules } from './nftRules';
import type { Family, FilterRule, RuleSet } from './packetFilter';

export interface NftFilter {
  readonly chain: NftChain;
  readonly rules: RuleSet;
  /** Whether there is anything in its table that iptables, which may have made it, has no words for. */
  readonly isMore: boolean;
}

/** Families of tables that see what comes in, and what of it. */
const families: Readonly<Record<string, readonly Family[]>> = { inet: ['ip', 'ip6'], ip: ['ip'], ip6: ['ip6'] };

/**
 * Reads `nft --json list ruleset` (libnftables-json(5)): every chain at the hook `input`, of which each has to let a packet in, with those of its table.
 * null for what is not such a document.
 */
export function readNftables(text: string): readonly NftFilter[] | null {
  const items = itemsOf(text);
  if (items === null) return null;
  const all = (kind: string) => items.flatMap((item) => at(item, kind) ?? []);
  const [chains, rules] = [all('chain'), all('rule')];
  return chains.filter((chain) => at(chain, 'hook') === 'input').flatMap((begin): readonly NftFilter[] => {
    const [family, table, name] = ['family', 'table', 'name'].map((key) => wordOf(at(begin, key))) as [string, string, string];
    const seen = families[family];
    if (seen === undefined) return [];
    const isWithin = (each: Json) => at(each, 'family') === family && at(each, 'table') === table;
    const sets: NamedSets = new Map(['set', 'map'].flatMap(all).filter(isWithin).map((set) => [wordOf(at(set, 'name')), listOf(at(set, 'elem'))]));
    const within = new Map<string, FilterRule[]>(chains.filter(isWithin).map((chain) => [wordOf(at(chain, 'name')), []]));
    const inTable = rules.filter(isWithin);
    for (const rule of inTable) within.get(wordOf(at(rule, 'chain')))?.push(...nftRules(rule, sets));
    return [{ chain: { family, table, name }, rules: { begin: name, policy: at(begin, 'policy') === 'drop' ? 'out' : 'in', families: seen, chains: within }, isMore: inTable.some(isNative) }];
  });
}

/** iptables writes no sets and no maps. */
function isNative(rule: Json): boolean {
  return /"(set|vmap|map|concat)":|"@/.test(JSON.stringify(at(rule, 'expr') ?? null));
}

function itemsOf(text: string): readonly Json[] | null {
  try {
    const items = at(JSON.parse(text) as Json, 'nftables');
    return Array.isArray(items) ? listOf(items) : null;
  } catch {
    return null;
  }
}
