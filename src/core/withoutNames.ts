import { flatten } from './flatten';
import { baseId } from './liveResources';
import { plainWords } from './plainWords';
import type { ClusterSnapshot } from './snapshot';

/** Names that somebody gave to things, by the word that takes their place: `node` for one makes `node-1`, `node-2`, … */
export type NamesByKind = ReadonlyMap<string, readonly string[]>;

/** All names in a cluster, whatever is named by them. */
export function namesIn(snapshot: ClusterSnapshot): NamesByKind {
  const { cluster, nodes, resources, fencing, guests, constraints, tickets, fencingLevels } = snapshot;
  const all = flatten([...resources, ...fencing]).filter(({ kind }) => kind !== 'replica');
  return new Map([
    ['cluster', present(cluster.name)],
    ['node', nodes.map(({ name }) => name)],
    ['guest', guests.map(({ name }) => name)],
    ['resource', all.map(({ id }) => baseId(id))],
    ['ticket', tickets.map(({ id }) => id)],
    ['constraint', [...constraints.filter(({ leftover }) => !leftover), ...fencingLevels, ...constraints.flatMap(({ sets }) => sets), ...constraints.flatMap((each) => (each.kind === 'location' ? each.ruleScores ?? [] : []))].map(({ id }) => id)],
    ['operation', all.flatMap(({ config }) => config?.operations.map(({ id }) => id) ?? [])],
  ]);
}

/** The parts of what somebody would type to ssh: who, where, and the domain of that. */
export function namesInTarget(target: string): NamesByKind {
  const [, user, host = ''] = /^(?:([^@]*)@)?(.*?)(?::\d+)?$/.exec(target) ?? [];
  const [, short, domain] = /^([^.]+)\.(.*[a-z].*)$/i.exec(host) ?? [];
  return new Map([['user', user === undefined || user === 'root' ? [] : [user]], ['host', [...present(host), ...present(short)]], ['domain', present(domain)]]);
}

/** What tasks and expectations call by these keys, and the words that take its place. */
const KINDS: Readonly<Record<string, string>> = {
  resource: 'resource', resources: 'resource', withResource: 'resource', first: 'resource', then: 'resource', id: 'resource', ids: 'resource', removed: 'resource', added: 'resource', group: 'resource', after: 'resource',
  bundle: 'resource', parent: 'resource', members: 'resource', device: 'resource', devices: 'resource', clone: 'resource', constraint: 'constraint', constraints: 'constraint', ticket: 'ticket', guest: 'guest',
  node: 'node', nodes: 'node', target: 'node', address: 'host', user: 'user', 'remote-node': 'node', cluster: 'cluster', host: 'host', hosts: 'host',
};

/** What a thing of these kinds is called by its key `name`, which elsewhere is the word of a setting. */
const NAMED_SO: ReadonlySet<string> = new Set(['host']);

/** Attributes of the CIB that hold such names, in XML within a text. */
const IN_XML = /\b(?<!-)(id|rsc|with-rsc|first|then|ticket|node|uname|target)="([^"]+)"/g;

/** Names in what was planned, also of what is not in the cluster any more. */
export function namesInPlan(plan: unknown): NamesByKind {
  const found = new Map<string, string[]>();
  const add = (kind: string, name: string) => found.set(kind, [...(found.get(kind) ?? []), name]);
  const walk = (value: unknown, kind: string | undefined): void => {
    if (typeof value === 'string') {
      if (kind !== undefined) add(kind, value);
      for (const [, attribute = '', name = ''] of value.matchAll(IN_XML)) add(attribute === 'node' || attribute === 'uname' || attribute === 'target' ? 'node' : 'resource', name);
    } else if (Array.isArray(value)) {
      for (const each of value) walk(each, kind);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) walk(each, key === 'name' && kind !== undefined && NAMED_SO.has(kind) ? kind : KINDS[key]);
    }
  };
  walk(plan, undefined);
  return found;
}

