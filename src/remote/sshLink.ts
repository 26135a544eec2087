import type { Command } from '../core/command';
import { createEmitter } from '../core/emitter';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';
import { type Connection, openConnection } from './connection';
import type { Endpoint } from './endpoint';
import { HostCommands, type RunOptions } from './hostCommands';
import type { Clock, Disposable, LinkOptions, Log } from './ports';
import { openTerminal, type Terminal, type TerminalSize } from './terminal';

/** Milliseconds since the epoch in `since` and `retryAt`. */
export type LinkState =
  | { readonly kind: 'closed'; readonly fault: Fault | null }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly since: number }
  | { readonly kind: 'waiting'; readonly fault: Fault; readonly attempt: number; readonly retryAt: number };

export interface LinkContext {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: LinkOptions;
}

/** One host, reached by one SSH connection that all commands and terminals share. */
export class SshLink implements Disposable {
  private current: LinkState = { kind: 'closed', fault: null };
  private readonly changes = createEmitter<LinkState>();
  private attempt: Promise<Result<void>> | null = null;
  private open: { readonly connection: Connection; readonly commands: HostCommands } | null = null;

  constructor(
    readonly target: string,
    private readonly resolve: () => Promise<Result<Endpoint>>,
    private readonly context: LinkContext,
  ) {}

  get state(): LinkState {
    return this.current;
  }

  onDidChangeState(listener: (state: LinkState) => void): Disposable {
    return this.changes.on(listener);
  }

  connect(options: { readonly mayAsk: boolean }): Promise<Result<void>> {
    void options;
    if (this.open) return Promise.resolve(success(undefined));
    this.attempt ??= this.tryConnect().finally(() => (this.attempt = null));
    return this.attempt;
  }

  run<T>(command: Command<T>, options: RunOptions = {}): Promise<Result<T>> {
    if (!this.open) return Promise.resolve(failure({ code: 'disconnected', host: this.target }));
    return this.open.commands.run(command, options);
  }

  async openTerminal(size: TerminalSize): Promise<Result<Terminal>> {
    if (!this.open) return failure({ code: 'disconnected', host: this.target });
    const terminal = await openTerminal(this.open.connection, size);
    if (terminal === 'refused') return failure({ code: 'channel-refused', host: this.target });
    return terminal === 'lost' ? failure({ code: 'link-lost', host: this.target, reason: '' }) : success(terminal);
  }

  disconnect(): void {
    this.open?.connection.end();
    this.open = null;
    this.become({ kind: 'closed', fault: null });
  }

  dispose(): void {
    this.disconnect();
    this.changes.dispose();
  }

  private async tryConnect(): Promise<Result<void>> {
    this.become({ kind: 'connecting', attempt: 1 });
    const done = await this.reach();
    this.become(done.ok ? { kind: 'connected', since: this.context.clock.now() } : { kind: 'closed', fault: done.fault });
    return done;
  }

  private async reach(): Promise<Result<void>> {
    const endpoint = await this.resolve();
    if (!endpoint.ok) return endpoint;
    const connection = await openConnection(endpoint.value, this.context.clock, this.context.options);
    if (!connection.ok) return connection;
    const commands = new HostCommands(this.target, connection.value);
    const prepared = await commands.prepare();
    if (!prepared.ok) return prepared;
    this.open = { connection: connection.value, commands };
    connection.value.onEnd((reason) => {
      if (this.open?.connection !== connection.value) return;
      this.open = null;
      this.become({ kind: 'closed', fault: { code: 'link-lost', host: this.target, reason } });
    });
    return success(undefined);
  }

  private become(state: LinkState): void {
    this.current = state;
    this.changes.fire(state);
  }
}
