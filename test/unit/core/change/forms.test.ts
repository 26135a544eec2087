import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isReached } from '../../../../src/core/change/isReached';
import { operationChanges, settingOf } from '../../../../src/core/change/operationChanges';
import { planChange } from '../../../../src/core/change/planChange';
import type { Plan } from '../../../../src/core/change/plan';
import type { OperationSetting } from '../../../../src/core/change/resourceFormTask';
import type { Task, TaskOf } from '../../../../src/core/change/task';
import { Secret, withoutSecrets } from '../../../../src/core/secret';
import { MASK } from '../../../../src/core/secretNames';
import type { ClusterSnapshot, Operation, ResourceConfig } from '../../../../src/core/snapshot';
import { node, resource, snapshot } from '../../render/snapshotParts';
import { fixture, find, snapshotOf, valueOf } from '../fixtures';
import { dialect, dialects } from './recordedDialects';

const operation = (name: string, more: Partial<Operation> = {}): Operation => ({ id: `web-${name}`, name, interval: '0s', timeout: null, role: null, onFail: null, enabled: true, ...more });
const config = (more: Partial<ResourceConfig> = {}): ResourceConfig => ({ description: null, template: null, parameters: { port: '80' }, meta: { priority: '1' }, utilization: {}, operations: [operation('start', { timeout: '9s' }), operation('monitor', { id: 'm1', interval: '10s' }), operation('monitor', { id: 'm2', interval: '20s' })], ...more });
const cluster = (more: Partial<ResourceConfig> = {}): ClusterSnapshot => snapshot({ nodes: [node('host1')], resources: [resource('web', { nodes: ['host1'], config: config(more) })] });
const update = (more: Partial<TaskOf<'updateResource'>>): Task => ({ kind: 'updateResource', resource: 'web', parameters: {}, meta: {}, operations: null, ...more });
const create = (more: Partial<TaskOf<'createResource'>>): Task => ({ kind: 'createResource', id: 'new', agent: 'ocf:x:y', parameters: {}, meta: {}, operations: [], place: { kind: 'alone' }, disabled: false, ...more });
const plan = (task: Task, on: ClusterSnapshot = cluster()): Plan => valueOf(planChange(task, dialect('0.11.5'), on));
const nothing = { updated: [], replaced: [], removed: [], added: [] };
const codes = ({ cautions }: Plan) => cautions.map(({ code }) => code);

