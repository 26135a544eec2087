import { type AddressInfo, connect, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection, type PseudoTtyInfo, type ServerChannel, type SignalInfo } from 'ssh2';

const { Server, utils } = ssh2;

/** A key pair made for one test run. */
export interface KeyPair {
  /** OpenSSH's text. */
  readonly privateKey: string;
  /** The public key blob in base64. */
  readonly publicKey: string;
  readonly type: string;
}

export function makeKey(type: 'ed25519' | 'ecdsa' = 'ed25519', passphrase?: string): KeyPair {
  const locked: object = passphrase === undefined ? {} : { passphrase, cipher: 'aes256-ctr', rounds: 1 };
  const made = type === 'ecdsa' ? utils.generateKeyPairSync('ecdsa', { bits: 256, ...locked }) : utils.generateKeyPairSync('ed25519', locked);
  // One ed25519 key in some hundred comes out malformed: ssh2 1.17 drops a leading zero.
  if (utils.parseKey(made.private, passphrase) instanceof Error) return makeKey(type, passphrase);
  const [name = '', publicKey = ''] = made.public.split(' ');
  return { privateKey: made.private, publicKey, type: name };
}

/** A command that reached the server. Nothing runs it but the test. */
export interface Executed {
  readonly line: string;
  readonly channel: ServerChannel;
  /** The terminal it runs in, if any. */
  readonly terminal: PseudoTtyInfo | null;
  /** Signals that the client sent so far. */
  readonly signals: readonly string[];
  /** Answers and closes the channel as sshd does. */
  reply(stdout: string | Buffer, exitCode?: number, stderr?: string): void;
  /** All of stdin, when its end has come. */
  stdin(): Promise<string>;
  /** The first line of stdin. */
  firstLine(): Promise<string>;
}

export interface SshServerOptions {
  readonly hostKeys?: readonly KeyPair[];
  /** Algorithms in place of ssh2's own. */
  readonly algorithms?: ssh2.Algorithms;
  /** Whom to let in; everybody unless given. */
  readonly authenticate?: (context: AuthContext) => void;
  /** What commands do; those that ask for the account's facts are answered already. */
  readonly execute?: (executed: Executed) => void;
  readonly shell?: (channel: ServerChannel, size: PseudoTtyInfo | undefined) => void;
  /** Sessions at once on one connection; more are refused, as sshd refuses beyond MaxSessions. */
  readonly maxSessions?: number;
  /** What `id` answers. */
  readonly id?: string;
  readonly loginShell?: string;
  /** What the login shell prints before every command's own output. */
  readonly noise?: string | (() => string);
  /** Paths that `ls` finds. */
  readonly programs?: readonly string[];
  /** What becomes of a request to go on to another port; by default it is done. */
  readonly forward?: (accept: () => void, reject: (reason: number, words: string) => void) => void;
}

export interface SshServer {
  readonly port: number;
  readonly hostKey: KeyPair;
  /** Connections that are open. */
  readonly connections: ReadonlySet<Connection>;
  /** Connections made since the start. */
  readonly accepted: number;
  /** Sessions that are open now. */
  readonly sessions: number;
  /** Most sessions that were open at once. */
  readonly mostSessions: number;
  /** Ways on to other ports that are open now. */
  readonly channels: number;
  /** Every command line that came, those that ask for facts included. */
  readonly lines: readonly string[];
  /** Cuts every connection without a word. */
  drop(): void;
  close(): Promise<void>;
}

/** An SSH server in this process, on loopback, whose every answer the test decides. It forwards to other ports of loopback. */
export async function startSshServer(options: SshServerOptions = {}): Promise<SshServer> {
  const hostKeys = options.hostKeys ?? [makeKey()];
  const connections = new Set<Connection>();
  const count = { accepted: 0, sessions: 0, most: 0, channels: 0 };
  const lines: string[] = [];
  const server = new Server({ hostKeys: hostKeys.map((key) => key.privateKey), algorithms: options.algorithms ?? {} }, (connection) => {
    count.accepted += 1;
    connections.add(connection);
    // Without it every answer waits 40 ms for an acknowledgement.
    socketOf(connection).setNoDelay(true);
    connection.on('error', () => undefined);
    connection.on('close', () => connections.delete(connection));
    connection.on('authentication', options.authenticate ?? ((context) => context.accept()));
    connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
      const open = () => {
        const channel = accept();
        count.channels += 1;
        channel.on('error', () => undefined).on('close', () => (count.channels -= 1));
        return channel;
      };
      if (options.forward) return options.forward(() => void open().resume(), (reason, words) => refuseChannel(connection, reject, reason, words));
      const onward = connect(destPort, destIP);
      onward.on('error', () => reject?.());
      onward.on('connect', () => {
        const channel = open();
        channel.pipe(onward).pipe(channel);
      });
    });
    serveSessions(connection, options, count, lines);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => {
    for (const connection of connections) socketOf(connection).destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    hostKey: hostKeys[0] as KeyPair,
    connections,
    get accepted() {
      return count.accepted;
    },
    get sessions() {
      return count.sessions;
    },
    get mostSessions() {
      return count.most;
    },
    get channels() {
      return count.channels;
    },
    lines,
    drop,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        drop();
      }),
  };
}

