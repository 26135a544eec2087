import assert from 'node:assert/strict';
import { success } from '../../../src/core/result';
import type { Endpoint } from '../../../src/remote/endpoint';
import { settingsFromConfig } from '../../../src/remote/configFile';
import { resolveTarget } from '../../../src/remote/resolveTarget';
import { directRoute, endpointFromSettings, type LocalMachine, parseSshSettings } from '../../../src/remote/sshSettings';

const local: LocalMachine = { home: '/home/joe', user: 'joe', hostname: 'desk', platform: 'linux', env: { SSH_AUTH_SOCK: '/run/agent' } };

function endpoint(text: string, machine: LocalMachine = local): Omit<Endpoint, 'route'> {
  return endpointFromSettings(parseSshSettings(text), 'typed', 'alias', machine);
}

function identities(text: string, machine?: LocalMachine) {
  const found = endpoint(text, machine).identities;
  assert.equal(found.kind, 'configured');
  return found;
}

function hostKeys(text: string, machine?: LocalMachine) {
  const found = endpoint(text, machine).hostKeys;
  assert.equal(found.kind, 'known');
  return found;
}

describe('What the ssh configuration says', () => {
  it('becomes an endpoint', () => {
    const { target, host, port, user, methods, passwordPrompts, keepaliveMs, connectTimeoutMs } = endpoint('hostname host.example.org\nport 2222\nuser root\n');
    assert.deepEqual({ target, host, port, user }, { target: 'typed', host: 'host.example.org', port: 2222, user: 'root' });
    assert.deepEqual({ methods, passwordPrompts, keepaliveMs, connectTimeoutMs }, { methods: ['publickey', 'keyboard-interactive', 'password'], passwordPrompts: 3, keepaliveMs: null, connectTimeoutMs: null });
  });

  it('falls back to what was typed and to the local user', () => {
    const { host, port, user } = endpoint('');
    assert.deepEqual([host, port, user], ['alias', 22, 'joe']);
  });

  it('counts the keys, files and tokens of ssh_config(5)', () => {
    const found = identities('user root\nhostname h\nport 7\nidentityfile ~/.ssh/id_%r@%h:%p\nidentityfile %d/keys/%u-%n-%%\nidentityfile none\nidentitiesonly yes\ncertificatefile ~/.ssh/id-cert.pub\n');
    assert.deepEqual(found.files, ['/home/joe/.ssh/id_root@h:7', '/home/joe/keys/joe-alias-%']);
    assert.deepEqual(found.certificates, ['/home/joe/.ssh/id-cert.pub']);
    assert.equal(found.only, true);
  });

  it('finds the agent', () => {
    assert.equal(identities('').agent, '/run/agent');
    assert.equal(identities('identityagent SSH_AUTH_SOCK').agent, '/run/agent');
    assert.equal(identities('identityagent none').agent, null);
    assert.equal(identities('identityagent ~/agent.sock').agent, '/home/joe/agent.sock');
    assert.equal(identities('identityagent $OTHER', { ...local, env: { OTHER: '/run/other' } }).agent, '/run/other');
    assert.equal(identities('', { ...local, env: {} }).agent, null);
    assert.equal(identities('', { ...local, platform: 'win32', env: {} }).agent, '\\\\.\\pipe\\openssh-ssh-agent');
  });

  it('reads how strictly host keys are checked, and by which files', () => {
    const strict = (text: string) => hostKeys(`stricthostkeychecking ${text}`).strict;
    assert.deepEqual(['true', 'yes', 'ask', 'accept-new', 'false', 'no', 'off', 'nonsense'].map(strict), ['yes', 'yes', 'ask', 'accept-new', 'no', 'no', 'no', 'ask']);
    const found = hostKeys('userknownhostsfile /home/joe/.ssh/known_hosts /home/joe/.ssh/known_hosts2\nglobalknownhostsfile /etc/ssh/ssh_known_hosts\nhostkeyalias cluster-a\nrevokedhostkeys /etc/ssh/revoked\n');
    assert.deepEqual(found.knownHosts, ['/home/joe/.ssh/known_hosts', '/home/joe/.ssh/known_hosts2', '/etc/ssh/ssh_known_hosts']);
    assert.deepEqual([found.alias, found.revoked], ['cluster-a', ['/etc/ssh/revoked']]);
    assert.deepEqual(hostKeys('userknownhostsfile none\nrevokedhostkeys none').knownHosts, []);
  });

  it('keeps a home folder with a space in its name in one piece', () => {
    const spaced = { ...local, home: 'C:\\Users\\Joe Doe' };
    assert.deepEqual(hostKeys('userknownhostsfile C:\\Users\\Joe Doe/.ssh/known_hosts C:\\Users\\Joe Doe/.ssh/known_hosts2', spaced).knownHosts, ['C:\\Users\\Joe Doe/.ssh/known_hosts', 'C:\\Users\\Joe Doe/.ssh/known_hosts2']);
  });

  it('honours what is switched off, the order, and that nothing may be asked', () => {
    assert.deepEqual(endpoint('passwordauthentication no\npubkeyauthentication true').methods, ['publickey', 'keyboard-interactive']);
    assert.deepEqual(endpoint('preferredauthentications password,gssapi-with-mic,publickey\npubkeyauthentication false').methods, ['password']);
    assert.equal(endpoint('batchmode yes\nnumberofpasswordprompts 5').passwordPrompts, 0);
    assert.equal(endpoint('numberofpasswordprompts 1').passwordPrompts, 1);
  });

  it('reads times', () => {
    const { connectTimeoutMs, keepaliveMs, keepaliveCount } = endpoint('connecttimeout 7\nserveraliveinterval 1m30s\nserveralivecountmax 5');
    assert.deepEqual([connectTimeoutMs, keepaliveMs, keepaliveCount], [7000, 90_000, 5]);
    assert.deepEqual([endpoint('serveraliveinterval 0').keepaliveMs, endpoint('connecttimeout none').connectTimeoutMs], [null, null]);
  });

  it('finds the way', () => {
    const route = (text: string) => directRoute(parseSshSettings(text), endpoint(`hostname h\nport 7\nuser root\n${text}`), 'alias');
    assert.deepEqual(route(''), { kind: 'direct', family: 0 });
    assert.deepEqual(route('addressfamily inet6'), { kind: 'direct', family: 6 });
    assert.deepEqual(route('proxycommand nc -x proxy %h %p # %r %n %%'), { kind: 'command', command: 'nc -x proxy h 7 # root alias %' });
    assert.deepEqual(route('proxycommand none\nproxyjump none'), { kind: 'direct', family: 0 });
    assert.equal(route('proxyjump a,b'), null);
  });
});

