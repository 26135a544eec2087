import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../src/core/fault';
import type { Result } from '../../src/core/result';
import { success } from '../../src/core/result';
import type { SshLink } from '../../src/remote/sshLink';
import { createPerson, createSurroundings, plainCommand } from '../unit/remote/doubles';
import { comesBack, reaches } from './linkStates';
import { mustRunOn, useLab } from './labTests';
import { killSessions, sessionsOn } from './openThings';
import { sentence } from './sentence';

describe('Logging in to real hosts', () => {
  const { lab, folder, key, test, links, change, afterwards } = useLab();
  const [host1, host2] = [lab.host('host1'), lab.host('host2')];

  /** Who a link's account is; connects without a question. */
  async function whoIs(link: SshLink): Promise<string> {
    const connected = await link.connect({ mayAsk: false });
    assert.ok(connected.ok, sentence(connected));
    return answerOf(link, 'id', '-un');
  }

  async function answerOf(link: SshLink, ...argv: [string, ...string[]]): Promise<string> {
    const answer = await link.run(plainCommand({ argv }));
    return answer.ok ? answer.value.stdout.trim() : sentence(answer);
  }

  const faultOf = (result: Result<unknown>): Fault | null => (result.ok ? null : result.fault);

  for (const [target, account] of [['host1', 'root'], ['host2', 'root'], ['host1-admin', 'admin'], ['host1-operator', 'operator'], ['host1-keeper', 'keeper']] as const) {
    test(`a key lets ${account} in at ${target}`, async () => {
      assert.equal(await whoIs(links()(target)), account);
    });
  }

  test('what is counted after each test is there while a link is open', async () => {
    const before = await sessionsOn(host1);
    const link = links()('host1-admin');
    assert.equal(await whoIs(link), 'admin');
    assert.deepEqual(await sessionsOn(host1), [...before, 'sshd: admin [priv]', 'sshd: admin@notty'].sort());
  });

  test('an agent signs with a key that is in no file here', async () => {
    const socket = join(folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    afterwards(async () => {
      agent.kill();
      await once(agent, 'close');
    });
    await once(agent.stdout, 'data');
    const asked = () => whoIs(links(undefined, ['PreferredAuthentications publickey', 'IdentityFile none', `IdentityAgent ${socket}`, 'IdentitiesOnly no'])('host1-admin'));
    await assert.rejects(asked(), /host1-admin does not let admin in. Tried: /);
    const added = spawnSync('ssh-add', ['-q', lab.identity], { env: { ...process.env, SSH_AUTH_SOCK: socket }, encoding: 'utf8' });
    assert.equal(added.status, 0, added.stderr);
    assert.equal(await asked(), 'admin');
  });

  test('a key with a passphrase is opened by the person, and not in the background', async () => {
    const locked = join(folder, 'locked');
    const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-f', locked, '-C', '', '-N', 'open sesame'], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    const line = readFileSync(`${locked}.pub`, 'utf8').trim();
    await change(host1, `echo '${line}' >>~admin/.ssh/authorized_keys`, `sed -i '/${line.split(' ')[1]?.replaceAll('/', '\\/')}/d' ~admin/.ssh/authorized_keys`);

    const person = createPerson({ secrets: [{ value: 'wrong', remember: false }, { value: 'open sesame', remember: false }] });
    const link = links(createSurroundings({ person }), [`IdentityFile ${locked}`])('host1-admin');
    const quietly = await link.connect({ mayAsk: false });
    assert.equal(sentence(quietly), 'host1-admin wants the passphrase of a key, and nothing is asked in the background. Choose Connect to be asked.');
    assert.deepEqual(await link.connect({ mayAsk: true }), success(undefined));
    assert.equal(await answerOf(link, 'id', '-un'), 'admin');
    assert.deepEqual(person.asked.map((question) => 'what' in question && [question.what, question.file, question.again]), [['passphrase', locked, false], ['passphrase', locked, true]]);
  });

  for (const method of ['password', 'keyboard-interactive']) {
    test(`${method} is asked for, again when it was wrong, kept for as long as the link is wanted, and not asked for in the background`, async () => {
      const typed = (value: string) => ({ value, remember: false });
      const around = createSurroundings({ person: createPerson({ secrets: [typed('wrong'), typed(lab.password)] }) });
      const asked = () => around.person.asked.map((question) => 'what' in question && [question.what, question.again]);
      const link = links(around, [`PreferredAuthentications ${method}`])('host1-admin');
      assert.equal(sentence(await link.connect({ mayAsk: false })), 'host1-admin wants a password, and nothing is asked in the background. Choose Connect to be asked.');
      assert.deepEqual(asked(), []);
      assert.deepEqual(await link.connect({ mayAsk: true }), success(undefined));
      assert.deepEqual(asked(), [['password', false], ['password', true]]);
      assert.ok(around.log.lines.some((line) => line.includes(`let in by ${method}`)), around.log.lines.join('\n'));

      // The connection ends: the next attempt asks nobody.
      await killSessions(host1);
      await comesBack(link);
      assert.equal(await answerOf(link, 'id', '-un'), 'admin');
      assert.equal(asked().length, 2);
      assert.ok(!around.log.lines.join().includes(lab.password));

      link.disconnect();
      assert.deepEqual(faultOf(await link.connect({ mayAsk: false })), { code: 'prompt-needed', host: 'host1-admin', what: 'password' });
    });
  }

  test('a password that has expired is changed in the words of the host', async () => {
    await change(host1, 'cp -p /etc/shadow /root/shadow.before; chage -d 0 admin', 'mv /root/shadow.before /etc/shadow');
    const next = randomBytes(12).toString('hex');
    const person = createPerson({ secrets: [{ value: lab.password, remember: true }], replies: [[lab.password], [next], [next]] });
    const link = links(createSurroundings({ person }), ['PreferredAuthentications keyboard-interactive'])('host1-admin');
    assert.deepEqual(await link.connect({ mayAsk: true }), success(undefined));
    const [first, ...others] = person.asked.map((question) => ('prompts' in question ? question.prompts[0]?.text : 'what' in question && question.what));
    assert.equal(first, 'password');
    // The reason stands in front of the first question that follows.
    assert.deepEqual(others.map((text) => String(text).split('\n').at(-1)), ['Current password: ', 'New password: ', 'Retype new password: ']);
    assert.match(String(others[0]), /^You are required to change your password immediately/);
    assert.equal(await answerOf(link, 'id', '-un'), 'admin');
  });

  test('a host that is a jump host leads to the other', async () => {
    const link = links(undefined, [key, 'Host beyond', `HostName ${host2.address}`, 'User admin', 'ProxyJump host1'])('beyond');
    assert.equal(await whoIs(link), 'admin');
    assert.match(await answerOf(link, 'printenv', 'SSH_CONNECTION'), new RegExp(`^${host1.address} `));
    assert.deepEqual((await sessionsOn(host1)).filter((words) => /sshd.*root/.test(words)).length, 1);

    await killSessions(host1);
    await comesBack(link);
    assert.match(await answerOf(link, 'printenv', 'SSH_CONNECTION'), new RegExp(`^${host1.address} `));
  });

  for (const host of [host1, host2]) {
    test(`${host.name} leads to the guest that runs on one of them`, async () => {
      const link = links(undefined, [key, 'Host guest1', `ProxyJump ${host.name}`])('guest1');
      assert.equal(await whoIs(link), 'root');
      assert.equal(await answerOf(link, 'uname', '-n'), 'guest1');
      assert.match(await answerOf(link, 'printenv', 'SSH_CONNECTION'), new RegExp(`^${host.address} `));
    });
  }

  test('a jump host that cannot be reached is named', async () => {
    const link = links(undefined, [key, 'PreferredAuthentications publickey', 'Host beyond', `HostName ${host2.address}`, 'ProxyJump nobody@host1'])('beyond');
    assert.match(sentence(await link.connect({ mayAsk: true })), /^nobody@host1 does not let nobody in\. Tried: publickey; the host offers: /);
  });

  test('a host that shows another key is not connected to until its own is back', async () => {
    const person = createPerson({ trusts: true });
    const link = links(createSurroundings({ person }))('host1');
    assert.equal(await whoIs(link), 'root');
    const own = await fingerprint();
    const putBack = await change(host1, `
      mkdir /root/keys
      mv /etc/ssh/ssh_host_* /root/keys
      ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
      systemctl restart ssh`, `
      mv -f /root/keys/* /etc/ssh
      rmdir /root/keys
      systemctl restart ssh`);
    await killSessions(host1);
    const { fault } = await reaches(link, 'closed', 15_000);
    const refused = `host1 shows another host key than before: now ssh-ed25519 ${await fingerprint()}, before ${own} (${lab.knownHosts}:`;
    assert.ok(fault && sentence(fault).startsWith(refused), fault ? sentence(fault) : 'no fault');
    assert.equal(faultOf(await link.connect({ mayAsk: true }))?.code, 'host-key-changed');
    assert.deepEqual(person.asked, [], 'nobody is asked to take a changed key');
    assert.deepEqual(await sessionsOn(host1), []);

    await putBack();
    assert.deepEqual(await link.connect({ mayAsk: true }), success(undefined));
    assert.equal(await answerOf(link, 'id', '-un'), 'root');
  });

  /** Of the key that host1 has now. */
  async function fingerprint(): Promise<string> {
    return /SHA256:\S+/.exec(await mustRunOn(host1, 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub'))?.[0] ?? '';
  }
});
