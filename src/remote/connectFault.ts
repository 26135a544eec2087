import type { Fault } from '../core/fault';

/** What ssh2 and node put on an error. */
export interface ConnectError extends Error {
  readonly code?: string | number;
  readonly level?: string;
  readonly errors?: readonly ConnectError[];
}

/** Turns an error on the way to a host, up to the end of the handshake, into a fault. `offered`: what the host offers for what did not match. */
export function connectFault(error: ConnectError, host: string, port: number, waitedMs: number, offered: string | null): Fault {
  // With an address of each family node tries both, and puts their errors in one that says nothing itself.
  const cause = error.errors?.[0] ?? error;
  const reason = cause.message;
  switch (cause.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return { code: 'host-unknown', host };
    case 'ECONNREFUSED':
      return { code: 'connection-refused', host, port };
    case 'ETIMEDOUT':
      return { code: 'connect-timeout', host, afterMs: waitedMs };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EACCES':
    case 'EPERM':
      return { code: 'host-unreachable', host, reason };
    case 'ECONNRESET':
    case 'EPIPE':
      return { code: 'link-lost', host, reason };
    default:
      // sshd under load (MaxStartups) closes before it has said a word.
      if (reason === 'Connection lost before handshake') return { code: 'link-lost', host, reason: 'closed-at-once' };
      return { code: 'handshake-failed', host, reason, ...(offered === null ? {} : { offered }) };
  }
}

/**
 * Why a connection that stood has ended, as a `LinkReason` or the error's words. A host whose sshd is killed closes with a reset
 * where it had not read all yet, and without one where it had: to a person that is one thing.
 */
export function endReason({ level, code, message }: ConnectError): string {
  if (level === 'client-timeout' || code === 'ETIMEDOUT') return 'no-answer';
  return code === 'ECONNRESET' || code === 'EPIPE' ? 'closed' : message;
}

/**
 * Watches ssh2's debug lines for what the host offers, of which its errors say nothing. `of` gives the list that belongs to an error.
 * The lines are for this alone and go into no log.
 */
export function createOfferWatch(): { readonly listen: (line: string) => void; readonly of: (message: string) => string | null } {
  const offers = new Map<string, string>();
  return {
    listen(line) {
      const [, what, list] = /^Handshake: \(remote\) ([^:]+): (.*)$/.exec(line) ?? [];
      if (what !== undefined && list !== undefined) offers.set(simplify(what), list);
    },
    of(message) {
      const [, what] = /no matching (.+)$/i.exec(message) ?? [];
      return what === undefined ? null : (offers.get(simplify(what)) ?? null);
    },
  };
}

/** ssh2 says "KEX method" in the one and "key exchange algorithm" in the other. */
function simplify(what: string): string {
  return what.toLowerCase().replace('key exchange algorithm', 'kex method');
}
