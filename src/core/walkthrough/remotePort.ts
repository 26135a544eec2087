import type { RemotePort } from './guestSituation';

/**
 * Suites of TLS in which both sides know each other by a key that they share, as Pacemaker's daemons do, and nothing else that people run on a server does
 * unless it was set up to. In the words of RFC 4279, 5487, 5489 and 7905: with nothing else, with Diffie-Hellman and with elliptic curves.
 */
const sharedKeySuites: readonly number[] = [
  0x008c, 0x008d, 0x00a8, 0x00a9, 0x00ae, 0x00af,
  0x0090, 0x0091, 0x00aa, 0x00ab, 0x00b2, 0x00b3,
  0xc035, 0xc036, 0xc037, 0xc038, 0xccab, 0xccac, 0xccad,
];

/**
 * The first words of a TLS conversation that offers those suites and no others, as printf(1) spells them. pacemaker_remoted, of whatever version, takes one of them, and
 * need not have found its key for that; it is left alone then, before anything was asked of it. It notes one failed handshake in its log.
 */
export const remotePortGreeting: string = spelled(record(0x16, handshake()));

/**
 * What became of asking Pacemaker's port: `open` in the first line where somebody took the connection, then what that one said, byte for byte in hexadecimal digits;
 * else bash's own words for why nobody did.
 *
 * @param exitCode that of timeout(1): 124 where it had to end what it ran
 */
export function readRemotePort(exitCode: number, text: string): RemotePort {
  const [first = '', ...rest] = text.split('\n');
  if (first.trim() === 'open') return readAnswer(bytesIn(rest.join(' ')), exitCode);
  if (exitCode === 124 || /Connection timed out/.test(text)) return { kind: 'filtered' };
  if (/Connection refused/.test(text)) return { kind: 'refused' };
  const [, said] = /(?:connect|\/dev\/tcp\/[^:]*|bash): ([A-Z][^:\n]*)$/m.exec(text) ?? [];
  if (said !== undefined && exitCode === 9 && !/^No such file/.test(said)) return { kind: 'unreachable', said };
  return { kind: 'unknown', why: 'no-means' };
}

function readAnswer(bytes: readonly number[], exitCode: number): RemotePort {
  if (bytes.length === 0) return { kind: 'taken', how: exitCode === 124 ? 'silent' : 'closes', said: '' };
  const [type, major, , , , message] = bytes;
  if (type === 0x16 && major === 3 && message === 2 && sharedKeySuites.includes(suiteIn(bytes))) return { kind: 'remote' };
  if ((type === 0x16 || type === 0x15) && major === 3) return { kind: 'taken', how: 'tls', said: '' };
  const said = String.fromCharCode(...bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? byte : 0x20))).trim();
  return { kind: 'taken', how: 'says', said };
}

/** The suite that a server's first words choose (RFC 5246, 7.4.1.3): behind the session's id, whose length stands before it. */
function suiteIn(bytes: readonly number[]): number {
  const at = 44 + (bytes[43] ?? 0);
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function bytesIn(text: string): readonly number[] {
  return [...text.matchAll(/\b[0-9a-f]{2}\b/g)].map(([digits]) => Number.parseInt(digits, 16));
}

/** RFC 5246, 7.4.1.2: the version, what should be random and is never used, no session, the suites, no compression; curves and the like as extensions. */
function handshake(): readonly number[] {
  const extensions = [
    ...extension(0x000a, counted(2, [0x001d, 0x0017, 0x0018, 0x0100].flatMap(twoBytes))),
    ...extension(0x000b, counted(1, [0])),
    ...extension(0xff01, counted(1, [])),
  ];
  const random = Array.from({ length: 32 }, (_, index) => index);
  const body = [3, 3, ...random, ...counted(1, []), ...counted(2, sharedKeySuites.flatMap(twoBytes)), ...counted(1, [0]), ...counted(2, extensions)];
  return [1, ...counted(3, body)];
}

function record(type: number, content: readonly number[]): readonly number[] {
  return [type, 3, 1, ...counted(2, content)];
}

function extension(type: number, content: readonly number[]): readonly number[] {
  return [...twoBytes(type), ...counted(2, content)];
}

/** Bytes with their number before them. */
function counted(width: 1 | 2 | 3, bytes: readonly number[]): readonly number[] {
  return [...Array.from({ length: width }, (_, index) => (bytes.length >> (8 * (width - 1 - index))) & 0xff), ...bytes];
}

function twoBytes(number: number): readonly number[] {
  return [number >> 8, number & 0xff];
}

function spelled(bytes: readonly number[]): string {
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
