import type { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { endRemotely } from './endRemotely';
import { openChannel } from './openChannel';
import type { Room } from './room';
import type { Clock } from '../core/surroundings';

/** One line for a host's login shell, with its bounds. */
export interface Execution {
  readonly line: string;
  readonly stdin: string;
  /** What answers a question on stderr: when `prompt` appears there, `reply` goes before stdin, and both only then. */
  readonly answer: { readonly prompt: string; readonly reply: string } | null;
  readonly timeoutMs: number;
  /** Most bytes of stdout. */
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
  /** Called with what it writes to stdout, as it comes. */
  readonly said?: ((bytes: Buffer) => void) | undefined;
}

/**
 * How it ended. Only `exited` is an answer: the host said with which status and closed the channel itself.
 * `refused` the host gave no channel; `cut` the channel closed without a status; `lost` the connection went;
 * `late`, `tooLarge`, `cancelled` it was ended from here.
 */
export type Ending =
  | { readonly kind: 'exited'; readonly stdout: Buffer; readonly stderr: Buffer; readonly exitCode: number | null }
  | { readonly kind: 'refused' | 'cut' | 'lost' | Stop };

type Stop = 'late' | 'tooLarge' | 'cancelled';

/** Where commands run: an open connection. */
export interface Runner {
  readonly client: Client;
  readonly stream: Duplex;
  readonly clock: Clock;
  isOpen(): boolean;
}

/**
 * Runs one line. Never rejects. `over` is called once, when the channel is gone: that may be
 * some seconds after the ending is known, while a command that was ended dies.
 */
export async function execute(runner: Runner, room: Room, execution: Execution, over: () => void): Promise<Ending> {
  const { client, clock } = runner;
  let leave: (refused: boolean) => void = () => undefined;
  const gone = () => {
    leave(false);
    over();
  };
  const stopping = new AbortController();
  const cancel = () => stopping.abort('cancelled' satisfies Stop);
  const deadline = clock.after(execution.timeoutMs, () => stopping.abort('late' satisfies Stop));
  if (execution.signal?.aborted) cancel();
  execution.signal?.addEventListener('abort', cancel, { once: true });

  const opened = await openChannel({
    request: (done) => {
      leave = room.enter();
      client.exec(execution.line, (error, channel) => {
        if (error) leave(true);
        done(error, channel);
      });
    },
    accept: (channel) => ({ channel, ending: converse(channel, execution, runner, stopping) }),
    discard: (channel) => void endRemotely(channel, clock),
    isLost: () => !runner.isOpen(),
    clock,
    signal: stopping.signal,
    room,
  });
  const ending = opened.kind === 'open' ? await opened.value.ending : stopped(stopping.signal) ?? { kind: opened.kind as 'refused' | 'lost' };
  deadline.dispose();
  execution.signal?.removeEventListener('abort', cancel);
  if (opened.kind === 'open' && stopped(stopping.signal)?.kind === ending.kind) void endRemotely(opened.value.channel, clock).then(gone);
  else gone();
  return ending;
}

function stopped(signal: AbortSignal): { readonly kind: Stop } | null {
  return signal.aborted ? { kind: signal.reason as Stop } : null;
}

/** Feeds a command and listens to it until it has ended or is to be ended. */
function converse(channel: ClientChannel, { stdin, answer, maxBytes, said }: Execution, runner: Runner, stopping: AbortController): Promise<Ending> {
  return new Promise((resolve) => {
    const stdout: Buffer[] = [];
    let stderr = Buffer.alloc(0);
    let bytes = 0;
    let exitCode: number | null | undefined;
    let answered = false;
    stopping.signal.addEventListener('abort', () => resolve({ kind: stopping.signal.reason as Stop }), { once: true });

    channel.on('error', () => undefined);
    channel.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) stopping.abort('tooLarge' satisfies Stop);
      else {
        stdout.push(chunk);
        said?.(chunk);
      }
    });
    channel.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < maxMessageBytes) stderr = Buffer.concat([stderr, chunk]);
      if (answered || !answer || !stderr.includes(answer.prompt)) return;
      answered = true;
      channel.end(answer.reply + stdin);
    });
    channel.on('exit', (code: number | null) => (exitCode = code));
    channel.on('close', () => {
      if (!runner.isOpen()) resolve({ kind: 'lost' });
      else if (exitCode === undefined) resolve({ kind: 'cut' });
      else resolve({ kind: 'exited', stdout: Buffer.concat(stdout), stderr, exitCode });
    });
    if (answer === null) channel.end(stdin);
  });
}

/** stderr is for messages: the rest of a longer one is dropped. */
const maxMessageBytes = 256 * 1024;
