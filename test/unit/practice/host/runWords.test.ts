import assert from 'node:assert/strict';
import { success } from '../../../../src/core/result';
import type { PracticeHost, ProgramRun } from '../../../../src/practice/host/practiceHost';
import { reads } from '../../../../src/practice/host/pcs';
import { runWords } from '../../../../src/practice/host/runWords';
import { splitCommandLine } from '../../../../src/practice/commandLine';
import { firstMachine } from '../../../../src/practice/machine/firstMachine';
import { twoHosts } from '../../../../src/practice/templates/twoHosts';
import { realCib } from '../fixture';

/** A host whose programs only note how they were called: what is tested is which words get where. */
function recordingHost() {
  const calls: string[] = [];
  const note = (how: string) => (argv: readonly string[] | ((file: string) => readonly string[]), run: ProgramRun = {}) => {
    const words = typeof argv === 'function' ? argv('/mnt/copy.xml') : argv;
    calls.push([how, ...Object.entries(run.env ?? {}).map(([name, value]) => `${name}=${value}`), ...words, ...(run.stdin ? [`<${run.stdin}`] : [])].join(' '));
    return Promise.resolve(success({ stdout: '', stderr: '', exitCode: 0 }));
  };
  const tree = realCib('10-guest-online-5-dummies');
  const host = { name: 'host1', isMember: true, daemons: { active: 'active', enabled: 'disabled' }, machine: firstMachine(twoHosts, 'host1', Buffer.from('key')), cib: { tree }, read: note('read'), plain: note('plain'), change: note('change'), listDomains: () => [] };
  return { host: host as unknown as PracticeHost, calls };
}

async function run(line: string, stdin = '') {
  const { host, calls } = recordingHost();
  const words = splitCommandLine(line);
  assert.ok(words.ok);
  const answer = await runWords(words.value, { host, env: {}, stdin: () => Promise.resolve(stdin), signal: new AbortController().signal, screen: null });
  assert.ok(answer.ok, JSON.stringify(answer));
  return { ...answer.value, calls };
}

describe('Programs of a practice host', () => {
  it('are the real ones, with the variables that the line gives them', async () => {
    assert.deepEqual((await run('env LC_ALL=C TZ=UTC /usr/sbin/crm_mon -1 --output-as=xml')).calls, ['read LC_ALL=C TZ=UTC crm_mon -1 --output-as=xml']);
    assert.deepEqual((await run("sudo -n -p 'a b' -- /usr/sbin/cibadmin --query")).calls, ['read cibadmin --query']);
    assert.deepEqual((await run('timeout -k 5 10 nice stdbuf -oL crm_verify -L')).calls, ['read crm_verify -L']);
  });

  it('work on a copy when they change the CIB', async () => {
    assert.deepEqual((await run('cibadmin --modify --xml-pipe', '<x/>')).calls, ['change cibadmin --modify --xml-pipe <<x/>']);
    assert.deepEqual((await run('crm_resource --meta -r FAKE1 -p target-role -v Stopped')).calls, ['change crm_resource --meta -r FAKE1 -p target-role -v Stopped']);
    assert.deepEqual((await run('crm_attribute -n a -v 1')).calls, ['change crm_attribute -n a -v 1']);
    assert.deepEqual((await run('crm_resource --why -r FAKE1')).calls, ['read crm_resource --why -r FAKE1']);
    assert.deepEqual((await run('crm_simulate -p -S', '<cib/>')).calls, ['read crm_simulate -p -S <<cib/>']);
  });

  it('get pcs onto the practice cluster\'s file, or leave it alone where it knows no cluster', async () => {
    assert.deepEqual((await run('pcs constraint location FAKE3 prefers guest1')).calls, ['change pcs -f /mnt/copy.xml constraint location FAKE3 prefers guest1']);
    assert.deepEqual((await run('pcs status --full')).calls, ['plain pcs -f /mnt/cib.xml --corosync_conf /mnt/corosync.conf status --full']);
    assert.deepEqual((await run('pcs status xml')).calls, ['plain pcs -f /mnt/cib.xml status xml']);
    assert.deepEqual((await run('pcs -f mine.xml resource create A ocf:pacemaker:Dummy')).calls, ['plain pcs -f mine.xml resource create A ocf:pacemaker:Dummy']);
    assert.deepEqual((await run('pcs resource describe ocf:pacemaker:Dummy')).calls, ['plain pcs resource describe ocf:pacemaker:Dummy']);
    assert.deepEqual((await run('pcs --version')).calls, ['plain pcs --version']);
  });

  it('change nothing on the file that everybody reads', () => {
    const changing = [
      'constraint location FAKE3 prefers guest1', 'constraint delete x', 'constraint order a then b', 'property set a=b', 'node attribute host1 a=b', 'node utilization host1 cpu=1', 'resource failcount reset FAKE1',
      'cluster cib-push file', 'config restore file', 'resource defaults update a=b', 'resource disable FAKE1', 'tag create a b', 'stonith level add 1 host1 x', 'resource configure x',
    ];
    assert.deepEqual(changing.filter((line) => reads.test(line)), []);
    const reading = ['status', 'status xml', 'config', 'constraint', 'constraint location config', 'property', 'property config a', 'node attribute', 'cluster cib', 'resource status', 'resource config FAKE1'];
    assert.deepEqual(reading.filter((line) => !reads.test(line)), []);
  });

  it('answer the questions that a connection begins with', async () => {
    assert.equal((await run('env LC_ALL=C id')).stdout, 'uid=0(root) gid=0(root) groups=0(root)\n');
    assert.equal((await run('env LC_ALL=C printenv SHELL')).stdout, '/bin/bash\n');
    assert.equal((await run('crm_node -n')).stdout, 'host1\n');
    assert.equal((await run('crm_node --list')).stdout, '1 host1 member\n2 host2 member\n');
    assert.equal((await run('hostname')).stdout, 'host1\n');
    assert.equal((await run('systemctl is-active pacemaker pcsd libvirtd nonsense')).stdout, 'active\nactive\nactive\ninactive\n');
    const looked = await run('ls -d /usr/bin/virsh /usr/sbin/pcs');
    assert.deepEqual([looked.stdout, looked.calls], ['/usr/bin/virsh\n', ['plain ls -d /usr/sbin/pcs']]);
  });

  it('change files of the learner only', async () => {
    for (const line of ['rm -rf /usr', 'rm ../usr/bin/pcs', 'cp /etc/hosts /mnt/cib.xml', 'mv /root/a /mnt', 'touch /root/../x', 'chmod 0 /etc', 'mkdir /tmp/../x', 'rm /root']) {
      const { exitCode, stderr, calls } = await run(line);
      assert.deepEqual([exitCode, calls], [1, []], line);
      assert.match(stderr, /Read-only file system/);
    }
    for (const line of ['cp /etc/hosts mine', 'rm -f /tmp/a b', 'chmod 600 mine', 'mktemp', 'touch /root/a']) assert.deepEqual((await run(line)).calls, [`plain ${line}`]);
  });

  it('are not others', async () => {
    for (const line of ['bash', 'sh -c true', '/opt/pcs', 'constructor', '__proto__', 'python3 -c 1', '../bin/cat x']) {
      const { exitCode, stderr, calls } = await run(line);
      assert.deepEqual([exitCode, calls], [127, []], line);
      assert.match(stderr, /^bash: .*(command not found|No such file or directory)\n$/);
    }
  });
});
