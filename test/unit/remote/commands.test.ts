import assert from 'node:assert/strict';
import type { Command, Output } from '../../../src/core/command';
import type { Fault } from '../../../src/core/fault';
import { failure, type Result, success } from '../../../src/core/result';
import type { RunOptions } from '../../../src/remote/hostCommands';
import { createSurroundings, endpointTo, fastClock, linksIn, plainCommand, systemClock, until } from './doubles';
import { type Executed, type SshServer, type SshServerOptions, startSshServer } from './sshServer';

const prefix = 'env LC_ALL=C TZ=UTC';

describe('A command', () => {
  let server: SshServer | null = null;
  let dispose: () => void = () => undefined;

  /** A connected link to a server that does as told; gone after the test. */
  async function connected(execute: (executed: Executed) => void, options: SshServerOptions = {}, clock = systemClock) {
    const own = await startSshServer({ execute, ...options });
    server = own;
    const link = linksIn(createSurroundings({ clock }))(endpointTo(own));
    dispose = () => link.dispose();
    const result = await link.connect({ mayAsk: false });
    assert.ok(result.ok, JSON.stringify(result));
    const run = (command: Partial<Command<Output>> = {}, runOptions?: RunOptions) => link.run(plainCommand(command), runOptions);
    return { link, server: own, run };
  }

  afterEach(async () => {
    dispose();
    await server?.close();
    server = null;
  });

  const faultOf = (result: Result<unknown>): Fault | null => (result.ok ? null : result.fault);

  it('is run by its full path, in one language and time zone, with its arguments as they are', async () => {
    const { run } = await connected(({ line, reply }) => reply(line));
    const result = await run({ argv: ['crm_mon', '--id', "vm 'a' $(id)\n<b>", '__proto__'] });
    assert.deepEqual(result, success({ stdout: `${prefix} /usr/sbin/crm_mon --id 'vm '\\''a'\\'' $(id)\n<b>' __proto__`, stderr: '', exitCode: 0 }));
  });

  it('hands output, messages and status to its reader, whatever the status is', async () => {
    const { run } = await connected(({ reply }) => reply('<out/>', 105, 'a warning\n'));
    assert.deepEqual(await run(), success({ stdout: '<out/>', stderr: 'a warning\n', exitCode: 105 }));
    const reader = (output: Output, host: string) => failure({ code: 'command-failed', host, program: 'crm_mon', exitCode: output.exitCode, message: '' } as const);
    assert.deepEqual(faultOf(await run({ parse: reader })), { code: 'command-failed', host: 'example-host', program: 'crm_mon', exitCode: 105, message: '' });
  });

  it('gets its stdin, and its end', async () => {
    const { run } = await connected((executed) => void executed.stdin().then((stdin) => executed.reply(`got ${stdin}`)));
    assert.equal((await run({ stdin: 'pässword\n' })).ok, true);
    assert.deepEqual(await run({ stdin: 'ü'.repeat(3_000_000), maxBytes: 10_000_000, timeoutMs: 15_000 }), success({ stdout: `got ${'ü'.repeat(3_000_000)}`, stderr: '', exitCode: 0 }));
    assert.deepEqual(await run(), success({ stdout: 'got ', stderr: '', exitCode: 0 }));
  });

  it('tells what is written as it is written, letters whole, and without what the login shell writes', async () => {
    const heard: string[] = [];
    const { run } = await connected(({ channel }) => {
      for (const byte of Buffer.from('Reading 日本\ndone\n')) channel.write(Buffer.from([byte]));
      channel.exit(0);
      channel.end();
    }, { noise: 'Welcome!\n' });
    const result = await run({}, { heard: (text) => heard.push(text) });
    assert.equal(heard.join(''), 'Reading 日本\ndone\n');
    assert.ok(result.ok && result.value.stdout === heard.join(''));
  });

  it('keeps letters whole that come in two pieces', async () => {
    const text = Buffer.from('Zuverlässigkeit 日本 🂡');
    const { run } = await connected(({ channel }) => {
      for (const byte of text) channel.write(Buffer.from([byte]));
      channel.exit(0);
      channel.end();
    });
    assert.deepEqual(await run(), success({ stdout: text.toString(), stderr: '', exitCode: 0 }));
  });

  it('tells of a signal that ended it', async () => {
    const { run } = await connected(({ channel }) => {
      channel.write('half');
      channel.exit('KILL', false, '');
      channel.end();
    });
    assert.deepEqual(await run(), success({ stdout: 'half', stderr: '', exitCode: null }));
  });

  it('whose answer breaks off without a status has no answer', async () => {
    const { run } = await connected(({ channel }) => {
      channel.write('<crm_mon>');
      channel.end();
    });
    assert.deepEqual(faultOf(await run()), { code: 'output-cut', host: 'example-host', program: 'crm_mon' });
  });

  it('whose connection is lost has no answer, even if its status had come', async () => {
    const { run, server: own } = await connected(({ channel }) => {
      channel.write('<crm_mon>');
      channel.exit(0);
      setTimeout(() => own.drop(), 20);
    });
    assert.equal(faultOf(await run())?.code, 'link-lost');
  });

  it('that is disconnected by a person says so', async () => {
    const { run, link } = await connected(() => undefined);
    const result = run();
    setTimeout(() => link.disconnect(), 20);
    assert.deepEqual(faultOf(await result), { code: 'disconnected', host: 'example-host' });
    assert.deepEqual(faultOf(await run()), { code: 'disconnected', host: 'example-host' });
  });

  it('that outlives its deadline is ended on the host: asked, forced, and left', async () => {
    let hung: Executed | undefined;
    let closed = false;
    const { run } = await connected((executed) => {
      hung = executed;
      executed.channel.on('close', () => (closed = true));
    }, {}, fastClock);
    assert.deepEqual(faultOf(await run({ timeoutMs: 500 })), { code: 'command-timeout', host: 'example-host', program: 'crm_mon', afterMs: 500 });
    await until(() => hung?.signals.length === 1, 500);
    assert.deepEqual(hung?.signals, ['TERM']);
    await until(() => closed, 4000);
    assert.deepEqual(hung?.signals, ['TERM', 'KILL']);
  });

  it('that is cancelled is ended on the host', async () => {
    const seen: Executed[] = [];
    const { run } = await connected((executed) => void seen.push(executed));
    const cancel = new AbortController();
    const result = run({}, { signal: cancel.signal });
    await until(() => seen.length === 1);
    cancel.abort();
    assert.deepEqual(faultOf(await result), { code: 'cancelled' });
    await until(() => seen[0]?.signals[0] === 'TERM');
    assert.deepEqual(faultOf(await run({}, { signal: cancel.signal })), { code: 'cancelled' });
    assert.equal(seen.length, 1);
  });

  it('that writes without end is stopped at its limit, and 100 MB of it never fill the memory', async () => {
    let sent = 0;
    const { run } = await connected(({ channel, reply, signals }) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const pump = () => {
        for (; sent < 100_000_000; sent += chunk.length) {
          if (signals.length > 0) return reply('', 143);
          if (!channel.write(chunk)) return void channel.once('drain', pump);
        }
        reply('');
      };
      pump();
    });
    const before = process.memoryUsage().rss;
    assert.deepEqual(faultOf(await run({ maxBytes: 1_000_000, timeoutMs: 20_000 })), { code: 'output-too-large', host: 'example-host', program: 'crm_mon', limitBytes: 1_000_000 });
    assert.ok(sent < 50_000_000, `${sent} bytes were sent`);
    assert.ok(process.memoryUsage().rss - before < 60_000_000);
  });

  it('may answer up to its limit', async () => {
    const { run } = await connected(({ reply }) => reply('x'.repeat(1000)));
    assert.equal((await run({ maxBytes: 1000 })).ok, true);
    assert.equal(faultOf(await run({ maxBytes: 999 }))?.code, 'output-too-large');
  });

  it('shares the connection with four others; the rest wait, and can be cancelled', async () => {
    const open: Executed[] = [];
    const { run, server: own } = await connected((executed) => void open.push(executed));
    const cancel = new AbortController();
    const results = Array.from({ length: 6 }, (_, index) => run({ argv: ['crm_mon', String(index)] }));
    const waiting = run({ argv: ['crm_mon', 'cancelled'] }, { signal: cancel.signal });
    await until(() => open.length === 5);
    cancel.abort();
    assert.deepEqual(faultOf(await waiting), { code: 'cancelled' });
    open[0]?.reply('');
    await until(() => open.length === 6);
    open.slice(1).forEach(({ reply }) => reply(''));
    assert.ok((await Promise.all(results)).every(({ ok }) => ok));
    assert.equal(own.mostSessions, 5);
    assert.ok(!open.some(({ line }) => line.includes('cancelled')));
  });

  it('waits when the host has no session to spare, and runs once', async () => {
    const open: Executed[] = [];
    const { run } = await connected((executed) => void open.push(executed), { maxSessions: 1 }, fastClock);
    const results = [run({ argv: ['crm_mon', 'a'], timeoutMs: 60_000 }), run({ argv: ['crm_mon', 'b'], timeoutMs: 60_000 })];
    await until(() => open.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(open.length, 1);
    open[0]?.reply('');
    await until(() => open.length === 2, 4000);
    open[1]?.reply('');
    assert.ok((await Promise.all(results)).every(({ ok }) => ok));
    assert.equal(open.length, 2);
  });

  it('is refused in the end when the host never has a session to spare', async () => {
    const { run, link } = await connected(() => undefined, { maxSessions: 1, shell: () => undefined }, fastClock);
    assert.ok((await link.openTerminal({ columns: 80, rows: 24 })).ok);
    assert.deepEqual(faultOf(await run({ timeoutMs: 60_000 })), { code: 'channel-refused', host: 'example-host' });
  });

  it('whose program is not there is not run', async () => {
    const { run, server: own } = await connected(({ reply }) => reply(''));
    assert.deepEqual(faultOf(await run({ argv: ['nonesuch'] })), { code: 'program-missing', host: 'example-host', program: 'nonesuch' });
    assert.ok(!own.lines.some((line) => line.startsWith(`${prefix} `)));
  });

  it('whose program comes or goes while connected is noticed', async () => {
    const programs = ['/usr/bin/virsh'];
    const { run } = await connected(({ reply }) => (programs.includes('/usr/bin/virsh') ? reply('') : reply('', 127, "env: '/usr/bin/virsh': No such file or directory\n")), { programs });
    assert.equal((await run({ argv: ['virsh'] })).ok, true);
    programs.pop();
    assert.equal(faultOf(await run({ argv: ['virsh'] }))?.code, 'program-missing');
    assert.equal(faultOf(await run({ argv: ['virsh'] }))?.code, 'program-missing');
    programs.push('/usr/bin/virsh');
    assert.equal((await run({ argv: ['virsh'] })).ok, true);
  });

  it('that the account may not run says so', async () => {
    const { run } = await connected(({ reply }) => reply('', 126, "env: '/usr/sbin/crm_mon': Permission denied\n"), { id: 'uid=7(joe) gid=7(joe) groups=7(joe)\n' });
    assert.deepEqual(faultOf(await run()), { code: 'permission-denied', host: 'example-host', user: 'joe', program: 'crm_mon' });
  });

  it('is bounded by the host itself where coreutils can do that', async () => {
    const programs = ['/usr/sbin/crm_mon', '/usr/bin/timeout', '/usr/bin/stdbuf'];
    const { run } = await connected(({ line, reply }) => reply(line), { programs });
    const result = await run({ timeoutMs: 20_500 });
    assert.equal(result.ok && result.value.stdout, `${prefix} /usr/bin/timeout --foreground -k 2 26 /usr/sbin/crm_mon -1`);
  });

  it('is told apart from what the login shell prints', async () => {
    const { run } = await connected(({ reply }) => reply('<crm_mon/>'), { noise: 'Welcome to example-host!\nBe careful.\n' });
    assert.deepEqual(await run(), success({ stdout: '<crm_mon/>', stderr: '', exitCode: 0 }));
  });

  it('that a csh cannot be handed is not sent', async () => {
    const { run, server: own } = await connected(({ reply }) => reply(''), { loginShell: '/bin/tcsh' });
    assert.deepEqual(faultOf(await run({ argv: ['crm_mon', 'a\nb'] })), { code: 'argument-unsendable', host: 'example-host', program: 'crm_mon' });
    assert.ok(!own.lines.some((line) => line.startsWith(`${prefix} `)));
    assert.equal((await run({ argv: ['crm_mon', "a 'b' !"] })).ok, true);
  });
});

describe('A login shell', () => {
  async function connect(options: SshServerOptions) {
    const server = await startSshServer(options);
    const link = linksIn(createSurroundings())(endpointTo(server));
    const connected = await link.connect({ mayAsk: true });
    const { state } = link;
    link.dispose();
    await server.close();
    return { fault: connected.ok ? null : connected.fault, state };
  }

  it('that runs no commands is named with what it said, and not tried again', async () => {
    const { fault, state } = await connect({ id: 'This account is currently not available.\n' });
    assert.deepEqual(fault, { code: 'shell-unusable', host: 'example-host', sample: 'This account is currently not available.' });
    assert.equal(state.kind, 'closed');
  });

  it('that prints something else each time is named: no answer could be told apart', async () => {
    let count = 0;
    const { fault } = await connect({ noise: () => `Visitor number ${(count += 1)}\n` });
    assert.equal(fault?.code, 'shell-unusable');
  });
});
