import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import type { Fault } from '../../../src/core/fault';
import { success } from '../../../src/core/result';
import type { Endpoint } from '../../../src/remote/endpoint';
import { forgetHostKeys } from '../../../src/remote/forgetHostKeys';
import { isOnwardFrom, type Onward, onwardName } from '../../../src/remote/onward';
import type { TrustedKey } from '../../../src/remote/ports';
import type { SettingsReader } from '../../../src/remote/resolveTarget';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { shareQuestions } from '../../../src/remote/sharedQuestions';
import { SshLink } from '../../../src/remote/sshLink';
import { createMemoryTrust, createPerson, createSurroundings, endpointTo, plainCommand, type Surroundings, until } from './doubles';
import { makeKey, type SshServer, type SshServerOptions, startSshServer } from './sshServer';

const guest: Onward = { target: 'guest guest1 on host1', user: 'root', address: '127.0.0.1', name: 'guest1' };

describe('A link to a guest through the connection to its host', () => {
  const servers: { close(): unknown }[] = [];
  const links: SshLink[] = [];
  afterEach(async () => {
    for (const link of links.splice(0)) link.dispose();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function serve(options: SshServerOptions = {}): Promise<SshServer> {
    const server = await startSshServer({ execute: ({ reply }) => reply('done'), ...options });
    servers.push(server);
    return server;
  }

  /** What an ssh configuration says of every machine: no more than where a test's guest listens. */
  const settings = (port: number): SettingsReader => async (target) => success(new Map([['port', [String(port)]], ['identityagent', ['none']], ...(target.user === null ? [] : [['user', [target.user]] as const])]));

  /** A link to a host, connected, whose guests listen at this port. */
  async function hostLink(host: SshServer, port: number, around: Surroundings, change: Partial<Endpoint> = {}): Promise<SshLink> {
    const { person, store, trust, log, clock } = around;
    const context = { prompts: shareQuestions(person), secrets: createSecretKeeper(store, log).ofLink(), trust, log, clock, options: { connectTimeoutMs: 1000, keepaliveMs: 15_000, keepaliveCount: 3 }, settings: settings(port) };
    const link = new SshLink('host1', async () => success(endpointTo(host, { target: 'host1', ...change })), context);
    links.push(link);
    assert.ok((await link.connect({ mayAsk: false })).ok);
    return link;
  }

  function onward(link: SshLink, change: Partial<Onward> = {}): SshLink {
    const made = link.onward({ ...guest, ...change });
    links.push(made);
    return made;
  }

  async function faultOf(link: SshLink): Promise<Fault | null> {
    const connected = await link.connect({ mayAsk: true });
    return connected.ok ? null : connected.fault;
  }

  const trusting = (...keys: TrustedKey[]) => createSurroundings({ person: createPerson({ trusts: true }), trust: createMemoryTrust(...keys) });

  it('makes no second connection to the host, and ends without the host\'s', async () => {
    const [host, machine] = [await serve(), await serve()];
    const link = await hostLink(host, machine.port, trusting());
    const through = onward(link);
    assert.ok((await through.connect({ mayAsk: true })).ok);
    assert.deepEqual(await through.run(plainCommand()), success({ stdout: 'done', stderr: '', exitCode: 0 }));
    assert.deepEqual([host.accepted, machine.accepted], [1, 1]);
    through.disconnect();
    await until(() => machine.connections.size === 0);
    assert.equal(link.state.kind, 'connected');
    assert.ok((await link.run(plainCommand())).ok);
    assert.equal(host.connections.size, 1);
  });

  it('is gone with the host\'s connection, says so, and comes back when that is there again', async () => {
    const [host, machine] = [await serve(), await serve()];
    const link = await hostLink(host, machine.port, trusting());
    const through = onward(link);
    assert.ok((await through.connect({ mayAsk: true })).ok);
    link.disconnect();
    await until(() => machine.connections.size === 0 && through.state.kind !== 'connected');
    assert.deepEqual(await faultOf(through), { code: 'disconnected', host: 'host1' });
    assert.deepEqual(through.state, { kind: 'closed', fault: { code: 'disconnected', host: 'host1' } });
    assert.ok((await link.connect({ mayAsk: false })).ok);
    assert.equal(await faultOf(through), null);
  });

  it('has its host key asked for once, under a name that is no other network\'s', async () => {
    const [host, other, machine, stranger] = [await serve(), await serve(), await serve(), await serve()];
    const around = trusting();
    assert.equal(await faultOf(onward(await hostLink(host, machine.port, around))), null);
    assert.equal(await faultOf(onward(await hostLink(host, machine.port, around))), null);
    assert.deepEqual(around.person.asked.map((question) => 'fingerprint' in question && question.host), ['guest guest1 on host1']);
    assert.deepEqual(around.trust.list().map((key) => [key.host, key.port]), [[`guest1 from 127.0.0.1 ${host.port}`, machine.port]]);
    // The same address and port behind another host is another machine.
    const elsewhere = await hostLink(other, stranger.port, around);
    assert.equal(await faultOf(onward(elsewhere, { target: 'guest guest1 on host2' })), null);
    assert.equal(around.person.asked.length, 2);
    // As is another guest that has got the address.
    assert.equal(await faultOf(onward(await hostLink(host, stranger.port, around), { target: 'guest guest2 on host1', name: 'guest2' })), null);
    assert.equal(around.person.asked.length, 3);
  });

  it('refuses a guest whose key has changed, and nobody is asked', async () => {
    const [host, machine] = [await serve(), await serve()];
    const before = makeKey();
    const around = trusting({ host: `guest1 from 127.0.0.1 ${host.port}`, port: machine.port, keyType: before.type, key: before.publicKey });
    const fault = await faultOf(onward(await hostLink(host, machine.port, around)));
    assert.equal(fault?.code, 'host-key-changed');
    assert.deepEqual([fault.host, fault.knownFrom], ['guest guest1 on host1', 'trusted-here']);
    assert.deepEqual(around.person.asked, []);
  });

  it('says who is not let in, and keeps a password under the guest\'s own name', async () => {
    const [host, machine] = [await serve(), await serve({ authenticate: (context) => (context.method === 'password' && context.password === 'right' ? context.accept() : context.reject(['password'])) })];
    const around = trusting();
    around.person.secrets.push({ value: 'wrong', remember: false }, { value: 'right', remember: true });
    const link = await hostLink(host, machine.port, around);
    const through = onward(link);
    assert.equal(await faultOf(through), null);
    assert.deepEqual([...around.store.values.entries()], [[`ssh password root@guest1 from 127.0.0.1 ${host.port}:${machine.port}`, 'right']]);
    const noRoot = await serve({ authenticate: (context) => context.reject(['publickey']) });
    const refused = await faultOf(onward(await hostLink(host, noRoot.port, trusting()), { name: 'guest2' }));
    assert.deepEqual(refused, { code: 'authentication-failed', host: 'guest guest1 on host1', user: 'root', tried: ['publickey'], offered: ['publickey'] });
  });

  it('forgets what it was told with its connection, and the host\'s link does not', async () => {
    const authenticate: SshServerOptions['authenticate'] = (context) => (context.method === 'password' ? context.accept() : context.reject(['password']));
    const [host, machine] = [await serve({ authenticate }), await serve({ authenticate })];
    const around = trusting();
    around.person.secrets.push(...['of guest', 'of guest again'].map((value) => ({ value, remember: false })));
    const before = { ...around, store: around.store };
    before.store.values.set(`ssh password joe@127.0.0.1:${host.port}`, 'of host');
    const through = onward(await hostLink(host, machine.port, before));
    assert.equal(await faultOf(through), null);
    through.disconnect();
    assert.equal(await faultOf(through), null);
    assert.equal(around.person.asked.filter((question) => 'what' in question).length, 2);
    assert.deepEqual([...around.store.values.values()], ['of host']);
  });

  it('tells a port that is closed, a host that forbids it, one that never says, and a way that is none', async () => {
    const closed: Server = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const said = async (reason: number, words: string) => {
      const host = await serve({ forward: (_accept, reject) => reject(reason, words) });
      return faultOf(onward(await hostLink(host, port, trusting())));
    };
    const target = 'guest guest1 on host1';
    assert.deepEqual(await said(2, 'Connection refused'), { code: 'connection-refused', host: target, port });
    assert.deepEqual(await said(2, 'No route to host'), { code: 'host-unreachable', host: target, reason: 'No route to host' });
    assert.deepEqual(await said(2, 'Connection timed out'), { code: 'connect-timeout', host: target, afterMs: 1000 });
    assert.deepEqual(await said(1, 'open failed'), { code: 'forwarding-refused', host: target, proxy: 'host1' });
    assert.deepEqual(await said(2, 'something new'), { code: 'proxy-failed', host: target, proxy: 'host1', reason: 'something new' });
    const mute = await serve({ forward: () => undefined });
    assert.deepEqual(await faultOf(onward(await hostLink(mute, port, trusting()))), { code: 'connect-timeout', host: target, afterMs: 1000 });
  });

  it('that is given up while the host still looks for the way leaves nothing behind', async () => {
    const machine = await serve();
    let open: (() => void) | undefined;
    const host = await serve({ forward: (accept) => void (open = accept) });
    const through = onward(await hostLink(host, machine.port, trusting()));
    const connecting = through.connect({ mayAsk: true });
    await until(() => open !== undefined);
    through.disconnect();
    assert.equal((await connecting).ok, false);
    open?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(host.channels, 0);
    assert.deepEqual(through.state, { kind: 'closed', fault: null });
  });

  it('takes no address for an option or for words of a shell', async () => {
    const host = await serve();
    const link = await hostLink(host, 22, trusting());
    for (const address of ['-oProxyCommand=id', '10.0.0.1;id', '']) assert.equal((await faultOf(onward(link, { address })))?.code, 'target-invalid', address);
    assert.equal((await faultOf(onward(link, { user: '-l' })))?.code, 'target-invalid');
  });
});

describe('The name of a machine behind a host', () => {
  const jump = (host: string, port = 22) => ({ host, port, hostKeys: { kind: 'pinned', key: '' } as const });

  it('is one word that nothing takes for a pattern, and another for each name', () => {
    assert.equal(onwardName('guest1', jump('host1')), 'guest1 from host1 22');
    const names = ['guest1', 'Guest1', 'guest1 ', '*', '!guest1', 'guest1,guest2', '|1|a|b', '%20;', ' ', '%', '\ud800', 'gäst'].map((name) => onwardName(name, jump('host1')));
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z0-9._%;-]+ from host1 22$/);
  });

  it('is forgotten with the keys of its host, and no other is', async () => {
    const key = { port: 22, keyType: 'ssh-ed25519', key: 'AAAA' };
    const trust = createMemoryTrust({ ...key, host: '127.0.0.1' }, { ...key, host: 'guest1 from 127.0.0.1 22' }, { ...key, host: 'guest2 from 127.0.0.1 22', port: 2222 }, { ...key, host: 'guest1 from 127.0.0.2 22' });
    assert.ok((await forgetHostKeys('joe@127.0.0.1:22', trust)).ok);
    assert.deepEqual(trust.list().map(({ host }) => host), ['guest1 from 127.0.0.2 22']);
  });

  it('belongs to its host alone', () => {
    const name = onwardName('a from host2 22', jump('host1'));
    assert.deepEqual([isOnwardFrom(name, jump('host1')), isOnwardFrom(name, jump('host2')), isOnwardFrom(name, jump('host1', 2222)), isOnwardFrom(name, jump('t1'))], [true, false, false, false]);
  });
});
