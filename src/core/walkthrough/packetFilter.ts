import { type ClusterPort, clusterPorts, numbersOf, type Protocol } from './clusterPorts';

/** A packet of another host for one of the cluster's ports, as a filter sees it. */
export interface Packet {
  readonly family: Family;
  readonly protocol: Protocol;
  readonly port: number;
  /** The first of a connection, or one that follows: both have to come in. */
  readonly state: 'new' | 'established';
}

export type Family = 'ip' | 'ip6';

/** Whether a rule is for such packets: for all of them, for none, or for some, by where they come from say, or by what is not understood here. */
export type Fit = 'always' | 'maybe' | 'never';

/** What becomes of a packet that a rule is for. `unknown` ends its way as well, nobody knows how. */
export type Verdict = { readonly kind: 'in' | 'out' | 'return' | 'none' | 'unknown' } | { readonly kind: 'jump' | 'goto'; readonly chain: string };

export interface FilterRule {
  /** By which a person finds it. */
  readonly text: string;
  readonly fits: (packet: Packet) => Fit;
  readonly verdict: Verdict;
}

/** Rules in their order, of which the first that ends a packet's way decides, and the policy where none does. */
export interface RuleSet {
  readonly begin: string;
  readonly policy: 'in' | 'out';
  readonly families: readonly Family[];
  readonly chains: ReadonlyMap<string, readonly FilterRule[]>;
}

/** What a filter does with the cluster's ports. Of those that are in no list all comes in. */
export interface Passage {
  readonly shut: readonly ClusterPort[];
  /** Some of it comes in, or nobody can tell. */
  readonly unsure: readonly ClusterPort[];
  /** The rule by which that is unsure; empty where nothing is. */
  readonly doubt: string;
}

/** How packets get through. */
export function passageOf(rules: RuleSet): Passage {
  return passage((port) => fateOfPort(rules, port));
}

/**
 * How packets get through a chain that has been told in two ways: `sure` leaves out what it does not know, and `other` tells that in words of its own, in which what they have none for is not seen.
 * `isMore` says whether there is any of that.
 */
export function passageOfBoth(sure: RuleSet, other: RuleSet, isMore: boolean): Passage {
  return passage((port) => {
    const fate = fateOfPort(sure, port);
    return fate.fate !== 'unsure' || isMore ? fate : fateOfPort(other, port);
  });
}

function passage(of: (port: ClusterPort) => FateOfPort): Passage {
  const fates = clusterPorts.map((port) => ({ port, ...of(port) }));
  const those = (fate: Fate) => fates.filter((each) => each.fate === fate).map(({ port }) => port);
  return { shut: those('out'), unsure: those('unsure'), doubt: fates.find(({ fate }) => fate === 'unsure')?.doubt ?? '' };
}

/** Whether there is anything that it may keep out. */
export function keepsOut({ begin, policy, chains }: RuleSet): boolean {
  const seen = new Set([begin]);
  // A set that grows while it is gone through: what is jumped to is looked at in its turn.
  for (const name of seen) for (const { verdict } of chains.get(name) ?? []) if ('chain' in verdict) seen.add(verdict.chain);
  const verdicts = [...seen].flatMap((name) => chains.get(name) ?? []).map(({ verdict }) => verdict.kind);
  return policy === 'out' || verdicts.includes('out') || verdicts.includes('unknown');
}

/** Whether some packet for one of these ports can end in a chain by being kept out there. */
export function keptOutIn(rules: RuleSet, chain: string, ports: readonly ClusterPort[]): boolean {
  return ports.some((port) => packetsFor(rules, port).some((packet) => walk(rules, chain, packet, []).ends.has('out')));
}

/** How something fits that asks all of these. */
export function every(fits: readonly Fit[]): Fit {
  return fits.includes('never') ? 'never' : fits.includes('maybe') ? 'maybe' : 'always';
}

/** How something fits that asks one of these. */
export function some(fits: readonly Fit[]): Fit {
  return fits.includes('always') ? 'always' : fits.includes('maybe') ? 'maybe' : 'never';
}

export function not(fit: Fit): Fit {
  return fit === 'always' ? 'never' : fit === 'never' ? 'always' : 'maybe';
}

export function whether(isSo: boolean): Fit {
  return isSo ? 'always' : 'never';
}

type Fate = 'in' | 'out' | 'unsure';

interface FateOfPort {
  readonly fate: Fate;
  readonly doubt: string;
}

function fateOfPort(rules: RuleSet, port: ClusterPort): FateOfPort {
  const ofFamilies = rules.families.map((family) => {
    const fates = packetsFor({ families: [family] }, port).map((packet) => fateOf(rules, packet));
    return fates.find(({ fate }) => fate === 'out') ?? fates.find(({ fate }) => fate === 'unsure') ?? ({ fate: 'in', doubt: '' } as const);
  });
  // Where somebody has said from where IPv4 may come, that IPv6 is shut is on purpose.
  if (ofFamilies[0]?.fate === 'unsure') return ofFamilies[0];
  return ofFamilies.find(({ fate }) => fate === 'out') ?? ofFamilies.find(({ fate }) => fate === 'unsure') ?? { fate: 'in', doubt: '' };
}

function packetsFor({ families }: Pick<RuleSet, 'families'>, port: ClusterPort): readonly Packet[] {
  const protocol = port.endsWith('tcp') ? 'tcp' : 'udp';
  return families.flatMap((family) => numbersOf([port], protocol).flatMap((number) => (['new', 'established'] as const).map((state) => ({ family, protocol, port: number, state }))));
}

function fateOf(rules: RuleSet, packet: Packet): FateOfPort {
  const { ends, goesOn, doubt } = walk(rules, rules.begin, packet, []);
  const fates = new Set([...ends, ...(goesOn ? [rules.policy] : [])]);
  return { fate: fates.has('unknown') || fates.size > 1 ? 'unsure' : fates.has('in') ? 'in' : 'out', doubt };
}

interface Walk {
  readonly ends: ReadonlySet<'in' | 'out' | 'unknown'>;
  /** Whether a packet may come out of the chain undecided. */
  readonly goesOn: boolean;
  readonly doubt: string;
}

function walk(rules: RuleSet, name: string, packet: Packet, within: readonly string[]): Walk {
  const ends = new Set<'in' | 'out' | 'unknown'>();
  let [returns, doubt] = [false, ''];
  // The kernel takes no chain that leads into itself.
  if (within.includes(name)) return { ends, goesOn: true, doubt };
  for (const { text, fits, verdict } of rules.chains.get(name) ?? []) {
    const fit = fits(packet);
    if (fit === 'never' || verdict.kind === 'none') continue;
    let goesOn = false;
    if ('chain' in verdict) {
      const inner = walk(rules, verdict.chain, packet, [...within, name]);
      for (const end of inner.ends) ends.add(end);
      if (inner.ends.size > 0) doubt ||= inner.doubt || (fit === 'maybe' ? text : '');
      if (verdict.kind === 'jump') goesOn = inner.goesOn;
      else returns ||= inner.goesOn;
    } else {
      if (verdict.kind === 'return') returns = true;
      else ends.add(verdict.kind);
      if (fit === 'maybe' || verdict.kind === 'unknown') doubt ||= text;
    }
    if (fit === 'always' && !goesOn) return { ends, goesOn: returns, doubt };
  }
  return { ends, goesOn: true, doubt };
}
