import assert from 'node:assert/strict';
import { listCheckpoints, readCheckpointText } from '../../../src/core/commands/checkpoints';
import { configurationIn } from '../../../src/core/configuration/configurationText';
import { unmask } from '../../../src/core/configuration/maskedSecrets';
import { redactCib } from '../../../src/core/redact';
import type { Result } from '../../../src/core/result';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { ChangeLog } from '../../../src/session/changeLog';
import type { Outcome } from '../../../src/session/changeOutcome';
import { type CheckedChange, checkConfiguration, type ReadConfiguration, readConfigurationNow, readIfSame } from '../../../src/session/checkConfiguration';
import type { ClusterSession } from '../../../src/session/clusterSession';
import { valueOf } from '../../unit/core/fixtures';
import { PracticeClient, start } from './practiceClient';
import { connected } from './practiceSession';

const password = 'S3cr&t "<q>\'ünï$(id)';

describe('The configuration of a practice cluster, edited', function () {
  this.timeout(60_000);
  let cluster: PracticeCluster;
  let session: ClusterSession;
  let client: PracticeClient;
  const changeLog = new ChangeLog();

  before(async function () {
    cluster = await start(this, { template: 'two-hosts' });
    session = await connected(cluster, { changeLog });
    client = await PracticeClient.connect(cluster);
    const nvpair = `<nvpair id="secret" name="passwd" value="${password.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}"/>`;
    const given = `<primitive id="fence-host1"><instance_attributes id="fence-host1-instance_attributes">${nvpair}</instance_attributes></primitive>`;
    assert.equal((await client.run('cibadmin --modify --allow-create --scope resources --xml-pipe', given)).exit, 0);
    await session.refresh({ mayAsk: false });
  });
  after(async () => {
    client?.end();
    session?.dispose();
    await cluster?.dispose();
  });

  const options = { mayAsk: false };
  const read = async () => valueOf(await session.changes.ask((host) => readConfigurationNow(host, options)));
  const check = (base: ReadConfiguration, text: string, checkpoint: number | null = null): Promise<Result<CheckedChange>> =>
    session.changes.ask((host) => checkConfiguration(host, base, { text, checkpoint }, 'practice', options));
  const epoch = async () => Number(/ epoch="(\d+)"/.exec(await client.must('cibadmin --query'))?.[1]);

  /** As a person saves it: what the editor has is masked. */
  const edited = (base: ReadConfiguration, edit: (text: string) => string) => {
    const shown = redactCib(base.text);
    assert.ok(!shown.includes('S3cr'));
    const { text, unknown } = unmask(edit(shown), base.text);
    assert.deepEqual(unknown, []);
    return text;
  };

  async function push(checked: CheckedChange): Promise<Outcome> {
    assert.ok(checked.kind === 'ready', JSON.stringify(checked));
    await session.refresh({ mayAsk: false });
    const ready = valueOf(await session.changes.prepare(checked.task));
    return session.changes.carryOut(ready, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
  }

  it('is pushed with its secrets, which no line shows, after a preview', async () => {
    const base = await read();
    const before = await epoch();
    const checked = valueOf(await check(base, edited(base, (text) => text.replace('name="plug" value="host1"', 'name="plug" value="host-1"').replace(/\s*<primitive [^>]*id="FAKE2"[^]*?<\/primitive>/, '').replace(/\s*<rsc_location [^>]*rsc="FAKE2"[^>]*\/>/, ''))));
    assert.ok(checked.kind === 'ready' && checked.problems.length === 0, JSON.stringify(checked));
    assert.deepEqual([checked.task.removed, checked.task.added], [['FAKE2', 'cli-ban-FAKE2-on-guest1'], []]);
    assert.ok(!JSON.stringify(checked.task).includes('S3cr'));
    const ready = valueOf(await session.changes.prepare(checked.task));
    const preview = valueOf(await session.changes.preview(ready, new AbortController().signal));
    assert.deepEqual(preview.change.actions.map(({ kind, resource }) => `${kind} ${resource}`).filter((action) => !action.includes('fence')), ['stop FAKE2']);
    assert.ok(!JSON.stringify(preview).includes('S3cr'));
    assert.equal((await push(checked)).kind, 'done');
    assert.equal(await epoch(), before + 1, 'one step');
    assert.ok(!/<primitive [^>]*id="FAKE2"/.test(await client.must('cibadmin --query')));
    assert.match((await client.must('crm_resource --resource fence-host1 --get-parameter passwd')), /^S3cr&t "<q>'ünï\$\(id\)$/m);
    assert.ok(!JSON.stringify(changeLog.records).includes('S3cr'));
  });

  it('carries a secret that is changed, and shows it nowhere', async () => {
    const base = await read();
    const shown = redactCib(base.text);
    const { unknown } = unmask(shown.replaceAll('id="secret"', 'id="other"'), base.text);
    assert.deepEqual(unknown, [{ id: 'other', name: 'passwd' }]);
    const text = unmask(shown.replaceAll('id="secret"', 'id="other"'), base.text, new Map([['other', 'n&#60;w']])).text;
    const checked = valueOf(await check(base, text));
    assert.ok(checked.kind === 'ready' && !checked.task.patch.map(String).join('').match(/n(<|&lt;|&#60;)w|S3cr/), JSON.stringify(checked));
    assert.equal((await push(checked)).kind, 'done');
    assert.match(await client.must('crm_resource --resource fence-host1 --get-parameter passwd'), /^n<w$/m);
  });

  it('is refused where somebody has changed it meanwhile, before and in the very last moment, and nothing is half done', async () => {
    const base = await read();
    const checked = valueOf(await check(base, edited(base, (text) => text.replace('value="192.168.122.80"', 'value="192.168.122.81"'))));
    assert.ok(checked.kind === 'ready');
    const ready = valueOf(await session.changes.prepare(checked.task));
    await client.must('crm_attribute --type crm_config --name batch-limit --update 7');
    // The plan is checked again before it is run …
    const late = await session.changes.carryOut(ready, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
    assert.ok(late.kind === 'refused' && late.fault.code === 'configuration-changed', JSON.stringify(late));
    assert.deepEqual(await check(base, base.text), { ok: false, fault: { code: 'configuration-changed', cluster: 'practice' } });
    // … and the cluster itself refuses the patch.
    const answer = await client.run('cibadmin --patch --xml-pipe', checked.task.patch.map((piece) => (typeof piece === 'string' ? piece : piece.reveal())).join(''));
    assert.deepEqual([answer.exit, /older than existing/.test(answer.stderr)], [103, true], JSON.stringify(answer));
    const now = await client.must('cibadmin --query');
    assert.ok(now.includes('value="192.168.122.80"') && now.includes('name="batch-limit" value="7"'));
  });

  it('is told from another one by the host, however it is spelled', async () => {
    const base = await read();
    const same = (text: string) => session.changes.ask((host) => readIfSame(host, text, 'practice', options));
    const spelled = base.text.replace(/>\s+</g, '>\n<').replace('value="192.168.122.80"', 'value = "192.168.122.8&#48;"');
    assert.notEqual(spelled, base.text);
    assert.deepEqual(valueOf(await same(spelled))?.version.epoch, base.version.epoch);
    assert.equal(valueOf(await same(base.text.replace('value="192.168.122.80"', 'value="192.168.122.89"'))), null);
  });

  it('is pushed though the status has moved on, which is none of the configuration', async () => {
    const base = await read();
    const checked = valueOf(await check(base, edited(base, (text) => text.replace('value="192.168.122.80"', 'value="192.168.122.82"'))));
    await client.must('crm_attribute --node host1 --name moved --lifetime reboot --update on');
    assert.equal((await push(checked)).kind, 'done');
    const now = await client.must('cibadmin --query');
    assert.ok(now.includes('value="192.168.122.82"') && now.includes('name="moved" value="on"'));
  });

  it('is not pushed with an error, which is told with its line', async () => {
    const base = await read();
    const text = base.text.replace('<primitive id="FAKE1"', '<primitive wrong="1" id="FAKE1"').replace(' rsc="vm-guest1" ', ' rsc="NOWHERE" ');
    const checked = valueOf(await check(base, text));
    assert.ok(checked.kind === 'invalid', JSON.stringify(checked));
    const line = (part: string) => text.split('\n').findIndex((each) => each.includes(part)) + 1;
    assert.deepEqual(checked.problems.find(({ message }) => message.includes('wrong')), { severity: 'error', message: 'Invalid attribute wrong for element primitive', line: line('wrong="1"') });
    assert.deepEqual(valueOf(await check(base, base.text.replace(' rsc="vm-guest1" ', ' rsc="NOWHERE" '))).problems.map(({ message, line: at }) => [/"NOWHERE"/.test(message), at]), [[true, line('NOWHERE')]]);
    assert.deepEqual(await check(base, base.text), { ok: false, fault: { code: 'configuration-same', cluster: 'practice' } });
  });

  it('has checkpoints that can be listed, read, and restored as an edited one is', async () => {
    const listed = valueOf(await session.run(null, listCheckpoints(), options));
    assert.ok(listed.length >= 4 && listed[0]!.number > listed.at(-1)!.number, JSON.stringify(listed));
    const [newest] = listed;
    const current = await read();
    assert.equal(newest!.version.epoch, current.version.epoch - 1);
    assert.equal(newest!.host, 'host1');
    const former = valueOf(configurationIn(valueOf(await session.run(null, readCheckpointText(newest!), options))));
    assert.ok(former.text.includes('value="192.168.122.80"'));
    const checked = valueOf(await check(current, former.text, newest!.number));
    assert.equal((await push(checked)).kind, 'done');
    assert.equal((await read()).text, former.text);
    const missing = await session.run(null, readCheckpointText({ ...newest!, number: 987_654 }), options);
    assert.ok(!missing.ok && missing.fault.code === 'command-failed');
  });
});
