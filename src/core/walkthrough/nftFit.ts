import { at, type Json, listOf, wordOf } from './json';
import { type Fit, not, type Packet, some, whether } from './packetFilter';

/** What is in the sets of a table that have a name. */
export type NamedSets = ReadonlyMap<string, readonly Json[]>;

/** Whether what a rule asks of a packet is so: `op` is its operator, `left` what it looks at, and `right` what that is to be. */
export function nftFit(op: string, left: Json | undefined, right: Json | undefined, packet: Packet, sets: NamedSets): Fit {
  const flags = flagsFit(op, left, right, packet);
  if (flags !== null) return flags;
  const test = testOf(left, packet);
  // A rule that looks at a part which a packet does not have is not for it, whatever the operator.
  if (test === 'never' || test === 'maybe') return test;
  if (op === '==' || op === 'in') return some(alternatives(right, sets).map(test));
  if (op === '!=') return not(some(alternatives(right, sets).map(test)));
  return looksAtPort(left) && typeof right === 'number' ? compared(op, packet.port, right) : 'maybe';
}

/** What `right` may be; a set that is not known is anything. */
function alternatives(right: Json | undefined, sets: NamedSets): readonly Json[] {
  if (right === undefined) return ['?'];
  if (typeof right === 'string' && right.startsWith('@')) return (sets.get(right.slice(1)) ?? ['?']).flatMap((each) => alternatives(each, sets));
  if (Array.isArray(right)) return (right as readonly Json[]).flatMap((each) => alternatives(each, sets));
  const inner = at(right, 'set') ?? at(at(right, 'elem'), 'val');
  return inner === undefined ? [right] : alternatives(inner, sets);
}

type Test = (one: Json) => Fit;

/** How one value fits what a rule looks at; `never` where no such packet has it, `maybe` where it is not known here. */
function testOf(left: Json | undefined, packet: Packet): Test | 'never' | 'maybe' {
  const payload = at(left, 'payload');
  if (payload !== undefined) return payloadTest(wordOf(at(payload, 'protocol')), wordOf(at(payload, 'field')), packet);
  if (at(at(left, 'ct'), 'key') === 'state') return (one) => (typeof one === 'string' && one !== '?' && one !== 'untracked' ? whether(one === packet.state) : 'maybe');
  const fib = at(left, 'fib');
  if (at(fib, 'result') === 'type') return [at(fib, 'flags'), ...listOf(at(fib, 'flags'))].includes('daddr') ? routeTest : 'maybe';
  return metaTest(wordOf(at(at(left, 'meta'), 'key')), packet);
}

function payloadTest(protocol: string, field: string, packet: Packet): Test | 'never' | 'maybe' {
  if (protocol === 'ip' || protocol === 'ip6') {
    if (protocol !== packet.family) return 'never';
    if (field === 'protocol' || field === 'nexthdr') return protocolTest(packet);
    return field === 'saddr' || field === 'daddr' ? (one) => (isLoopback(one) ? 'never' : 'maybe') : 'maybe';
  }
  if (protocol === 'tcp' || protocol === 'udp' || protocol === 'th') {
    if (protocol !== 'th' && protocol !== packet.protocol) return 'never';
    return field === 'dport' ? (one) => portFits(one, packet.port) : 'maybe';
  }
  return others.has(protocol) ? 'never' : 'maybe';
}

/** Protocols beside TCP and UDP. */
const others = new Set(['icmp', 'icmpv6', 'igmp', 'sctp', 'dccp', 'udplite', 'esp', 'ah', 'comp', 'arp']);

function portFits(one: Json, port: number): Fit {
  const range = listOf(at(one, 'range'));
  if (typeof one === 'number') return whether(one === port);
  return range.length === 2 && range.every((each) => typeof each === 'number') ? whether(Number(range[0]) <= port && port <= Number(range[1])) : 'maybe';
}

function isLoopback(one: Json): boolean {
  const address = wordOf(at(at(one, 'prefix'), 'addr')) || wordOf(one);
  return address.startsWith('127.') || address === '::1';
}

const routeTest: Test = (one) => (one === 'local' ? 'always' : one === '?' || typeof one !== 'string' ? 'maybe' : 'never');

function protocolTest({ protocol }: Packet): Test {
  return (one) => (one === '?' ? 'maybe' : whether(one === protocol || one === (protocol === 'tcp' ? 6 : 17)));
}

function metaTest(key: string, packet: Packet): Test | 'maybe' {
  switch (key) {
    case 'l4proto': return protocolTest(packet);
    case 'nfproto': return (one) => (one === '?' ? 'maybe' : whether(one === (packet.family === 'ip' ? 'ipv4' : 'ipv6')));
    case 'protocol': return (one) => (one === '?' ? 'maybe' : whether(one === packet.family));
    // No packet of another host comes by it.
    case 'iif':
    case 'iifname': return (one) => (one === 'lo' ? 'never' : 'maybe');
    case 'iiftype': return (one) => (one === 'loopback' ? 'never' : 'maybe');
    default: return 'maybe';
  }
}

/** What a connection's first packet carries of TCP's flags, and what those that follow do. */
const carried = { new: 'syn', established: 'ack' } as const;

/** `tcp flags & (fin | syn | rst | ack) == syn`; null where a rule does not look at those. */
function flagsFit(op: string, left: Json | undefined, right: Json | undefined, packet: Packet): Fit | null {
  const [looked, mask] = listOf(at(left, '&'));
  const payload = at(looked ?? left, 'payload');
  if (at(payload, 'protocol') !== 'tcp' || at(payload, 'field') !== 'flags') return null;
  if (packet.protocol !== 'tcp') return 'never';
  const masked = looked === undefined || flagsOf(mask).includes(carried[packet.state]) ? [carried[packet.state]] : [];
  const wanted = flagsOf(right);
  const isSame = masked.join() === wanted.join();
  if (op === '==') return whether(isSame);
  if (op === '!=') return whether(!isSame);
  // None of them.
  if (op === '!') return whether(!masked.some((flag) => wanted.includes(flag)));
  return op === 'in' ? whether(masked.some((flag) => wanted.includes(flag))) : 'maybe';
}

function flagsOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return listOf(at(value, '|') ?? at(value, 'set') ?? value).flatMap(flagsOf);
}

function looksAtPort(left: Json | undefined): boolean {
  return at(at(left, 'payload'), 'field') === 'dport';
}

function compared(op: string, port: number, right: number): Fit {
  switch (op) {
    case '<': return whether(port < right);
    case '<=': return whether(port <= right);
    case '>': return whether(port > right);
    case '>=': return whether(port >= right);
    default: return 'maybe';
  }
}