/** The socket below a connection: ssh2 has no way to end one without taking leave, or to stop answering. */
export function socketOf(connection: Connection): Socket {
  return (connection as unknown as { _sock: Socket })._sock;
}

/** Refuses a channel as sshd does, in words: ssh2 has none. */
function refuseChannel(connection: Connection, reject: (() => void) | undefined, reason: number, words: string): void {
  const protocol = (connection as unknown as { _protocol: { channelOpenFail(to: number, reason: number, words: string): void } })._protocol;
  const plain = protocol.channelOpenFail;
  protocol.channelOpenFail = (to) => plain.call(protocol, to, reason, words);
  reject?.();
  protocol.channelOpenFail = plain;
}

function serveSessions(connection: Connection, options: SshServerOptions, count: { sessions: number; most: number }, lines: string[]): void {
  let sessions = 0;
  let isOpen = true;
  // Its sessions go with it, without a word each.
  connection.on('close', () => {
    isOpen = false;
    count.sessions -= sessions;
  });
  connection.on('session', (accept, reject) => {
    if (sessions >= (options.maxSessions ?? Infinity)) return void reject?.();
    sessions += 1;
    count.sessions += 1;
    count.most = Math.max(count.most, count.sessions);
    const session = accept();
    // ssh2's server passes over signals after the end of stdin; sshd obeys them.
    Object.defineProperty(session, '_ending', { get: () => false, set: () => undefined });
    const signals: string[] = [];
    let size: PseudoTtyInfo | undefined;
    session.on('close', () => {
      if (!isOpen) return;
      sessions -= 1;
      count.sessions -= 1;
    });
    session.on('signal', (_accept: unknown, _reject: unknown, { name }: SignalInfo) => signals.push(name));
    session.on('pty', (acceptPty, _rejectPty, info) => {
      size = info;
      acceptPty();
    });
    session.on('window-change', (_accept: unknown, _reject: unknown, info) => (size = { ...size, ...info } as PseudoTtyInfo));
    session.on('shell', (acceptShell) => options.shell?.(acceptShell(), size));
    session.on('exec', (acceptExec, _rejectExec, { command: line }) => {
      lines.push(line);
      const channel = acceptExec();
      channel.on('error', () => undefined);
      const noise = typeof options.noise === 'function' ? options.noise() : (options.noise ?? '');
      if (noise) channel.write(noise);
      answer(executed(line, channel, size ?? null, signals), options);
    });
  });
}

function executed(line: string, channel: ServerChannel, terminal: PseudoTtyInfo | null, signals: readonly string[]): Executed {
  let text = '';
  channel.setEncoding('utf8');
  channel.on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<string>((resolve) => channel.on('end', () => resolve(text)));
  const firstLine = () => new Promise<string>((resolve) => {
    const look = () => text.includes('\n') && resolve(text.slice(0, text.indexOf('\n')));
    channel.on('data', look);
    look();
  });
  return { line, channel, terminal, signals, stdin: () => ended, firstLine, reply: (...reply) => finish(channel, terminal, ...reply) };
}

function answer(command: Executed, options: SshServerOptions): void {
  const { line } = command;
  if (line === 'env LC_ALL=C id') return command.reply(options.id ?? 'uid=0(root) gid=0(root) groups=0(root)\n');
  if (line === 'env LC_ALL=C printenv SHELL') return command.reply(`${options.loginShell ?? '/bin/sh'}\n`);
  if (line.startsWith('env LC_ALL=C ls -d ')) {
    const found = (options.programs ?? ['/usr/sbin/crm_mon', '/usr/bin/sudo']).filter((path) => line.split(' ').includes(path));
    return command.reply(found.map((path) => `${path}\n`).join(''), 2, 'ls: cannot access others\n');
  }
  options.execute?.(command);
}

function finish(channel: ServerChannel, terminal: PseudoTtyInfo | null, stdout: string | Buffer, exitCode = 0, stderr = ''): void {
  if (stderr && !terminal) channel.stderr.write(stderr);
  channel.write(terminal ? `${String(stdout)}${stderr}`.replaceAll('\n', '\r\n') : stdout, () => {
    channel.exit(exitCode);
    channel.end();
  });
}
