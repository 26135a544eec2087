import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../../src/core/fault';
import { success } from '../../../src/core/result';
import type { Endpoint } from '../../../src/remote/endpoint';
import { fingerprint } from '../../../src/remote/hostKey';
import { defaultLinkOptions } from '../../../src/remote/ports';
import { resolveTarget, settingsReader } from '../../../src/remote/resolveTarget';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { SshLink } from '../../../src/remote/sshLink';
import { createPerson, createSurroundings, plainCommand, type Surroundings, until } from '../../unit/remote/doubles';
import { makeKeyFile, publicKeyOf, type Sshd, useSshd } from './openSsh';

describe('With a configuration for real ssh', function () {
  this.timeout(60_000);
  const suite = useSshd();
  const { folder } = suite;
  const program = (name: string) => suite.ssh.program(name);
  const makeKey = (name: string, ...options: readonly string[]) => makeKeyFile(suite.ssh, folder.path, name, ...options);
  let configurations = 0;
  const links: SshLink[] = [];

  before(() => {
    process.env.PATH = `${process.env.PATH}:${program('ssh').replace(/\/ssh$/, '')}`;
  });
  afterEach(() => links.splice(0).forEach((link) => link.dispose()));

  /** The line of known_hosts for a server. */
  const known = (server: Sshd, name = `[127.0.0.1]:${server.port}`) => `${name} ssh-ed25519 ${publicKeyOf(server.hostKey)}\n`;

  function file(name: string, text: string): string {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  }

  /** An ssh_config in which every host is joe's on loopback, and nothing of this machine's own plays a part. */
  function configuration(...lines: readonly string[]): string {
    configurations += 1;
    const common = ['Host *', 'HostName 127.0.0.1', 'User joe', `IdentityFile ${suite.key}`, 'IdentityAgent none', 'IdentitiesOnly yes', 'GlobalKnownHostsFile none'];
    return file(`config${configurations}`, [...lines, ...common].join('\n') + '\n');
  }

  function open(target: string, config: string, around: Surroundings = createSurroundings()): SshLink {
    const { person: prompts, store, trust, log, clock } = around;
    const link = new SshLink(target, () => resolveTarget(target, settingsReader(config)), { prompts, trust, log, clock, secrets: createSecretKeeper(store, log).ofLink(), options: defaultLinkOptions });
    links.push(link);
    return link;
  }

  async function login(target: string, config: string, around?: Surroundings, mayAsk = true): Promise<Fault | null> {
    const link = open(target, config, around);
    const connected = await link.connect({ mayAsk });
    if (!connected.ok) return connected.fault;
    assert.deepEqual(await link.run(plainCommand({ argv: ['printf', 'here'] })), success({ stdout: 'here', stderr: '', exitCode: 0 }));
    return null;
  }

  it('an alias leads to its host, port, user, key and known_hosts', async function () {
    const server = await suite.serve(this);
    const hosts = file('known_alias', known(server));
    assert.equal(await login('cluster-a', configuration('Host cluster-a', `Port ${server.port}`, `UserKnownHostsFile ${hosts}`, 'StrictHostKeyChecking yes')), null);
    assert.equal(await login(`joe@127.0.0.1:${server.port}`, configuration(`UserKnownHostsFile ${hosts}`, 'StrictHostKeyChecking yes')), null);
  });

  it('a configuration that ssh does not take is told in its words', async () => {
    const fault = await login('cluster-a', file('broken', 'NoSuchOption yes\n'));
    assert.ok(fault?.code === 'target-invalid' && /bad configuration options|NoSuchOption/i.test(fault.reason), JSON.stringify(fault));
  });

  it('a hashed known_hosts is read, and a host key that has changed is refused with both fingerprints', async function () {
    const server = await suite.serve(this);
    const hosts = file('known_hashed', known(server));
    const hashed = spawnSync(program('ssh-keygen'), ['-H', '-f', hosts], { encoding: 'utf8' });
    assert.equal(hashed.status, 0, hashed.stderr);
    assert.match(readFileSync(hosts, 'utf8'), /^\|1\|/);
    const config = (path: string) => configuration(`UserKnownHostsFile ${path}`, 'StrictHostKeyChecking no', `Port ${server.port}`);
    assert.equal(await login('a', config(hosts)), null);

    const stranger = makeKey('stranger', '-t', 'ed25519');
    const changed = file('known_changed', `[127.0.0.1]:${server.port} ssh-ed25519 ${publicKeyOf(stranger)}\n`);
    const print = (path: string) => fingerprint(Buffer.from(publicKeyOf(path), 'base64'));
    assert.match(spawnSync(program('ssh-keygen'), ['-lf', server.hostKey], { encoding: 'utf8' }).stdout, new RegExp(print(server.hostKey).replace(/[+/]/g, '\\$&')), 'as ssh-keygen prints it');
    assert.deepEqual(await login('a', config(changed)), {
      code: 'host-key-changed', host: 'a', keyType: 'ssh-ed25519', fingerprint: print(server.hostKey), knownFingerprint: print(stranger), knownFrom: `${changed}:1`,
    });
    appendFileSync(hosts, `@revoked * ssh-ed25519 ${publicKeyOf(server.hostKey)}\n`);
    assert.equal((await login('a', config(hosts)))?.code, 'host-key-revoked');
  });

  it('a jump host is gone through, its key checked, and a way it does not open is told', async function () {
    const [inner, jump] = [await suite.serve(this), await suite.serve(this)];
    const hosts = file('known_jump', known(inner) + known(jump));
    const config = (proxy: string) => configuration('Host inner', `Port ${inner.port}`, proxy, 'Host jump', `Port ${jump.port}`, 'Host nowhere', 'Port 1', proxy, 'Host *', `UserKnownHostsFile ${hosts}`);
    assert.equal(await login('inner', config('ProxyJump jump')), null);
    assert.match(jump.log(), /127\.0\.0\.1 port \d+/);
    assert.equal(await login('inner', config(`ProxyJump joe@127.0.0.1:${jump.port}`)), null);
    const fault = await login('nowhere', config('ProxyJump jump'));
    assert.ok(fault?.code === 'proxy-failed' && fault.proxy === 'jump', JSON.stringify(fault));

    writeFileSync(hosts, known(inner));
    const around = createSurroundings({ person: createPerson({ trusts: true }) });
    assert.equal((await login('inner', config('ProxyJump jump'), createSurroundings(), false))?.code, 'host-key-unknown');
    assert.equal(await login('inner', config('ProxyJump jump'), around), null);
    assert.deepEqual(around.person.asked.map((question) => 'fingerprint' in question && question.host), ['jump']);
    const link = links.at(-1);
    await jump.stop();
    await until(() => link?.state.kind === 'waiting', 5000);
  });

  it('a ProxyCommand is run, and its end is told in its words', async function () {
    const [inner, jump] = [await suite.serve(this), await suite.serve(this)];
    const hosts = file('known_command', known(inner) + known(jump));
    const outer = configuration('Host jump', `Port ${jump.port}`, 'Host *', `UserKnownHostsFile ${hosts}`);
    const config = (command: string) => configuration('Host inner', `Port ${inner.port}`, `ProxyCommand ${command}`, 'Host *', `UserKnownHostsFile ${hosts}`);
    assert.equal(await login('inner', config(`${program('ssh')} -F ${outer} -W %h:%p jump`)), null);
    assert.deepEqual(await login('inner', config('sh -c "echo no way through >&2; exit 3"')), { code: 'proxy-failed', host: 'inner', proxy: 'ProxyCommand', reason: 'no way through' });
  });

  for (const [name, options] of [
    ['an RSA key', ['-t', 'rsa', '-b', '2048']],
    ['an ECDSA key', ['-t', 'ecdsa']],
    ['an RSA key in PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
  ] as const) {
    it(`${name} made by ssh-keygen is taken`, async function () {
      const own = makeKey(name.replaceAll(' ', '-'), ...options);
      const server = await suite.serve(this, { keys: [own] });
      assert.equal(await login('a', configuration(`IdentityFile ${own}`, `Port ${server.port}`, `UserKnownHostsFile ${file('known_key', known(server))}`), undefined, false), null);
    });
  }

  for (const [name, options] of [
    ["OpenSSH's format", []],
    ['PEM', ['-m', 'PEM', '-t', 'rsa']],
  ] as const) {
    it(`a key in ${name} with a passphrase is opened with the person's answer`, async function () {
      const own = makeKey(`locked-${options.length}`, '-t', 'ed25519', ...options, '-N', 'open sesame');
      const server = await suite.serve(this, { keys: [own] });
      const config = configuration(`IdentityFile ${own}`, `Port ${server.port}`, `UserKnownHostsFile ${file('known_locked', known(server))}`);
      assert.deepEqual(await login('a', config, undefined, false), { code: 'prompt-needed', host: 'a', what: 'passphrase' });
      const around = createSurroundings({ person: createPerson({ secrets: [{ value: 'wrong', remember: false }, { value: 'open sesame', remember: false }] }) });
      assert.equal(await login('a', config, around), null);
      assert.deepEqual(around.person.asked.map((question) => 'what' in question && [question.what, question.file, question.again]), [['passphrase', own, false], ['passphrase', own, true]]);
    });
  }

  it('a real agent signs', async function () {
    const own = makeKey('in-agent', '-t', 'ed25519');
    const socket = join(folder.path, 'agent');
    const agent = spawn(program('ssh-agent'), ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await new Promise((resolve) => agent.stdout.once('data', resolve));
      const added = spawnSync(program('ssh-add'), ['-q', own], { env: { ...process.env, SSH_AUTH_SOCK: socket }, encoding: 'utf8' });
      assert.equal(added.status, 0, added.stderr);
      const server = await suite.serve(this, { keys: [own] });
      const config = configuration(`IdentityAgent ${socket}`, 'IdentitiesOnly no', `Port ${server.port}`, `UserKnownHostsFile ${file('known_agent', known(server))}`);
      assert.equal(await login('a', config, undefined, false), null);
    } finally {
      agent.kill();
    }
  });

  it('two keys are given where one is not enough', async function () {
    const second = makeKey('second', '-t', 'ed25519');
    const server = await suite.serve(this, { keys: [suite.key, second], config: ['AuthenticationMethods publickey,publickey'] });
    const hosts = `UserKnownHostsFile ${file('known_two', known(server))}`;
    assert.equal(await login('a', configuration(`IdentityFile ${suite.key}`, `IdentityFile ${second}`, `Port ${server.port}`, hosts), undefined, false), null);
    assert.equal((await login('a', configuration(`Port ${server.port}`, hosts)))?.code, 'authentication-failed');
  });

  it('a wrong key, and a host that ends the login after too many, are authentication failures', async function () {
    const wrong = ['one', 'two', 'three'].map((name) => makeKey(`wrong-${name}`, '-t', 'ed25519'));
    const server = await suite.serve(this, { keys: [], config: ['MaxAuthTries 2'] });
    const config = configuration(...wrong.map((path) => `IdentityFile ${path}`), `Port ${server.port}`, `UserKnownHostsFile ${file('known_wrong', known(server))}`);
    const fault = await login('a', config);
    assert.equal(fault?.code, 'authentication-failed', JSON.stringify(fault));
    assert.equal(links.at(-1)?.state.kind, 'closed');
  });

  it('a user certificate is named as what is not possible', async function () {
    const server = await suite.serve(this, { keys: [], config: ['PasswordAuthentication no', 'KbdInteractiveAuthentication no'] });
    const certificate = file('joe-cert.pub', 'ssh-ed25519-cert-v01@openssh.com AAAA joe\n');
    const fault = await login('a', configuration(`CertificateFile ${certificate}`, `Port ${server.port}`, `UserKnownHostsFile ${file('known_certificate', known(server))}`));
    assert.ok(fault?.code === 'authentication-unsupported' && fault.method === 'user-certificate', JSON.stringify(fault));
  });

  it('what ssh says of a host is what an endpoint holds', async () => {
    const config = file('config_whole', [
      'Host whole', 'HostName host.example.org', 'Port 2222', 'User ops', 'IdentityFile ~/.ssh/%h', 'StrictHostKeyChecking accept-new', 'ServerAliveInterval 7', 'ServerAliveCountMax 2',
      'ConnectTimeout 9', 'HostKeyAlias whole', 'PreferredAuthentications publickey,password', 'NumberOfPasswordPrompts 1', 'UserKnownHostsFile /a /b', 'GlobalKnownHostsFile /c', 'IdentitiesOnly yes',
    ].join('\n'));
    const resolved = await resolveTarget('whole', settingsReader(config), { home: '/home/joe', user: 'joe', hostname: 'desk', platform: 'linux', env: {} });
    assert.deepEqual(resolved, success<Endpoint>({
      target: 'whole', host: 'host.example.org', port: 2222, user: 'ops', route: { kind: 'direct', family: 0 },
      hostKeys: { kind: 'known', strict: 'accept-new', alias: 'whole', knownHosts: ['/a', '/b', '/c'], revoked: [] },
      identities: { kind: 'configured', files: ['/home/joe/.ssh/host.example.org'], certificates: [], agent: null, only: true },
      methods: ['publickey', 'password'], passwordPrompts: 1, connectTimeoutMs: 9000, keepaliveMs: 7000, keepaliveCount: 2,
    }));
  });
});
