import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import ssh2, { type AuthContext } from 'ssh2';
import type { Fault } from '../../../src/core/fault';
import type { Endpoint, Identities } from '../../../src/remote/endpoint';
import type { SecretAnswer } from '../../../src/remote/ports';
import { secretKey } from '../../../src/remote/secretKey';
import { createPerson, createSurroundings, endpointTo, linksIn, type Surroundings, useFolder } from './doubles';
import { type KeyPair, makeKey, type SshServer, startSshServer } from './sshServer';

const typed = (value: string, remember = false): SecretAnswer => ({ value, remember });

/** A server that lets in whoever the test says, and what it saw. */
async function serverFor(authenticate: (context: AuthContext, seen: string[]) => void): Promise<SshServer & { seen: string[] }> {
  const seen: string[] = [];
  const server = await startSshServer({
    authenticate(context) {
      seen.push(context.method === 'password' ? `password ${context.password}` : context.method);
      authenticate(context, seen);
    },
  });
  return Object.assign(server, { seen });
}

async function login(server: SshServer, around: Surroundings, change: Partial<Endpoint> = {}, mayAsk = true): Promise<Fault | null> {
  const link = linksIn(around)(endpointTo(server, change));
  const connected = await link.connect({ mayAsk });
  assert.equal(link.state.kind, connected.ok ? 'connected' : 'closed', JSON.stringify(connected));
  link.dispose();
  await server.close();
  return connected.ok ? null : connected.fault;
}

function offering(...methods: string[]) {
  return (context: AuthContext, accept: boolean) => (accept ? context.accept() : context.reject(methods as never[]));
}

const isPassword = (context: AuthContext, value: string) => context.method === 'password' && context.password === value;

describe('Logging in with a password', () => {
  const decide = offering('password');
  const server = () => serverFor((context) => decide(context, isPassword(context, 'right')));
  const stored = secretKey({ what: 'password', user: 'joe', host: '127.0.0.1', port: 0 }).replace(/0$/, '');

  it('asks once, and keeps the password in memory only', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    const target = await server();
    assert.equal(await login(target, around), null);
    assert.deepEqual(around.person.asked, [{ what: 'password', host: 'example-host', user: 'joe', file: null, again: false }]);
    assert.deepEqual(target.seen, ['none', 'password right']);
    assert.equal(around.store.values.size, 0);
    assert.ok(around.log.lines.some((line) => line.includes('let in by password')));
    assert.ok(!around.log.lines.join('\n').includes('right'));
  });

  it('remembers a password only when it was right', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('wrong', true), typed('right', true)] }) });
    assert.equal(await login(await server(), around), null);
    assert.deepEqual([...around.store.values.values()], ['right']);
    assert.ok([...around.store.values.keys()][0]?.startsWith(stored));
  });

  it('asks again twice at most, then says that it failed', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: ['a', 'b', 'c', 'd'].map((value) => typed(value, true)) }) });
    const target = await server();
    assert.deepEqual(await login(target, around), { code: 'authentication-failed', host: 'example-host', user: 'joe', tried: ['password'], offered: ['password'] });
    assert.deepEqual(around.person.asked.map((question) => 'again' in question && question.again), [false, true, true]);
    assert.deepEqual(target.seen, ['none', 'password a', 'password b', 'password c']);
    assert.equal(around.store.values.size, 0);
  });

  it('uses a remembered password in the background, and deletes it when it is wrong', async () => {
    const around = createSurroundings();
    const good = await server();
    around.store.values.set(`${stored}${good.port}`, 'right');
    assert.equal(await login(good, around, {}, false), null);
    const bad = await server();
    around.store.values.set(`${stored}${bad.port}`, 'old');
    assert.deepEqual(await login(bad, around, {}, false), { code: 'prompt-needed', host: 'example-host', what: 'password' });
    assert.equal(around.store.values.has(`${stored}${bad.port}`), false);
    assert.deepEqual(around.person.asked, []);
  });

  it('asks when the remembered password is wrong, and says so', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    const target = await server();
    around.store.values.set(`${stored}${target.port}`, 'old');
    assert.equal(await login(target, around), null);
    assert.deepEqual(around.person.asked.map((question) => 'again' in question && question.again), [true]);
  });

  it('never asks in the background', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    assert.deepEqual(await login(await server(), around, {}, false), { code: 'prompt-needed', host: 'example-host', what: 'password' });
    assert.deepEqual(around.person.asked, []);
  });

  it('never asks with BatchMode', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    assert.equal((await login(await server(), around, { passwordPrompts: 0 }))?.code, 'authentication-failed');
    assert.deepEqual(around.person.asked, []);
  });

  it('ends when the person declines', async () => {
    const around = createSurroundings();
    const target = await server();
    assert.deepEqual(await login(target, around), { code: 'prompt-declined', host: 'example-host', what: 'password' });
    assert.deepEqual(target.seen, ['none']);
  });

  it('says so when the host ends the login after too many failures', async () => {
    const target = await startSshServer({
      authenticate(context) {
        if (context.method === 'none') return context.reject(['password']);
        const { _protocol } = [...target.connections][0] as unknown as { _protocol: { disconnect(reason: number): void } };
        _protocol.disconnect(14);
      },
    });
    const around = createSurroundings({ person: createPerson({ secrets: [typed('a'), typed('b')] }) });
    assert.equal((await login(target, around))?.code, 'authentication-failed');
    assert.equal(around.person.asked.length, 1);
  });
});

