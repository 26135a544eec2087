import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { success } from '../../../src/core/result';
import type { Onward } from '../../../src/remote/onward';
import { defaultLinkOptions } from '../../../src/remote/ports';
import { resolveTarget, settingsReader } from '../../../src/remote/resolveTarget';
import { createSecretKeeper } from '../../../src/remote/secretKeeper';
import { SshLink } from '../../../src/remote/sshLink';
import { createPerson, createSurroundings, plainCommand, until } from '../../unit/remote/doubles';
import { freePort, publicKeyOf, type Sshd, useSshd } from './openSsh';

describe('Through a real sshd to a guest behind it', function () {
  this.timeout(60_000);
  const suite = useSshd();
  const links: SshLink[] = [];
  before(() => {
    process.env.PATH = `${process.env.PATH}:${suite.ssh.program('ssh').replace(/\/ssh$/, '')}`;
  });
  afterEach(() => links.splice(0).forEach((link) => link.dispose()));

  /** A link to a host, connected, and one to the guest behind it that listens at this port. */
  async function behind(host: Sshd, port: number) {
    const around = createSurroundings({ person: createPerson({ trusts: true }) });
    const { person: prompts, store, trust, log, clock } = around;
    const config = join(suite.folder.path, `config-${host.port}-${port}`);
    const known = join(suite.folder.path, `known-${host.port}`);
    writeFileSync(known, `[127.0.0.1]:${host.port} ssh-ed25519 ${publicKeyOf(host.hostKey)}\n`);
    const common = ['Host *', 'HostName 127.0.0.1', 'User nobody-here', `IdentityFile ${suite.key}`, 'IdentityAgent none', 'IdentitiesOnly yes', 'GlobalKnownHostsFile none', `UserKnownHostsFile ${known}`];
    // A way that is configured for every other machine does not count for one that is behind this host.
    writeFileSync(config, ['Host host1', `Port ${host.port}`, 'User joe', 'Host 127.0.0.1', `Port ${port}`, 'ProxyJump nowhere', ...common].join('\n') + '\n');
    const settings = settingsReader(config);
    const link = new SshLink('host1', () => resolveTarget('host1', settings), { prompts, trust, log, clock, secrets: createSecretKeeper(store, log).ofLink(), options: defaultLinkOptions, settings });
    links.push(link);
    const connected = await link.connect({ mayAsk: true });
    assert.ok(connected.ok, JSON.stringify(connected));
    const way: Onward = { target: 'guest guest1 on host1', user: 'joe', address: '127.0.0.1', name: 'guest1' };
    const guest = link.onward(way);
    links.push(guest);
    return { link, guest, around };
  }

  it('goes in over the connection that is there, and leaves it alone', async function () {
    const [host, machine] = [await suite.serve(this), await suite.serve(this)];
    const { link, guest, around } = await behind(host, machine.port);
    const connected = await guest.connect({ mayAsk: true });
    assert.ok(connected.ok, JSON.stringify(connected));
    assert.deepEqual(await guest.run(plainCommand({ argv: ['printf', 'inside'] })), success({ stdout: 'inside', stderr: '', exitCode: 0 }));
    assert.equal((host.log().match(/Accepted publickey/g) ?? []).length, 1);
    assert.deepEqual(around.trust.list().map((key) => [key.host, key.port]), [[`guest1 from 127.0.0.1 ${host.port}`, machine.port]]);
    guest.dispose();
    await until(() => machine.connections().length === 0, 5000);
    assert.deepEqual(await link.run(plainCommand({ argv: ['printf', 'here'] })), success({ stdout: 'here', stderr: '', exitCode: 0 }));
  });

  it('notices that the guest has gone, as when its machine is switched off, and goes in anew', async function () {
    const [host, machine] = [await suite.serve(this), await suite.serve(this)];
    const { link, guest } = await behind(host, machine.port);
    assert.ok((await guest.connect({ mayAsk: true })).ok);
    for (const pid of machine.connections()) process.kill(pid, 'SIGKILL');
    await until(() => guest.state.kind !== 'connected', 5000);
    assert.ok('fault' in guest.state && guest.state.fault?.code === 'link-lost', JSON.stringify(guest.state));
    assert.ok((await guest.connect({ mayAsk: true })).ok);
    assert.deepEqual(await guest.run(plainCommand({ argv: ['printf', 'back'] })), success({ stdout: 'back', stderr: '', exitCode: 0 }));
    assert.equal(link.state.kind, 'connected');
  });

  it('takes in a machine\'s own words why the way is closed', async function () {
    const host = await suite.serve(this);
    const port = await freePort();
    const { guest } = await behind(host, port);
    const closed = await guest.connect({ mayAsk: true });
    assert.deepEqual(!closed.ok && closed.fault, { code: 'connection-refused', host: 'guest guest1 on host1', port });
  });

  it('says of a host that lets nobody go on that it does not', async function () {
    const [host, machine] = [await suite.serve(this, { config: ['AllowTcpForwarding no'] }), await suite.serve(this)];
    const { guest } = await behind(host, machine.port);
    const refused = await guest.connect({ mayAsk: true });
    assert.deepEqual(!refused.ok && refused.fault, { code: 'forwarding-refused', host: 'guest guest1 on host1', proxy: 'host1' });
    assert.equal(guest.state.kind, 'closed');
  });

  it('says who is refused, and what methods the guest has for others', async function () {
    const [host, machine] = [await suite.serve(this), await suite.serve(this, { keys: [], config: ['PasswordAuthentication no', 'KbdInteractiveAuthentication no'] })];
    const { guest } = await behind(host, machine.port);
    const refused = await guest.connect({ mayAsk: true });
    assert.deepEqual(!refused.ok && refused.fault, { code: 'authentication-failed', host: 'guest guest1 on host1', user: 'joe', tried: ['publickey'], offered: ['publickey'] });
  });
});
