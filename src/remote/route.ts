import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { Result } from '../core/result';
import { failure, success } from '../core/result';

/** Opens a way from a jump host on to the next host. Fault: `proxy-failed`. */
export function throughHost(jump: Client, jumpName: string, host: string, port: number, target: string): Promise<Result<Duplex>> {
  return new Promise((resolve) => {
    const refuse = (error: Error) => resolve(failure({ code: 'proxy-failed', host: target, proxy: jumpName, reason: error.message.replace(/^\(SSH\) /, '') }));
    try {
      jump.forwardOut('127.0.0.1', 0, host, port, (error, channel) => (error ? refuse(error) : resolve(success(channel))));
    } catch (error) {
      refuse(error as Error);
    }
  });
}

/**
 * Runs a ProxyCommand and speaks through its stdin and stdout. It comes from the user's own ssh configuration and is run by
 * the user's shell, as ssh does; nothing else decides what runs here. When it ends, the stream ends with what it said last as the reason.
 */
export function throughCommand(command: string): Duplex {
  const isWindows = process.platform === 'win32';
  // `exec`, so that the shell makes place for the command and ending the one ends the other.
  const [file, args] = isWindows ? ['cmd.exe', ['/d', '/s', '/c', command]] : [process.env.SHELL ?? '/bin/sh', ['-c', `exec ${command}`]];
  const child = spawn(file, args, { cwd: homedir(), stdio: 'pipe', windowsHide: true, windowsVerbatimArguments: isWindows });
  const stream = new Duplex({
    read: () => void child.stdout.resume(),
    // A command that has ended takes no more; what it said, which comes with its end, is a better reason than a broken pipe.
    write: (chunk: Buffer, _encoding, done) => void child.stdin.write(chunk, () => done()),
    final: (done) => void child.stdin.end(() => done()),
    destroy: (error, done) => {
      child.kill();
      done(error);
    },
  });
  let said = '';
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (chunk: Buffer) => stream.push(chunk) || child.stdout.pause());
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-1000)));
  child.on('error', (error) => stream.destroy(new ProxyError(error.message)));
  // Not when stdout ends: what it said and its status come after that.
  child.on('close', (status) => stream.destroy(new ProxyError(said.trim().split('\n').at(-1) || `exit status ${status}`)));
  return stream;
}

/** What a proxy command said when it ended. */
export class ProxyError extends Error {}