describe('Logging in by keyboard-interactive', () => {
  const ask = (context: AuthContext, prompts: { prompt: string; echo: boolean }[], check: (answers: string[]) => boolean) => {
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
    context.prompt(prompts, 'PAM', 'Say who you are.', (answers) => (check(answers) ? context.accept() : context.reject(['keyboard-interactive'])));
  };

  it('treats a single hidden password prompt as the password, which can be remembered', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('wrong'), typed('right', true)] }) });
    const target = await serverFor((context) => ask(context, [{ prompt: 'Password: ', echo: false }], ([answer]) => answer === 'right'));
    assert.equal(await login(target, around), null);
    assert.deepEqual(around.person.asked.map((question) => 'what' in question && [question.what, question.again]), [['password', false], ['password', true]]);
    assert.deepEqual([...around.store.values.values()], ['right']);
  });

  it('asks other questions in the words of the host', async () => {
    const around = createSurroundings({ person: createPerson({ replies: [['123456', 'blue']] }) });
    const prompts = [{ prompt: 'Code: ', echo: true }, { prompt: 'Colour: ', echo: false }];
    const target = await serverFor((context) => ask(context, prompts, (answers) => answers.join() === '123456,blue'));
    assert.equal(await login(target, around), null);
    assert.deepEqual(around.person.asked, [{
      host: 'example-host', user: 'joe', name: 'PAM', instructions: 'Say who you are.', prompts: [{ text: 'Code: ', echo: true }, { text: 'Colour: ', echo: false }],
    }]);
  });

  it('asks for a new password in the words of the host where the old one has expired, however often the host asks', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('old', true)], replies: [['old'], ['new'], ['new'], ['new']] }) });
    const texts = ['Password: ', 'Current password: ', 'New password: ', 'Retype new password: ', 'Once more, your new password: '];
    const target = await serverFor((context) => {
      if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
      const given: string[] = [];
      const askNext = () => context.prompt([{ prompt: texts[given.length] ?? '', echo: false }], '', '', ([answer = '']) => {
        given.push(answer);
        if (given.length < texts.length) askNext();
        else if (given.join() === 'old,old,new,new,new') context.accept();
        else context.reject(['keyboard-interactive']);
      });
      askNext();
    });
    assert.equal(await login(target, around), null);
    assert.deepEqual(around.person.asked.map((question) => ('what' in question ? question.what : 'prompts' in question && question.prompts[0]?.text)), ['password', ...texts.slice(1)]);
    assert.deepEqual([...around.store.values], [], 'the password that has expired is not kept');
  });

  it('never asks in the background, and ends when the person declines', async () => {
    const code = [{ prompt: 'Code: ', echo: true }];
    const around = createSurroundings();
    assert.deepEqual(await login(await serverFor((context) => ask(context, code, () => true)), around, {}, false), { code: 'prompt-needed', host: 'example-host', what: 'keyboard-interactive' });
    assert.deepEqual(around.person.asked, []);
    assert.deepEqual(await login(await serverFor((context) => ask(context, code, () => true)), around), { code: 'prompt-declined', host: 'example-host', what: 'keyboard-interactive' });
  });

  it('goes on to the password where the host has no question, and asks three times in all', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: ['a', 'b', 'c', 'd'].map((value) => typed(value)) }) });
    const target = await serverFor((context) => context.reject(['keyboard-interactive', 'password']));
    const fault = await login(target, around);
    assert.deepEqual(fault?.code === 'authentication-failed' && fault.tried, ['keyboard-interactive', 'password']);
    assert.deepEqual(target.seen, ['none', 'keyboard-interactive', 'password a', 'password b', 'password c']);
  });
});

