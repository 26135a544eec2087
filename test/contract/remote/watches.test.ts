import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { WatchCommand } from '../../../src/core/command';
import type { Fault } from '../../../src/core/fault';
import type { SshLink } from '../../../src/remote/sshLink';
import type { Watch } from '../../../src/remote/watch';
import { createSurroundings, endpointTo, linksIn, plainCommand, until } from '../../unit/remote/doubles';
import { processesWith, publicKeyOf, type Sshd, useSshd } from './openSsh';

describe('A watch under a real sshd', function () {
  this.timeout(60_000);
  const suite = useSshd();
  const links: SshLink[] = [];
  const proxies: Server[] = [];
  afterEach(() => {
    links.splice(0).forEach((link) => link.dispose());
    proxies.splice(0).forEach((proxy) => proxy.close());
  });

  async function connected(server: Sshd, port = server.port): Promise<SshLink> {
    const link = linksIn(createSurroundings())(endpointTo({ port, hostKey: { privateKey: '', publicKey: publicKeyOf(server.hostKey), type: 'ssh-ed25519' } }, {
      identities: { kind: 'configured', files: [suite.key], certificates: [], agent: null, only: false },
    }));
    links.push(link);
    const result = await link.connect({ mayAsk: false });
    assert.ok(result.ok, `${JSON.stringify(result)}\n${server.log()}`);
    return link;
  }

  /** A way to a server that can be cut, or go silent. */
  async function cuttable(server: Sshd): Promise<{ readonly port: number; cut(): void; silence(): void }> {
    const pairs: Socket[] = [];
    const proxy = createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      for (const socket of [near, far]) socket.on('error', () => undefined).setNoDelay(true);
      near.pipe(far).pipe(near);
      pairs.push(near, far);
    });
    proxies.push(proxy);
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    return {
      port: (proxy.address() as { port: number }).port,
      cut: () => pairs.forEach((socket) => socket.resetAndDestroy()),
      silence: () => pairs.forEach((socket) => socket.unpipe().pause()),
    };
  }

  async function watching(link: SshLink, ...argv: WatchCommand['argv']): Promise<Watched> {
    const watch = await link.watch({ argv, rights: 'none' });
    assert.ok(watch.ok, JSON.stringify(watch));
    const watched: Watched = { watch: watch.value, signs: 0, ends: [] };
    watch.value.onSign(() => (watched.signs += 1));
    watch.value.onEnd((fault) => watched.ends.push(fault));
    return watched;
  }
  interface Watched {
    readonly watch: Watch;
    signs: number;
    readonly ends: Fault[];
  }

  /** A number of seconds that no other process on the machine sleeps. */
  const uniqueSeconds = () => String(randomInt(100_000_000, 999_999_999));
  const sleepers = (seconds: string) => processesWith(`sleep ${seconds}`).length;

  it('tells when its program writes, and only then', async function () {
    const server = await suite.serve(this);
    const link = await connected(server);
    const file = join(server.home, 'changes');
    writeFileSync(file, '');
    const watched = await watching(link, 'tail', '-f', file);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(watched.signs, 0);
    for (const count of [1, 2, 3]) {
      appendFileSync(file, `change ${count}\n`);
      await until(() => watched.signs === count, 5000);
    }
    assert.deepEqual(watched.ends, []);
  });

  it('runs in a terminal that gives nothing back and takes everything as it stands', async function () {
    const server = await suite.serve(this);
    const file = join(server.home, 'settings');
    await watching(await connected(server), 'sh', '-c', `stty -a > ${file}.part; echo $TERM >> ${file}.part; mv ${file}.part ${file}; sleep 60`);
    await until(() => existsSync(file), 5000);
    const settings = readFileSync(file, 'utf8');
    for (const setting of ['rows 2; columns 80;', ' -echo ', ' -icanon ', '-isig ', '-iexten ', ' -ixon ', '-icrnl ']) assert.ok(settings.includes(setting), `${setting} in ${settings}`);
    assert.match(settings, /^vt100$/m);
  });

  for (const shell of ['sh', 'bash', 'zsh', 'tcsh', 'fish']) {
    it(`leaves nothing on the host when it is disposed of, under ${shell}`, async function () {
      const link = await connected(await suite.serve(this, { shell: suite.ssh.program(shell) }));
      const seconds = uniqueSeconds();
      const watched = await watching(link, 'sleep', seconds);
      await until(() => sleepers(seconds) > 0, 5000);
      watched.watch.dispose();
      await until(() => sleepers(seconds) === 0, 5000);
      assert.deepEqual([watched.signs, watched.ends], [0, []]);
    });
  }

  const endings: Readonly<Record<string, (link: SshLink, way: Awaited<ReturnType<typeof cuttable>>) => void>> = {
    'the link is disconnected': (link) => link.disconnect(),
    'the client is gone without a word': (_link, way) => way.cut(),
  };
  for (const [when, end] of Object.entries(endings)) {
    it(`leaves nothing on the host when ${when}, and says that the link is over`, async function () {
      const way = await cuttable(await suite.serve(this));
      const link = await connected({ ...(suite.servers.at(-1) as Sshd), port: way.port });
      const seconds = [uniqueSeconds(), uniqueSeconds()];
      const watched = await Promise.all(seconds.map((second) => watching(link, 'sleep', second)));
      await until(() => seconds.every((second) => sleepers(second) > 0), 5000);
      end(link, way);
      await until(() => seconds.every((second) => sleepers(second) === 0), 5000);
      await until(() => watched.every(({ ends }) => ends.length === 1), 5000);
      assert.deepEqual(watched.map(({ ends }) => ends[0]?.code), Array(2).fill(end === endings['the link is disconnected'] ? 'disconnected' : 'link-lost'));
    });
  }

  it('is ended by a host that looks after silent connections, when the line is cut without a word to either side', async function () {
    const server = await suite.serve(this, { config: ['ClientAliveInterval 1', 'ClientAliveCountMax 1'] });
    const way = await cuttable(server);
    const link = await connected(server, way.port);
    const seconds = uniqueSeconds();
    await watching(link, 'sleep', seconds);
    await until(() => sleepers(seconds) > 0, 5000);
    way.silence();
    await until(() => sleepers(seconds) === 0, 10_000);
  });

  it('tells how its program ended, and with which words', async function () {
    const link = await connected(await suite.serve(this));
    const failed = await watching(link, 'ls', '/nonesuch');
    await until(() => failed.ends.length === 1, 5000);
    assert.deepEqual(failed.ends, [{ code: 'command-failed', host: 'example-host', program: 'ls', exitCode: 2, message: "/usr/bin/ls: cannot access '/nonesuch': No such file or directory" }]);
    const killed = await watching(link, 'sh', '-c', 'echo going; kill -9 $PPID');
    await until(() => killed.ends.length === 1, 5000);
    assert.deepEqual(killed.ends, [{ code: 'command-failed', host: 'example-host', program: 'sh', exitCode: null, message: 'going' }]);
    assert.deepEqual(await link.watch({ argv: ['crm_nonesuch'], rights: 'none' }), { ok: false, fault: { code: 'program-missing', host: 'example-host', program: 'crm_nonesuch' } });
  });

  it('may write without end: it is told some twenty times a second, and keeps nobody waiting', async function () {
    const link = await connected(await suite.serve(this));
    const mark = `storm-${uniqueSeconds()}`;
    const before = process.memoryUsage().rss;
    const watched = await watching(link, 'yes', mark);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const started = Date.now();
    assert.ok((await link.run(plainCommand({ argv: ['printf', 'x'] }))).ok);
    assert.ok(Date.now() - started < 1000, `${Date.now() - started} ms`);
    assert.ok(watched.signs > 5 && watched.signs <= 25, `${watched.signs} signs`);
    assert.ok(process.memoryUsage().rss - before < 80_000_000);
    watched.watch.dispose();
    await until(() => processesWith(mark).length === 0, 5000);
  });

  it('is refused at once where the host gives no terminal', async function () {
    const link = await connected(await suite.serve(this, { config: ['PermitTTY no'] }));
    const started = Date.now();
    assert.deepEqual(await link.watch({ argv: ['sleep', '1'], rights: 'none' }), { ok: false, fault: { code: 'channel-refused', host: 'example-host' } });
    assert.ok(Date.now() - started < 1000);
  });

  for (const [sessions, staying] of [[1, 0], [2, 1], [3, 2]] as const) {
    it(`gives way to commands where ${sessions} sessions are allowed: of three, ${staying} stay`, async function () {
      const link = await connected(await suite.serve(this, { config: [`MaxSessions ${sessions}`] }));
      const refused: (Fault | null)[] = [];
      const ends: Fault[] = [];
      for (let started = 0; started < 3; started += 1) {
        const watch = await link.watch({ argv: ['sleep', uniqueSeconds()], rights: 'none' });
        refused.push(watch.ok ? null : watch.fault);
        if (watch.ok) watch.value.onEnd((fault) => ends.push(fault));
      }
      assert.equal(refused.filter((fault) => fault === null).length, sessions);
      const results = await Promise.all(Array.from({ length: 8 }, (_, index) => link.run(plainCommand({ argv: ['printf', String(index)] }))));
      assert.deepEqual(results.map((result) => result.ok && result.value.stdout), ['0', '1', '2', '3', '4', '5', '6', '7']);
      assert.deepEqual(ends, Array(sessions - staying).fill({ code: 'channel-refused', host: 'example-host' }));
    });
  }

  it('gives way also where a terminal has taken the room', async function () {
    const link = await connected(await suite.serve(this, { config: ['MaxSessions 2'] }));
    const watched = await watching(link, 'sleep', uniqueSeconds());
    const terminal = await link.openTerminal({ columns: 80, rows: 24 });
    assert.ok(terminal.ok);
    assert.ok((await link.run(plainCommand({ argv: ['printf', 'x'] }))).ok);
    assert.deepEqual(watched.ends, [{ code: 'channel-refused', host: 'example-host' }]);
    terminal.value.dispose();
  });

  it('asks for a sign of life without a session, and is not fooled by a host that has stopped', async function () {
    const server = await suite.serve(this, { config: ['MaxSessions 1'] });
    const link = await connected(server);
    const terminal = await link.openTerminal({ columns: 80, rows: 24 });
    assert.ok(terminal.ok);
    assert.deepEqual(await Promise.all([link.isAlive(2000), link.isAlive(2000), link.isAlive(2000)]), [true, true, true]);
    const serving = server.connections();
    assert.ok(serving.length > 0);
    for (const pid of serving) process.kill(pid, 'SIGSTOP');
    const started = Date.now();
    assert.deepEqual(await Promise.all([link.isAlive(300), link.isAlive(600)]), [false, false]);
    assert.ok(Date.now() - started < 1500);
    for (const pid of serving) process.kill(pid, 'SIGCONT');
    assert.equal(await link.isAlive(2000), true);
    link.disconnect();
    assert.equal(await link.isAlive(2000), false);
  });
});