describe('A target with jump hosts', () => {
  const configuration: Record<string, string> = {
    inner: 'proxyjump a,root@b:2222',
    a: 'hostname 192.0.2.1\nproxyjump z',
    b: 'hostname 192.0.2.2\nport 2222\nuser root\nproxyjump never-asked',
    z: 'hostname 192.0.2.26',
    loop: 'proxyjump loop',
    bad: 'proxyjump -oProxyCommand=id',
  };
  const read = async ({ host }: { host: string }) => success(parseSshSettings(configuration[host] ?? `hostname ${host}`));

  it('is resolved hop by hop, the first by its own configuration, the next through it', async () => {
    const resolved = await resolveTarget('inner', read, local);
    assert.ok(resolved.ok);
    const hops: string[] = [];
    for (let at: Endpoint | null = resolved.value; at; at = at.route.kind === 'jump' ? at.route.through : null) hops.push(`${at.user}@${at.host}:${at.port}`);
    assert.deepEqual(hops, ['joe@inner:22', 'root@192.0.2.2:2222', 'joe@192.0.2.1:22', 'joe@192.0.2.26:22']);
  });

  it('that leads in a circle, or to what is no host, is refused', async () => {
    for (const target of ['loop', 'bad']) {
      const resolved = await resolveTarget(target, read, local);
      assert.equal(!resolved.ok && resolved.fault.code, 'target-invalid');
    }
  });
});

describe('Without OpenSSH', () => {
  it('the configuration file is read', () => {
    const text = 'Host alias\n  HostName %h.example.org\n  User root\n  Port 2222\n  IdentityFile ~/.ssh/cluster\nHost *\n  User nobody\n  StrictHostKeyChecking accept-new\n';
    const found = endpointFromSettings(settingsFromConfig(text, { user: null, host: 'alias', port: null }), 'alias', 'alias', local);
    assert.deepEqual([found.host, found.user, found.port], ['alias.example.org', 'root', 2222]);
    assert.equal(found.hostKeys.kind === 'known' && found.hostKeys.strict, 'accept-new');
    assert.deepEqual(found.hostKeys.kind === 'known' && found.hostKeys.knownHosts.slice(0, 2), ['/home/joe/.ssh/known_hosts', '/home/joe/.ssh/known_hosts2']);
    assert.deepEqual(found.identities.kind === 'configured' && found.identities.files, ['/home/joe/.ssh/cluster']);
  });

  it('what was typed goes before it, and usual keys stand in for none', () => {
    const found = endpointFromSettings(settingsFromConfig('Host alias\n  User root\n', { user: 'ops', host: 'alias', port: 7 }), 'ops@alias:7', 'alias', local);
    assert.deepEqual([found.host, found.user, found.port], ['alias', 'ops', 7]);
    assert.ok(found.identities.kind === 'configured' && found.identities.files.includes('/home/joe/.ssh/id_ed25519'));
  });
});
