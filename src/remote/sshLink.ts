import type { Command, WatchCommand } from '../core/command';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import { backOff } from './backOff';
import { type Connection, openConnection, openOnward } from './connection';
import type { Endpoint } from './endpoint';
import { HostCommands, type RunOptions } from './hostCommands';
import type { ConnectContext } from './login';
import type { Disposable } from '../core/surroundings';
import type { Onward } from './onward';
import { isAlive } from './probe';
import { resolveOnward, type SettingsReader } from './resolveTarget';
import type { LinkSecrets } from './secretKeeper';
import { watchSleep } from './sleepWatch';
import { openTerminal, type Terminal, type TerminalSize } from './terminal';
import type { Watch } from './watch';

/**
 * `retryAt` and `since` are milliseconds since the epoch.
 * After an authentication failure, a refused host key or a declined prompt a link is `closed`: only a person starts it again.
 */
export type LinkState =
  | { readonly kind: 'closed'; readonly fault: Fault | null }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly since: number }
  | { readonly kind: 'waiting'; readonly fault: Fault; readonly attempt: number; readonly retryAt: number };

/** What a link needs for every connection it makes. */
export type LinkContext = Omit<ConnectContext, 'mayAsk' | 'signal' | 'secrets'> & {
  readonly secrets: LinkSecrets;
  /** Reads another ssh configuration than the user's own. */
  readonly settings?: SettingsReader | undefined;
};

/** One attempt to connect, which several may wait for. A person who joins it makes it an attempt that may ask. */
interface Attempt {
  readonly result: Promise<Result<void>>;
  readonly aborting: AbortController;
  mayAsk: boolean;
}

interface Open {
  readonly connection: Connection;
  readonly commands: HostCommands;
}

/** Faults that may be gone a moment later. All others need a person. */
const passing: ReadonlySet<Fault['code']> = new Set([
  'host-unknown',
  'connection-refused',
  'host-unreachable',
  'connect-timeout',
  'proxy-failed',
  'link-lost',
  'channel-refused',
  'command-timeout',
  'output-cut',
]);

/** Milliseconds in which a connection that slept has to give a sign of life. */
const wakeUp = 3000;

/** One host, reached by one SSH connection that all commands and terminals share. */
export class SshLink implements Disposable {
  private current: LinkState = { kind: 'closed', fault: null };
  private readonly changes = createEmitter<LinkState>();
  private attempt: Attempt | null = null;
  private open: Open | null = null;
  private retry: Disposable | null = null;
  private sleep: Disposable | null = null;
  /** Failed attempts since the last connection, and when the first of them was. */
  private failed = 0;
  private awaySince = 0;
  private disposed = false;

  constructor(
    readonly target: string,
    private readonly resolve: () => Promise<Result<Endpoint>>,
    private readonly context: LinkContext,
    private readonly dial: typeof openConnection = openConnection,
  ) {}

  get state(): LinkState {
    return this.current;
  }

  onDidChangeState(listener: (state: LinkState) => void): Disposable {
    return this.changes.on(listener);
  }

  /**
   * Connects, or waits for the connection under way. Never rejects. Without `mayAsk` nothing is asked and nothing forced:
   * a link that waits for its next attempt, or that only a person can start again, answers why.
   */
  async connect({ mayAsk }: { readonly mayAsk: boolean }): Promise<Result<void>> {
    if (this.disposed) return failure({ code: 'disconnected', host: this.target });
    if (this.open) return success(undefined);
    const before = 'fault' in this.current ? this.current.fault : null;
    if (!mayAsk && !this.attempt && before) return failure(before);
    const running = this.attempt;
    if (!running) return this.start(mayAsk).result;
    running.mayAsk ||= mayAsk;
    const result = await running.result;
    // It may have passed its question before this person came.
    const passed = !result.ok && mayAsk && (result.fault.code === 'prompt-needed' || result.fault.code === 'host-key-unknown');
    return passed ? this.connect({ mayAsk }) : result;
  }

  /** Runs one command over a connected link. Never rejects. A link that is not connected answers `disconnected`. */
  async run<T>(command: Command<T>, options: RunOptions = {}): Promise<Result<T>> {
    const { open } = this;
    if (!open) return failure({ code: 'disconnected', host: this.target });
    const result = await open.commands.run(command, options);
    return result.ok ? result : failure(this.unlessLeft(result.fault));
  }

  /** Opens an interactive shell; it does not count among the channels for commands. */
  async openTerminal(size: TerminalSize): Promise<Result<Terminal>> {
    const host = this.target;
    if (!this.open) return failure({ code: 'disconnected', host });
    const terminal = await openTerminal(this.open.connection, size);
    if (terminal === 'refused') return failure({ code: 'channel-refused', host });
    return terminal === 'lost' ? failure({ code: 'link-lost', host, reason: 'closed' }) : success(terminal);
  }

  /**
   * Starts a program that tells of changes, in a channel that does not count among those for commands and gives way to them where the
   * host has too few. Resolves when it has been started. Never rejects, never asks.
   */
  async watch(command: WatchCommand): Promise<Result<Watch>> {
    const { open } = this;
    return open ? open.commands.watch(command, (fault) => this.unlessLeft(fault)) : failure({ code: 'disconnected', host: this.target });
  }

