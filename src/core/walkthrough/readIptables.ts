import type { Protocol } from './clusterPorts';
import { every, type Family, type FilterRule, type Fit, not, type Packet, type RuleSet, some, type Verdict, whether } from './packetFilter';

/** Reads what `iptables -S` or `ip6tables -S` writes of the chains by which a packet comes in that is for this machine. null where it says no policy for them. */
export function readIptables(text: string, family: Family): RuleSet | null {
  const policy = /^-P INPUT (\w+)/m.exec(text)?.[1];
  if (policy === undefined) return null;
  const own = new Set([...text.matchAll(/^-[PN] (\S+)/gm)].map(([, name]) => name ?? ''));
  const chains = new Map<string, FilterRule[]>([...own].map((name) => [name, []]));
  for (const [line, name = '', rest = ''] of text.matchAll(/^-A (\S+)(.*)$/gm)) chains.get(name)?.push(ruleOf(line, wordsOf(rest), own));
  return { begin: 'INPUT', policy: policy === 'ACCEPT' ? 'in' : 'out', families: [family], chains };
}

/** What a rule asks and where it leads, of which the second stands last. */
function ruleOf(text: string, words: readonly string[], own: ReadonlySet<string>): FilterRule {
  const end = words.findIndex((word) => word === '-j' || word === '-g');
  const asked = conditionsOf(end < 0 ? words : words.slice(0, end));
  return { text, fits: (packet) => every(asked.map((fits) => fits(packet))), verdict: end < 0 ? { kind: 'none' } : verdictOf(words[end] === '-g', words[end + 1] ?? '', own) };
}

/** Targets after which a packet goes on. */
const passing = new Set(['LOG', 'NFLOG', 'ULOG', 'MARK', 'CONNMARK', 'SECMARK', 'CONNSECMARK', 'SET', 'AUDIT', 'TRACE', 'CT', 'NOTRACK', 'CLASSIFY', 'DSCP', 'TOS', 'TTL', 'TCPMSS', 'CHECKSUM']);

function verdictOf(goes: boolean, target: string, own: ReadonlySet<string>): Verdict {
  if (own.has(target)) return { kind: goes ? 'goto' : 'jump', chain: target };
  switch (target) {
    case 'ACCEPT': return { kind: 'in' };
    case 'DROP':
    case 'REJECT': return { kind: 'out' };
    case 'RETURN': return { kind: 'return' };
    default: return { kind: passing.has(target) ? 'none' : 'unknown' };
  }
}

type Condition = (packet: Packet) => Fit;

/** Modules that ask nothing by themselves, only by their options. */
const modules = new Set(['tcp', 'udp', 'multiport', 'comment', 'conntrack', 'state', 'addrtype', 'rt']);

function conditionsOf(words: readonly string[]): readonly Condition[] {
  const conditions: Condition[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const isNot = words[index] === '!';
    if (isNot) index += 1;
    const [option = '', value = '', next = ''] = words.slice(index, index + 3);
    const condition = conditionOf(option, value, next);
    // What is not known here is a condition of its own, and so is each word behind it.
    if (condition === null) conditions.push(() => 'maybe');
    else {
      index += option === '--tcp-flags' ? 2 : 1;
      conditions.push(isNot ? (packet) => not(condition(packet)) : condition);
    }
  }
  return conditions;
}

function conditionOf(option: string, value: string, next: string): Condition | null {
  switch (option) {
    case '-p': return ({ protocol }) => whether(value === 'all' || protocolOf(value) === protocol);
    case '-m': return () => (modules.has(value) ? 'always' : 'maybe');
    case '--comment': return () => 'always';
    // No packet of another host comes that way.
    case '-i': return () => (value === 'lo' ? 'never' : 'maybe');
    case '-s':
    case '-d': return () => (/^(127\.|::1\/128$)/.test(value) ? 'never' : 'maybe');
    case '--dport':
    case '--dports': return ({ port }) => whether(holds(value, port));
    // The port of either end.
    case '--ports': return ({ port }) => some([whether(holds(value, port)), 'maybe']);
    case '--state':
    case '--ctstate': return ({ state }) => statesFit(value.split(','), state);
    case '--tcp-flags': return ({ protocol, state }) => whether(protocol === 'tcp' && flagsOf(value).filter((flag) => carried[state] === flag).join() === flagsOf(next).join());
    case '--dst-type': return () => (value === 'LOCAL' ? 'always' : /^(BROADCAST|MULTICAST|ANYCAST)$/.test(value) ? 'never' : 'maybe');
    // A route that the sender prescribes, which nobody does.
    case '--rt-type': return () => 'never';
    default: return null;
  }
}

/** What a connection's first packet carries of TCP's flags, and what those that follow do. */
const carried = { new: 'SYN', established: 'ACK' } as const;

function flagsOf(words: string): readonly string[] {
  return words === 'ALL' ? ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] : words === 'NONE' ? [] : words.split(',');
}

function statesFit(states: readonly string[], state: Packet['state']): Fit {
  if (states.includes(state.toUpperCase())) return 'always';
  // These come beside a state.
  return states.includes('DNAT') || states.includes('SNAT') || states.includes('UNTRACKED') ? 'maybe' : 'never';
}

function protocolOf(word: string): Protocol | null {
  return word === 'tcp' || word === '6' ? 'tcp' : word === 'udp' || word === '17' ? 'udp' : null;
}

/** `2224,3121`, `5404:5412`. */
function holds(ports: string, port: number): boolean {
  return ports.split(',').some((one) => {
    const [from = NaN, to = from] = one.split(':').map(Number);
    return from <= port && port <= to;
  });
}

/** What holds a blank is in quotation marks. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
