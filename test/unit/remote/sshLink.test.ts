import assert from 'node:assert/strict';
import { connect as connectSocket, createServer, type Server } from 'node:net';
import type { Fault } from '../../../src/core/fault';
import { success } from '../../../src/core/result';
import type { Endpoint } from '../../../src/remote/endpoint';
import { createHostLinks } from '../../../src/remote/hostLinks';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import type { LinkState, SshLink } from '../../../src/remote/sshLink';
import type { HostLink } from '../../../src/session/ports';
import { createManualClock, createPerson, createSurroundings, endpointTo, linksIn, plainCommand, type Surroundings, until } from './doubles';
import { makeKey, socketOf, type SshServer, type SshServerOptions, startSshServer } from './sshServer';

describe('A link', () => {
  let servers: { close(): unknown }[] = [];
  let links: SshLink[] = [];
  afterEach(async () => {
    for (const link of links) link.dispose();
    await Promise.all(servers.map((server) => server.close()));
    [links, servers] = [[], []];
  });

  async function serve(options: SshServerOptions = {}): Promise<SshServer> {
    const server = await startSshServer({ execute: ({ reply }) => reply('done'), ...options });
    servers.push(server);
    return server;
  }

  /** A TCP server that is no SSH server. */
  async function serveTcp(listener: Parameters<typeof createServer>[1]): Promise<number> {
    const server: Server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as { port: number }).port;
  }

  function open(endpoint: Endpoint, around: Surroundings = createSurroundings()): { link: SshLink; states: LinkState[] } {
    const link = linksIn(around)(endpoint);
    links.push(link);
    const states: LinkState[] = [];
    link.onDidChangeState((state) => states.push(state));
    return { link, states };
  }

  async function faultOf(endpoint: Endpoint, around?: Surroundings): Promise<{ fault: Fault | null; state: LinkState }> {
    const { link } = open(endpoint, around);
    const connected = await link.connect({ mayAsk: true });
    return { fault: connected.ok ? null : connected.fault, state: link.state };
  }

  const nowhere = { port: 1, hostKey: makeKey() };

  it('is what a session needs of a host', async () => {
    const server = await serve();
    const key = makeKey();
    const { person: prompts, store, trust, clock, log } = createSurroundings();
    const make: (endpoint: Parameters<ReturnType<typeof createHostLinks>>[0]) => HostLink = createHostLinks({ prompts, secrets: createSecretKeeper(store, log), trust, clock, log });
    const link = make({ target: 'practice', host: '127.0.0.1', port: server.port, user: 'root', privateKey: key.privateKey, hostKey: server.hostKey.publicKey });
    assert.equal(link.target, 'practice');
    assert.deepEqual(await link.connect({ mayAsk: false }), success(undefined));
    assert.deepEqual(await link.run(plainCommand()), success({ stdout: 'done', stderr: '', exitCode: 0 }));
    link.dispose();
  });

  it('tells each step, and connects once for all who wait', async () => {
    const server = await serve();
    const { link, states } = open(endpointTo(server));
    assert.deepEqual(link.state, { kind: 'closed', fault: null });
    const [first, second] = await Promise.all([link.connect({ mayAsk: false }), link.connect({ mayAsk: true })]);
    assert.ok(first.ok && second.ok);
    assert.deepEqual(states.map(({ kind }) => kind), ['connecting', 'connected']);
    assert.ok((await link.connect({ mayAsk: false })).ok);
    assert.equal(server.accepted, 1);
    link.disconnect();
    assert.deepEqual(link.state, { kind: 'closed', fault: null });
    await until(() => server.connections.size === 0);
    assert.ok((await link.connect({ mayAsk: false })).ok);
    assert.equal(server.accepted, 2);
  });

  it('that a person joins while it connects in the background may ask from then on', async () => {
    const server = await serve({ authenticate: (context) => (context.method === 'password' ? context.accept() : context.reject(['password'])) });
    const person = createPerson({ secrets: [{ value: 'right', remember: false }] });
    const { link } = open(endpointTo(server), createSurroundings({ person }));
    const [background, foreground] = await Promise.all([link.connect({ mayAsk: false }), link.connect({ mayAsk: true })]);
    assert.ok(background.ok && foreground.ok);
    assert.equal(person.asked.length, 1);
  });

  it('that a person joins too late for its question is tried once more', async () => {
    const server = await serve({ authenticate: (context) => (context.method === 'password' ? context.accept() : context.reject(['password'])) });
    const person = createPerson({ secrets: [{ value: 'right', remember: false }] });
    const { link } = open(endpointTo(server), createSurroundings({ person }));
    const late: Promise<unknown>[] = [];
    const background = link.connect({ mayAsk: false });
    link.onDidChangeState((state) => {
      if (state.kind === 'closed' && late.length === 0) late.push(link.connect({ mayAsk: true }));
    });
    const result = await background;
    assert.equal(!result.ok && result.fault.code, 'prompt-needed');
    assert.deepEqual(await Promise.all(late), [success(undefined)]);
  });

  it('refuses what is no SSH server, or shares no algorithm, and names what the host offers', async () => {
    const port = await serveTcp((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n') && socket.resume().on('error', () => undefined));
    const { fault, state } = await faultOf({ ...endpointTo(nowhere), port, connectTimeoutMs: 60 });
    assert.ok(fault?.code === 'handshake-failed' || fault?.code === 'connect-timeout', JSON.stringify(fault));
    assert.notEqual(state.kind, 'connected');
    for (const [algorithms, reason] of [
      [{ kex: ['diffie-hellman-group1-sha1'] }, /key exchange.*offers diffie-hellman-group1-sha1/],
      [{ cipher: ['3des-cbc'] }, /cipher.*offers 3des-cbc/],
      [{ hmac: ['hmac-md5'], cipher: ['aes128-ctr'] }, /MAC.*offers hmac-md5/],
    ] as const) {
      const server = await serve({ algorithms: algorithms as never });
      const failed = await faultOf(endpointTo(server));
      assert.equal(failed.fault?.code, 'handshake-failed');
      assert.match(`${failed.fault.reason} offers ${failed.fault.offered}`, reason);
      assert.deepEqual(failed.state, { kind: 'closed', fault: failed.fault });
    }
  });

  it('names an unknown host, a refused port, a host that hangs and one that hangs up', async () => {
    const free = await serveTcp(() => undefined);
    servers.pop()?.close();
    assert.deepEqual((await faultOf({ ...endpointTo(nowhere), port: free })).fault, { code: 'connection-refused', host: 'example-host', port: free });
    assert.deepEqual((await faultOf({ ...endpointTo(nowhere), host: 'nonesuch.invalid' })).fault, { code: 'host-unknown', host: 'example-host' });
    const hanging = await serveTcp((socket) => void socket.on('error', () => undefined));
    assert.deepEqual((await faultOf({ ...endpointTo(nowhere), port: hanging, connectTimeoutMs: 100 })).fault, { code: 'connect-timeout', host: 'example-host', afterMs: 100 });
    const rude = await serveTcp((socket) => socket.destroy());
    assert.equal((await faultOf({ ...endpointTo(nowhere), port: rude })).fault?.code, 'link-lost');
  });

  it('goes through jump hosts, each of them checked and logged in to, and is lost with them', async () => {
    const [inner, middle, outer] = [await serve(), await serve(), await serve()];
    const through = (server: SshServer, jump: Endpoint, change: Partial<Endpoint> = {}) => endpointTo(server, { route: { kind: 'jump', through: jump }, ...change });
    const good = through(inner, through(middle, endpointTo(outer, { target: 'outer' }), { target: 'middle' }), { target: 'inner' });
    const { link } = open(good);
    assert.ok((await link.connect({ mayAsk: false })).ok);
    assert.ok((await link.run(plainCommand())).ok);
    assert.deepEqual([outer.accepted, middle.accepted, inner.accepted], [1, 1, 1]);
    outer.drop();
    await until(() => link.state.kind === 'waiting' && inner.connections.size === 0 && middle.connections.size === 0);

    const stranger = endpointTo({ port: middle.port, hostKey: makeKey() }, { target: 'middle', route: { kind: 'jump', through: endpointTo(outer, { target: 'outer' }) } });
    const { fault } = await faultOf(through(inner, stranger));
    assert.ok(fault?.code === 'host-key-changed' && fault.host === 'middle');
    assert.equal(inner.accepted, 1, 'nothing goes on past a jump host that is not the right one');
    const closed = await faultOf(through({ ...inner, port: 1 }, endpointTo(outer, { target: 'outer' })));
    assert.ok(closed.fault?.code === 'proxy-failed' && closed.fault.proxy === 'outer');
    links.forEach((each) => each.dispose());
    await until(() => outer.connections.size === 0);
  });

  it('waits and tries again when the host is away, longer each time, and stops when told', async () => {
    const clock = createManualClock();
    const port = await serveTcp((socket) => socket.destroy());
    const { link, states } = open({ ...endpointTo(nowhere), port }, createSurroundings({ clock }));
    assert.ok(!(await link.connect({ mayAsk: true })).ok);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const { state } = link;
      assert.ok(state.kind === 'waiting' && state.attempt === attempt, JSON.stringify(state));
      const wait = state.retryAt - clock.now();
      assert.ok(wait <= 1000 * 2 ** (attempt - 1) && wait >= 750 * 2 ** (attempt - 1), `${wait}`);
      const background = await link.connect({ mayAsk: false });
      assert.ok(!background.ok && background.fault === state.fault, 'a background task does not force an attempt');
      clock.pass(wait);
      assert.equal(link.state.kind, 'connecting');
      await until(() => link.state.kind === 'waiting');
    }
    link.disconnect();
    clock.pass(1_000_000);
    assert.deepEqual(link.state, { kind: 'closed', fault: null });
    assert.deepEqual(states.slice(0, 3).map(({ kind }) => kind), ['connecting', 'waiting', 'connecting']);
    assert.equal(clock.waiting, 0);
  });

  it('gives up after an hour, until a person asks', async () => {
    const clock = createManualClock();
    const port = await serveTcp((socket) => socket.destroy());
    const { link } = open({ ...endpointTo(nowhere), port }, createSurroundings({ clock }));
    await link.connect({ mayAsk: false });
    clock.pass(3_600_000);
    await until(() => link.state.kind !== 'connecting');
    const { state } = link;
    assert.ok(state.kind === 'closed' && state.fault?.code === 'link-lost', JSON.stringify(state));
    assert.ok(!(await link.connect({ mayAsk: false })).ok);
    assert.equal(link.state, state);
    await link.connect({ mayAsk: true });
    assert.equal(link.state.kind, 'waiting');
  });

  it('comes back by itself when the connection is lost', async () => {
    const clock = createManualClock();
    const server = await serve();
    const around = createSurroundings({ clock });
    const { link } = open(endpointTo(server), around);
    await link.connect({ mayAsk: false });
    server.drop();
    await until(() => link.state.kind === 'waiting');
    assert.ok(link.state.kind === 'waiting' && link.state.fault.code === 'link-lost');
    const run = await link.run(plainCommand());
    assert.equal(!run.ok && run.fault.code, 'disconnected');
    clock.pass(1000);
    await until(() => link.state.kind === 'connected');
    assert.ok((await link.run(plainCommand())).ok);
    assert.ok(around.log.lines.some((line) => line.includes('lost')) && around.log.lines.some((line) => line.includes('trying again')));
  });

  it('does not try again after an authentication failure, nor in the background', async () => {
    const clock = createManualClock();
    const server = await serve({ authenticate: (context) => context.reject(['publickey']) });
    const { link } = open(endpointTo(server), createSurroundings({ clock }));
    const failed = await link.connect({ mayAsk: true });
    assert.equal(!failed.ok && failed.fault.code, 'authentication-failed');
    assert.equal(link.state.kind, 'closed');
    assert.equal(clock.waiting, 0);
    assert.deepEqual(await link.connect({ mayAsk: false }), failed);
    assert.equal(server.accepted, 1);
    await link.connect({ mayAsk: true });
    assert.equal(server.accepted, 2);
  });

  it('notices a host that stops answering', async () => {
    const server = await serve();
    const { link } = open(endpointTo(server, { keepaliveMs: 30, keepaliveCount: 2 }));
    await link.connect({ mayAsk: false });
    const [connection] = server.connections;
    assert.ok(connection);
    socketOf(connection).pause();
    await until(() => link.state.kind === 'waiting');
    assert.deepEqual(link.state.kind === 'waiting' && link.state.fault, { code: 'link-lost', host: 'example-host', reason: 'no-answer' });
  });

  it('asks for a sign of life after a sleep, and goes on when there is one', async () => {
    const clock = createManualClock();
    const server = await serve();
    const { link, states } = open(endpointTo(server), createSurroundings({ clock }));
    await link.connect({ mayAsk: false });
    const waiting = clock.waiting;
    clock.sleep(3_600_000);
    assert.equal(clock.waiting, waiting + 2);
    await until(() => clock.waiting === waiting);
    clock.pass(4000);
    assert.equal(link.state.kind, 'connected');
    assert.deepEqual(states.map(({ kind }) => kind), ['connecting', 'connected']);
  });

  it('connects anew at once when there is none', async () => {
    const clock = createManualClock();
    const server = await serve();
    const { link } = open(endpointTo(server), createSurroundings({ clock }));
    await link.connect({ mayAsk: false });
    const [connection] = server.connections;
    assert.ok(connection);
    socketOf(connection).pause();
    clock.sleep(3_600_000);
    clock.pass(3000);
    await until(() => link.state.kind === 'connected' && server.accepted === 2);
    assert.ok((await link.run(plainCommand())).ok);
  });

  it('that waited through a sleep tries at once', async () => {
    const clock = createManualClock();
    let away = true;
    const server = await serve();
    const port = await serveTcp((socket) => {
      if (away) return void socket.destroy();
      const onward = connectSocket(server.port, '127.0.0.1');
      socket.on('error', () => undefined).on('close', () => onward.destroy());
      onward.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
    });
    const { link } = open({ ...endpointTo(server), port }, createSurroundings({ clock }));
    for (await link.connect({ mayAsk: true }); link.state.kind === 'waiting' && link.state.attempt < 7; await until(() => link.state.kind !== 'connecting')) clock.pass(link.state.retryAt - clock.now());
    away = false;
    clock.sleep(20_000);
    await until(() => link.state.kind === 'connected');
  });

  it('that is disconnected while it connects ends that, and says so to who waits', async () => {
    const port = await serveTcp((socket) => void socket.on('error', () => undefined));
    const { link } = open({ ...endpointTo(nowhere), port });
    const connecting = link.connect({ mayAsk: true });
    setTimeout(() => link.disconnect(), 20);
    const connected = await connecting;
    assert.equal(!connected.ok && connected.fault.code, 'disconnected');
    assert.deepEqual(link.state, { kind: 'closed', fault: null });
  });

  it('that is disposed is over', async () => {
    const server = await serve();
    const { link } = open(endpointTo(server));
    link.dispose();
    const connected = await link.connect({ mayAsk: true });
    assert.equal(!connected.ok && connected.fault.code, 'disconnected');
    assert.equal(server.accepted, 0);
  });

  it('forgets what was typed when a person disconnects', async () => {
    const server = await serve({ authenticate: (context) => (context.method === 'password' ? context.accept() : context.reject(['password'])) });
    const person = createPerson({ secrets: [{ value: 'right', remember: false }] });
    const { link } = open(endpointTo(server), createSurroundings({ person }));
    assert.ok((await link.connect({ mayAsk: true })).ok);
    server.drop();
    await until(() => link.state.kind === 'waiting');
    assert.ok((await link.connect({ mayAsk: true })).ok, 'a lost link comes back without a question');
    link.disconnect();
    const again = await link.connect({ mayAsk: false });
    assert.equal(!again.ok && again.fault.code, 'prompt-needed');
    assert.equal(person.asked.length, 1);
  });

  it('leaves no listener, timer or socket behind', async () => {
    const clock = createManualClock();
    const server = await serve({ shell: (channel) => channel.end('bye') });
    const { link } = open(endpointTo(server), createSurroundings({ clock }));
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCPSocket')).length;
    const before = sockets();
    await link.connect({ mayAsk: false });
    const timers = clock.waiting;
    const client = (link as unknown as { open: { connection: { client: NodeJS.EventEmitter } } }).open.connection.client;
    const listeners = () => client.eventNames().reduce((sum, name) => sum + client.listenerCount(name), 0);
    const count = listeners();
    for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 10 }, () => link.run(plainCommand(), { signal: new AbortController().signal })));
    await until(() => clock.waiting === timers);
    assert.equal(listeners(), count);
    link.dispose();
    await until(() => sockets() === before && clock.waiting === 0);
  });
});
