import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { Client, type ClientChannel } from 'ssh2';
import { defaultCache } from '../../../src/practice/cachedFolder';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { findPrograms, type Programs } from '../../../src/practice/programs';
import { startPracticeCluster, type PracticeOptions } from '../../../src/practice/startPracticeCluster';
import { skip } from '../../skip';

export const clock: PracticeOptions['clock'] = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** Pacemaker's programs; the suite is skipped where there are none. */
export function realPrograms(context: Mocha.Context): Programs {
  const programs = findPrograms(process.env['PACEMAKER_EXPLORER_CACHE'] ?? defaultCache());
  return programs ?? skip(context, 'Pacemaker\'s programs are neither installed nor unpacked here');
}

export async function start(context: Mocha.Context, options: Partial<PracticeOptions> = {}): Promise<PracticeCluster> {
  const warnings: string[] = [];
  const started = await startPracticeCluster({
    template: 'one-host', programs: realPrograms(context), clock, waveMs: 0, log: { info: () => undefined, warn: (message) => warnings.push(message) }, ...options,
  });
  if (!started.ok && started.fault.code === 'namespaces-refused') return skip(context, `the kernel refuses namespaces: ${started.fault.reason}`);
  assert.ok(started.ok, JSON.stringify(started));
  assert.deepEqual(warnings, []);
  return started.value;
}

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** `null` without an exit status, a name when a signal ended it. */
  readonly exit: number | string | null;
}

/** An SSH client with the key that the practice cluster gave out; the host's key is checked. */
export class PracticeClient {
  private constructor(private readonly client: Client) {}

  static connect(cluster: PracticeCluster, index = 0): Promise<PracticeClient> {
    const { host, port, user, privateKey, hostKey } = cluster.hosts[index]!;
    const client = new Client();
    return new Promise((resolve, reject) => {
      client.on('error', reject).on('ready', () => resolve(new PracticeClient(client)));
      client.connect({ sock: connect({ host, port, noDelay: true }), username: user, privateKey, hostVerifier: (key: Buffer) => key.toString('base64') === hostKey });
    });
  }

  /** Connects to a host that is coming up. */
  static async reconnect(cluster: PracticeCluster, index: number): Promise<PracticeClient> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await PracticeClient.connect(cluster, index);
      } catch (error) {
        if (attempt === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** Runs a line and waits for its end. */
  run(line: string, stdin = ''): Promise<Answer> {
    // The answer may come in the same packet as the channel: whoever listens later hears nothing.
    return new Promise((resolve, reject) => this.client.exec(line, (error, channel) => (error ? reject(error) : resolve(answerOf(channel, stdin)))));
  }

  /** Runs a line that has to succeed. */
  async must(line: string): Promise<string> {
    const { stdout, stderr, exit } = await this.run(line);
    assert.equal(exit, 0, `${line}\n${stdout}${stderr}`);
    return stdout;
  }

  exec(line: string): Promise<ClientChannel> {
    return new Promise((resolve, reject) => this.client.exec(line, (error, channel) => (error ? reject(error) : resolve(channel))));
  }

  /** Runs a line in a terminal of two lines until what it has drawn is enough, and leaves. */
  onTerminal(line: string, isEnough: (screen: string) => boolean): Promise<string> {
    return new Promise((resolve, reject) => this.client.exec(line, { pty: { cols: 80, rows: 2 } }, (error, channel) => {
      if (error) return reject(error);
      let screen = '';
      const look = (chunk: Buffer) => {
        screen += chunk.toString();
        if (isEnough(screen)) channel.close();
      };
      channel.on('data', look).on('close', () => resolve(screen));
      channel.stderr.on('data', look);
    }));
  }

  shell(): Promise<ClientChannel> {
    return new Promise((resolve, reject) => this.client.shell({ term: 'xterm', cols: 100, rows: 30 }, (error, channel) => (error ? reject(error) : resolve(channel))));
  }

  /** Asks for a way over this host to another machine; rejects with what the host says against it. */
  forward(address: string, port: number): Promise<ClientChannel> {
    return new Promise((resolve, reject) => this.client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => (error ? reject(error) : resolve(channel))));
  }

  /** Resolves when the connection is gone. */
  ended(): Promise<void> {
    return new Promise((resolve) => this.client.on('close', resolve));
  }

  end(): void {
    this.client.on('error', () => undefined).end();
  }
}

export function answerOf(channel: ClientChannel, stdin = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let exit: Answer['exit'] = null;
    channel.on('data', (chunk: Buffer) => stdout.push(chunk));
    channel.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    channel.on('exit', (code: number | null, signal?: string) => (exit = code ?? signal ?? null));
    channel.on('close', () => resolve({ stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), exit }));
    channel.end(stdin);
  });
}

/** The lines of crm_mon's text that say where things run, without their agents: `FAKE1 Started guest1`. */
export function places(text: string): readonly string[] {
  return [...text.matchAll(/^ +\* (\S+)\t\(\S+\):\t (.+)$/gm)].map(([, resource, state]) => `${resource!} ${state!}`);
}
