import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Output } from '../../../src/core/command';
import type { Fault } from '../../../src/core/fault';
import type { Endpoint } from '../../../src/remote/endpoint';
import type { SecretAnswer } from '../../../src/remote/ports';
import type { SshLink } from '../../../src/remote/sshLink';
import { skip } from '../../skip';
import { createPerson, createSurroundings, endpointTo, linksIn, plainCommand, type Surroundings, until } from '../../unit/remote/doubles';
import { freePort, makeKeyFile, type OpenSsh, openSsh, processesWith, publicKeyOf, useSharedFolder } from './openSsh';

const sudoers = `
joe ALL=(ALL) ALL
max ALL=(ALL) ALL
ann ALL=(root) NOPASSWD: /usr/bin/id, /usr/bin/sleep
kim ALL=(ALL) NOPASSWD: ALL
Defaults:kim requiretty
Defaults:ann use_pty
`;

/**
 * A system of its own over this one's files: what is written there is gone with it. $1 an empty folder, $2 the unpacked programs.
 * The accounts' names and passwords come on stdin.
 */
const system = `
set -e
mount -t tmpfs none "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cd "$1/root"
cp -a "$2/usr/." usr
cp -a "$2/etc/." etc
mount --rbind /dev dev
mount -t proc proc proc
cp "$3/host_key" etc/ssh/test_host_key
chmod 600 etc/ssh/test_host_key
chown 0:0 etc/ssh/test_host_key usr/bin/sudo etc/sudoers usr/libexec/sudo/*
chmod 4755 usr/bin/sudo
cp "$3/sudoers" etc/sudoers
chmod 440 etc/sudoers
mkdir -p run/sshd
exec chroot . /bin/sh -c '
  set -e
  groupadd -f haclient
  id sshd >/dev/null 2>&1 || useradd -r sshd
  for account in joe max ann bob kim; do useradd -m -s /bin/sh $account; done
  useradd -m -s /bin/sh -G haclient eve
  chpasswd
  exec /usr/sbin/sshd -f /dev/null -D -e -p "$1" -h /etc/ssh/test_host_key -o ListenAddress=127.0.0.1 -o UsePAM=yes -o PasswordAuthentication=yes -o KbdInteractiveAuthentication=yes -o PidFile=none
' sh "$4"
`;

