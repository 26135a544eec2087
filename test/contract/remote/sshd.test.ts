import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Fault } from '../../../src/core/fault';
import { success, type Result } from '../../../src/core/result';
import type { Endpoint } from '../../../src/remote/endpoint';
import type { SshLink } from '../../../src/remote/sshLink';
import { createSurroundings, endpointTo, linksIn, plainCommand, until } from '../../unit/remote/doubles';
import { processesWith, publicKeyOf, type Sshd, useSshd } from './openSsh';

describe('Against a real sshd', function () {
  this.timeout(60_000);
  const suite = useSshd();
  const links: SshLink[] = [];
  afterEach(() => links.splice(0).forEach((link) => link.dispose()));

  function open(server: Sshd, change: Partial<Endpoint> = {}, around = createSurroundings()): SshLink {
    const endpoint = endpointTo({ port: server.port, hostKey: { privateKey: '', publicKey: publicKeyOf(server.hostKey), type: 'ssh-ed25519' } }, {
      identities: { kind: 'configured', files: [suite.key], certificates: [], agent: null, only: false },
      ...change,
    });
    const link = linksIn(around)(endpoint);
    links.push(link);
    return link;
  }

  async function connected(server: Sshd, change?: Partial<Endpoint>): Promise<SshLink> {
    const link = open(server, change);
    const result = await link.connect({ mayAsk: false });
    assert.ok(result.ok, `${JSON.stringify(result)}\n${server.log()}`);
    return link;
  }

  const faultOf = (result: Result<unknown>): Fault | null => (result.ok ? null : result.fault);
  /** A number of seconds that no other process on the machine sleeps. */
  const uniqueSeconds = () => String(randomInt(100_000_000, 999_999_999));

  it('commands run with their input, output, messages and status', async function () {
    const link = await connected(await suite.serve(this));
    assert.deepEqual(await link.run(plainCommand({ argv: ['cat'], stdin: 'Zuverlässigkeit\n' })), success({ stdout: 'Zuverlässigkeit\n', stderr: '', exitCode: 0 }));
    const missing = await link.run(plainCommand({ argv: ['ls', '/nonesuch'] }));
    assert.deepEqual(missing, success({ stdout: '', stderr: "/usr/bin/ls: cannot access '/nonesuch': No such file or directory\n", exitCode: 2 }));
    assert.deepEqual(await link.run(plainCommand({ argv: ['date', '-d', '@0', '+%A %H:%M'] })), success({ stdout: 'Thursday 00:00\n', stderr: '', exitCode: 0 }));
    const big = await link.run(plainCommand({ argv: ['seq', '1', '400000'], maxBytes: 10_000_000 }));
    assert.equal(big.ok && big.value.stdout.length, 2_688_895);
    assert.equal(faultOf(await link.run(plainCommand({ argv: ['crm_nonesuch'] })))?.code, 'program-missing');
  });

  const nasty = ["it's", 'a b', '"', '$(id)', '`id`', '$HOME', '\\', "\\'", '!', 'a!b', '!!', '*', '~', '=ls', '%1', '{a,b}', '<b>', '__proto__', '', '\u202Ex', '\t', '#', '^a^b', ';', '&'];
  for (const shell of ['sh', 'bash', 'dash', 'zsh', 'tcsh', 'fish']) {
    it(`${shell} as login shell hands names on unharmed, and what it runs can be ended`, async function () {
      const path = suite.ssh.program(shell);
      assert.ok(existsSync(path), path);
      const link = await connected(await suite.serve(this, { shell: path }));
      const printed = await link.run(plainCommand({ argv: ['printf', '%s\\0', ...nasty] }));
      assert.ok(printed.ok, JSON.stringify(printed));
      assert.deepEqual(printed.value.stdout.split('\0').slice(0, -1), nasty);

      const line = await link.run(plainCommand({ argv: ['printf', '%s', 'a\nb'] }));
      if (shell === 'tcsh') assert.deepEqual(faultOf(line), { code: 'argument-unsendable', host: 'example-host', program: 'printf' });
      else assert.equal(line.ok && line.value.stdout, 'a\nb');

      const seconds = uniqueSeconds();
      const cancel = new AbortController();
      const sleeping = link.run(plainCommand({ argv: ['sleep', seconds] }), { signal: cancel.signal });
      await until(() => processesWith(`sleep ${seconds}`).length > 0);
      cancel.abort();
      assert.equal(faultOf(await sleeping)?.code, 'cancelled');
      await until(() => processesWith(`sleep ${seconds}`).length === 0, 5000);
    });
  }

  it('a login shell that greets is told apart, one that refuses is named', async function () {
    const greeting = await connected(await suite.serve(this, { shell: '/bin/bash', home: { '.bashrc': 'echo Welcome; echo Careful >&2\n' } }));
    assert.deepEqual(await greeting.run(plainCommand({ argv: ['printf', 'x'] })), success({ stdout: 'x', stderr: '', exitCode: 0 }));
    const refusing = open(await suite.serve(this, { shell: '/usr/sbin/nologin' }));
    assert.deepEqual(faultOf(await refusing.connect({ mayAsk: true })), { code: 'shell-unusable', host: 'example-host', sample: 'This account is currently not available.' });
  });

  it('a command that ignores SIGTERM is killed at its deadline', async function () {
    const link = await connected(await suite.serve(this));
    const seconds = uniqueSeconds();
    const stubborn = link.run(plainCommand({ argv: ['env', '--ignore-signal=TERM', 'sleep', seconds], timeoutMs: 300 }));
    assert.deepEqual(faultOf(await stubborn), { code: 'command-timeout', host: 'example-host', program: 'env', afterMs: 300 });
    await until(() => processesWith(`sleep ${seconds}`).length === 0, 5000);
  });

  it('a flood is stopped at its limit, and what made it has ended', async function () {
    const link = await connected(await suite.serve(this));
    const mark = `flood-${uniqueSeconds()}`;
    const before = process.memoryUsage().rss;
    assert.deepEqual(faultOf(await link.run(plainCommand({ argv: ['yes', mark], maxBytes: 1_000_000, timeoutMs: 30_000 }))), { code: 'output-too-large', host: 'example-host', program: 'yes', limitBytes: 1_000_000 });
    await until(() => processesWith(mark).length === 0, 5000);
    assert.ok(process.memoryUsage().rss - before < 80_000_000);
    assert.equal((await link.run(plainCommand({ argv: ['printf', 'x'] }))).ok, true);
  });

  it('a command that hangs ends on the host even when the connection is gone', async function () {
    const server = await suite.serve(this);
    const link = await connected(server);
    const seconds = uniqueSeconds();
    const hanging = link.run(plainCommand({ argv: ['sleep', seconds], timeoutMs: 500 }));
    await until(() => processesWith(`sleep ${seconds}`).length > 0);
    link.disconnect();
    assert.equal(faultOf(await hanging)?.code, 'disconnected');
    // A second of deadline, rounded up, and five to spare.
    await until(() => processesWith(`sleep ${seconds}`).length === 0, 10_000);
  });

  it('all commands get their turn where two sessions are allowed, one of them a terminal', async function () {
    const link = await connected(await suite.serve(this, { config: ['MaxSessions 2'] }));
    const terminal = await link.openTerminal({ columns: 80, rows: 24 });
    assert.ok(terminal.ok);
    const results = await Promise.all(Array.from({ length: 8 }, (_, index) => link.run(plainCommand({ argv: ['printf', String(index)] }))));
    assert.deepEqual(results.map((result) => result.ok && result.value.stdout), ['0', '1', '2', '3', '4', '5', '6', '7']);
    terminal.value.dispose();
  });

  it('a terminal has the size it was given, is resized, and tells how it ended', async function () {
    const link = await connected(await suite.serve(this));
    const opened = await link.openTerminal({ columns: 101, rows: 31 });
    assert.ok(opened.ok, JSON.stringify(opened));
    const terminal = opened.value;
    let text = '';
    let exitCode: number | null | undefined;
    terminal.onData((data) => (text += data));
    terminal.onClose((code) => (exitCode = code));
    terminal.write('stty size\n');
    await until(() => text.includes('31 101'), 5000);
    terminal.resize({ columns: 66, rows: 22 });
    terminal.write('stty size; printf "%s\\n" Zuverl\u00e4ssig\n');
    await until(() => text.includes('22 66') && /^Zuverlässig/m.test(text), 5000);
    terminal.write('exit 7\n');
    await until(() => exitCode !== undefined, 5000);
    assert.equal(exitCode, 7);
  });

  it('a server that is gone and comes again is found again', async function () {
    const server = await suite.serve(this);
    const link = await connected(server);
    await server.stop();
    await until(() => link.state.kind === 'waiting', 5000);
    assert.equal(link.state.kind === 'waiting' && link.state.fault.code, 'link-lost');
    const again = await suite.serve(this, { port: server.port });
    // Another key at the same address: exactly what must not be accepted by itself.
    await until(() => link.state.kind === 'closed', 10_000);
    assert.equal(link.state.kind === 'closed' && link.state.fault?.code, 'host-key-changed');
    assert.notEqual(again.hostKey, server.hostKey);
  });
});
