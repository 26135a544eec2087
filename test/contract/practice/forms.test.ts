import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { Output } from '../../../src/core/command';
import { changeCommand } from '../../../src/core/change/changeCommand';
import { consequencesOf } from '../../../src/core/change/consequences';
import { isReached } from '../../../src/core/change/isReached';
import { settingOf } from '../../../src/core/change/operationChanges';
import type { Plan } from '../../../src/core/change/plan';
import { planChange } from '../../../src/core/change/planChange';
import { spoiltText } from '../../../src/core/change/spoiltText';
import { previewCommand } from '../../../src/core/change/previewCommand';
import type { Task, TaskOf } from '../../../src/core/change/task';
import { readDialect } from '../../../src/core/commands/dialect';
import { readCib } from '../../../src/core/readCib';
import { Secret } from '../../../src/core/secret';
import type { ClusterSnapshot } from '../../../src/core/snapshot';
import type { PracticeCluster } from '../../../src/practice/practiceCluster';
import { quote } from '../../../src/remote/quote';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { clusters } from '../../unit/core/change/plannedClusters';
import { CibCopies } from './cibCopies';
import { PracticeClient, start } from './practiceClient';

const monitor: TaskOf<'createResource'>['operations'] = [{ name: 'monitor', options: { interval: '20s', timeout: '20s' } }];
const create = (id: string, agent: string, more: Partial<TaskOf<'createResource'>> = {}): Task => ({ kind: 'createResource', id, agent, parameters: {}, meta: {}, operations: monitor, place: { kind: 'alone' }, disabled: false, ...more });

/** What shells, XML and pcs would stumble over; what XML cannot hold, nor a command line, is not among them. */
const awkward = [
  ' ', ' a  b ', "it's", '"', '"quoted"', "'", '$(touch /tmp/owned)', '`id`', '${HOME}', ';reboot', '&&', '|', '*', '~', '~root', '\\', '\\n', '\\\\', '!', '!!', '#', '# x', 'a\tb', 'a\nb', '<x id="1"/>', '<!--', ']]>', '&amp;', '&#10;',
  'ünïcødé 名前 \u{1f600}', '\u202e', '%s', '{0}', '__proto__', '-', '--force', '-5', '=', 'a=b', '=b', 'op', 'meta', 'clone', 'monitor', 'interval=1s', '(', ')', '[a-z]', '?', '^', 'x'.repeat(5_000),
];

