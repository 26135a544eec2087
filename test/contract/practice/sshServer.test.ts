import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { Client, utils, type ConnectConfig } from 'ssh2';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { answerOf, PracticeClient, start } from './practiceClient';

describe('SSH of a practice host', () => {
  let cluster: PracticeCluster;
  let client: PracticeClient;

  before(async function () {
    cluster = await start(this);
    client = await PracticeClient.connect(cluster);
  });
  after(async () => {
    client?.end();
    await cluster?.dispose();
  });
  afterEach(() => cluster.setLinkFaults('example-host', { refuse: false, hang: false, delayMs: 0, cutAfterBytes: null, floodBytes: 0, otherHostKey: false, rejectKeys: false, maxSessions: 10 }));

  const login = (changes: Partial<ConnectConfig>): Promise<string> => new Promise((resolve) => {
    const { host, port, user, privateKey } = cluster.hosts[0]!;
    const stranger = new Client();
    stranger.on('ready', () => (stranger.end(), resolve('let in'))).on('error', (error) => resolve(error.message));
    stranger.connect({ host, port, username: user, privateKey, ...changes });
  });

  it('lets in its one key, and that only as root', async () => {
    assert.equal(await login({}), 'let in');
    assert.match(await login({ privateKey: utils.generateKeyPairSync('ed25519').private }), /authentication methods failed/);
    assert.match(await login({ username: 'joe' }), /authentication methods failed/);
    assert.match(await login({ privateKey: undefined, password: '' }), /authentication methods failed/);
    cluster.setLinkFaults('example-host', { rejectKeys: true });
    assert.match(await login({}), /authentication methods failed/);
  });

  it('listens on loopback only', async () => {
    const { port } = cluster.hosts[0]!;
    const refused = await new Promise<string>((resolve) => connect({ host: '127.0.0.2', port }).on('connect', () => resolve('connected')).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? '')));
    assert.equal(refused, 'ECONNREFUSED');
  });

  it('gives status, output and errors of many commands at once, each its own', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((number) => client.run(`printf %s\\\\n ${number}`)));
    assert.deepEqual(answers.map(({ stdout, exit }) => `${stdout.trim()} ${String(exit)}`), [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `${number} 0`));
    assert.deepEqual(await client.run('cat', 'what came in'), { stdout: 'what came in', stderr: '', exit: 0 });
    assert.deepEqual(await client.run('false'), { stdout: '', stderr: '', exit: 1 });
    const missing = await client.run('cat /no/such/file');
    assert.deepEqual([missing.exit, missing.stdout], [1, '']);
    assert.match(missing.stderr, /No such file/);
  });

  it('gives all of a long answer', async () => {
    await client.must('pcs cluster cib big.xml');
    const { stdout, exit } = await client.run('cat big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml big.xml');
    assert.equal(exit, 0);
    assert.equal(stdout.length, 16 * (await client.must('cat big.xml')).length);
  });

  it('answers what only a shell could do with a sentence', async () => {
    for (const line of ['virsh list | cat', 'echo $(id)', 'cat < /etc/passwd', 'true; false']) {
      const { exit, stderr, stdout } = await client.run(line);
      assert.deepEqual([exit, stdout], [2, ''], line);
      assert.match(stderr, /there is no shell on a practice host, so . does nothing here/);
    }
  });

  it('takes every hostile name for a name', async () => {
    const names = ['$(touch /tmp/x)', '; rm -rf /', `"'`, '<b>', '\u202Eabc', '__proto__', 'a\nb'];
    for (const name of names) {
      const quoted = `'${name.replaceAll("'", "'\\''")}'`;
      assert.deepEqual(await client.run(`printf %s ${quoted}`), { stdout: name, stderr: '', exit: 0 }, name);
      const created = await client.run(`pcs resource create ${quoted} ocf:pacemaker:Dummy`);
      if (name !== '__proto__') assert.notEqual(created.exit, 0, `${name}: ${created.stdout}`);
    }
    assert.equal((await client.must('ls /tmp')).includes('x'), false);
    await cluster.settled();
    assert.match(await client.must('crm_mon -1r'), /^ +\* __proto__\t/m);
    await client.must('pcs resource delete __proto__');
    const id = 'cib-bootstrap-options-x';
    const value = '&lt;b&gt;&quot;$(id)&quot; &amp; \u202E';
    const pair = await client.run(`cibadmin --modify --allow-create --scope crm_config --xml-pipe`, `<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="${id}" name="x" value="${value}"/></cluster_property_set></crm_config>`);
    assert.equal(pair.exit, 0, pair.stderr);
    assert.ok((await client.must(`cibadmin --query --xpath "//nvpair[@id='${id}']"`)).includes(`value="${value}"`));
  }).timeout(60_000);

  it('ends a command that is signalled, or whose channel is closed', async () => {
    const channel = await client.exec('sleep 30');
    // ssh2 sends no signal after the end of its input.
    channel.signal('TERM');
    const ended = await Promise.race([answerOf(channel), new Promise((resolve) => setTimeout(() => resolve('late'), 3000))]);
    assert.deepEqual(ended, { stdout: '', stderr: '', exit: 'SIGTERM' });
    (await client.exec('sleep 31')).close();
    const left = async () => (await client.run('grep -l sleep -r /proc --include=comm -s')).stdout;
    for (let look = 0; look < 30 && (await left()) !== ''; look++) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await left(), '', 'nothing is left running');
  });

  it('refuses more sessions than it has, and has room again when one has ended', async () => {
    cluster.setLinkFaults('example-host', { maxSessions: 1 });
    const one = await client.exec('sleep 5');
    await assert.rejects(client.run('true'), /open failure/i);
    one.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal((await client.run('true')).exit, 0);
  });

  it('can be slow, cut its answers, hang, or say too much', async () => {
    cluster.setLinkFaults('example-host', { delayMs: 300 });
    const started = Date.now();
    await client.must('true');
    assert.ok(Date.now() - started >= 290);
    cluster.setLinkFaults('example-host', { delayMs: 0, cutAfterBytes: 10 });
    assert.deepEqual(await client.run('crm_mon -1 --output-as=xml'), { stdout: '<pacemaker', stderr: '', exit: null });
    cluster.setLinkFaults('example-host', { cutAfterBytes: null, floodBytes: 3_000_000 });
    assert.ok((await client.run('true')).stdout.length >= 3_000_000);
    cluster.setLinkFaults('example-host', { floodBytes: 0, hang: true });
    const hanging = await client.exec('true');
    const answer = answerOf(hanging);
    assert.equal(await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('no answer'), 300))]), 'no answer');
    hanging.close();
  });

  it('can show another host key, and nobody trusts it', async () => {
    cluster.setLinkFaults('example-host', { otherHostKey: true });
    await assert.rejects(PracticeClient.connect(cluster), /verification failed/i);
    cluster.setLinkFaults('example-host', { otherHostKey: false });
    (await PracticeClient.connect(cluster)).end();
  });

  it('can drop connections, and refuse new ones', async () => {
    const other = await PracticeClient.connect(cluster);
    const gone = other.ended();
    cluster.setLinkFaults('example-host', { refuse: true });
    cluster.dropLinks('example-host');
    await gone;
    await assert.rejects(PracticeClient.connect(cluster));
    cluster.setLinkFaults('example-host', { refuse: false });
    client = await PracticeClient.connect(cluster);
    await client.must('true');
  });

  it('has a prompt that edits lines, remembers them, and can be interrupted', async () => {
    const channel = await client.shell();
    let screen = '';
    channel.on('data', (chunk: Buffer) => (screen += chunk.toString()));
    const until = async (text: RegExp) => {
      for (const started = Date.now(); !text.test(screen); await new Promise((resolve) => setTimeout(resolve, 20))) assert.ok(Date.now() - started < 8000, `${String(text)} in:\n${screen}`);
      screen = screen.replace(text, '');
    };
    await until(/This is a practice cluster\.[^]*\[root@example-host ~\]# /);
    channel.write('crm_noed\x7f\x7fde -n\r');
    await until(/\r\nexample-host\r\n[^]*# /);
    channel.write('\x1b[A\r');
    await until(/crm_node -n[^]*\r\nexample-host\r\n/);
    channel.write('sleep 60\r');
    await new Promise((resolve) => setTimeout(resolve, 200));
    channel.write('\x03');
    await until(/\^C\r\n[^]*# /);
    channel.write('half a line\x03');
    await until(/\^C\r\n/);
    // A tab in the middle of a chunk would be text that was pasted.
    channel.write('virs');
    channel.write('\t');
    await until(/virsh /);
    channel.write('list --name\r');
    await until(/\r\nguest1\r\n/);
    channel.write('help\r');
    await until(/There is no shell, so no pipes/);
    const closed = new Promise((resolve) => channel.on('close', resolve));
    channel.write('\x04');
    await closed;
  }).timeout(30_000);
});