describe('A form that is carried out', () => {
  it('puts nothing that is secret on a command line, into a preview or into what is told, whoever says that it is', () => {
    const hush = 'hush-hush';
    const tasks: readonly Task[] = [
      create({ parameters: { odd: new Secret(hush, 'odd') } }), create({ parameters: { password: hush } }), create({ agent: 'stonith:fence_virsh', parameters: { passwd: hush, ip: 'x' }, operations: [{ name: 'monitor', options: {} }] }),
      update({ parameters: { odd: new Secret(hush, 'odd'), port: '81' } }), update({ parameters: { password: hush } }),
    ];
    for (const host of dialects) {
      for (const task of tasks) {
        const { commands, preview, cautions, expects, undo, inputs } = valueOf(planChange(task, host, cluster()));
        assert.ok(!inspect({ commands, preview, cautions, expects, undo, inputs }, { depth: 20, showHidden: true }).includes(hush));
        assert.equal(inputs?.length, commands.length);
        assert.equal(inputs?.flatMap((input) => input ?? []).filter((piece) => piece instanceof Secret && piece.reveal() === hush).length, 1);
        for (const [index, words] of commands.entries()) assert.equal(words.includes('--xml-pipe'), inputs?.[index] !== null);
        assert.ok(!JSON.stringify(withoutSecrets(inputs)).includes(hush));
      }
    }
  });

  it('leaves pcs to it where nothing is secret, and reads nothing then', () => {
    assert.equal(plan(create({ parameters: { port: '80', password: '' } })).inputs, undefined);
    assert.equal(plan(update({ parameters: { port: '81', password: null } })).inputs, undefined);
    assert.deepEqual(plan(update({ parameters: { port: '' } })).commands, [['pcs', 'resource', 'update', 'web', 'port=']]);
  });

  it('changes a secret where it stands', () => {
    const { commands, inputs } = plan(update({ parameters: { passwd: new Secret('x', 'x'), token: new Secret('y', 'y') } }), cluster({ secretPlaces: { passwd: { set: 'a-set', pair: 'a-pair' } } }));
    assert.deepEqual(commands, [['cibadmin', '--modify', '--scope', 'resources', '--xml-pipe']]);
    assert.equal(inputs?.[0]?.map(String).join(''), '<primitive id="web"><instance_attributes id="a-set"><nvpair id="a-pair" name="passwd" value="••••••"/><nvpair id="a-set-token" name="token" value="••••••"/></instance_attributes></primitive>');
    const cib = fixture('rendered/mixed/cib.xml').replace('<primitive id="fence-single" class="stonith" type="fence_ipmilan"/>', '<primitive id="fence-single" class="stonith" type="fence_ipmilan"><instance_attributes id="own"><nvpair id="own-1" name="ip" value="a"/><nvpair id="own-2" name="passwd" value="s3cret"/></instance_attributes></primitive>');
    const read = find(snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib }).fencing, 'fence-single').config;
    assert.deepEqual({ ...read?.secretPlaces }, { passwd: { set: 'own', pair: 'own-2' } });
    assert.ok(!JSON.stringify(read).includes('s3cret'));
  });

  it('makes a guest node under the name of one that only lingers, and of no other', () => {
    const refused = (more: Parameters<typeof node>[1]) => {
      const on = { ...cluster(), nodes: [node('g', more)] };
      const plans = [create({ meta: { 'remote-node': 'g' } }), update({ meta: { 'remote-node': 'g' } }), { kind: 'addGuestNode', resource: 'web', node: 'g', address: null } as const].map((task) => planChange(task, dialect('0.11.5'), on));
      return plans.map((each) => (each.ok ? null : each.fault.code === 'change-impossible' ? each.fault.why : each.fault.code));
    };
    assert.deepEqual(refused({ kind: 'remote', online: false }), [null, null, null]);
    for (const more of [{}, { kind: 'remote', resource: 'g' }, { kind: 'guest', resource: 'vm' }] as const) assert.deepEqual(refused(more), ['taken', 'taken', 'taken'], JSON.stringify(more));
  });

  it('says what to know before', () => {
    assert.deepEqual(codes(plan(update({ parameters: { port: '81' } }))), ['may-restart']);
    assert.deepEqual(codes(plan(update({ meta: { priority: '2' } }))), []);
    assert.deepEqual(codes(plan(update({ parameters: { port: '81' } }), snapshot({ resources: [resource('web', { config: config() })] }))), []);
    assert.deepEqual(codes(plan(create({ meta: { 'remote-node': 'g' } }))), ['guest-by-hand']);
    for (const [parameters, is] of [[{}, true], [{ pcmk_host_list: 'a' }, false], [{ pcmk_host_map: 'a:1' }, false], [{ pcmk_host_check: 'none' }, false], [{ pcmk_host_list: '' }, true]] as const) {
      assert.equal(codes(plan(create({ agent: 'stonith:fence_virsh', parameters }))).includes('no-targets'), is, JSON.stringify(parameters));
    }
    assert.ok(codes(plan(create({ parameters: { token: 'x' } }))).includes('unchecked-by-pcs'));
  });

  it('forces a guest made by hand since pcs has a command of its own for that', () => {
    const forced = (pcs: string) => valueOf(planChange(create({ meta: { 'remote-node': 'g' } }), { ...dialect('0.9.169'), pcs }, cluster())).commands[0]?.includes('--force');
    assert.deepEqual(['0.9.157', '0.9.158', '0.9.169', '0.11.5'].map(forced), [false, true, true, true]);
  });

  it('is taken back by what it was before, but for secrets and what a template says', () => {
    assert.deepEqual(plan(create({})).undo, [{ kind: 'deleteResources', resources: ['new'] }]);
    assert.deepEqual(plan(update({ parameters: { port: '81', host: 'x' }, meta: { priority: null } })).undo, [update({ parameters: { port: '80', host: null }, meta: { priority: '1' } })]);
    const operations = [{ name: 'monitor', options: { interval: '5s' } }];
    assert.deepEqual(plan(update({ operations })).undo, [update({ operations: config().operations.map(settingOf), since: operations })]);
    for (const [task, more] of [[update({ parameters: { passwd: new Secret('x', 'x') } }), {}], [update({ parameters: { passwd: null } }), { parameters: { passwd: '********' } }], [update({ parameters: { port: '81' } }), { template: 'tmpl' }]] as const) {
      assert.equal(plan(task, cluster(more)).undo, null);
    }
  });

  it('puts what is called like a secret on no command line, and writes no mask where it is taken back', () => {
    const hush = 'hush-hush';
    const named = { name: 'api_token', value: hush };
    const tasks = (value: string | null): readonly Task[] => [
      { kind: 'setNodeAttribute', node: 'host1', ...named, value }, { kind: 'setMeta', resources: ['web'], ...named, value }, { kind: 'setUtilization', resources: ['web'], ...named, value },
      { kind: 'setDefault', of: 'resource', ...named, value }, { kind: 'setProperty', ...named, value }, update({ meta: { api_token: value } }),
    ];
    const others: readonly Task[] = [
      { kind: 'setNodeUtilization', node: 'host1', name: 'pin', value: '1234' }, create({ meta: { api_token: hush } }), create({ place: { kind: 'clone', meta: { api_token: hush } } }),
      { kind: 'clone', resource: 'web', clone: null, promotable: false, meta: { api_token: hush } }, { kind: 'groupResources', group: 'g', resources: ['web'], place: null, meta: { api_token: hush } },
    ];
    const masked = { api_token: MASK };
    const before = cluster({ meta: masked, utilization: masked });
    const on: ClusterSnapshot = { ...before, nodes: before.nodes.map((each) => ({ ...each, configured: masked })), resourceDefaults: masked, properties: masked };
    for (const task of [...tasks(hush), ...others]) {
      const planned = planChange(task, dialect('0.11.5'), on);
      assert.equal(!planned.ok && planned.fault.code === 'change-impossible' && planned.fault.why, 'secret-name', task.kind);
    }
    for (const task of tasks(null)) {
      const { commands, undo } = plan(task, on);
      assert.deepEqual([commands.length, undo], [1, null], task.kind);
    }
  });

  it('is reached when the configuration says so', () => {
    const is = (value: string | null, name = 'port') => isReached({ kind: 'setting', resource: 'web', of: 'parameters', name, value }, cluster());
    assert.deepEqual([is('80'), is('81'), is(null), is(null, 'host'), is(null, 'constructor')], [true, false, false, true, true]);
    assert.equal(isReached({ kind: 'setting', resource: 'gone', of: 'meta', name: 'x', value: null }, cluster()), false);
  });

  it('leaves an operation all that it was told, and refuses where pcs cannot', () => {
    const cib = (words: string, inside: string) => fixture('rendered/mixed/cib.xml').replace('<primitive id="fence-single" class="stonith" type="fence_ipmilan"/>', `<primitive id="fence-single" class="stonith" type="fence_ipmilan"><operations><op id="m" name="monitor" interval="10s" ${words}>${inside}</op></operations></primitive>`);
    const on = (words: string, inside: string) => snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: cib(words, inside) });
    const set = (name: string) => `<instance_attributes id="s"><nvpair id="p" name="${name}" value="10"/></instance_attributes>`;
    const before = on('start-delay="5s" record-pending="true"', set('OCF_CHECK_LEVEL'));
    const [read] = find(before.fencing, 'fence-single').config?.operations ?? [];
    assert.ok(read);
    const setting = settingOf(read);
    assert.deepEqual({ ...setting.options }, { 'interval': '10s', 'start-delay': '5s', 'record-pending': 'true', 'OCF_CHECK_LEVEL': '10' });
    const slower = (options: Readonly<Record<string, string>>): Task => ({ ...update({ operations: [{ name: 'monitor', options: { ...options, timeout: '9s' } }] }), resource: 'fence-single' } as Task);
    const planned = plan(slower(setting.options), before);
    for (const word of ['start-delay=5s', 'record-pending=true', 'OCF_CHECK_LEVEL=10', 'timeout=9s']) assert.ok(planned.commands[0]?.includes(word), word);
    assert.deepEqual(planned.undo, [{ ...slower({}), operations: [setting], since: [{ name: 'monitor', options: { ...setting.options, timeout: '9s' } }] }]);
    assert.deepEqual(operationChanges([read], [setting]), nothing);
    const odd = on('', set('trace_ra'));
    const refused = planChange(slower(settingOf(find(odd.fencing, 'fence-single').config!.operations[0]!).options), dialect('0.11.5'), odd);
    assert.equal(!refused.ok && refused.fault.code === 'change-impossible' && refused.fault.why, 'operation-word');
  });

  it('sets no operation anew of which something holds only under a rule, and takes none out to be put back without it', () => {
    const inside = (set: string, rule: string) => `<${set} id="s">${rule}<nvpair id="p" name="OCF_CHECK_LEVEL" value="10"/></${set}>`;
    const cib = (ops: string) => fixture('rendered/mixed/cib.xml').replace('<primitive id="fence-single" class="stonith" type="fence_ipmilan"/>', `<primitive id="fence-single" class="stonith" type="fence_ipmilan"><operations>${ops}</operations></primitive>`);
    const on = (ops: string) => snapshotOf({ status: fixture('rendered/mixed/status.xml'), cib: cib(ops) });
    const read = (ops: string) => find(on(ops).fencing, 'fence-single').config?.operations ?? [];
    const changing = (ops: string, operations: readonly OperationSetting[]) => planChange({ ...update({ operations }), resource: 'fence-single' } as Task, dialect('0.11.5'), on(ops));
    const whys = (ops: string, operations: readonly OperationSetting[]) => {
      const planned = changing(ops, operations);
      return planned.ok ? planned.value.undo === null : planned.fault.code === 'change-impossible' && [planned.fault.why, planned.fault.name];
    };
    const stop = '<op id="stop" name="stop" interval="0s"/>';
    const [slow, slower] = [{ name: 'monitor', options: { interval: '10s', timeout: '9s' } }, { name: 'monitor', options: { interval: '20s' } }];
    for (const set of ['meta_attributes', 'instance_attributes']) {
      const rule = '<rule id="r" score="INFINITY"><date_expression id="d" operation="gt" start="2030-01-01"/></rule>';
      const ruled = `<op id="m" name="monitor" interval="10s">${inside(set, rule)}</op>`;
      assert.deepEqual([read(ruled + stop).map((each) => each.ruled), read(ruled)[0]?.others], [[true, undefined], undefined]);
      assert.equal(read(`<op id="m" name="monitor" interval="10s">${inside(set, '')}</op>`)[0]?.ruled, undefined);
      assert.deepEqual(whys(ruled + stop, [slow]), ['operation-word', 'rule'], 'updated');
      assert.deepEqual(whys(`${ruled}<op id="m2" name="monitor" interval="20s"/>`, [slow, slower]), ['operation-word', 'rule'], 'replaced');
      assert.equal(whys(ruled + stop, [{ name: 'monitor', options: { interval: '10s' } }]), false, 'let be');
      assert.equal(whys(ruled + stop, [{ name: 'stop', options: {} }]), true, 'taken out for good');
    }
  });

  it('does not take back what somebody else has done to the operations since they were read', () => {
    const read = config().operations.map(settingOf);
    const [first, ...others] = read;
    assert.ok(first);
    const operations = [{ ...first, options: { ...first.options, timeout: '99s' } }, ...others];
    const [before] = others;
    assert.ok(before);
    assert.equal(planChange(update({ operations, since: read }), dialect('0.11.5'), cluster()).ok, true);
    const since = [first, { ...before, options: { ...before.options, timeout: '98s' } }, ...others.slice(1)];
    const refused = planChange(update({ operations, since }), dialect('0.11.5'), cluster());
    assert.equal(!refused.ok && refused.fault.code === 'change-impossible' && refused.fault.why, 'operations-changed');
  });

  it('is taken back only while its operations are as it has left them', () => {
    const [undo] = plan(update({ operations: [{ name: 'monitor', options: { interval: '5s', role: 'Promoted' } }] })).undo ?? [];
    assert.ok(undo);
    const left = operation('monitor', { interval: '5s', role: 'Master' });
    assert.equal(planChange(undo, dialect('0.11.5'), cluster({ operations: [left] })).ok, true);
    for (const operations of [[{ ...left, timeout: '7s' }], [left, operation('stop')], []]) {
      assert.deepEqual(planChange(undo, dialect('0.11.5'), cluster({ operations })), { ok: false, fault: { code: 'change-impossible', why: 'operations-changed', name: 'web' } });
    }
  });

  const changesOf = (...parts: Parameters<typeof operationChanges>) => {
    const { updated, replaced, removed, added } = operationChanges(...parts);
    return [updated.map(({ name }) => name), replaced.map(({ operation: { id }, setting: { options } }) => `${id}: ${options['interval'] ?? ''}`), added.map(({ name }) => name), removed.map(({ id }) => id)];
  };

  it('touches only the operations that differ', () => {
    const before = config().operations;
    const same = before.map(settingOf);
    assert.deepEqual(operationChanges(before, same), nothing);
    assert.deepEqual(operationChanges(before, [...same].reverse()), nothing);
    const [start, one, two] = same;
    assert.ok(start && one && two);
    const slower = { name: 'start', options: { timeout: '99s' } };
    assert.deepEqual(operationChanges(before, [slower, one, two]), { ...nothing, updated: [slower] });
    assert.deepEqual(changesOf(before, [start, one, { name: 'monitor', options: { interval: '30s' } }, { name: 'stop', options: {} }]), [[], ['m2: 30s'], ['stop'], []]);
    assert.deepEqual(changesOf([operation('monitor', { role: 'Master', interval: '10s' })], [{ name: 'monitor', options: { interval: '10s', role: 'Promoted' } }]), [[], [], [], []]);
    assert.deepEqual(operationChanges([operation('start')], [{ name: 'start', options: { interval: '', timeout: '' } }]), nothing);
  });

  it('changes one of several operations in its place, the one that is watched as often or in the same role', () => {
    const before = [operation('monitor', { id: 'm1', interval: '10s', role: 'Master' }), operation('monitor', { id: 'm2', interval: '20s' }), operation('monitor', { id: 'm3', interval: '30s', role: 'Slave' })];
    const [m1, m2, m3] = before.map(settingOf);
    assert.ok(m1 && m2 && m3);
    const monitor = (options: Readonly<Record<string, string>>) => ({ name: 'monitor', options });
    assert.deepEqual(changesOf(before, [monitor({ interval: '40s', role: 'Unpromoted' }), m1, m2]), [[], ['m3: 40s'], [], []]);
    assert.deepEqual(changesOf(before, [monitor({ interval: '50s', role: 'Promoted' }), monitor({ interval: '20s', timeout: '5s' }), m3]), [[], ['m2: 20s', 'm1: 50s'], [], []]);
    assert.deepEqual(changesOf(before, [m1, m3]), [[], [], [], ['m2']]);
    assert.deepEqual(changesOf(before, [m1, monitor({ interval: '21s' }), m3, monitor({ interval: '60s' })]), [[], ['m2: 21s'], ['monitor'], []]);
    assert.deepEqual(changesOf([before[1]!], [monitor({ interval: '20s', role: 'Promoted' })]), [[], ['m2: 20s'], [], []], 'pcs would look for one with that role, and refuse to add it');
  });

  it('never takes an operation out before what takes its place is there', () => {
    const [start, one, two] = config().operations.map(settingOf);
    assert.ok(start && one && two);
    const commandsOf = (...operations: readonly OperationSetting[]) => plan(update({ operations })).commands.map((words) => words.slice(0, 4).join(' '));
    assert.deepEqual(commandsOf(start, one, { name: 'monitor', options: { interval: '30s' } }), ['cibadmin --replace --xpath //primitive[@id="web"]/operations/op[@id="m2" and @name="monitor" and @interval="20s" and not(@enabled="false" or @enabled="0") and count(@*[not(name()="enabled")]|*/nvpair)=3 and not(*/rule)]']);
    assert.deepEqual(commandsOf(one, { name: 'stop', options: { timeout: '9s' } }), ['pcs resource op add', 'pcs resource op remove', 'pcs resource op remove']);
  });

  it('replaces an operation only as it was read, which the path to it must be able to say', () => {
    const two = (more: Partial<Operation>) => cluster({ operations: [operation('monitor', { id: 'm1', interval: '10s' }), operation('monitor', { id: 'm2', interval: '20s', timeout: '9s', ...more })] });
    const task = update({ operations: [{ name: 'monitor', options: { interval: '10s' } }, { name: 'monitor', options: { interval: '30s' } }] });
    const paths = (more: Partial<Operation>) => {
      const { commands, preview } = plan(task, two(more));
      assert.ok(preview.kind === 'edit');
      assert.deepEqual(preview.steps, commands);
      return commands.map((words) => words[3]);
    };
    const path = (...words: readonly string[]) => [`//primitive[@id="web"]/operations/op[@id="m2" and @name="monitor" and ${words.join(' and ')} and not(*/rule)]`];
    const [all, on] = ['count(@*[not(name()="enabled")]|*/nvpair)=', 'not(@enabled="false" or @enabled="0")'];
    assert.deepEqual(paths({}), path('@interval="20s"', '@timeout="9s"', on, `${all}4`));
    assert.deepEqual(paths({ interval: null, timeout: '' }), path('@timeout=""', on, `${all}3`));
    assert.deepEqual(paths({ role: 'Master', onFail: 'block', enabled: false, others: { 'start-delay': '5s', 'OCF_CHECK_LEVEL': '10' } }), path(
      '@interval="20s"', '@timeout="9s"', '@role="Master"', '@on-fail="block"', '(@*[name()="start-delay"]="5s" or */nvpair[@name="start-delay"]/@value="5s")',
      '(@*[name()="OCF_CHECK_LEVEL"]="10" or */nvpair[@name="OCF_CHECK_LEVEL"]/@value="10")', '(@enabled="false" or @enabled="0")', `${all}8`,
    ));
    const odd = 'x" or "1"="1';
    const strange: readonly Partial<Operation>[] = [{ id: odd }, { interval: odd }, { timeout: odd }, { role: odd }, { onFail: odd }, { others: { description: odd } }, { others: { [odd]: 'x' } }];
    for (const more of strange) assert.deepEqual(planChange(task, dialect('0.11.5'), two(more)), { ok: false, fault: { code: 'change-impossible', why: 'ambiguous', name: odd } });
    const named = snapshot({ resources: [resource(odd, { config: config() })] });
    assert.deepEqual(planChange({ ...task, resource: odd } as Task, dialect('0.11.5'), named), { ok: false, fault: { code: 'change-impossible', why: 'ambiguous', name: odd } });
  });

  it('refuses operations of which Pacemaker would heed only one', () => {
    const refused = planChange(update({ operations: [{ name: 'monitor', options: { interval: '1min' } }, { name: 'monitor', options: { interval: '60s', timeout: '5s' } }] }), dialect('0.11.5'), cluster());
    assert.equal(!refused.ok && refused.fault.code === 'change-impossible' && refused.fault.why, 'operation-twice');
  });
});
