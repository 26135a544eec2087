import { at, type Json, listOf, wordOf } from './json';
import { type NamedSets, nftFit } from './nftFit';
import { every, type FilterRule, type Fit, type Packet, type Verdict } from './packetFilter';

export type { NamedSets } from './nftFit';

type Condition = (packet: Packet) => Fit;

/** Statements that do something beside a packet's way. */
const passing = new Set(['counter', 'log', 'mangle', 'set', 'notrack', 'ct helper', 'ct timeout', 'ct expectation', 'secmark', 'dup', 'continue']);
const ending: Readonly<Record<string, Verdict>> = { accept: { kind: 'in' }, drop: { kind: 'out' }, reject: { kind: 'out' }, return: { kind: 'return' }, queue: { kind: 'unknown' }, synproxy: { kind: 'unknown' } };

/** What one rule of nftables comes to: a rule for each way that it may send a packet. */
export function nftRules(rule: Json, sets: NamedSets): readonly FilterRule[] {
  const handle = at(rule, 'handle');
  const text = `${['family', 'table', 'chain'].map((name) => wordOf(at(rule, name))).join(' ')}${typeof handle === 'number' ? ` # handle ${handle}` : ''}`;
  const asked: Condition[] = [];
  const found: FilterRule[] = [];
  const leads = (verdict: Verdict, more: readonly Condition[] = []) => {
    const all = [...asked, ...more];
    found.push({ text, verdict, fits: (packet) => every(all.map((fits) => fits(packet))) });
  };
  for (const statement of listOf(at(rule, 'expr'))) {
    const kind = typeof statement === 'object' && statement !== null ? (Object.keys(statement)[0] ?? '') : '';
    const value = at(statement, kind);
    const verdict = verdictOf(statement);
    if (kind === 'match') asked.push((packet) => nftFit(wordOf(at(value, 'op')), at(value, 'left'), at(value, 'right'), packet, sets));
    else if (verdict !== null) leads(verdict);
    else if (kind === 'vmap') {
      for (const [key, end] of pairsOf(at(value, 'data'), sets)) leads(verdictOf(end) ?? { kind: 'none' }, [(packet) => nftFit('in', at(value, 'key'), key, packet, sets)]);
    } else if (kind === 'xt' && at(value, 'type') !== 'match') leads({ kind: 'unknown' });
    // A limit say, or what iptables has brought along.
    else if (!passing.has(kind)) asked.push(() => 'maybe');
  }
  return found;
}

function verdictOf(statement: Json | undefined): Verdict | null {
  for (const kind of ['jump', 'goto'] as const) {
    const target = at(at(statement, kind), 'target');
    if (target !== undefined) return { kind, chain: wordOf(target) };
  }
  return Object.entries(ending).find(([name]) => at(statement, name) !== undefined)?.[1] ?? null;
}

/** What a map leads to what: it stands in the rule, or has a name. */
function pairsOf(data: Json | undefined, sets: NamedSets): readonly (readonly [key: Json | undefined, end: Json | undefined])[] {
  const elements = typeof data === 'string' ? (sets.get(data.slice(1)) ?? []) : listOf(at(data, 'set'));
  return elements.map((each) => [listOf(each)[0], listOf(each)[1]]);
}
