import { StringDecoder } from 'node:string_decoder';
import type { ClientChannel } from 'ssh2';
import { createEmitter } from '../core/emitter';
import type { Runner } from './execute';
import { openChannel } from './openChannel';
import type { Disposable } from '../core/surroundings';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** An interactive login shell on a host. */
export interface Terminal extends Disposable {
  write(data: string): void;
  resize(size: TerminalSize): void;
  onData(listener: (data: string) => void): Disposable;
  /** The exit status, or null where there is none: a signal, a lost connection. */
  onClose(listener: (exitCode: number | null) => void): Disposable;
}

/** Opens a login shell with a terminal of that size; `refused` when the host gives no channel. */
export async function openTerminal(runner: Runner, size: TerminalSize): Promise<Terminal | 'refused' | 'lost'> {
  const opened = await openChannel({
    request: (done) => runner.client.shell({ term: 'xterm-256color', cols: size.columns, rows: size.rows }, done),
    accept: asTerminal,
    discard: (channel) => channel.close(),
    isLost: () => !runner.isOpen(),
    clock: runner.clock,
    signal: new AbortController().signal,
  });
  if (opened.kind === 'open') return opened.value;
  return opened.kind === 'lost' ? 'lost' : 'refused';
}

function asTerminal(channel: ClientChannel): Terminal {
  const decoder = new StringDecoder('utf8');
  const data = createEmitter<string>();
  const closed = createEmitter<number | null>();
  let exitCode: number | null = null;
  let ended = false;
  const receive = (chunk: Buffer) => data.fire(decoder.write(chunk));
  channel.on('error', () => undefined);
  channel.on('exit', (code: number | null) => (exitCode = code));
  channel.on('close', () => {
    ended = true;
    closed.fire(exitCode);
  });
  // What comes before anyone listens waits in the channel.
  channel.pause();
  return {
    write: (text) => void (ended || channel.write(text)),
    resize: ({ columns, rows }) => channel.setWindow(rows, columns, 0, 0),
    onData: (listener) => {
      const listening = data.on(listener);
      // A stream that was paused does not start by itself when someone listens.
      if (channel.listenerCount('data') === 0) channel.on('data', receive).resume();
      return listening;
    },
    onClose: (listener) => closed.on(listener),
    dispose: () => {
      channel.close();
      channel.resume();
    },
  };
}
