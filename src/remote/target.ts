import type { LinkReason } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';

/** What a person typed to say where to connect, taken apart. `host` may be an alias of the ssh configuration. */
export interface Target {
  readonly user: string | null;
  readonly host: string;
  readonly port: number | null;
}

/**
 * Reads `[ssh://][user@]host[:port]`, an IPv6 address in brackets where a port follows. Fault: `target-invalid`.
 * The characters refused are those that OpenSSH refuses since 9.6: the host and the user may end up in a ProxyCommand, which a shell reads.
 */
export function parseTarget(text: string): Result<Target> {
  const refuse = (reason: LinkReason) => failure({ code: 'target-invalid', target: text, reason } as const);
  const rest = text.trim().replace(/^ssh:\/\/(.*?)\/?$/, '$1');
  const at = rest.lastIndexOf('@');
  const user = at < 0 ? null : rest.slice(0, at);
  const [host, portText] = hostAndPort(rest.slice(at + 1));
  if (rest === '' || host === '' || user === '') return refuse('name-missing');
  if (host.startsWith('-') || user?.startsWith('-')) return refuse('option-like');
  if (forbidden.test(host) || forbidden.test(user ?? '') || user?.endsWith('\\')) return refuse('shell-character');
  const port = portText === null ? null : Number(portText);
  if (port !== null && !(/^\d+$/.test(portText ?? '') && port >= 1 && port <= 65535)) return refuse('port-range');
  return success({ user, host, port });
}

function hostAndPort(text: string): readonly [host: string, port: string | null] {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed) return [bracketed[1] ?? '', bracketed[2] ?? null];
  const colon = text.indexOf(':');
  // More than one colon: an IPv6 address that needs no brackets, since no port follows.
  if (colon < 0 || colon !== text.lastIndexOf(':')) return [text, null];
  return [text.slice(0, colon), text.slice(colon + 1)];
}

const forbidden = /[\s\p{Cc}\p{Cs}'"`$\\;&<>|(){}[\]]/u;
