import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostKeyRules, Strictness } from '../../../src/remote/endpoint';
import { fingerprint } from '../../../src/remote/hostKey';
import { preferKnownTypes } from '../../../src/remote/hostKeyOrder';
import { createMemoryTrust, createPerson, createSurroundings, endpointTo, linksIn, type Surroundings, useFolder } from './doubles';
import { type KeyPair, makeKey, type SshServer, startSshServer } from './sshServer';

describe("A host's key", () => {
  const folder = useFolder();
  const stranger = makeKey();
  let server: SshServer;
  let files = 0;
  before(async () => (server = await startSshServer({ hostKeys: [makeKey(), makeKey('ecdsa')] })));
  after(() => server.close());

  function known(...lines: string[]): string {
    files += 1;
    const file = join(folder.path, `known_hosts${files}`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  }
  const line = (key: KeyPair, name = `[127.0.0.1]:${server.port}`) => `${name} ${key.type} ${key.publicKey}`;
  const print = (key: KeyPair) => fingerprint(Buffer.from(key.publicKey, 'base64'));

  async function connect(surroundings: Surroundings, rules: Partial<Extract<HostKeyRules, { kind: 'known' }>>, mayAsk = false) {
    const hostKeys = { kind: 'known', strict: 'ask', alias: null, knownHosts: [], revoked: [], ...rules } as const;
    const link = linksIn(surroundings)(endpointTo(server, { hostKeys }));
    const connected = await link.connect({ mayAsk });
    const { state } = link;
    link.dispose();
    return { connected, state, fault: connected.ok ? null : connected.fault };
  }

  it('that known_hosts names is accepted without a question, whatever file it stands in', async () => {
    const around = createSurroundings();
    const { connected } = await connect(around, { strict: 'yes', knownHosts: [join(folder.path, 'missing'), known(line(stranger, 'elsewhere')), known(line(server.hostKey))] });
    assert.ok(connected.ok);
    assert.deepEqual(around.person.asked, []);
  });

  it('that is new is shown with type and fingerprint, kept when accepted, and then known', async () => {
    const around = createSurroundings({ person: createPerson({ trusts: true }) });
    const first = await connect(around, {}, true);
    assert.ok(first.connected.ok);
    assert.deepEqual(around.person.asked, [{ host: 'example-host', port: server.port, keyType: 'ssh-ed25519', fingerprint: print(server.hostKey), otherTypes: [] }]);
    assert.deepEqual(around.trust.list(), [{ host: '127.0.0.1', port: server.port, keyType: 'ssh-ed25519', key: server.hostKey.publicKey }]);
    assert.ok(around.log.lines.some((text) => text.includes(print(server.hostKey))));
    const second = await connect(around, {});
    assert.ok(second.connected.ok);
    assert.equal(around.person.asked.length, 1);
  });

  it('that is new and declined is not kept, and the link stays closed', async () => {
    const around = createSurroundings();
    const { fault, state } = await connect(around, {}, true);
    assert.deepEqual(fault, { code: 'prompt-declined', host: 'example-host', what: 'host-key' });
    assert.deepEqual(state, { kind: 'closed', fault });
    assert.deepEqual(around.trust.list(), []);
  });

  it('that is new is never asked about in the background', async () => {
    const around = createSurroundings({ person: createPerson({ trusts: true }) });
    const { fault, state } = await connect(around, {});
    assert.deepEqual(fault, { code: 'host-key-unknown', host: 'example-host', keyType: 'ssh-ed25519', fingerprint: print(server.hostKey) });
    assert.equal(state.kind, 'closed');
    assert.deepEqual(around.person.asked, []);
  });

  for (const strict of ['accept-new', 'no'] as const) {
    it(`that is new is accepted and kept with StrictHostKeyChecking ${strict}`, async () => {
      const around = createSurroundings();
      assert.ok((await connect(around, { strict })).connected.ok);
      assert.equal(around.trust.list().length, 1);
      assert.deepEqual(around.person.asked, []);
    });
  }

  it('that is new is refused with StrictHostKeyChecking yes, person or not', async () => {
    const around = createSurroundings({ person: createPerson({ trusts: true }) });
    assert.equal((await connect(around, { strict: 'yes' }, true)).fault?.code, 'host-key-unknown');
    assert.deepEqual(around.person.asked, []);
  });

  for (const strict of ['yes', 'ask', 'accept-new', 'no'] satisfies Strictness[]) {
    it(`that has changed is refused with both fingerprints under StrictHostKeyChecking ${strict}`, async () => {
      const around = createSurroundings({ person: createPerson({ trusts: true }) });
      const file = known('# keys', line(stranger));
      const { fault, state } = await connect(around, { strict, knownHosts: [file] }, true);
      assert.deepEqual(fault, {
        code: 'host-key-changed', host: 'example-host', keyType: 'ssh-ed25519', fingerprint: print(server.hostKey), knownFingerprint: print(stranger), knownFrom: `${file}:2`,
      });
      assert.deepEqual(state, { kind: 'closed', fault });
      assert.deepEqual([around.person.asked, around.trust.list()], [[], []]);
    });
  }

  it('that differs from the one accepted in this editor is refused, until that is forgotten', async () => {
    const trust = createMemoryTrust({ host: '127.0.0.1', port: server.port, keyType: 'ssh-ed25519', key: stranger.publicKey });
    const around = createSurroundings({ trust, person: createPerson({ trusts: true }) });
    const { fault } = await connect(around, {}, true);
    assert.equal(fault?.code === 'host-key-changed' && fault.knownFrom, 'trusted-here');
    await trust.forget('127.0.0.1', server.port);
    assert.ok((await connect(around, {}, true)).connected.ok);
  });

  it('that is revoked is refused although it is known', async () => {
    const file = known(line(server.hostKey), `@revoked * ${server.hostKey.type} ${server.hostKey.publicKey}`);
    const { fault } = await connect(createSurroundings(), { strict: 'no', knownHosts: [file] }, true);
    assert.deepEqual(fault, { code: 'host-key-revoked', host: 'example-host', keyType: 'ssh-ed25519', fingerprint: print(server.hostKey), knownFrom: `${file}:2` });
  });

  it('that RevokedHostKeys lists is refused; a list that is missing or binary cannot be checked', async () => {
    const list = known('# lost with the old disk', `${server.hostKey.type} ${server.hostKey.publicKey} old`);
    const file = known(line(server.hostKey));
    assert.equal((await connect(createSurroundings(), { knownHosts: [file], revoked: [list] })).fault?.code, 'host-key-revoked');
    assert.ok((await connect(createSurroundings(), { knownHosts: [file], revoked: [known(`${stranger.type} ${stranger.publicKey}`)] })).connected.ok);
    assert.equal((await connect(createSurroundings(), { knownHosts: [file], revoked: [join(folder.path, 'missing')] })).fault?.code, 'known-hosts-unreadable');
    assert.equal((await connect(createSurroundings(), { knownHosts: [file], revoked: [known('SSHKRL\n\0')] })).fault?.code, 'known-hosts-unreadable');
  });

  it('is not accepted when a file that might speak against it cannot be read', async () => {
    const unreadable = folder.path; // a folder: not even root can read it as a file
    const { fault } = await connect(createSurroundings(), { strict: 'no', knownHosts: [known(line(server.hostKey)), unreadable] }, true);
    assert.deepEqual(fault, { code: 'known-hosts-unreadable', host: 'example-host', file: unreadable, reason: 'EISDIR' });
    if (process.getuid?.() === 0) return; // root reads every file
    const secret = known('');
    chmodSync(secret, 0);
    assert.equal((await connect(createSurroundings(), { knownHosts: [secret] })).fault?.code, 'known-hosts-unreadable');
  });

  it('is looked up under HostKeyAlias', async () => {
    const file = known(line(server.hostKey, 'Cluster-A'.toLowerCase()));
    assert.ok((await connect(createSurroundings(), { alias: 'Cluster-A', knownHosts: [file] })).connected.ok);
    assert.equal((await connect(createSurroundings(), { alias: 'Cluster-B', knownHosts: [file] })).fault?.code, 'host-key-unknown');
  });

  it('is asked of the type that is known', async () => {
    const ecdsa = makeKey('ecdsa');
    const two = await startSshServer({ hostKeys: [makeKey(), ecdsa] });
    const file = known(`[127.0.0.1]:${two.port} ${ecdsa.type} ${ecdsa.publicKey}`);
    const hostKeys = { kind: 'known', strict: 'yes', alias: null, knownHosts: [file], revoked: [] } as const;
    const link = linksIn(createSurroundings())(endpointTo(two, { hostKeys }));
    assert.deepEqual(await link.connect({ mayAsk: false }), { ok: true, value: undefined });
    link.dispose();
    await two.close();
  });

  it('of another type than the known one is told as such to whoever is asked', async () => {
    const rsaOnly = known(`[127.0.0.1]:${server.port} ssh-rsa AAAA`);
    const around = createSurroundings({ person: createPerson({ trusts: true }) });
    assert.equal((await connect(around, { strict: 'accept-new', knownHosts: [rsaOnly] })).fault?.code, 'host-key-unknown');
    assert.ok((await connect(around, { knownHosts: [rsaOnly] }, true)).connected.ok);
    assert.deepEqual(around.person.asked.map((question) => 'otherTypes' in question && question.otherTypes), [['ssh-rsa']]);
  });

  it('that only a certificate authority vouches for is said to be beyond what can be checked', async () => {
    const file = known(`@cert-authority * ${stranger.type} ${stranger.publicKey}`);
    const { fault } = await connect(createSurroundings(), { strict: 'accept-new', knownHosts: [file] });
    assert.deepEqual(fault, { code: 'authentication-unsupported', host: 'example-host', method: 'host-certificate', detail: print(server.hostKey) });
  });

  it('is checked before anything is asked for or sent', async () => {
    let authentications = 0;
    const watched = await startSshServer({ authenticate: (context) => ((authentications += 1), context.accept()) });
    const around = createSurroundings({ person: createPerson({ secrets: [{ value: 'secret', remember: false }] }) });
    const link = linksIn(around)(endpointTo({ ...watched, hostKey: stranger }));
    const connected = await link.connect({ mayAsk: true });
    assert.equal(!connected.ok && connected.fault.code, 'host-key-changed');
    assert.deepEqual([authentications, around.person.asked], [0, []]);
    link.dispose();
    await watched.close();
  });
});

describe('The order of host key algorithms', () => {
  it('changes only where a known type would come too late, and neither adds nor drops one', () => {
    assert.equal(preferKnownTypes([]), undefined);
    assert.equal(preferKnownTypes(['ssh-ed25519']), undefined);
    assert.equal(preferKnownTypes(['ssh-ed25519', 'ecdsa-sha2-nistp256']), undefined);
    assert.equal(preferKnownTypes(['ssh-dss']), undefined);
    const moved = preferKnownTypes(['ssh-rsa'])?.serverHostKey as unknown as { remove: RegExp[]; append: RegExp[] };
    assert.deepEqual(moved.remove.map(String), ['/^ssh-ed25519$/', '/^ecdsa-sha2-nistp256$/', '/^ecdsa-sha2-nistp384$/', '/^ecdsa-sha2-nistp521$/']);
    assert.deepEqual(moved.append, moved.remove);
  });
});
