import assert from 'node:assert/strict';
import type { Rights, WatchCommand } from '../../../src/core/command';
import type { Fault } from '../../../src/core/fault';
import { failure } from '../../../src/core/result';
import type { SshLink } from '../../../src/remote/sshLink';
import type { Watch } from '../../../src/remote/watch';
import { createPerson, createSurroundings, endpointTo, linksIn, plainCommand, type Surroundings, until } from './doubles';
import { type Executed, socketOf, type SshServer, type SshServerOptions, startSshServer } from './sshServer';
import { splitWords, sudoStandIn, type SudoPolicy } from './sudoStandIn';

const joe = { id: 'uid=1000(joe) gid=1000(joe) groups=1000(joe)\n' };
const crmMon: WatchCommand = { argv: ['crm_mon', '--interval=1'], rights: 'cluster' };

describe('A program that watches', () => {
  let server: SshServer;
  let link: SshLink | null = null;
  /** Programs that the server was asked to run in a terminal. */
  let running: Executed[] = [];

  async function connected(options: SshServerOptions = {}, around: Surroundings = createSurroundings()): Promise<SshLink> {
    running = [];
    server = await startSshServer({
      execute: (executed) => void (executed.terminal ? running.push(executed) : executed.reply('done')),
      ...options,
    });
    link = linksIn(around)(endpointTo(server));
    const result = await link.connect({ mayAsk: false });
    assert.ok(result.ok, JSON.stringify(result));
    return link;
  }

  afterEach(async () => {
    link?.dispose();
    await until(() => server.connections.size === 0);
    await until(() => server.sessions === 0);
    await server.close();
  });

  async function watching(own: SshLink, command = crmMon): Promise<{ readonly watch: Watch; readonly told: (string | Fault)[] }> {
    const result = await own.watch(command);
    assert.ok(result.ok, JSON.stringify(result));
    const told: (string | Fault)[] = [];
    result.value.onSign(() => told.push('sign'));
    result.value.onEnd((fault) => told.push(fault));
    return { watch: result.value, told };
  }

  const refused: Fault = { code: 'channel-refused', host: 'example-host' };

  it('runs in a small terminal, without a deadline, and what it writes is a sign', async () => {
    const own = await connected({ programs: ['/usr/sbin/crm_mon', '/usr/bin/timeout', '/usr/bin/stdbuf'] });
    const { told } = await watching(own);
    const [program] = running;
    assert.equal(program?.line, 'env LC_ALL=C TZ=UTC /usr/sbin/crm_mon --interval=1');
    assert.deepEqual([program.terminal?.cols, program.terminal?.rows], [80, 2]);
    program.channel.write('a change');
    await until(() => told.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    program.channel.write('another');
    await until(() => told.length === 2);
    assert.deepEqual(told, ['sign', 'sign']);
  });

  it('is started under a csh only while its terminal is there: that shell may have taken the end of it for itself', async () => {
    await watching(await connected({ loginShell: '/bin/tcsh', programs: ['/usr/sbin/crm_mon'] }));
    assert.equal(running[0]?.line, `sh -c '[ -t 0 ] && exec "$@"' sh env LC_ALL=C TZ=UTC /usr/sbin/crm_mon --interval=1`);
  });

  it('is not counted among the commands that may run at once', async () => {
    const commands: Executed[] = [];
    const own = await connected({ execute: (executed) => void (executed.terminal ? running : commands).push(executed) });
    for (let count = 0; count < 3; count += 1) await watching(own);
    const results = Array.from({ length: 5 }, () => own.run(plainCommand()));
    await until(() => commands.length === 5);
    for (const { reply } of commands) reply('');
    assert.ok((await Promise.all(results)).every(({ ok }) => ok));
    await until(() => server.sessions === 3);
  });

  it('is ended with its channel when it is disposed of, at once and silently', async () => {
    const own = await connected();
    const { watch, told } = await watching(own);
    let closed = false;
    running[0]?.channel.on('close', () => (closed = true));
    watch.dispose();
    await until(() => closed && server.sessions === 0);
    watch.dispose();
    assert.deepEqual(told, []);
  });

  it('takes 20 MB of output without keeping it', async () => {
    let sent = 0;
    const own = await connected({
      execute: (executed) => {
        const chunk = Buffer.alloc(64 * 1024, 'x');
        const pump = () => {
          for (; sent < 20_000_000; sent += chunk.length) if (!executed.channel.write(chunk)) return void executed.channel.once('drain', pump);
          executed.reply('\n\x1b[H\x1b[Jlast \x1b[?7lw\x1b(Bords\n', 1);
        };
        pump();
      },
    });
    const before = process.memoryUsage().rss;
    const { told } = await watching(own);
    await until(() => told.some((one) => typeof one !== 'string'));
    assert.deepEqual(told.at(-1), { code: 'command-failed', host: 'example-host', program: 'crm_mon', exitCode: 1, message: 'last words' });
    assert.ok(told.length < 400, `${told.length} signs`);
    assert.ok(process.memoryUsage().rss - before < 60_000_000);
  });

  const ends: readonly (readonly [what: string, end: (executed: Executed, own: SshServer) => void, fault: Fault])[] = [
    ['by itself', ({ reply }) => reply('Error: no more\n', 3), { code: 'command-failed', host: 'example-host', program: 'crm_mon', exitCode: 3, message: 'no more' }],
    ['before it ran, as it is not there', ({ reply }) => reply('', 127, "env: '/usr/sbin/crm_mon': No such file or directory\n"), { code: 'program-missing', host: 'example-host', program: 'crm_mon' }],
    ['without a status', ({ channel }) => channel.end(), { code: 'output-cut', host: 'example-host', program: 'crm_mon' }],
    ['with the connection', (_executed, own) => own.drop(), { code: 'link-lost', host: 'example-host', reason: 'closed' }],
    ['when a person disconnects', () => link?.disconnect(), { code: 'disconnected', host: 'example-host' }],
  ];
  for (const [what, end, fault] of ends) {
    it(`that ends ${what} says so`, async () => {
      const own = await connected();
      const { told } = await watching(own);
      end(running[0] as Executed, server);
      await until(() => told.length > 0 && told.at(-1) !== 'sign');
      assert.deepEqual(told.filter((one) => one !== 'sign'), [fault]);
    });
  }

  it('is not started over a link that is not connected, nor where it is not there', async () => {
    const own = await connected();
    assert.deepEqual(await own.watch({ argv: ['nonesuch'], rights: 'none' }), failure({ code: 'program-missing', host: 'example-host', program: 'nonesuch' }));
    own.disconnect();
    assert.deepEqual(await own.watch(crmMon), failure({ code: 'disconnected', host: 'example-host' }));
    assert.deepEqual(running, []);
  });

  it('is refused within a moment where there is no session for it', async () => {
    const own = await connected({ maxSessions: 1, shell: () => undefined });
    assert.ok((await own.openTerminal({ columns: 80, rows: 24 })).ok);
    const started = Date.now();
    assert.deepEqual(await own.watch(crmMon), failure(refused));
    assert.ok(Date.now() - started < 500);
  });

  describe('and a command for which there is no session', () => {
    it('gives way, the newest first, and only as many as needed', async () => {
      const own = await connected({ maxSessions: 2 });
      const [first, second] = [await watching(own), await watching(own)];
      assert.ok((await own.run(plainCommand())).ok);
      assert.deepEqual([first.told, second.told], [[], [refused]]);
      const results = await Promise.all(Array.from({ length: 6 }, () => own.run(plainCommand())));
      assert.ok(results.every(({ ok }) => ok));
      assert.deepEqual(first.told, []);
    });

    it('leaves none where only one is allowed', async () => {
      const own = await connected({ maxSessions: 1 });
      const { told } = await watching(own);
      const results = await Promise.all([own.run(plainCommand()), own.run(plainCommand())]);
      assert.ok(results.every(({ ok }) => ok));
      assert.deepEqual(told, [refused]);
    });

    it('stays where another command will soon leave one, and gives way where it does not', async () => {
      const commands: Executed[] = [];
      const own = await connected({ maxSessions: 2, execute: (executed) => void (executed.terminal ? running : commands).push(executed) });
      const { told } = await watching(own);
      const slow = own.run(plainCommand({ timeoutMs: 20_000 }));
      await until(() => commands.length === 1);
      const next = own.run(plainCommand());
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.deepEqual(told, []);
      commands[0]?.reply('');
      await until(() => commands.length === 2);
      commands[1]?.reply('');
      assert.deepEqual([(await slow).ok, (await next).ok, told], [true, true, []]);
    });

    it('that outlives its terminal keeps the command from running, but not from its deadline', async () => {
      const own = await connected({ maxSessions: 1 });
      const { told } = await watching(own);
      // sshd tells of the end of a channel when its program has ended, and not before.
      Object.defineProperty(running[0]?.channel, 'end', { value: () => undefined });
      Object.defineProperty(running[0]?.channel, 'close', { value: () => undefined });
      const started = Date.now();
      const result = await own.run(plainCommand({ timeoutMs: 300 }));
      assert.equal(!result.ok && result.fault.code, 'command-timeout');
      assert.ok(Date.now() - started < 900);
      assert.deepEqual(told, []);
      server.drop();
      await until(() => told.length === 1);
      assert.deepEqual(told, [refused]);
    });
  });

  describe('with more rights than the account has', () => {
    const policyOf = (change: Partial<SudoPolicy>): SudoPolicy => ({ user: 'joe', password: 'right', run: (_argv, _stdin, executed) => void (executed.terminal ? running.push(executed) : executed.reply('0')), ...change });
    async function throughSudo(change: Partial<SudoPolicy>, around?: Surroundings): Promise<SshLink> {
      const policy = policyOf(change);
      const own = await connected({ ...joe, execute: (executed) => void sudoStandIn(executed, policy) }, around);
      return own;
    }
    const lines = () => server.lines.filter((line) => line.includes('TZ=UTC /usr/bin/sudo ')).map((line) => splitWords(line).slice(4).join(' ').replace(/[0-9a-f]{32}/, 'R'));
    const asRoot = plainCommand({ rights: 'root' as Rights });
    const typed = (value: string) => createSurroundings({ person: createPerson({ secrets: [{ value, remember: false }] }) });

    it('runs through sudo where it needs no password', async () => {
      const own = await throughSudo({ free: ([, ...args]) => args.join(' ') === '--interval=1' });
      const { told } = await watching(own);
      await until(() => running.length === 1);
      running[0]?.channel.write('a change');
      await until(() => told.length === 1);
      assert.deepEqual(lines(), ['-n -- /usr/sbin/crm_mon --interval=1']);
    });

    it('says so where sudo refuses, and is not tried again in the background', async () => {
      const own = await throughSudo({ free: () => false });
      const { told } = await watching(own);
      await until(() => told.at(-1) !== undefined && told.at(-1) !== 'sign');
      assert.deepEqual(told.at(-1), { code: 'sudo-refused', host: 'example-host', user: 'joe', program: 'crm_mon' });
      const before = lines().length;
      assert.deepEqual(await own.watch(crmMon), failure({ code: 'sudo-refused', host: 'example-host', user: 'joe', program: 'crm_mon' }));
      assert.equal(lines().length, before);
    });

    it('never asks for a password, uses one that was given for a command, and shows it to nobody', async () => {
      const around = typed('right');
      const own = await throughSudo({ allowed: () => true }, around);
      const before = await watching(own);
      await until(() => before.told.at(-1) !== undefined && before.told.at(-1) !== 'sign');
      assert.deepEqual(before.told.at(-1), { code: 'prompt-needed', host: 'example-host', what: 'sudo-password' });
      assert.deepEqual(around.person.asked, []);
      assert.ok((await own.run(asRoot, { mayAsk: true })).ok);
      const { told } = await watching(own);
      await until(() => running.length === 1);
      assert.deepEqual(lines().at(-1), '-k -S -p R: -- /usr/sbin/crm_mon --interval=1');
      running[0]?.channel.write('a change');
      await until(() => told.length > 0);
      assert.equal(around.person.asked.length, 1);
      assert.ok(!server.lines.join().includes('right') && !around.log.lines.join().includes('right'));
    });

    it('answers once: a password that has become wrong does not lock the account', async () => {
      let password = 'right';
      const policy = { ...policyOf({ allowed: () => true }), get password() { return password; } };
      const terminals: Executed[] = [];
      const around = typed('right');
      const own = await connected({ ...joe, execute: (executed) => {
        if (executed.terminal) terminals.push(executed);
        void sudoStandIn(executed, policy);
      } }, around);
      assert.ok((await own.run(asRoot, { mayAsk: true })).ok);
      password = 'changed';
      const { told } = await watching(own);
      await until(() => told.some((one) => typeof one !== 'string'));
      assert.deepEqual(told.filter((one) => one !== 'sign'), [{ code: 'sudo-password-wrong', host: 'example-host', user: 'joe' }]);
      await until(() => server.sessions === 0);
      assert.equal(terminals.length, 2);
    });

    it('is disposed of also while a password is looked at', async () => {
      const around = typed('right');
      const own = await throughSudo({ allowed: () => true }, around);
      assert.ok((await own.run(asRoot, { mayAsk: true })).ok);
      const { watch, told } = await watching(own);
      watch.dispose();
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual([running.filter(({ channel }) => channel.writable).length, told, server.sessions], [0, [], 0]);
    });
  });

  it('is asked for a sign of life in no session of its own: any answer counts, each question gets one', async () => {
    const own = await connected({ maxSessions: 1, shell: () => undefined });
    assert.ok((await own.openTerminal({ columns: 80, rows: 24 })).ok);
    const before = server.lines.length;
    assert.deepEqual(await Promise.all(Array.from({ length: 5 }, () => own.isAlive(1000))), Array(5).fill(true));
    assert.equal(server.lines.length, before);
    const [connection] = server.connections;
    assert.ok(connection);
    socketOf(connection).pause();
    const started = Date.now();
    assert.equal(await own.isAlive(100), false);
    assert.ok(Date.now() - started >= 99);
    socketOf(connection).resume();
    assert.equal(await own.isAlive(1000), true);
    own.disconnect();
    assert.equal(await own.isAlive(1000), false);
  });
});