/** Hosts and users that faults name, wherever in this data they are. */
export function namesInFaults(data: unknown): readonly NamesByKind[] {
  if (typeof data !== 'object' || data === null) return [];
  const own = 'code' in data ? [...('host' in data && typeof data.host === 'string' ? [namesInTarget(data.host)] : []), ...('user' in data && typeof data.user === 'string' ? [new Map([['user', present(data.user)]])] : [])] : [];
  return [...own, ...Object.values(data).flatMap(namesInFaults)];
}

/**
 * Takes names and addresses out of any data: the same name always becomes the same word, wherever it stands in a text. What is below
 * one of the keys in `kept` stays as it is; keys themselves are names only in what `named` calls by it. Of the words that others said, which may
 * hold names that nobody knows of, only plain ones stay: those are what is below the keys in `said`, and in a fault all but what is its own.
 */
export function withoutNames(data: unknown, names: readonly NamesByKind[], { kept, named, said }: Readonly<Record<'kept' | 'named' | 'said', ReadonlySet<string>>>): unknown {
  const words = wordsFor(names);
  const clean = cleaner(words);
  const walk = (value: unknown, keysAreNames: boolean, isSaid: boolean): unknown => {
    if (typeof value === 'string') return isSaid ? plainWords(clean(value)) : clean(value);
    if (Array.isArray(value)) return value.map((each) => walk(each, false, isSaid));
    if (typeof value !== 'object' || value === null) return value;
    const inFault = 'code' in value && typeof value.code === 'string';
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [keysAreNames ? clean(key) : key, kept.has(key) ? each : walk(each, named.has(key), inFault ? !OF_FAULTS.has(key) : isSaid || said.has(key))]));
  };
  return walk(data, false, false);
}

/** What a fault tells in words of the extension. */
const OF_FAULTS: ReadonlySet<string> = new Set(['code', 'why', 'what', 'method', 'program', 'pcs', 'platform']);

/** A name of a host is the same in capital letters; other names are not. */
const ANY_CASE: ReadonlySet<string> = new Set(['node', 'host', 'domain']);

interface NameWords {
  readonly exact: ReadonlyMap<string, string>;
  /** Of hosts, by their names in small letters. */
  readonly anyCase: ReadonlyMap<string, string>;
}

function wordsFor(names: readonly NamesByKind[]): NameWords {
  const exact = new Map<string, string>();
  const anyCase = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const [kind, all] of names.flatMap((each) => [...each])) {
    for (const name of all) {
      if (name === '') continue;
      const known = exact.get(name) ?? (ANY_CASE.has(kind) ? anyCase.get(name.toLowerCase()) : undefined);
      if (known === undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const word = known ?? `${kind}-${counts.get(kind)}`;
      exact.set(name, word);
      if (ANY_CASE.has(kind)) anyCase.set(name.toLowerCase(), anyCase.get(name.toLowerCase()) ?? word);
    }
  }
  return { exact, anyCase };
}

function cleaner({ exact, anyCase }: NameWords): (text: string) => string {
  const addresses = new Map<string, string>();
  const addressWord = (address: string) => {
    const word = addresses.get(address) ?? `address-${addresses.size + 1}`;
    addresses.set(address, word);
    return word;
  };
  // The longest first, or a part of a name would be taken for another. One or two letters are a name only where they stand alone.
  const patterns = [...exact.keys()].sort((one, other) => other.length - one.length).map((name) => {
    const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const literal = anyCase.has(name.toLowerCase()) ? escaped.replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`) : escaped;
    return name.length > 2 ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
  });
  const known = patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'gu');
  return (text) => {
    const unnamed = known === null ? text : text.replace(known, (name) => exact.get(name) ?? anyCase.get(name.toLowerCase()) ?? '');
    return unnamed.replace(ADDRESS, addressWord);
  };
}

/** Of IPv4, of IPv6 (four groups at least, or two colons together: three are a time of day), and of network cards. */
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?)(?![\w:])/gi;

function present(name: string | null | undefined): readonly string[] {
  return name === null || name === undefined || name === '' ? [] : [name];
}