describe('With accounts, PAM and sudo of a real system', function () {
  this.timeout(60_000);
  const folder = useSharedFolder();
  const password = randomBytes(9).toString('hex');
  const links: SshLink[] = [];
  let server: { port: number; stop(): Promise<void>; hostKey: { privateKey: string; publicKey: string; type: string } };

  before(async function () {
    this.timeout(240_000);
    if (process.getuid?.() !== 0) return skip(this, 'only root can have accounts and sudo');
    server = await startSystem(this, await openSsh(this, folder.path));
  });
  afterEach(() => links.splice(0).forEach((link) => link.dispose()));
  after(() => server?.stop());

  async function startSystem(context: Mocha.Context, ssh: OpenSsh) {
    const [base, files] = [join(folder.path, 'system'), join(folder.path, 'files')];
    mkdirSync(base);
    mkdirSync(files);
    const hostKey = makeKeyFile(ssh, files, 'host_key', '-t', 'ed25519');
    writeFileSync(join(files, 'sudoers'), sudoers);
    const port = await freePort();
    const child = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child=KILL', '/bin/sh', '-c', system, 'sh', base, ssh.cached, files, String(port)], { stdio: ['pipe', 'ignore', 'pipe'] });
    child.stdin.end(['joe', 'max', 'ann', 'bob', 'kim', 'eve'].map((name) => `${name}:${password}\n`).join(''));
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const listening = await Promise.race([ended.then(() => false), new Promise<boolean>((resolve) => child.stderr.on('data', () => log.includes('Server listening') && resolve(true)))]);
    if (!listening) return skip(context, `no system of its own can be made here: ${log.trim().split('\n').at(-1) ?? ''}`);
    const stop = async () => {
      child.kill('SIGKILL');
      await ended;
    };
    return { port, stop, hostKey: { privateKey: '', publicKey: publicKeyOf(hostKey), type: 'ssh-ed25519' } };
  }

  const typed = (...values: string[]): SecretAnswer[] => values.map((value) => ({ value, remember: false }));

  function open(user: string, around: Surroundings, change: Partial<Endpoint> = {}): SshLink {
    const link = linksIn(around)(endpointTo(server, { user, ...change }));
    links.push(link);
    return link;
  }

  /** Logs in and forgets what was asked for that. */
  async function loggedIn(user: string, ...secrets: string[]): Promise<{ link: SshLink; around: Surroundings }> {
    const around = createSurroundings({ person: createPerson({ secrets: typed(password, ...secrets) }) });
    const link = open(user, around);
    assert.deepEqual(await link.connect({ mayAsk: true }), { ok: true, value: undefined });
    around.person.asked.length = 0;
    return { link, around };
  }

  const asRoot: Partial<Command<Output>> = { argv: ['id', '-u'], rights: 'root', timeoutMs: 20_000 };
  async function outcome(link: SshLink, command: Partial<Command<Output>>, mayAsk = false): Promise<string | Fault> {
    const result = await link.run(plainCommand(command), { mayAsk });
    return result.ok ? result.value.stdout : result.fault;
  }

  for (const [method, offered] of [['keyboard-interactive', 'PAM asks'], ['password', 'the password is sent']] as const) {
    it(`${method}: ${offered}, again after a wrong one`, async () => {
      const around = createSurroundings({ person: createPerson({ secrets: typed('wrong', password) }) });
      const link = open('joe', around, { methods: [method] });
      assert.deepEqual(await link.connect({ mayAsk: true }), { ok: true, value: undefined });
      assert.deepEqual(around.person.asked.map((question) => 'what' in question && [question.what, question.again]), [['password', false], ['password', true]]);
      assert.ok(around.log.lines.some((line) => line.includes(`let in by ${method}`)));
      assert.ok(!around.log.lines.join().includes(password));
    });
  }

  it('sudo with a password: asked for once, again when wrong, and stdin reaches the command whole', async () => {
    const { link, around } = await loggedIn('joe', 'wrong', password);
    assert.equal(await outcome(link, asRoot, true), '0\n');
    assert.deepEqual(around.person.asked.map((question) => 'what' in question && [question.what, question.again]), [['sudo-password', false], ['sudo-password', true]]);
    assert.equal(await outcome(link, { ...asRoot, argv: ['cat'], stdin: 'first line\nsecond\n' }), 'first line\nsecond\n');
    assert.equal(await outcome(link, { ...asRoot, argv: ['printenv', 'LC_ALL', 'TZ'] }), 'C\nUTC\n');
    assert.equal(around.person.asked.length, 2);
  });

  it('sudo with a password in the background: nothing is asked', async () => {
    const { link, around } = await loggedIn('joe');
    assert.deepEqual(await outcome(link, asRoot), { code: 'prompt-needed', host: 'example-host', what: 'sudo-password' });
    assert.deepEqual(around.person.asked, []);
  });

  it('a sudoers list of single programs: those run at once, others are refused without a question', async () => {
    const { link, around } = await loggedIn('ann', password);
    assert.equal(await outcome(link, asRoot), '0\n');
    assert.deepEqual(await outcome(link, { ...asRoot, argv: ['ls', '/root'] }, true), { code: 'sudo-refused', host: 'example-host', user: 'ann', program: 'ls' });
    assert.deepEqual(around.person.asked, []);
  });

  it('no sudoer, and a sudoers that wants a terminal: told as such', async () => {
    const { link } = await loggedIn('bob', password);
    assert.deepEqual(await outcome(link, asRoot, true), { code: 'sudo-refused', host: 'example-host', user: 'bob', program: 'id' });
    const { link: other } = await loggedIn('kim', password);
    assert.deepEqual(await outcome(other, asRoot, true), { code: 'sudo-needs-terminal', host: 'example-host', user: 'kim' });
  });

  it('a command through sudo is ended as well', async () => {
    const { link } = await loggedIn('joe', password);
    const cancel = new AbortController();
    const seconds = String(randomInt(100_000_000, 999_999_999));
    const sleeping = link.run(plainCommand({ ...asRoot, argv: ['sleep', seconds] }), { signal: cancel.signal, mayAsk: true });
    await until(() => processesWith(seconds).some((line) => line.startsWith('/usr/bin/sleep')), 10_000);
    cancel.abort();
    const result = await sleeping;
    assert.equal(!result.ok && result.fault.code, 'cancelled');
    await until(() => processesWith(seconds).length === 0, 5000);
  });

  it('a member of haclient needs no sudo for the cluster', async () => {
    const { link } = await loggedIn('eve');
    assert.equal(await outcome(link, { ...asRoot, argv: ['id', '-un'], rights: 'cluster' }), 'eve\n');
  });

  describe('a watch', () => {
    const ownSeconds = () => String(randomInt(100_000_000, 999_999_999));
    /** Who runs the program now, by user id. */
    const runners = (seconds: string) => processesWith(`/usr/bin/sleep ${seconds}`).filter((line) => line.startsWith('/usr/bin/sleep')).length;

    async function watching(link: SshLink, seconds: string): Promise<{ readonly ends: Fault[]; dispose(): void }> {
      const watch = await link.watch({ argv: ['sleep', seconds], rights: 'root' });
      assert.ok(watch.ok, JSON.stringify(watch));
      const ends: Fault[] = [];
      watch.value.onEnd((fault) => ends.push(fault));
      return { ends, dispose: () => watch.value.dispose() };
    }

    for (const [user, how] of [['ann', 'that needs no password for it and gives it a terminal of its own'], ['kim', 'that wants a terminal for everything']] as const) {
      it(`through a sudo ${how} runs, and leaves nothing when it is disposed of or the connection ends`, async () => {
        const { link } = await loggedIn(user, password);
        const [first, second] = [ownSeconds(), ownSeconds()];
        const watch = await watching(link, first);
        const other = await watching(link, second);
        await until(() => runners(first) === 1 && runners(second) === 1, 10_000);
        watch.dispose();
        await until(() => processesWith(first).length === 0, 5000);
        link.disconnect();
        await until(() => processesWith(second).length === 0, 5000);
        await until(() => other.ends.length === 1);
        assert.deepEqual([watch.ends, other.ends.map(({ code }) => code)], [[], ['disconnected']]);
      });
    }

    it('never asks for a password; once it was given for a command, the watch has it too, and the host ends it as well', async () => {
      const { link, around } = await loggedIn('joe', password);
      const seconds = ownSeconds();
      const early = await watching(link, seconds);
      await until(() => early.ends.length === 1, 10_000);
      assert.deepEqual([early.ends, around.person.asked], [[{ code: 'prompt-needed', host: 'example-host', what: 'sudo-password' }], []]);
      assert.equal(await outcome(link, asRoot, true), '0\n');
      const watch = await watching(link, seconds);
      await until(() => runners(seconds) === 1, 10_000);
      assert.equal(around.person.asked.length, 1);
      watch.dispose();
      await until(() => processesWith(seconds).length === 0, 5000);
    });

    it('whose password has been changed meanwhile is told as such', async () => {
      const { link } = await loggedIn('max', password);
      assert.equal(await outcome(link, { ...asRoot, argv: ['chpasswd'], stdin: 'max:another one\n' }, true), '');
      const watch = await watching(link, ownSeconds());
      await until(() => watch.ends.length === 1, 10_000);
      assert.deepEqual(watch.ends, [{ code: 'sudo-password-wrong', host: 'example-host', user: 'max' }]);
    });
  });
});
