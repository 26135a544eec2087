import type { ServerChannel, Session } from 'ssh2';
import type { Output } from '../core/command';
import { success, type Result } from '../core/result';
import { splitCommandLine, type LineFault } from './commandLine';
import { output, type Invocation } from './host/program';
import type { PracticeHost } from './host/practiceHost';
import { runWords } from './host/runWords';
import type { LinkFaults } from './linkFaults';

/** Answers one command line as sshd would, in a terminal of its own or not: output, exit status, end. Never rejects. */
export async function answerExec(host: PracticeHost, line: string, channel: ServerChannel, session: Session, hasTerminal: boolean, faults: () => LinkFaults): Promise<void> {
  const ending = new AbortController();
  channel.on('close', () => ending.abort());
  channel.on('error', () => ending.abort());
  session.on('signal', (accept, _reject, { name }) => {
    accept?.();
    if (/^(INT|TERM|KILL|HUP)$/.test(name)) ending.abort(name);
  });
  const stdin = collectStdin(channel, ending.signal);
  const screen = (text: string) => {
    const { hang, cutAfterBytes } = faults();
    if (hang || !channel.writable) return;
    if (cutAfterBytes === null) channel.write(text.replaceAll('\n', '\r\n'));
    else channel.close();
  };
  const { hang, delayMs, cutAfterBytes, floodBytes } = faults();
  if (delayMs > 0 && !hang) await new Promise((resolve) => setTimeout(resolve, delayMs));
  const answer = hang ? await never(ending.signal) : await runLine(host, line, stdin, ending.signal, hasTerminal ? screen : null);

  if (ending.signal.aborted || !answer.ok) return endBySignal(channel, typeof ending.signal.reason === 'string' ? ending.signal.reason : 'TERM');
  const { stdout, stderr, exitCode } = answer.value;
  if (cutAfterBytes !== null) {
    await write(channel, Buffer.from(stdout).subarray(0, cutAfterBytes), ending.signal);
    return void channel.close();
  }
  await write(channel.stderr, Buffer.from(stderr), ending.signal);
  await write(channel, Buffer.from(stdout), ending.signal);
  for (let left = floodBytes; left > 0 && !ending.signal.aborted; left -= noise.length) await write(channel, noise, ending.signal);
  if (ending.signal.aborted) return;
  channel.exit(exitCode ?? 1);
  channel.end();
}

/** Runs one line of words on a host. What only a shell could do is refused in a sentence. */
export async function runLine(host: PracticeHost, line: string, stdin: () => Promise<string>, signal: AbortSignal, screen: Invocation['screen']): Promise<Result<Output>> {
  const words = splitCommandLine(line);
  if (!words.ok) return success(output('', `bash: ${lineText(words.fault)}\n`, 2));
  if (words.value.length === 0) return success(output(''));
  const ran = await runWords(words.value, { host, env: {}, stdin, signal, screen });
  // A fault that is not the caller's doing is told where a person sees it, and the log has it too.
  return ran.ok || ran.fault.code === 'cancelled' ? ran : success(output('', `practice cluster: ${ran.fault.code}${'reason' in ran.fault ? `: ${ran.fault.reason}` : ''}\n`, 1));
}

function lineText(fault: LineFault): string {
  return fault.code === 'unfinished-quote'
    ? `the line ends inside ${fault.what}`
    : `there is no shell on a practice host, so ${fault.what} does nothing here: type one program with its arguments, and put quotes around what is meant literally`;
}

function collectStdin(channel: ServerChannel, signal: AbortSignal): () => Promise<string> {
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve) => {
    channel.on('end', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  channel.on('data', (chunk: Buffer) => chunks.push(chunk));
  return async () => {
    await ended;
    return Buffer.concat(chunks).toString('utf8');
  };
}

function endBySignal(channel: ServerChannel, name: string): void {
  if (!channel.writable) return;
  channel.exit(name);
  channel.end();
}

/** Resolves when the bytes have been taken, or the channel is gone. */
function write(to: NodeJS.WritableStream, bytes: Buffer, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (bytes.length === 0 || gone.aborted) return resolve();
    const done = () => {
      gone.removeEventListener('abort', done);
      resolve();
    };
    gone.addEventListener('abort', done);
    to.write(bytes, done);
  });
}

function never(signal: AbortSignal): Promise<Result<Output>> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(success(output(''))), { once: true }));
}

const noise = Buffer.alloc(65_536, 'x');
