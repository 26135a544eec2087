import type { Duplex } from 'node:stream';
import { type AnyAuthMethod, Client } from 'ssh2';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import { Authentication } from './authentication';
import { type ConnectError, connectFault, createOfferWatch } from './connectFault';
import { createDeadline, type Deadline } from './deadline';
import type { Endpoint } from './endpoint';
import { type HostKeyCheck, prepareHostKeyCheck } from './hostKeyCheck';
import { preferKnownTypes } from './hostKeyOrder';
import type { Clock, Log } from '../core/surroundings';
import type { LinkOptions, Prompts, TrustStore } from './ports';
import { ProxyError } from './route';
import type { SecretKeeper } from './secretKeeper';

export interface ConnectContext {
  readonly prompts: Prompts;
  readonly secrets: SecretKeeper;
  readonly trust: TrustStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly options: LinkOptions;
  /** Whether a person is there to answer; it may become true while the connection is being made. */
  mayAsk(): boolean;
  /** Ends the attempt: the link is not wanted any more. */
  readonly signal: AbortSignal;
}

/**
 * Shakes hands over a stream, checks the host's key and logs in: in this order, so that nothing is asked for a host
 * that is not the right one. The stream is made when everything known of the host's keys has been read, and destroyed on failure.
 */
export async function login(endpoint: Endpoint, context: ConnectContext, openStream: () => Duplex): Promise<Result<{ readonly client: Client; readonly stream: Duplex }>> {
  const { target, host, port, user } = endpoint;
  const { clock, log, options, signal } = context;
  const timeoutMs = endpoint.connectTimeoutMs ?? options.connectTimeoutMs;
  const tooLate = new AbortController();
  const deadline = createDeadline(timeoutMs, clock, () => tooLate.abort());
  const prompts = patientPrompts(context.prompts, deadline);
  const prepared = await prepareHostKeyCheck(endpoint, { ...context, prompts });
  if (!prepared.ok || signal.aborted) {
    deadline.dispose();
    return prepared.ok ? failure({ code: 'disconnected', host: target }) : prepared;
  }

  log.info(`${target}: connecting to ${host} port ${port} as ${user}`);
  const check = prepared.value;
  const client = new Client();
  const stream = openStream();
  const offers = createOfferWatch();
  const outcome = await new Promise<Fault | null>((settle) => {
    let givingUp = false;
    const giveUp = () => {
      givingUp = true;
      void authentication.fault().then(settle);
    };
    const authentication = new Authentication(endpoint, { ...context, prompts }, giveUp);
    signal.addEventListener('abort', () => settle({ code: 'disconnected', host: target }), { once: true });
    tooLate.signal.addEventListener('abort', () => settle({ code: 'connect-timeout', host: target, afterMs: timeoutMs }));
    client.on('error', (error: ConnectError) => {
      if (error.level === 'agent') log.warn(`${target}: a key was not used (${error.message})`);
      else if (error instanceof ProxyError) settle({ code: 'proxy-failed', host: target, proxy: 'ProxyCommand', reason: error.message });
      // The host may end a login by itself: sshd after MaxAuthTries, with a message about too many failures.
      else if (error.level === 'client-authentication' || error.code === 14 || /authentication failures/i.test(error.message)) giveUp();
      else settle(connectFault(error, target, port, timeoutMs, offers.of(error.message)));
    });
    client.once('close', () => givingUp || settle({ code: 'link-lost', host: target, reason: 'closed-in-login' }));
    client.once('handshake', () => void check.keep());
    client.once('ready', () => {
      void authentication.succeeded().then((method) => {
        log.info(`${target}: connected, let in by ${method}`);
        settle(null);
      });
    });
    client.connect({
      sock: stream,
      username: user,
      readyTimeout: 0,
      keepaliveInterval: endpoint.keepaliveMs ?? options.keepaliveMs,
      keepaliveCountMax: endpoint.keepaliveCount ?? options.keepaliveCount,
      algorithms: preferKnownTypes(check.knownTypes),
      agentForward: false,
      debug: offers.listen,
      hostVerifier: (blob: Buffer, verified: (accepted: boolean) => void) => void verify(check, blob, settle).then(verified),
      authHandler: (methodsLeft, wasRight, next) => {
        const answer = next as (method: AnyAuthMethod | false) => void;
        authentication.next(methodsLeft, wasRight === true).then(answer, giveUp);
      },
    });
  });
  deadline.dispose();
  if (outcome === null) return success({ client, stream });
  client.end();
  stream.destroy();
  return failure(outcome);
}

async function verify(check: HostKeyCheck, blob: Buffer, settle: (fault: Fault) => void): Promise<boolean> {
  const verified = await check.verify(blob);
  if (!verified.ok) settle(verified.fault);
  return verified.ok;
}

/** Questions during which the time to connect stands still. */
function patientPrompts(prompts: Prompts, deadline: Deadline): Prompts {
  return {
    trustHostKey: (question) => deadline.during(prompts.trustHostKey(question)),
    secret: (question) => deadline.during(prompts.secret(question)),
    answers: (question) => deadline.during(prompts.answers(question)),
  };
}
