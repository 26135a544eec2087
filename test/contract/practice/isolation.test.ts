import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsolatedRoot } from '../../../src/practice/isolatedRoot';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { openTracedRoot } from '../../../src/practice/tracedRoot';
import { runInside } from '../../../src/practice/wayIn';
import { skip } from '../../skip';
import { PracticeClient, realPrograms, start } from './practiceClient';

/** Process ids of this process's descendants. */
function descendants(of = process.pid): readonly number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((id) => {
    try {
      return Number(/^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${String(id)}/stat`, 'utf8'))?.[1]) === of;
    } catch {
      return false;
    }
  });
  return children.flatMap((id) => [id, ...descendants(id)]);
}

describe('A practice cluster', () => {
  let parent: string;
  let running: PracticeCluster[];
  before(() => (parent = mkdtempSync(join(tmpdir(), 'practice-test-'))));
  beforeEach(() => (running = []));
  afterEach(() => Promise.all(running.map((cluster) => cluster.dispose())));
  after(() => rmSync(parent, { recursive: true, force: true }));

  const begin = async (context: Mocha.Context, template: 'one-host' | 'two-hosts') => {
    const cluster = await start(context, { template, scratchParent: parent });
    running.push(cluster);
    return cluster;
  };

  it('leaves no process, no port and no file behind', async function () {
    const before = descendants();
    const cluster = await begin(this, 'two-hosts');
    const client = await PracticeClient.connect(cluster);
    assert.ok(descendants().length > before.length);
    const [folder] = readdirSync(parent);
    assert.equal(statSync(join(parent, folder!)).mode & 0o777, 0o700);
    const busy = [client.run('sleep 60'), client.run('pcs resource create LATE ocf:pacemaker:Dummy')].map((answer) => answer.catch(() => undefined));
    await cluster.inject({ kind: 'node-lost', node: 'host2' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await cluster.dispose();
    await Promise.all(busy);
    assert.deepEqual(descendants(), before);
    assert.deepEqual(readdirSync(parent), []);
    await assert.rejects(PracticeClient.connect(cluster), /ECONNREFUSED/);
    await new Promise((resolve) => setTimeout(resolve, 3300));
    await assert.rejects(PracticeClient.connect(cluster, 1), /ECONNREFUSED/, 'a host that was to come up again does not');
  }).timeout(30_000);

  it('is a world of its own beside another one', async function () {
    const [one, other] = [await begin(this, 'one-host'), await begin(this, 'one-host')];
    const [here, there] = [await PracticeClient.connect(one), await PracticeClient.connect(other)];
    await Promise.all([here.must('pcs resource create HERE ocf:pacemaker:Dummy'), there.must('pcs resource create THERE ocf:pacemaker:Dummy')]);
    await Promise.all([one.settled(), other.settled()]);
    assert.match(await here.must('crm_mon -1'), /HERE.*Started/);
    assert.doesNotMatch(await here.must('crm_mon -1'), /THERE/);
    assert.match(await there.must('crm_mon -1'), /THERE.*Started/);
    assert.equal((await here.must('cat /etc/hosts')).includes('guest1'), true);
    for (const client of [here, there]) client.end();
    assert.notEqual(one.hosts[0]!.privateKey, other.hosts[0]!.privateKey);
  }).timeout(30_000);

  it('keeps its keys out of every file', async function () {
    const cluster = await begin(this, 'one-host');
    const secret = cluster.hosts[0]!.privateKey.split('\n')[2]!;
    const files = readdirSync(parent, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    assert.ok(files.length > 3);
    assert.deepEqual(files.filter((file) => readFileSync(file, 'utf8').includes(secret)), []);
  });

  it('has programs that see no network, and write nowhere but into the scratch folder', async function () {
    const programs = realPrograms(this);
    const root = await IsolatedRoot.start({ root: programs.root, scratch: parent, hostname: 'alone' });
    assert.ok(root.ok, JSON.stringify(root));
    try {
      const run = async (...argv: [string, ...string[]]) => {
        const ran = await root.value.run(argv);
        assert.ok(ran.ok, JSON.stringify(ran));
        return ran.value;
      };
      assert.deepEqual((await run('cat', '/proc/net/dev')).stdout.match(/^ *\w+(?=:)/gm)?.map((name) => name.trim()), ['lo']);
      assert.equal((await run('id', '-u')).stdout, '0\n');
      assert.equal((await run('touch', '/usr/bin/x')).exitCode, 1);
      assert.equal((await run('touch', '/mnt/written', '/root/x', '/tmp/x')).exitCode, 0);
      assert.ok(existsSync(join(parent, 'written')));
      assert.equal((await run('printenv')).stdout.includes(process.env['PATH'] ?? 'none'), false);
      const late = await root.value.run(['sleep', '30'], { timeoutMs: 100 });
      assert.equal(late.ok ? '' : late.fault.code, 'command-timeout');
    } finally {
      await root.value.dispose();
    }
  });

  it('has another way in where the kernel refuses namespaces', async function () {
    const programs = realPrograms(this);
    if (programs.origin === 'installed') skip(this, 'installed programs are not traced');
    const wayIn = await openTracedRoot({ root: programs.root, scratch: parent, hostname: 'traced' });
    if (!wayIn) skip(this, 'the packages of this machine have no proot, or it may not trace');
    const run = async (...argv: [string, ...string[]]) => {
      const ran = await runInside(wayIn, argv);
      assert.ok(ran.ok, JSON.stringify(ran));
      return ran.value;
    };
    assert.match((await run('crm_mon', '--version')).stdout, /^Pacemaker /);
    assert.deepEqual([(await run('id', '-u')).stdout, (await run('pwd')).stdout, (await run('cat', '/mnt/no-such-file')).exitCode], ['0\n', '/root\n', 1]);
    await run('touch', '/mnt/traced', '/tmp/in-its-own-folder');
    assert.ok(existsSync(join(parent, 'traced')) && existsSync(join(parent, 'host-traced/tmp/in-its-own-folder')));
    const late = await runInside(wayIn, ['sleep', '30'], { timeoutMs: 300 });
    assert.equal(late.ok ? '' : late.fault.code, 'command-timeout');
    await wayIn.close();
  });

  it('starts and answers fast enough to be worked with', async function () {
    // The best of several, since the machine may be busy with something else.
    const fastest = async (work: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (let run = 0; run < 5; run++) {
        const started = performance.now();
        await work();
        times.push(Math.round(performance.now() - started));
      }
      return Math.min(...times);
    };
    const started = performance.now();
    const client = await PracticeClient.connect(await begin(this, 'one-host'));
    const start = Math.round(performance.now() - started);
    const status = await fastest(() => client.must('env LC_ALL=C TZ=UTC /usr/sbin/crm_mon -1 -r --output-as=xml'));
    const reading = await fastest(() => Promise.all(['crm_mon -1 -r --output-as=xml', 'cibadmin --query', 'virsh list --all'].map((line) => client.must(line))));
    client.end();
    assert.ok(start < 5000 && status < 200 && reading < 250, `start ${String(start)} ms, crm_mon ${String(status)} ms, a whole reading ${String(reading)} ms`);
  });
});
