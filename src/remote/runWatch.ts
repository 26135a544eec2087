import type { ClientChannel } from 'ssh2';
import type { Output } from '../core/command';
import type { Execution, Runner } from './execute';
import { openChannel } from './openChannel';
import type { Guest } from './room';
import type { WatchSource } from './watch';

/** One line for a host's login shell, whose program goes on until it is ended from here. */
export interface Watching {
  readonly line: string;
  /** What answers a question on the terminal, once. */
  readonly answer: Execution['answer'];
  readonly source: WatchSource;
  /** Its program has been started; the result is called when its session is free again. */
  readonly opened: (guest: Guest) => () => void;
}

/**
 * How it ended. `exited`: the host said with which status, and `output.stderr` is the end of what was written.
 * `refused` the host gave no session, or took it back for a command; `cut` the channel closed without a status; `lost` the connection went;
 * `unanswered` the answer was not the right one; `unwanted` it was disposed of.
 */
export type WatchEnding =
  | { readonly kind: 'exited'; readonly output: Output }
  | { readonly kind: 'refused' | 'cut' | 'lost' | 'unanswered' | 'unwanted' };

/** Nobody waits long for a watch: the session that is missing belongs to commands and terminals. Milliseconds. */
const patience = [50];
/** Most of what was written last that is kept, in bytes. */
const wordsLength = 500;
/** Small, as nobody reads it. Whatever is written to it is taken as it stands, and nothing of it comes back. */
const terminal = {
  term: 'vt100',
  cols: 80,
  rows: 2,
  width: 0,
  height: 0,
  modes: { ECHO: 0, ICANON: 0, ISIG: 0, IEXTEN: 0, IXON: 0, ICRNL: 0 },
} as const;

/**
 * Runs one line in a terminal of its own. Never rejects. What is written is taken at once and not kept.
 *
 * The terminal is what ends the program: when the channel or the connection is closed, or its end is lost, sshd lets go of the terminal,
 * and the kernel sends SIGHUP to all that runs in it, under sudo as well.
 */
export async function runWatch(runner: Runner, watching: Watching): Promise<WatchEnding> {
  const opened = await openChannel({
    request: (done) => runner.client.exec(watching.line, { pty: terminal }, done),
    accept: (channel) => listen(channel, runner, watching),
    discard: (channel) => channel.resume().close(),
    isLost: () => !runner.isOpen(),
    clock: runner.clock,
    signal: watching.source.unwanted,
    patience,
  });
  if (opened.kind === 'open') return opened.value;
  return { kind: opened.kind === 'stopped' ? 'unwanted' : opened.kind };
}

function listen(channel: ClientChannel, runner: Runner, { answer, source, opened }: Watching): Promise<WatchEnding> {
  return new Promise((resolve) => {
    let words = Buffer.alloc(0);
    let answered = false;
    let exitCode: number | null | undefined;
    /** Why it was ended from here. */
    let stopped: 'refused' | 'unanswered' | 'unwanted' | null = null;
    const closed = new Promise<void>((resolveClosed) => channel.once('close', resolveClosed));
    const stop = (why: typeof stopped) => {
      stopped ??= why;
      channel.close();
      return closed;
    };
    const dispose = () => void stop('unwanted');
    const over = opened({ giveWay: () => stop('refused') });
    source.unwanted.addEventListener('abort', dispose, { once: true });

    channel.on('error', () => undefined);
    channel.stderr.resume();
    channel.on('data', (chunk: Buffer) => {
      words = Buffer.concat([words, chunk]).subarray(-wordsLength);
      if (answer && words.includes(answer.prompt)) {
        // A second question says that the answer was wrong; each further answer would count as one more wrong password.
        if (answered) return void stop('unanswered');
        answered = true;
        words = Buffer.alloc(0);
        channel.write(answer.reply);
      } else source.sign();
    });
    channel.on('exit', (code: number | null) => (exitCode = code));
    channel.once('close', () => {
      over();
      source.unwanted.removeEventListener('abort', dispose);
      if (stopped) resolve({ kind: stopped });
      else if (!runner.isOpen()) resolve({ kind: 'lost' });
      else if (exitCode === undefined) resolve({ kind: 'cut' });
      else resolve({ kind: 'exited', output: { stdout: '', stderr: plain(words.toString('utf8')), exitCode } });
    });
  });
}

/** What a person would have read: without what moves the cursor and the like (ECMA-48), in lines that end as elsewhere. */
function plain(written: string): string {
  return written.replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])/g, '').replace(/\r+\n/g, '\n');
}
