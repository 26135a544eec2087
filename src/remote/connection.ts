import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { Result } from '../core/result';
import { success } from '../core/result';
import { type ConnectError, endReason } from './connectFault';
import type { Endpoint } from './endpoint';
import { type ConnectContext, login } from './login';
import type { Clock } from '../core/surroundings';
import { onwardStream } from './onwardStream';
import { throughCommand, throughHost } from './route';

/** A connection that is logged in. */
export interface Connection {
  readonly client: Client;
  /** What the connection runs over. */
  readonly stream: Duplex;
  readonly clock: Clock;
  readonly endpoint: Endpoint;
  isOpen(): boolean;
  /** Calls back once, with the reason (`closed`, `no-answer` or an error's words), when the connection ends; at once if it has ended. */
  onEnd(listener: (reason: string) => void): void;
  end(): void;
}

/** Connects and logs in, over jump hosts where the configuration says so: each of them is checked and logged in to like the host itself. */
export async function openConnection(endpoint: Endpoint, context: ConnectContext): Promise<Result<Connection>> {
  const { route, target, host, port } = endpoint;
  if (route.kind === 'command') return established(endpoint, context, () => throughCommand(route.command));
  if (route.kind === 'direct') return established(endpoint, context, () => connect({ host, port, family: route.family, noDelay: true }));

  const jump = await openConnection(route.through, context);
  if (!jump.ok) return jump;
  const stream = await throughHost(jump.value.client, route.through.target, host, port, target);
  const connection = stream.ok ? await established(endpoint, context, () => stream.value) : stream;
  if (connection.ok) connection.value.onEnd(() => jump.value.end());
  else jump.value.end();
  return connection;
}

/** Logs in to a machine over a connection to a host that others use, and that stays when this one ends. */
export async function openOnward(jump: Connection, endpoint: Endpoint, context: ConnectContext): Promise<Result<Connection>> {
  const stream = await onwardStream(jump, endpoint, context);
  return stream.ok ? established(endpoint, context, () => stream.value) : stream;
}

/** Milliseconds that a host has to take leave. */
const leaveTaking = 1000;

async function established(endpoint: Endpoint, context: ConnectContext, openStream: () => Duplex): Promise<Result<Connection>> {
  const { clock } = context;
  const loggedIn = await login(endpoint, context, openStream);
  if (!loggedIn.ok) return loggedIn;
  const { client, stream } = loggedIn.value;
  const listeners: ((reason: string) => void)[] = [];
  let ended: string | null = stream.destroyed ? 'closed' : null;
  let lastError = 'closed';
  client.removeAllListeners('error');
  client.on('error', (error: ConnectError) => {
    lastError = endReason(error);
  });
  // A channel through another host stays half open when its far end has ended, and ssh2 waits for both: nothing comes over it any more.
  client.once('end', () => stream.destroy());
  client.once('close', () => {
    ended = lastError;
    for (const listener of listeners.splice(0)) listener(lastError);
  });
  return success({
    client,
    stream,
    clock,
    endpoint,
    isOpen: () => ended === null,
    onEnd: (listener) => (ended === null ? void listeners.push(listener) : listener(ended)),
    end: () => {
      client.end();
      // A host that does not answer never closes its side.
      const timer = clock.after(leaveTaking, () => stream.destroy());
      client.once('close', () => timer.dispose());
    },
  });
}
