import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import ssh2, { type AuthContext, type Connection, type PseudoTtyInfo, type ServerChannel, type SignalInfo } from 'ssh2';

const { Server, utils } = ssh2;

/** A key pair made for one test run. */
export interface KeyPair {
  readonly privateKey: string;
  /** The public key blob in base64. */
  readonly publicKey: string;
}

export function makeKey(): KeyPair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'sec1', format: 'pem' }) as string;
  const parsed = utils.parseKey(pem);
  if (parsed instanceof Error) throw parsed;
  return { privateKey: pem, publicKey: parsed.getPublicSSH().toString('base64') };
}

/** A command that reached the server. Nothing runs it but the test's handler. */
export interface Executed {
  readonly line: string;
  readonly channel: ServerChannel;
  /** Answers and closes the channel as sshd does. */
  reply(stdout: string, exitCode?: number, stderr?: string): void;
  /** Signals that the client sent so far. */
  readonly signals: readonly string[];
}

export interface SshServerOptions {
  readonly hostKeys?: readonly KeyPair[];
  /** Whom to let in; everybody unless given. */
  readonly authenticate?: (context: AuthContext) => void;
  /** What commands do; the account's own facts are answered already. */
  readonly execute?: (executed: Executed) => void;
  readonly shell?: (channel: ServerChannel, size: PseudoTtyInfo | undefined) => void;
  /** Sessions at once, more are refused as sshd refuses beyond MaxSessions. */
  readonly maxSessions?: number;
  /** What `id` answers. */
  readonly id?: string;
  /** Paths that `ls` finds. */
  readonly programs?: readonly string[];
}

export interface SshServer {
  readonly port: number;
  readonly hostKey: KeyPair;
  /** Connections that are open. */
  readonly connections: ReadonlySet<Connection>;
  /** Connections made since the start. */
  readonly accepted: number;
  close(): Promise<void>;
}

/** An SSH server in this process, on loopback, whose every answer the test decides. */
export async function startSshServer(options: SshServerOptions = {}): Promise<SshServer> {
  const hostKeys = options.hostKeys ?? [makeKey()];
  const connections = new Set<Connection>();
  let accepted = 0;
  const server = new Server({ hostKeys: hostKeys.map((key) => key.privateKey) }, (connection) => {
    accepted += 1;
    connections.add(connection);
    connection.on('error', () => undefined);
    connection.on('close', () => connections.delete(connection));
    connection.on('authentication', options.authenticate ?? ((context) => context.accept()));
    serveSessions(connection, options);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hostKey: hostKeys[0] as KeyPair,
    connections,
    get accepted() {
      return accepted;
    },
    close: () =>
      new Promise((resolve) => {
        for (const connection of connections) connection.end();
        server.close(() => resolve());
      }),
  };
}

function serveSessions(connection: Connection, options: SshServerOptions): void {
  let sessions = 0;
  connection.on('session', (accept, reject) => {
    if (sessions >= (options.maxSessions ?? Infinity)) return void reject?.();
    sessions += 1;
    const session = accept();
    const signals: string[] = [];
    let size: PseudoTtyInfo | undefined;
    session.on('signal', (_accept: unknown, _reject: unknown, { name }: SignalInfo) => signals.push(name));
    session.on('pty', (acceptPty, _rejectPty, info) => {
      size = info;
      acceptPty();
    });
    session.on('shell', (acceptShell) => {
      const channel = acceptShell();
      channel.on('close', () => (sessions -= 1));
      options.shell?.(channel, size);
    });
    session.on('exec', (acceptExec, _rejectExec, { command: line }) => {
      const channel = acceptExec();
      channel.on('error', () => undefined);
      channel.on('close', () => (sessions -= 1));
      answer({ line, channel, signals, reply: (...reply) => finish(channel, ...reply) }, options);
    });
  });
}

function answer(executed: Executed, options: SshServerOptions): void {
  const { line } = executed;
  if (line === 'env LC_ALL=C id') return executed.reply(options.id ?? 'uid=0(root) gid=0(root) groups=0(root)\n');
  if (line.startsWith('env LC_ALL=C ls -d ')) {
    const found = (options.programs ?? ['/usr/sbin/crm_mon', '/usr/bin/sudo']).filter((path) => line.split(' ').includes(path));
    return executed.reply(found.map((path) => `${path}\n`).join(''), 2);
  }
  options.execute?.(executed);
}

function finish(channel: ServerChannel, stdout: string, exitCode = 0, stderr = ''): void {
  if (stderr) channel.stderr.write(stderr);
  channel.write(stdout, () => {
    channel.exit(exitCode);
    channel.end();
  });
}
