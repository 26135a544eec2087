import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Output } from '../../../src/core/command';
import { consequencesOf } from '../../../src/core/change/consequences';
import type { Words } from '../../../src/core/change/plan';
import { previewCommand, type PreviewAnswer } from '../../../src/core/change/previewCommand';
import { readCib } from '../../../src/core/readCib';
import type { Result } from '../../../src/core/result';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { quote } from '../../../src/remote/quote';
import { consequenceText } from '../../../src/render/consequenceText';
import { snapshotOf, valueOf } from '../../unit/core/fixtures';
import { t } from '../../unit/render/plainTranslate';
import { answerOf, PracticeClient, start } from './practiceClient';

describe('A preview on a practice host', () => {
  let cluster: PracticeCluster;
  let client: PracticeClient;
  let cib = '';

  before(async function () {
    cluster = await start(this, { template: 'two-hosts' });
    client = await PracticeClient.connect(cluster);
    cib = await client.must('cibadmin --query');
  });
  after(async () => {
    client?.end();
    await cluster?.dispose();
  });

  const lineOf = (argv: readonly string[]) => quote(['env', 'LC_ALL=C', 'TZ=UTC', 'timeout', '--foreground', '-k', '2', '605', '/bin/sh', ...argv.slice(1)]);
  const standby: Words = ['crm_attribute', '--node', 'host2', '--name', 'standby', '--update', 'on'];
  const disable: Words = ['pcs', 'resource', 'disable', 'web'];

  async function preview(steps: readonly Words[], events: readonly string[] = [], pacemaker: string | null = '2.1.5', whole = cib): Promise<Result<PreviewAnswer>> {
    const command = previewCommand(whole, steps, { pacemaker, nonce: '5a0c0c', events });
    const { stdout, stderr, exit } = await client.run(lineOf(command.argv), whole);
    return command.parse({ stdout, stderr, exitCode: exit } as Output, 'host1');
  }

  const played = async (...args: Parameters<typeof preview>) => {
    const answer = valueOf(await preview(...args));
    assert.ok(answer.kind === 'played', JSON.stringify(answer));
    return answer;
  };

  it('says what Pacemaker would do, in XML as in text, and changes nothing', async () => {
    const snapshot = snapshotOf({ status: await client.must('crm_mon -1 -r --output-as=xml'), cib });
    const [byTool, byText] = [await played([standby]), await played([standby], [], '2.0.5')];
    assert.deepEqual(byTool.with, byText.with);
    assert.deepEqual(byTool.without, { actions: [], fencing: [] });
    const lines = consequenceText(valueOf(consequencesOf(byTool, snapshot, 'host1')), t);
    assert.ok(lines.includes('Stops db on host2.') && lines.some((line) => /^Moves vm-guest2 from host2 to host1\.$/.test(line)), lines.join('\n'));
    const byPcs = valueOf(consequencesOf(await played([disable]), snapshot, 'host1'));
    assert.deepEqual(byPcs.change.actions.map(({ kind, resource, from }) => `${kind} ${resource} ${String(from)}`), ['stop web-ip host1', 'stop web-server host1']);
    assert.deepEqual(byPcs.homeless, []);
    assert.equal(byPcs.after.split('\n').length, byPcs.before.split('\n').length + 3, 'the difference is what was changed');
    assert.equal(await client.must('cibadmin --query'), cib);
  });

  it('plays events that are made to happen', async () => {
    const { with: fenced } = await played([], ['--node-fail=host2']);
    assert.deepEqual(fenced.fencing.map(({ node, how }) => `${node} ${how}`).sort(), ['guest2 reboot', 'host2 reboot']);
    const { with: restarted } = await played([], ['--op-inject=guest1_monitor_30000@host1=1']);
    assert.deepEqual(restarted.fencing.map(({ node, resource }) => ({ node, resource })), [{ node: 'guest1', resource: 'vm-guest1' }]);
  });

  it('carries names and values as they are, and says what the program said where it refuses', async () => {
    for (const value of ['a b', '$(id)', '`id`', '"\'<&>', '\\n', '*', '!', '\u00e9\u{1f600}', 'x'.repeat(10_000)]) {
      const { after } = await played([['crm_attribute', '--type', 'crm_config', '--name', 'x', '--update', value]]);
      assert.equal(valueOf(readCib(after)).properties['x'], value);
    }
    const refused = valueOf(await preview([['pcs', 'resource', 'disable', '--', '-$(id)']]));
    assert.ok(refused.kind === 'refused' && refused.exitCode === 1 && refused.said.includes('\'-$(id)\' does not exist'), JSON.stringify(refused));
    const hostile = readFileSync('test/fixtures/rendered/hostile-names/cib.xml', 'utf8');
    assert.equal((await played([], [], '2.1.5', hostile)).after, hostile);
    const broken = await preview([], [], '2.1.5', '<cib validate-with="pacemaker-3.0"><configuration/></cib>');
    assert.equal(broken.ok ? '' : broken.fault.code, 'command-failed');
  });

  it('runs the script of a preview and no other, on no CIB but its own', async () => {
    assert.match((await client.run('sh -c id')).stderr, /sh: command not found/);
    const run = async (steps: readonly Words[]) => (await client.run(lineOf(previewCommand(cib, steps, { pacemaker: null, nonce: 'n' }).argv), cib)).stderr;
    assert.match(await run([['cp', 'a', 'b']]), /sh: command not found/);
    assert.match(await run([['pcs', '-f', '/mnt/cib.xml', 'resource', 'disable', 'web']]), /sh: command not found/);
    assert.equal(await client.must('cibadmin --query'), cib);
  });

  it('leaves nothing behind, also when it is ended', async () => {
    const left = async () => (await client.must('ls -A /dev/shm /tmp')).split('\n').filter((name) => name.startsWith('pacemaker-explorer'));
    const command = previewCommand(cib, [disable], { pacemaker: null, nonce: 'n' });
    for (const afterMs of [30, 100, 300]) {
      const channel = await client.exec(lineOf(command.argv));
      const ended = answerOf(channel, cib);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      channel.signal('TERM');
      channel.close();
      await ended;
    }
    // A host goes on ending what it was told to end.
    for (let look = 0; look < 40 && (await left()).length > 0; look++) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(await left(), []);
    assert.ok((await preview([disable])).ok);
    assert.deepEqual(await left(), []);
  });

  it('waits until the cluster is at rest, as pcs and crm_resource do', async () => {
    await client.must('pcs resource disable web');
    await client.must('pcs status wait');
    assert.match(await client.must('crm_mon -1r'), /web-ip.*Stopped \(disabled\)/);
    await client.must('pcs resource enable web');
    await client.must('crm_resource --wait');
    assert.match(await client.must('crm_mon -1r'), /web-ip.*Started host1/);
  });
});