  /**
   * A link to a machine that is reached from this host: through this link's connection, while there is one; none is made for it. It is the caller's to dispose of.
   * Faults of its own beside those of any link: `disconnected` with this host's name, `forwarding-refused`.
   */
  onward(way: Onward): SshLink {
    const { secrets, settings } = this.context;
    const throughThis = async <T>(use: (jump: Connection) => Promise<Result<T>>): Promise<Result<T>> =>
      this.open ? use(this.open.connection) : failure({ code: 'disconnected', host: this.target });
    const resolve = () => throughThis((jump) => resolveOnward(way, jump.endpoint, settings));
    return new SshLink(way.target, resolve, { ...this.context, secrets: secrets.ofAnother() }, (endpoint, context) => throughThis((jump) => openOnward(jump, endpoint, context)));
  }

  /** Whether the host gives a sign of life within so many milliseconds; false where there is no connection. */
  async isAlive(withinMs: number): Promise<boolean> {
    return this.open !== null && isAlive(this.open.connection, withinMs);
  }

  /** Closes the connection and stays closed until `connect`. Secrets that are not remembered are forgotten. */
  disconnect(): void {
    this.standStill();
    this.attempt?.aborting.abort();
    this.attempt = null;
    const { open } = this;
    this.open = null;
    open?.connection.end();
    this.context.secrets.forgetAll();
    this.failed = 0;
    if (this.current.kind !== 'closed' || this.current.fault) this.become({ kind: 'closed', fault: null });
  }

  dispose(): void {
    this.disposed = true;
    this.disconnect();
    this.changes.dispose();
  }

  private start(mayAsk: boolean): Attempt {
    this.standStill();
    const aborting = new AbortController();
    const result = Promise.resolve()
      .then(() => this.reach(attempt))
      .catch((error: Error) => failure({ code: 'handshake-failed', host: this.target, reason: error.message } as const))
      .then((reached) => this.settle(attempt, reached));
    const attempt: Attempt = { result, aborting, mayAsk };
    this.attempt = attempt;
    this.become({ kind: 'connecting', attempt: this.failed + 1 });
    return attempt;
  }

  private async reach(attempt: Attempt): Promise<Result<Open>> {
    const endpoint = await this.resolve();
    if (!endpoint.ok) return endpoint;
    const { signal } = attempt.aborting;
    const connection = await this.dial(endpoint.value, { ...this.context, mayAsk: () => attempt.mayAsk, signal });
    if (!connection.ok) return connection;
    const commands = new HostCommands(connection.value, this.context.secrets, this.context.prompts);
    const prepared = await commands.prepare(signal);
    if (prepared.ok) return success({ connection: connection.value, commands });
    connection.value.end();
    return prepared;
  }

  private settle(attempt: Attempt, reached: Result<Open>): Result<void> {
    if (this.attempt !== attempt) {
      if (reached.ok) reached.value.connection.end();
      return failure({ code: 'disconnected', host: this.target });
    }
    this.attempt = null;
    if (!reached.ok) {
      this.context.log.warn(`${this.target}: not connected (${reached.fault.code})`);
      this.wait(reached.fault);
      return reached;
    }
    const open = reached.value;
    this.open = open;
    this.failed = 0;
    this.sleep = watchSleep(this.context.clock, () => void this.wake(open));
    this.become({ kind: 'connected', since: this.context.clock.now() });
    open.connection.onEnd((reason) => {
      if (this.open !== open) return;
      this.context.log.warn(`${this.target}: connection lost (${reason})`);
      this.open = null;
      this.wait({ code: 'link-lost', host: this.target, reason });
    });
    return success(undefined);
  }

  /** Waits for the next attempt, or stays closed where that needs a person or would be in vain. */
  private wait(fault: Fault): void {
    this.standStill();
    const { clock, log } = this.context;
    const now = clock.now();
    this.failed += 1;
    if (this.failed === 1) this.awaySince = now;
    const delay = passing.has(fault.code) ? backOff(this.failed, now - this.awaySince, Math.random()) : null;
    if (delay === null) {
      this.failed = 0;
      this.become({ kind: 'closed', fault });
      return;
    }
    log.info(`${this.target}: trying again in ${Math.round(delay / 1000)} s`);
    this.retry = clock.after(delay, () => void this.start(false));
    this.sleep = watchSleep(clock, () => {
      this.failed = 0;
      void this.start(false);
    });
    this.become({ kind: 'waiting', fault, attempt: this.failed, retryAt: now + delay });
  }

  /** After a sleep the connection may have died without a word, or live: it is asked, and replaced if it does not answer. */
  private async wake(open: Open): Promise<void> {
    const { log } = this.context;
    log.info(`${this.target}: the clock has jumped; asking for a sign of life`);
    const alive = await isAlive(open.connection, wakeUp);
    if (alive || this.open !== open) return;
    log.warn(`${this.target}: no sign of life; connecting anew`);
    this.open = null;
    open.connection.end();
    void this.start(false);
  }

  /** A connection that a person has closed is not lost. */
  private unlessLeft(fault: Fault): Fault {
    const isLeft = fault.code === 'link-lost' && this.current.kind === 'closed' && this.current.fault === null;
    return isLeft ? { code: 'disconnected', host: this.target } : fault;
  }

  private standStill(): void {
    this.retry?.dispose();
    this.sleep?.dispose();
    this.retry = null;
    this.sleep = null;
  }

  private become(state: LinkState): void {
    this.current = state;
    this.changes.fire(state);
  }
}
