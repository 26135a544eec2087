import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { Server, utils, type AuthContext, type Connection, type Session } from 'ssh2';
import { answerExec } from './execChannel';
import type { Duplex } from 'node:stream';
import type { PracticeGuest } from './host/guests';
import type { PracticeHost } from './host/practiceHost';
import { makeKeyPair, type KeyPair } from './keys';
import { noLinkFaults, type LinkFaults } from './linkFaults';
import type { Clock } from '../core/surroundings';
import { openShell, type TerminalSize } from './shellChannel';

/** How long a host takes to come up again. */
const rebootMs = 3000;

/** The SSH server of one practice host, on the loopback address. Only the one key that the practice cluster made for itself is let in. */
export class PracticeSshServer {
  private readonly sockets = new Set<Socket>();
  private tcp: TcpServer | null = null;
  private ssh: Server;
  private faults: LinkFaults = noLinkFaults;
  private address = 0;
  private reboot: { dispose(): void } | null = null;
  private disposed = false;

  /** `guestKey` is what the guests show that are reached through this host. */
  constructor(private readonly host: PracticeHost, private readonly hostKey: KeyPair, private readonly guestKey: KeyPair, private readonly clientKey: Buffer, private readonly clock: Clock) {
    this.ssh = this.serverWith(hostKey);
  }

  /** The TCP port; it stays when the host is turned off and on. */
  get port(): number {
    return this.address;
  }

  /** Listens on a port that the system chooses, later on the same one. Rejects when it cannot. */
  async powerOn(): Promise<void> {
    this.reboot?.dispose();
    if (this.tcp || this.disposed) return;
    const tcp = createServer({ noDelay: true }, (socket) => this.connect(socket));
    this.tcp = tcp;
    await new Promise<void>((resolve, reject) => tcp.once('error', reject).listen(this.address, '127.0.0.1', resolve));
    this.address = (tcp.address() as AddressInfo).port;
  }

  /** Ends every connection without a word and lets nobody in, as a host does that has lost its power. */
  async powerOff(): Promise<void> {
    this.reboot?.dispose();
    const { tcp } = this;
    this.tcp = null;
    this.drop();
    if (tcp) await new Promise((resolve) => tcp.close(resolve));
  }

  /** A host that has lost its power cannot be reached for a while, and comes up again by itself. */
  async powerCycle(): Promise<void> {
    await this.powerOff();
    // The port is free: nobody else asks for one that the system gives out by turns so soon. Should it be taken, the host stays off.
    if (!this.disposed) this.reboot = this.clock.after(rebootMs, () => void this.powerOn().catch(() => undefined));
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await this.powerOff();
  }

  /** Cuts every connection, as a broken network does; new ones come through. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** What goes wrong from now on; a change of the host key takes effect with the next connection. */
  setFaults(faults: Partial<LinkFaults>): void {
    const before = this.faults;
    this.faults = { ...before, ...faults };
    if (before.otherHostKey !== this.faults.otherHostKey) this.ssh = this.serverWith(this.faults.otherHostKey ? makeKeyPair() : this.hostKey);
  }

  private serverWith(key: KeyPair): Server {
    return new Server({ hostKeys: [key.private] }, (connection) => {
      this.accept(connection, this.host);
      connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
        const guest = destPort === 22 ? this.host.common.guests.reachedFrom(this.host.name, destIP) : null;
        if (guest === null) return void reject();
        this.lead(guest, accept());
      });
    });
  }

  /** Leads a way that a client has asked for to a guest, which answers by a server of its own: that of a machine without any network but this host's. */
  private lead({ ways, within }: PracticeGuest, way: Duplex): void {
    ways.add(way);
    way.on('close', () => ways.delete(way)).on('error', () => undefined);
    new Server({ hostKeys: [this.guestKey.private] }, (connection) => this.accept(connection, within)).injectSocket(way as Socket);
  }

  private connect(socket: Socket): void {
    if (this.faults.refuse) return void socket.destroy();
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    this.ssh.injectSocket(socket);
  }

  private accept(connection: Connection, host: PracticeHost): void {
    // A client that goes away in the middle is no concern of the server's.
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => this.authenticate(context));
    let sessions = 0;
    connection.on('session', (accept, reject) => {
      if (sessions >= this.faults.maxSessions) return void reject();
      sessions++;
      const session = accept();
      session.on('close', () => sessions--);
      this.serve(session, host);
    });
  }

  private authenticate(context: AuthContext): void {
    if (context.method === 'publickey' && context.username === 'root' && !this.faults.rejectKeys && this.isOurs(context)) context.accept();
    else context.reject(['publickey']);
  }

  /** Whether it is the one key; without a signature the client only asks whether that key would do. */
  private isOurs({ key, blob, signature, hashAlgo }: Extract<AuthContext, { method: 'publickey' }>): boolean {
    if (!key.data.equals(this.clientKey)) return false;
    if (!signature || !blob) return signature === undefined;
    const known = utils.parseKey(this.clientKey);
    return !(known instanceof Error) && known.verify(blob, signature, hashAlgo) === true;
  }

  private serve(session: Session, host: PracticeHost): void {
    let size: TerminalSize | null = null;
    const resized: ((size: TerminalSize) => void)[] = [];
    const take = (accept: (() => void) | undefined, { cols, rows }: { readonly cols: number; readonly rows: number }) => {
      accept?.();
      const changed = { columns: cols, rows };
      size = changed;
      for (const listener of resized) listener(changed);
    };
    session.on('env', (accept: (() => void) | undefined) => accept?.());
    session.on('pty', (accept, _reject, info) => take(accept, info));
    session.on('window-change', (accept, _reject, info) => take(accept, info));
    session.on('exec', (accept, _reject, { command }) => void answerExec(host, command, accept(), session, size !== null, () => this.faults));
    session.on('shell', (accept) => openShell(host, accept(), size, (listener) => resized.push(listener)));
  }
}