describe('A form filled in on a practice host', () => {
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

  const snapshotNow = async (): Promise<ClusterSnapshot> => snapshotOf({ status: await client.must('crm_mon -1 -r --output-as=xml'), cib: await client.must('cibadmin --query') });

  async function planNow(task: Task): Promise<Plan> {
    const { stdout, stderr, exit } = await client.run(quote(readDialect().argv));
    return valueOf(planChange(task, valueOf(readDialect().parse({ stdout, stderr, exitCode: exit } as Output, 'host1')), await snapshotNow()));
  }

  /** Runs the commands of a plan as a session does, and hands back all that was said and seen of them. */
  async function carriedOut({ commands, inputs }: Plan): Promise<string> {
    let seen = '';
    for (const [index, words] of commands.entries()) {
      const command = changeCommand(words, inputs?.[index]);
      const { stdout, stderr, exit } = await client.run(quote(command.argv), command.stdin);
      const answer = command.parse({ stdout, stderr, exitCode: exit } as Output, 'host1');
      assert.equal(valueOf(answer).kind, 'accepted', `${quote(words)}: ${stdout}${stderr}`);
      seen += `${quote(words)}\n${stdout}${stderr}`;
    }
    return seen;
  }

  const valuesOf = async (id: string) => [...await client.must('cibadmin --query').then((cib) => new RegExp(`<primitive id="${id}".*?</primitive>`, 's').exec(cib)?.[0] ?? '').then((text) => text.matchAll(/name="(\w+)" value="([^"]*)"/g))].map(([, name, value]) => [name, value]);

  it('brings a password into the CIB as it was typed, by no command line, and changes it at its place', async () => {
    const [first, second] = ['hush "&<>\' $(id)', 'other'];
    const created = await planNow(create('fence-new', 'stonith:fence_virsh', { parameters: { ip: 'hyper', username: 'root', password: new Secret(first, 'password of fence-new'), pcmk_host_list: 'example-host' } }));
    assert.ok(!(await carriedOut(created)).includes('hush'));
    assert.deepEqual((await valuesOf('fence-new')).find(([name]) => name === 'password'), ['password', 'hush &quot;&amp;&lt;&gt;&apos; $(id)']);
    const updated = await planNow({ kind: 'updateResource', resource: 'fence-new', parameters: { password: new Secret(second, 'password of fence-new'), ip: 'there' }, meta: {}, operations: null });
    assert.ok(!(await carriedOut(updated)).includes(second));
    const values = await valuesOf('fence-new');
    const before = await snapshotNow();
    assert.deepEqual(values.filter(([name]) => name === 'password' || name === 'ip'), [['ip', 'there'], ['password', second]]);
    const takenOut = await planNow({ kind: 'updateResource', resource: 'fence-new', parameters: { password: null }, meta: {}, operations: null });
    assert.deepEqual([takenOut.cautions.some(({ code }) => code === 'secret-lost'), takenOut.undo], [true, null]);
    assert.ok(takenOut.expects.some((expectation) => !isReached(expectation, before)));
    await carriedOut(takenOut);
    assert.deepEqual((await valuesOf('fence-new')).filter(([name]) => name === 'password' || name === 'ip'), [['ip', 'there']]);
    const after = await snapshotNow();
    assert.ok(takenOut.expects.every((expectation) => isReached(expectation, after)));
    await carriedOut(await planNow({ kind: 'deleteResources', resources: ['fence-new'] }));
  });

  it('changes one of several operations in its place, and has lost none where that is refused', async () => {
    const more = { name: 'monitor', options: { interval: '60s', timeout: '20s', OCF_CHECK_LEVEL: '10' } };
    await carriedOut(await planNow(create('watched', 'ocf:pacemaker:Dummy')));
    const operations = async () => ((await snapshotNow()).resources.find(({ id }) => id === 'watched')?.config?.operations ?? []).map(settingOf);
    const before = await operations();
    await carriedOut(await planNow({ kind: 'updateResource', resource: 'watched', parameters: {}, meta: {}, operations: [...before, more] }));
    const changed = [...before, { name: 'monitor', options: { ...more.options, 'interval': '70s', 'on-fail': 'block' } }];
    const plan = await planNow({ kind: 'updateResource', resource: 'watched', parameters: {}, meta: {}, operations: changed });
    assert.deepEqual(plan.commands.map(([program]) => program), ['cibadmin']);
    await carriedOut(plan);
    assert.deepEqual(await operations(), changed);
    const late = changeCommand(plan.commands[0] ?? assert.fail());
    assert.notEqual((await client.run(quote(late.argv))).exit, 0, 'it finds no operation as it was read');
    assert.deepEqual(await operations(), changed);
    await carriedOut(await planNow(plan.undo?.[0] ?? assert.fail('it has an undo')));
    assert.deepEqual(await operations(), [...before, more]);

    const odd = await planNow({ kind: 'updateResource', resource: 'watched', parameters: {}, meta: {}, operations: [...before, { name: 'monitor', options: { 'interval': '80s', 'on-fail': 'odd' } }] });
    const command = changeCommand(odd.commands[0] ?? assert.fail());
    assert.notEqual((await client.run(quote(command.argv))).exit, 0);
    assert.deepEqual(await operations(), [...before, more]);
    await carriedOut(await planNow({ kind: 'updateResource', resource: 'watched', parameters: {}, meta: {}, operations: before }));
    assert.deepEqual(await operations(), before);
    await carriedOut(await planNow({ kind: 'deleteResources', resources: ['watched'] }));
  });

  it('is previewed with a mask for a password, without the time that pcs takes to start, and changes nothing by that', async () => {
    const plan = await planNow(create('fence-new', 'stonith:fence_virsh', { parameters: { ip: 'hyper', password: new Secret('hush', 'password') } }));
    assert.ok(plan.preview.kind === 'edit' && !JSON.stringify(plan.preview).includes('hush'));
    await client.must('crm_resource --wait');
    const cib = await client.must('cibadmin --query');
    const command = previewCommand(cib, plan.preview.steps, { pacemaker: '2.1.5', nonce: 'n' });
    const { stdout, stderr, exit } = await client.run(quote(['sh', ...command.argv.slice(1)]), cib);
    const { after } = valueOf(consequencesOf(valueOf(command.parse({ stdout, stderr, exitCode: exit } as Output, 'host1')), await snapshotNow(), 'host1'));
    assert.match(after, /name="password" value="\*+"/);
    assert.ok(plan.preview.steps.every(([program]) => program !== 'pcs'));
    assert.equal(await client.must('cibadmin --query'), cib);
  });

  it('tells nothing of a password where the CIB refuses it', async () => {
    const plan = await planNow(create('fence-new', 'stonith:fence_virsh', { parameters: { password: new Secret('hush "&<', 'password') } }));
    await carriedOut(plan);
    const command = changeCommand(plan.commands[0] ?? assert.fail(), plan.inputs?.[0]);
    const { stdout, stderr, exit } = await client.run(quote(command.argv), command.stdin);
    assert.ok(exit !== 0 && /hush/.test(stdout + stderr), 'cibadmin repeats what it refuses');
    const answer = valueOf(command.parse({ stdout, stderr, exitCode: exit } as Output, 'host1'));
    assert.ok(answer.kind === 'refused' && !JSON.stringify(answer).includes('hush'), JSON.stringify(answer));
    await carriedOut(await planNow({ kind: 'deleteResources', resources: ['fence-new'] }));
  });
});

const isKept = (value: string) => spoiltText({ kind: 'setProperty', name: 'name', value }, '2.1.5') === null;

describe('The values of a form', () => {
  let copies: CibCopies;

  before(async function () {
    copies = await CibCopies.start(this);
  });
  after(() => copies?.dispose());

  /** The words that a shell makes of a line. */
  function throughShell(words: readonly string[]): readonly string[] {
    const { stdout, status, stderr } = spawnSync('/bin/sh', ['-c', `for word in ${quote(words)}; do printf '%s\\0' "$word"; done`], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout.split('\0').slice(0, -1);
  }

  it('reach the CIB exactly as they were typed, through a real sh and the real pcs, and a preview alike', async () => {
    const empty = fixture('bookworm/10-guest-online-5-dummies/cibadmin-Q.out');
    // Markup behind a letter beyond ASCII, tabs and ends of lines this Pacemaker would spoil: that is refused.
    const [kept, spoilt] = [awkward.filter(isKept), awkward.filter((value) => !isKept(value))];
    assert.ok(spoilt.length > 0);
    const isAscii = (value: string) => /^[\x20-\x7e]*$/.test(value);
    const fake = [...kept.filter(isAscii), ...kept.filter((value) => !isAscii(value) && !/[<>&"']/.test(value))].join('');
    const parameters = Object.fromEntries(kept.map((value, index) => [`value_${index}`, value]));
    const plan = valueOf(planChange(create('NEW', 'ocf:pacemaker:Dummy', { meta: parameters, parameters: { fake } }), copies.dialect, clusters['after-kill']()));
    assert.ok(plan.preview.kind === 'edit');
    for (const [index, steps] of [plan.commands, plan.preview.steps].entries()) {
      const cib = await copies.edit(empty, `values-${index}.xml`, steps.map((words) => throughShell(words) as unknown as typeof words));
      const config = valueOf(readCib(cib)).resources.find(({ id }) => id === 'NEW')?.config ?? assert.fail('it is not there');
      assert.deepEqual({ ...config.meta }, parameters);
      assert.equal(config.parameters['fake'], fake);
    }
    const before = snapshotOf({ status: fixture('bookworm/10-guest-online-5-dummies/crm_mon-xml.out'), cib: empty });
    for (let index = 0; index < kept.length; index += 12) {
      const value = kept[index] ?? '';
      const batch = Object.fromEntries(kept.slice(index, index + 12).map((each, at) => [`value_${at}`, each]));
      const update = valueOf(planChange({ kind: 'updateResource', resource: 'FAKE1', parameters: { fake: value }, meta: batch, operations: null }, copies.dialect, before));
      const [done, previewed] = await Promise.all([update.commands, update.preview.kind === 'edit' ? update.preview.steps : []].map((steps, way) => copies.edit(empty, `update-${way}.xml`, steps.map((words) => throughShell(words) as unknown as typeof words))));
      for (const cib of [done ?? '', previewed ?? '']) {
        const config = valueOf(readCib(cib)).resources.find(({ id }) => id === 'FAKE1')?.config ?? assert.fail('it is not there');
        for (const [name, each] of Object.entries(batch)) assert.equal(config.meta[name], each, name);
        assert.equal(config.parameters['fake'], value);
      }
    }
  }).timeout(120_000);
});
