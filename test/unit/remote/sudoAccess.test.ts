import assert from 'node:assert/strict';
import type { Command, Output } from '../../../src/core/command';
import type { Fault } from '../../../src/core/fault';
import type { SecretAnswer } from '../../../src/remote/ports';
import { secretKey } from '../../../src/remote/secretKey';
import type { SshLink } from '../../../src/remote/sshLink';
import { createPerson, createSurroundings, endpointTo, linksIn, plainCommand, type Surroundings } from './doubles';
import { type SshServer, type SshServerOptions, startSshServer } from './sshServer';
import { splitWords, sudoStandIn, type SudoPolicy } from './sudoStandIn';

const typed = (value: string, remember = false): SecretAnswer => ({ value, remember });
const all = () => true;
const root: Partial<Command<Output>> = { rights: 'root' };

describe('A command that needs more rights than the account has', () => {
  let server: SshServer | null = null;
  let link: SshLink | null = null;
  /** Commands that ran, with what they got on stdin. */
  let ran: { readonly argv: readonly string[]; readonly stdin: string }[] = [];

  async function connected(policy: Partial<SudoPolicy>, around: Surroundings = createSurroundings(), options: SshServerOptions = {}): Promise<Surroundings> {
    ran = [];
    const whole: SudoPolicy = {
      user: 'joe',
      password: 'right',
      run: (argv, stdin, { reply }) => {
        ran.push({ argv, stdin });
        reply('done', 0, 'a word on stderr\n');
      },
      ...policy,
    };
    server = await startSshServer({
      id: 'uid=1000(joe) gid=1000(joe) groups=1000(joe)\n',
      execute: (executed) => {
        if (executed.line.includes(' /usr/bin/sudo ')) void sudoStandIn(executed, whole);
        else void executed.stdin().then((stdin) => whole.run(splitWords(executed.line).slice(3), stdin, executed));
      },
      ...options,
    });
    link = linksIn(around)(endpointTo(server));
    assert.ok((await link.connect({ mayAsk: false })).ok);
    return around;
  }

  afterEach(async () => {
    link?.dispose();
    await server?.close();
  });

  const run = (command: Partial<Command<Output>> = root, mayAsk = false) => (link as SshLink).run(plainCommand(command), { mayAsk });
  const fault = async (command?: Partial<Command<Output>>, mayAsk?: boolean): Promise<Fault | null> => {
    const result = await run(command, mayAsk);
    return result.ok ? null : result.fault;
  };
  /** Command lines that went through sudo, with the random prompt blotted out. */
  const throughSudo = () => (server?.lines ?? []).filter((line) => line.includes('TZ=UTC /usr/bin/sudo ')).map((line) => line.replace('env LC_ALL=C TZ=UTC /usr/bin/sudo ', '').replace(/[0-9a-f]{32}/, 'R'));

  const member = (groups: string) => ({ id: `uid=1000(joe) gid=1000(joe) groups=1000(joe),${groups}\n` });

  it('is run without sudo by root and by members of the group in question', async () => {
    for (const [options, rights] of [[{ id: 'uid=0(root) gid=0(root) groups=0(root)\n' }, 'root'], [member('990(haclient)'), 'cluster'], [member('5(libvirt)'), 'libvirt'], [{}, 'none']] as const) {
      await connected({}, undefined, options);
      assert.equal(await fault({ rights }), null);
      assert.deepEqual(throughSudo(), []);
      link?.dispose();
      await server?.close();
    }
  });

  it('goes through sudo for members of another group', async () => {
    await connected({ free: all }, undefined, member('5(libvirt),990(haclient)'));
    assert.equal(await fault(), null);
    assert.deepEqual(throughSudo(), ['-n -- /usr/sbin/crm_mon -1']);
  });

  it('is run at once where sudoers lists just this program by its path', async () => {
    const around = await connected({ free: ([program]) => program === '/usr/sbin/crm_mon' });
    assert.deepEqual(await run({ ...root, stdin: 'input' }), { ok: true, value: { stdout: 'done', stderr: 'a word on stderr\n', exitCode: 0 } });
    assert.deepEqual(ran, [{ argv: ['/usr/sbin/crm_mon', '-1'], stdin: 'input' }]);
    assert.deepEqual(throughSudo(), ['-n -- /usr/sbin/crm_mon -1']);
    assert.deepEqual(around.person.asked, []);
  });

  it('that such a list lacks is refused without asking for a password that would open nothing', async () => {
    const around = await connected({ free: ([program]) => program === '/usr/sbin/crm_mon' }, undefined, { programs: ['/usr/bin/sudo', '/usr/sbin/pcs'] });
    assert.deepEqual(await fault({ ...root, argv: ['pcs', 'status'] }, true), { code: 'sudo-refused', host: 'example-host', user: 'joe', program: 'pcs' });
    assert.deepEqual([ran, around.person.asked], [[], []]);
  });

  it('asks for the password once, checks it, and sends it only in answer to the prompt', async () => {
    const around = await connected({ allowed: all }, createSurroundings({ person: createPerson({ secrets: [typed('right')] }) }));
    assert.deepEqual(await run({ ...root, stdin: 'input\nmore' }, true), { ok: true, value: { stdout: 'done', stderr: 'a word on stderr\n', exitCode: 0 } });
    assert.deepEqual(around.person.asked, [{ what: 'sudo-password', host: 'example-host', user: 'joe', file: null, again: false }]);
    assert.deepEqual(ran, [{ argv: ['/usr/sbin/crm_mon', '-1'], stdin: 'input\nmore' }]);
    assert.deepEqual(throughSudo(), ['-n -- /usr/sbin/crm_mon -1', '-n -l -- /usr/sbin/crm_mon -1', '-k -S -p R: -v', '-k -S -p R: -- /usr/sbin/crm_mon -1']);
    assert.equal(await fault(root, false), null);
    assert.deepEqual(throughSudo().slice(4), ['-k -S -p R: -- /usr/sbin/crm_mon -1'], 'the same command again goes the way that worked');
    assert.ok(!server?.lines.some((line) => line.includes('right')) && !around.log.lines.join().includes('right'));
  });

  it('asks once for several commands at a time', async () => {
    const around = await connected({ allowed: all }, createSurroundings({ person: createPerson({ secrets: [typed('right')] }) }));
    const faults = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => fault({ ...root, argv: ['crm_mon', name] }, true)));
    assert.deepEqual(faults, [null, null, null, null, null, null]);
    assert.equal(around.person.asked.length, 1);
    assert.equal(ran.length, 6);
  });

  it('asks again twice at most when the password is wrong, and runs nothing meanwhile', async () => {
    const around = await connected({ allowed: all }, createSurroundings({ person: createPerson({ secrets: ['a', 'b', 'c', 'right'].map((value) => typed(value, true)) }) }));
    assert.deepEqual(await fault(root, true), { code: 'sudo-password-wrong', host: 'example-host', user: 'joe' });
    assert.deepEqual(around.person.asked.map((question) => 'again' in question && question.again), [false, true, true]);
    assert.deepEqual([ran, around.store.values.size], [[], 0]);
    assert.equal(await fault(root, true), null, 'the next time a person asks, it can be put right');
  });

  it('remembers the password if it was right, and uses it in the background', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('wrong', true), typed('right', true)] }) });
    await connected({ allowed: all }, around);
    assert.equal(await fault(root, true), null);
    assert.deepEqual([...around.store.values.values()], ['right']);
    const lock = { what: 'sudo-password', user: 'joe', host: '127.0.0.1', port: (server as SshServer).port } as const;
    assert.ok(around.store.values.has(secretKey(lock)));
    link?.dispose();
    link = linksIn(around)(endpointTo(server as SshServer));
    await link.connect({ mayAsk: false });
    assert.equal(await fault(root), null);
  });

  it('never asks in the background; a remembered password that is wrong is deleted', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    await connected({ allowed: all }, around);
    const key = secretKey({ what: 'sudo-password', user: 'joe', host: '127.0.0.1', port: (server as SshServer).port });
    around.store.values.set(key, 'old');
    assert.deepEqual(await fault(root), { code: 'prompt-needed', host: 'example-host', what: 'sudo-password' });
    assert.deepEqual([around.store.values.has(key), around.person.asked, ran], [false, [], []]);
  });

  it('that the person declines is not run', async () => {
    await connected({ allowed: all });
    assert.deepEqual(await fault(root, true), { code: 'prompt-declined', host: 'example-host', what: 'sudo-password' });
    assert.deepEqual(ran, []);
  });

  it('is refused for an account that is no sudoer', async () => {
    await connected({}, createSurroundings({ person: createPerson({ secrets: [typed('right')] }) }));
    assert.deepEqual(await fault(root, true), { code: 'sudo-refused', host: 'example-host', user: 'joe', program: 'crm_mon' });
  });

  it('is refused where sudo wants a terminal, or is not there', async () => {
    await connected({ free: all, requiretty: true });
    assert.deepEqual(await fault(), { code: 'sudo-needs-terminal', host: 'example-host', user: 'joe' });
    link?.dispose();
    await server?.close();
    await connected({}, undefined, { programs: ['/usr/sbin/crm_mon'] });
    assert.deepEqual(await fault(), { code: 'sudo-missing', host: 'example-host', user: 'joe', program: 'crm_mon' });
  });

  it('is not put to sudo again and again in the background once it was refused, but is when a person asks', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    await connected({ allowed: all }, around);
    assert.equal((await fault())?.code, 'prompt-needed');
    const asked = throughSudo().length;
    assert.equal((await fault())?.code, 'prompt-needed');
    assert.equal(throughSudo().length, asked);
    assert.equal(await fault({ ...root, argv: ['crm_mon', 'other'] }, true), null);
    assert.equal(await fault(), null, 'the password is known by now');
  });

  it('runs without a question when a person asks again after a rule was added for it', async () => {
    const rules = new Set(['/usr/sbin/pcs']);
    const around = await connected({ free: ([program = '']) => rules.has(program) });
    assert.equal((await fault(root, true))?.code, 'sudo-refused');
    rules.add('/usr/sbin/crm_mon');
    assert.equal(await fault(root, true), null);
    assert.deepEqual(around.person.asked, []);
  });

  it('is never run twice, however it ends', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    let times = 0;
    await connected({ allowed: all, run: (_argv, _stdin, { channel }) => ((times += 1), channel.write('half'), channel.end()) }, around);
    assert.equal((await fault({ ...root, mutates: true }, true))?.code, 'output-cut');
    assert.equal(times, 1);
    link?.dispose();
    await server?.close();
    times = 0;
    await connected({ free: all, run: (_argv, _stdin, { reply }) => ((times += 1), reply('', 1, 'Error: a password is required by the cluster\n')) });
    assert.deepEqual(await run({ ...root, mutates: true }, true), { ok: true, value: { stdout: '', stderr: 'Error: a password is required by the cluster\n', exitCode: 1 } });
    assert.equal(times, 1);
  });
});
