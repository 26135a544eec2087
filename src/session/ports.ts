import type { Command, WatchCommand } from '../core/command';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import type { Disposable } from '../core/surroundings';

/**
 * One host, reached by one SSH connection that all commands and terminals share. `src/remote` fits this shape without
 * importing it; `src/compose.ts` puts the two together and the compiler checks that they fit.
 */
export interface HostLink extends Disposable {
  /** What the user typed: an alias, or `user@host:port`. */
  readonly target: string;
  readonly state: LinkState;
  onDidChangeState(listener: (state: LinkState) => void): Disposable;
  /**
   * Connects, or waits for the connection under way. Never rejects.
   * `mayAsk` is true only when a person asked for this: otherwise a question ends in `prompt-needed` or `host-key-unknown`.
   */
  connect(options: { readonly mayAsk: boolean }): Promise<Result<void>>;
  /** Runs one command over a connected link. Never rejects. A link that is not connected answers `disconnected`. */
  run<T>(command: Command<T>, options?: RunOptions): Promise<Result<T>>;
  /** Opens an interactive shell; it does not count among the channels for commands. */
  openTerminal(size: TerminalSize): Promise<Result<TerminalChannel>>;
  /**
   * Starts a program that tells of changes, in a channel of its own that does not count among those for commands.
   * Resolves when the program has been started; a refusal by sudo, say, may be told only by its end. Never rejects, never asks.
   */
  watch(command: WatchCommand): Promise<Result<WatchChannel>>;
  /**
   * A link to a machine that is reached from this host: over this link's connection, while there is one. It is the caller's to dispose of.
   * Its host key and its secrets are kept under its name and this host's, whatever its address.
   */
  onward(way: Onward): HostLink;
  /** Whether the host gives a sign of life within so many milliseconds; false where there is no connection. Changes nothing and never rejects. */
  isAlive(withinMs: number): Promise<boolean>;
  /** Closes the connection and stays closed until `connect`. */
  disconnect(): void;
}

/** A machine behind a host. */
export interface Onward {
  /** What questions and faults call it; no other machine's. */
  readonly target: string;
  readonly user: string;
  readonly address: string;
  /** What that host knows it by. */
  readonly name: string;
}

export interface RunOptions {
  /** Aborting ends the command on the host and answers `cancelled`. */
  readonly signal?: AbortSignal;
  /** Whether a password for sudo may be asked for. */
  readonly mayAsk?: boolean;
  /** Called with what the program writes to its standard output, as it comes. */
  readonly heard?: (text: string) => void;
}

/**
 * `retryAt` and `since` are milliseconds since the epoch.
 * After an authentication failure, a refused host key or a declined prompt a link is `closed`: only a person starts it again.
 */
export type LinkState =
  | { readonly kind: 'closed'; readonly fault: Fault | null }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly since: number }
  | { readonly kind: 'waiting'; readonly fault: Fault; readonly attempt: number; readonly retryAt: number };

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalChannel extends Disposable {
  write(data: string): void;
  resize(size: TerminalSize): void;
  onData(listener: (data: string) => void): Disposable;
  onClose(listener: (exitCode: number | null) => void): Disposable;
}

/** A program that watches, until it is disposed of or ends. */
export interface WatchChannel extends Disposable {
  /** Calls back whenever the program has written something, also for what it wrote before anyone listened. */
  onSign(listener: () => void): Disposable;
  /**
   * Calls back once when the program has ended without being disposed of: at once if it has. The fault says why: that of the link,
   * of sudo, `program-missing`, `channel-refused` where sshd's MaxSessions leaves too little room for commands beside it,
   * or `command-failed` with the program's own last words.
   */
  onEnd(listener: (fault: Fault) => void): Disposable;
}