describe('Logging in with a key', () => {
  const folder = useFolder();
  const agents: Server[] = [];
  after(() => agents.forEach((agent) => agent.close()));

  /** Takes one public key, and says what was offered and signed. */
  function accepting(...keys: KeyPair[]) {
    const accepted = keys.map((key) => key.publicKey);
    return serverFor((context, seen) => {
      if (context.method !== 'publickey') return context.reject(['publickey']);
      const blob = context.key.data.toString('base64');
      seen.push(`${context.signature ? 'signed' : 'offered'} ${accepted.indexOf(blob)}`);
      return accepted.includes(blob) ? context.accept() : context.reject(['publickey']);
    });
  }

  function file(name: string, key: KeyPair, withPublic = false): string {
    const path = join(folder.path, name);
    writeFileSync(path, key.privateKey, { mode: 0o600 });
    if (withPublic) writeFileSync(`${path}.pub`, `${key.type} ${key.publicKey} joe@desk\n`);
    return path;
  }

  /** An agent that holds these keys, in this process. */
  async function agentWith(...keys: readonly (KeyPair | { readonly type: string })[]): Promise<string> {
    const parsed = keys.flatMap((key) => ('privateKey' in key ? [ssh2.utils.parseKey(key.privateKey) as ssh2.ParsedKey] : []));
    const agent = createServer((socket) => {
      const protocol = new ssh2.AgentProtocol(false);
      protocol.on('error', () => undefined);
      protocol.on('identities', (request) => protocol.getIdentitiesReply(request, parsed));
      protocol.on('sign', (request, key, data, { hash }) => {
        const own = parsed.find((candidate) => candidate.getPublicSSH().equals((key).getPublicSSH()));
        return own ? protocol.signReply(request, own.sign(data, hash)) : protocol.failureReply(request);
      });
      const foreign = keys.filter((key) => !('privateKey' in key));
      if (foreign.length > 0) socket.on('data', () => socket.end(identitiesAnswer(foreign.map((key) => key.type))));
      else socket.pipe(protocol).pipe(socket);
    });
    agents.push(agent);
    const path = join(folder.path, `agent${agents.length}`);
    await new Promise<void>((resolve) => agent.listen(path, resolve));
    return path;
  }

  function identitiesAnswer(types: readonly string[]): Buffer {
    const string = (content: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, content.length]), content]);
    const keys = types.map((type) => Buffer.concat([string(string(Buffer.from(type))), string(Buffer.from('comment'))]));
    const body = Buffer.concat([Buffer.from([12, 0, 0, 0, types.length]), ...keys]);
    return Buffer.concat([Buffer.from([0, 0, 0, body.length]), body]);
  }

  const identities = (change: Partial<Extract<Identities, { kind: 'configured' }>>): Partial<Endpoint> => ({
    identities: { kind: 'configured', files: [], certificates: [], agent: null, only: false, ...change },
  });

  for (const type of ['ed25519', 'ecdsa'] as const) {
    it(`takes an ${type} key from a file`, async () => {
      const key = makeKey(type);
      const around = createSurroundings();
      assert.equal(await login(await accepting(key), around, identities({ files: [join(folder.path, 'missing'), file(type, key)] }), false), null);
      assert.ok(around.log.lines.some((line) => line.includes('let in by publickey')));
    });
  }

  it('asks for a passphrase when the host would take the key, again when it is wrong, and remembers it', async () => {
    const key = makeKey('ed25519', 'open sesame');
    const path = file('locked', key);
    const around = createSurroundings({ person: createPerson({ secrets: [typed('wrong', true), typed('open sesame', true)] }) });
    assert.equal(await login(await accepting(key), around, identities({ files: [path] })), null);
    assert.deepEqual(around.person.asked, [false, true].map((again) => ({ what: 'passphrase', host: 'example-host', user: 'joe', file: path, again })));
    assert.deepEqual([...around.store.values], [[secretKey({ what: 'passphrase', file: path }), 'open sesame']]);
    assert.equal(await login(await accepting(key), around, identities({ files: [path] }), false), null);
    assert.equal(around.person.asked.length, 2);
  });

  it('does not ask for the passphrase of a key that the host does not want', async () => {
    const around = createSurroundings({ person: createPerson({ secrets: [typed('open sesame')] }) });
    const fault = await login(await accepting(makeKey()), around, identities({ files: [file('unwanted', makeKey('ed25519', 'open sesame'))] }));
    assert.equal(fault?.code, 'authentication-failed');
    assert.deepEqual(around.person.asked, []);
  });

  it('never asks for a passphrase in the background, and ends when the person declines', async () => {
    const key = makeKey('ed25519', 'open sesame');
    const path = file('locked2', key);
    const around = createSurroundings();
    assert.deepEqual(await login(await accepting(key), around, identities({ files: [path] }), false), { code: 'prompt-needed', host: 'example-host', what: 'passphrase' });
    assert.deepEqual(around.person.asked, []);
    assert.deepEqual(await login(await accepting(key), around, identities({ files: [path] })), { code: 'prompt-declined', host: 'example-host', what: 'passphrase' });
  });

  it('asks one person once for a passphrase that two hosts need', async () => {
    const key = makeKey('ed25519', 'open sesame');
    const path = file('shared', key);
    const around = createSurroundings({ person: createPerson({ secrets: [typed('open sesame')] }) });
    const servers = [await accepting(key), await accepting(key)];
    const open = linksIn(around);
    const links = servers.map((server, index) => open(endpointTo(server, { target: `host${index}`, ...identities({ files: [path] }) })));
    const connected = await Promise.all(links.map((link) => link.connect({ mayAsk: true })));
    assert.deepEqual(connected.map(({ ok }) => ok), [true, true]);
    assert.equal(around.person.asked.length, 1);
    links.forEach((link) => link.dispose());
    await Promise.all(servers.map((server) => server.close()));
  });

  it('lets the agent sign, its keys that a file names first', async () => {
    const [first, named] = [makeKey(), makeKey()];
    const agent = await agentWith(first, named);
    const path = file('named', named, true);
    const target = await accepting(first, named);
    assert.equal(await login(target, createSurroundings(), identities({ agent, files: [path] }), false), null);
    assert.deepEqual(target.seen.filter((line) => /^(offered|signed)/.test(line)), ['offered 1', 'signed 1']);
  });

  it('offers no other key of the agent under IdentitiesOnly, the public file being enough to name one', async () => {
    const [stranger, named] = [makeKey(), makeKey()];
    const agent = await agentWith(stranger, named);
    const refusing = await accepting(stranger);
    assert.equal((await login(refusing, createSurroundings(), identities({ agent, only: true, files: [file('only', makeKey())] })))?.code, 'authentication-failed');
    assert.ok(!refusing.seen.includes('offered 0'));
    writeFileSync(join(folder.path, 'inAgent.pub'), `${named.type} ${named.publicKey}\n`);
    assert.equal(await login(await accepting(named), createSurroundings(), identities({ agent, only: true, files: [join(folder.path, 'inAgent')] })), null);
    assert.equal(await login(await accepting(named), createSurroundings(), identities({ agent, only: true, files: [join(folder.path, 'inAgent.pub')] })), null);
  });

  it('goes on without an agent that does not answer', async () => {
    const key = makeKey();
    const around = createSurroundings();
    assert.equal(await login(await accepting(key), around, identities({ agent: join(folder.path, 'nobody'), files: [file('alone', key)] }), false), null);
    assert.ok(around.log.lines.some((line) => line.includes('agent does not answer')));
  });

  it('goes on to the password where a key alone is not enough', async () => {
    const key = makeKey();
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right')] }) });
    let keyTaken = false;
    const target = await serverFor((context) => {
      if (context.method === 'publickey' && !keyTaken) {
        if (!context.signature) return context.accept();
        keyTaken = true;
        return context.reject(['password'], true);
      }
      if (keyTaken && isPassword(context, 'right')) return context.accept();
      return context.reject(keyTaken ? ['password'] : ['publickey']);
    });
    assert.equal(await login(target, around, identities({ files: [file('partial', key)] })), null);
    assert.deepEqual(target.seen, ['none', 'publickey', 'publickey', 'none', 'password right']);
  });

  it('keeps a password that was right where a key is wanted further', async () => {
    const key = makeKey();
    const around = createSurroundings({ person: createPerson({ secrets: [typed('right', true)] }) });
    let passwordTaken = false;
    const target = await serverFor((context) => {
      if (isPassword(context, 'right')) {
        passwordTaken = true;
        return context.reject(['publickey'], true);
      }
      return passwordTaken && context.method === 'publickey' ? context.accept() : context.reject([passwordTaken ? 'publickey' : 'password']);
    });
    assert.equal(await login(target, around, identities({ files: [file('second', key)] })), null);
    assert.deepEqual([...around.store.values.values()], ['right']);
  });

  it('names a key file that cannot be used', async () => {
    const path = join(folder.path, 'broken');
    writeFileSync(path, 'no key at all');
    const fault = await login(await accepting(makeKey()), createSurroundings(), identities({ files: [path] }));
    assert.deepEqual(fault, { code: 'key-unreadable', host: 'example-host', file: path, reason: 'Unsupported key format' });
  });

  it('names what it cannot do', async () => {
    const fido = join(folder.path, 'id_ed25519_sk');
    const type = 'sk-ssh-ed25519@openssh.com';
    const blob = Buffer.concat([Buffer.from([0, 0, 0, type.length]), Buffer.from(type), Buffer.from([0, 0, 0, 1, 7])]);
    writeFileSync(fido, '-----BEGIN OPENSSH PRIVATE KEY-----\n');
    writeFileSync(`${fido}.pub`, `${type} ${blob.toString('base64')} joe@desk\n`);
    const method = (fault: Fault | null) => (fault?.code === 'authentication-unsupported' ? fault.method : fault);
    assert.equal(method(await login(await accepting(makeKey()), createSurroundings(), identities({ files: [fido] }))), 'fido-key');
    assert.equal(method(await login(await accepting(makeKey()), createSurroundings(), identities({ agent: await agentWith({ type }) }))), 'fido-key');
    assert.equal(method(await login(await accepting(makeKey()), createSurroundings(), identities({ agent: await agentWith({ type: 'ssh-ed25519-cert-v01@openssh.com' }) }))), 'user-certificate');
    assert.equal(method(await login(await accepting(makeKey()), createSurroundings(), identities({ certificates: ['~/.ssh/id-cert.pub'] }))), 'user-certificate');
    assert.equal(method(await login(await serverFor((context) => context.reject(['gssapi-with-mic' as never])), createSurroundings())), 'gssapi');
    assert.equal(method(await login(await serverFor((context) => context.reject(['hostbased'])), createSurroundings())), 'other');
  });
});
