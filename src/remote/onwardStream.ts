import type { Duplex } from 'node:stream';
import type { Fault } from '../core/fault';
import { failure, type Result, success } from '../core/result';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';
import type { ConnectContext } from './login';

/** What ssh2 says of a channel that the host did not open: RFC 4254, 5.1, and the host's own words. */
interface ChannelError extends Error {
  readonly reason?: number;
}

/** The host forbids it. */
const prohibited = 1;

/**
 * Opens a way over a connection that stands to a machine behind its host. The host says in its own words why it cannot; it may take minutes to find that out,
 * and is not waited for so long. Faults: `connection-refused`, `host-unreachable`, `connect-timeout`, `forwarding-refused`, `proxy-failed`, `disconnected`.
 */
export function onwardStream(jump: Connection, endpoint: Endpoint, { clock, options, signal }: Pick<ConnectContext, 'clock' | 'options' | 'signal'>): Promise<Result<Duplex>> {
  const { target, host, port } = endpoint;
  const timeoutMs = endpoint.connectTimeoutMs ?? options.connectTimeoutMs;
  return new Promise((resolve) => {
    const refuse = (fault: Fault) => {
      settled = true;
      timer.dispose();
      signal.removeEventListener('abort', abort);
      resolve(failure(fault));
    };
    let settled = false;
    const abort = () => refuse({ code: 'disconnected', host: target });
    const timer = clock.after(timeoutMs, () => refuse({ code: 'connect-timeout', host: target, afterMs: timeoutMs }));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      jump.client.forwardOut('127.0.0.1', 0, host, port, (error: ChannelError | undefined, channel) => {
        // It came too late.
        if (settled) return void channel?.destroy();
        if (error && !jump.isOpen()) return refuse({ code: 'link-lost', host: jump.endpoint.target, reason: 'closed' });
        if (error) return refuse(onwardFault(error, endpoint, jump.endpoint.target, timeoutMs));
        timer.dispose();
        signal.removeEventListener('abort', abort);
        resolve(success(channel));
      });
    } catch (error) {
      // ssh2 throws where the socket is gone already.
      if (!settled) refuse({ code: 'link-lost', host: jump.endpoint.target, reason: (error as Error).message });
    }
  });
}

function onwardFault({ reason, message }: ChannelError, { target, port }: Endpoint, proxy: string, timeoutMs: number): Fault {
  const said = message.replace(/^\(SSH\) Channel open failure: /, '');
  if (reason === prohibited) return { code: 'forwarding-refused', host: target, proxy };
  if (/refused/i.test(said)) return { code: 'connection-refused', host: target, port };
  if (/timed out/i.test(said)) return { code: 'connect-timeout', host: target, afterMs: timeoutMs };
  if (/no route|unreachable|host is down/i.test(said)) return { code: 'host-unreachable', host: target, reason: said };
  return { code: 'proxy-failed', host: target, proxy, reason: said };
}
