import assert from 'node:assert/strict';
import { Secret } from '../../../src/core/secret';
import { MASK } from '../../../src/core/secretNames';
import type { ResourceConfig } from '../../../src/core/snapshot';
import { isShown } from '../../../src/render/fieldProblem';
import { formTask } from '../../../src/render/formTask';
import { firstValues, formProblems, type FormSource, type ResourceForm, resourceForm } from '../../../src/render/resourceForm';
import type { FormValues } from '../../../src/render/resourcePanelProtocol';
import { agent, fence, machine, operation, parameter } from './agentParts';
import { t } from './plainTranslate';
import { location, resource, snapshot } from './snapshotParts';

const cluster = snapshot({ resources: [resource('web', { kind: 'group', children: [resource('ip'), resource('httpd')] }), resource('FAKE1')], constraints: [location('location-FAKE1')] });
const config = (more: Partial<ResourceConfig>): ResourceConfig => ({ description: null, template: null, parameters: {}, meta: {}, utilization: {}, operations: [], ...more });

function form(metadata = machine, more: Partial<FormSource> = {}): ResourceForm {
  return resourceForm({ metadata, snapshot: cluster, resource: null, ...more }, t);
}

/** The form of a machine that is there, configured so. */
function updated(more: Partial<ResourceConfig>, metadata = machine): ResourceForm {
  return form(metadata, { resource: resource('vm', { agent: metadata.name, config: config(more) }) });
}

const sections = ({ view }: ResourceForm) => Object.fromEntries(view.sections.map(({ id, fields }) => [id, fields.map(({ label }) => label)]));
const field = ({ fields }: ResourceForm, id: string) => fields.get(id) ?? assert.fail(`no field ${id}`);
const problems = (of: ResourceForm, values: Readonly<Record<string, string>>) => formProblems(of, { ...firstValues(of), ...values }, t);
const task = (of: ResourceForm, values: Readonly<Record<string, string>>) => formTask(of, { ...firstValues(of), ...values }, t);
const filled = { 'id': 'vm-guest1', 'parameter config': '/etc/guest1.xml' };

describe('the form of a resource', () => {
  it('has what is required first, then what is usual; the rest is folded away', () => {
    const { parameters, advanced } = sections(form());
    assert.deepEqual(parameters, ['config', 'hypervisor', 'force_stop', 'migration_transport']);
    assert.deepEqual(advanced, ['migration_downtime', 'shutdown_timeout']);
    assert.deepEqual(form().view.sections.map(({ id, folded }) => [id, folded]), [['identity', false], ['parameters', false], ['place', false], ['guest', true], ['advanced', true], ['operations', true], ['meta', true]]);
  });

  it('shows the default of the agent, and its choices', () => {
    assert.equal(field(form(), 'parameter hypervisor').placeholder, 'Default: qemu:///system');
    assert.deepEqual(field(form(), 'parameter force_stop').choices.map(({ value, label }) => [value, label]), [['', 'Default: 0'], ['1', '1'], ['0', '0']]);
    assert.deepEqual(field(form(), 'parameter migration_transport').choices.map(({ label }) => label), ['Not set', 'ssh', 'tcp', 'tls']);
  });

  it('shows what is deprecated only where it is configured', () => {
    assert.equal(form().fields.has('parameter snapshot'), false);
    assert.equal(field(updated({ parameters: { snapshot: '/var/snapshots' } }), 'parameter snapshot').help, 'Out of use; backingfile has taken its place. Restore state on start/stop');
  });

  it('shows what is configured although it is advanced, or the agent says nothing of it', () => {
    const { parameters } = sections(updated({ parameters: { config: '/a', migration_downtime: '5', own: '1' } }));
    assert.deepEqual(parameters, ['config', 'hypervisor', 'force_stop', 'migration_transport', 'migration_downtime', 'own']);
  });

  it('asks for no name and place where a resource is updated, nor for the place of a fence device', () => {
    assert.deepEqual(Object.keys(sections(updated({}))), ['parameters', 'guest', 'advanced', 'meta']);
    assert.equal('place' in sections(form(fence)), false);
    assert.deepEqual(sections(form(fence))['operations'], ['monitor: timeout', 'monitor: on-fail', 'monitor: interval']);
  });

  it('makes a virtual machine a guest node, and nothing else one', () => {
    assert.deepEqual(sections(form())['guest'], ['remote-node', 'remote-addr', 'remote-port', 'remote-connect-timeout', 'remote-allow-migrate']);
    assert.equal('guest' in sections(form(agent('ocf:pacemaker:Dummy'))), false);
    const carrying = updated({ meta: { 'remote-node': 'guest1' } }, agent('ocf:heartbeat:docker'));
    assert.equal(field(carrying, 'meta remote-node').value, 'guest1');
    assert.equal((sections(carrying)['meta'] ?? []).includes('remote-node'), false);
    const made = task(form(), { ...filled, 'meta remote-node': 'guest1', 'meta remote-connect-timeout': '240s' });
    assert.ok(made?.kind === 'createResource');
    assert.deepEqual(made.meta, { 'remote-node': 'guest1', 'remote-connect-timeout': '240s' });
    assert.match(problems(form(), { ...filled, 'meta remote-port': 'many' })['meta remote-port'] ?? '', /number/);
  });

  it('knows the meta attributes of the version', () => {
    const meta = (pacemaker: string | null) => sections(form(machine, { snapshot: { ...cluster, cluster: { ...cluster.cluster, pacemaker } } }))['meta'] ?? [];
    assert.equal(meta('2.0.5').includes('critical'), false);
    assert.equal(meta('2.1.5').includes('critical'), true);
    assert.equal(meta(null).includes('allow-unhealthy-nodes'), true);
    assert.equal((sections(form(fence))['meta'] ?? []).includes('resource-stickiness'), false);
  });

  it('says of every field what it is for, except where the agent does not', () => {
    for (const { id, help, choices } of form().fields.values()) assert.ok(help !== '' || /^operation|^(place|start|group|bundle)/.test(id) || choices.length > 0, id);
  });
});

describe('what is wrong in a form', () => {
  it('is what is missing, and nothing that has been filled in', () => {
    assert.deepEqual(problems(form(), {}), { 'id': 'This has to be filled in.', 'parameter config': 'This has to be filled in.' });
    assert.deepEqual(problems(form(), filled), {});
  });

  for (const name of ['', '1st', '-x', 'a b', 'a:b', 'a/b', 'ü!', '<x>', '.a']) {
    it(`is ${JSON.stringify(name)} for a name`, () => assert.ok(problems(form(), { ...filled, id: name })['id']));
  }

  for (const name of ['a', '_a', 'vm-guest1', 'Größe.2', 'a_b.c-d']) {
    it(`is not ${name}`, () => assert.deepEqual(problems(form(), { ...filled, id: name }), {}));
  }

  it('is a name that the cluster has already, whatever has it', () => {
    for (const id of ['FAKE1', 'web', 'ip', 'location-FAKE1']) assert.match(problems(form(), { ...filled, id })['id'] ?? '', /already/);
  });

  const wrong: readonly (readonly [id: string, value: string, right: string])[] = [
    ['parameter migration_downtime', 'many', '5'], ['parameter migration_downtime', '1.5', '-3'], ['parameter shutdown_timeout', 'soon', '90s'],
    ['parameter shutdown_timeout', '5 days', '1.5h'], ['parameter shutdown_timeout', 'P', 'PT1M30S'], ['parameter force_stop', 'maybe', '1'], ['parameter migration_transport', 'http', 'tls'],
    ['meta priority', 'high', '-INFINITY'], ['meta failure-timeout', 'x', '10min'], ['meta target-role', 'Running', 'Stopped'], ['operation 0 timeout', 'long', '2min'],
  ];
  for (const [id, value, right] of wrong) {
    it(`is ${value} for ${id}, and not ${right}`, () => {
      assert.ok(problems(form(), { ...filled, [id]: value })[id]);
      assert.deepEqual(problems(form(), { ...filled, [id]: right }), {});
    });
  }

  it('is a character that XML cannot hold', () => {
    assert.ok(problems(form(), { ...filled, 'parameter hypervisor': 'a\u0001b' })['parameter hypervisor']);
  });

  it('is not what is configured as it is, whatever the agent thinks of it', () => {
    const of = updated({ parameters: { config: '/a', migration_downtime: 'auto', force_stop: 'perhaps' } });
    assert.deepEqual(problems(of, {}), {});
    assert.deepEqual(field(of, 'parameter force_stop').choices.map(({ value }) => value), ['', 'true', 'false', 'perhaps'].map((word) => ({ true: '1', false: '0' })[word] ?? word));
  });

  it('is not what is not shown', () => {
    assert.deepEqual(problems(form(), { ...filled, 'group new': '' }), {});
    assert.deepEqual(Object.keys(problems(form(), { ...filled, place: 'group' })), ['group']);
    assert.deepEqual(Object.keys(problems(form(), { ...filled, 'place': 'group', 'group': '+', 'group new': 'web' })), ['group new']);
    assert.deepEqual(Object.keys(problems(form(), { ...filled, 'place': 'group', 'group': '+', 'group new': filled.id })), ['group new']);
  });
});

describe('what is made of a form', () => {
  it('is a resource with what was filled in and nothing else', () => {
    assert.deepEqual(task(form(), { ...filled, 'meta priority': '5', 'parameter force_stop': '1' }), {
      kind: 'createResource', id: 'vm-guest1', agent: 'ocf:heartbeat:VirtualDomain', parameters: { config: '/etc/guest1.xml', force_stop: '1' }, meta: { priority: '5' },
      operations: [], place: { kind: 'alone' }, disabled: false,
    });
  });

  it('has all operations as soon as one is other than the agent recommends', () => {
    const made = task(form(), { ...filled, 'operation 2 interval': '15s', 'operation 1 on-fail': 'block' });
    assert.ok(made?.kind === 'createResource');
    assert.deepEqual(made.operations.map(({ name, options }) => [name, { ...options }]), [
      ['start', { interval: '0s', timeout: '90s' }], ['stop', { 'interval': '0s', 'timeout': '90s', 'on-fail': 'block' }], ['monitor', { interval: '15s', timeout: '30s' }],
      ['migrate_to', { interval: '0s', timeout: '60s' }], ['migrate_from', { interval: '0s', timeout: '60s' }],
    ]);
  });

  it('has what the agent recommends where something is secret, since pcs does not make it then', () => {
    const made = (values: Readonly<Record<string, string>>) => task(form(agent('ocf:x:y', { parameters: [parameter('password')], operations: [operation('stop', { timeout: '120s' }), operation('monitor', { interval: '10s' })] })), { id: 'y', ...values });
    const operations = [{ name: 'stop', options: { interval: '0s', timeout: '120s' } }, { name: 'monitor', options: { interval: '10s', timeout: '20s' } }];
    assert.deepEqual(made({ 'parameter password': 'geheim' })?.operations, operations);
    assert.deepEqual(made({})?.operations, []);
    const changed = made({ 'parameter password': 'geheim', 'operation 0 timeout': '5min' });
    assert.deepEqual(changed?.operations?.map(({ options }) => options['timeout']), ['5min', '20s']);
  });

  it('goes where it was wanted, and not where it was wanted before', () => {
    const place = (values: Readonly<Record<string, string>>) => {
      const made = task(form(), { ...filled, ...values });
      return made?.kind === 'createResource' ? made.place : null;
    };
    assert.deepEqual(place({ place: 'group', group: 'web' }), { kind: 'group', group: 'web', after: null });
    assert.deepEqual(place({ 'place': 'group', 'group': 'web', 'after web': 'ip' }), { kind: 'group', group: 'web', after: 'ip' });
    assert.deepEqual(place({ 'place': 'group', 'group': '+', 'group new': 'db', 'after web': 'ip' }), { kind: 'group', group: 'db', after: null });
    assert.deepEqual(place({ 'place': 'clone', 'clone interleave': 'true', 'promotable promoted-max': '2' }), { kind: 'clone', meta: { interleave: 'true' } });
    assert.deepEqual(place({ 'place': 'promotable', 'promotable promoted-max': '2' }), { kind: 'promotable', meta: { 'promoted-max': '2' } });
  });

  it('is not started where it is to wait', () => {
    const made = task(form(), { ...filled, start: 'disabled' });
    assert.equal(made?.kind === 'createResource' && made.disabled, true);
  });

  it('of an update holds only what differs; what was emptied is taken out', () => {
    const of = updated({ parameters: { config: '/a', hypervisor: 'qemu:///session' }, meta: { 'priority': '3', 'remote-node': 'guest1' } });
    assert.equal(task(of, {}), null);
    assert.deepEqual(task(of, { 'parameter config': '/b', 'parameter hypervisor': '', 'meta priority': '' }), {
      kind: 'updateResource', resource: 'vm', parameters: { config: '/b', hypervisor: null }, meta: { priority: null }, operations: null,
    });
  });

  it('of an update holds all operations as soon as one differs', () => {
    const operations = [
      { id: 'a', name: 'monitor', interval: '10s', timeout: '30s', role: 'Promoted', onFail: null, enabled: true },
      { id: 'b', name: 'monitor', interval: '11s', timeout: null, role: null, onFail: 'block', enabled: false },
    ];
    const of = updated({ parameters: { config: '/a' }, operations });
    assert.equal(field(of, 'operation 0 timeout').label, 'monitor (Promoted): timeout');
    const made = task(of, { 'operation 0 timeout': '1min', 'operation 1 on-fail': '' });
    assert.deepEqual(made?.operations?.map(({ name, options }) => [name, { ...options }]), [
      ['monitor', { interval: '10s', timeout: '1min', role: 'Promoted' }], ['monitor', { interval: '11s', enabled: 'false' }],
    ]);
    assert.deepEqual(made.kind === 'updateResource' && made.since?.map(({ options }) => options['timeout']), ['30s', undefined]);
  });

  it('has a secret as a secret, which was never shown and is replaced only when another is typed', () => {
    const of = updated({ parameters: { ip: '10.0.0.1', password: MASK } }, fence);
    assert.equal(field(of, 'parameter password').kind, 'secret');
    assert.equal(firstValues(of)['parameter password'], '');
    assert.doesNotMatch(JSON.stringify(of.view), /\*\*\*/);
    assert.equal(task(of, {}), null);
    const made = task(of, { 'parameter password': 'geheim' });
    const password = made?.parameters['password'];
    assert.ok(password instanceof Secret);
    assert.equal(password.reveal(), 'geheim');
    assert.equal(password.question, 'password of vm');
    assert.doesNotMatch(JSON.stringify(made), /geheim/);
  });

  it('can take a secret out that the agent does not require, in so many words, and then takes none that was typed', () => {
    const of = updated({ parameters: { ip: '10.0.0.1', password: MASK, odd_token: MASK } }, fence);
    const becomes = field(of, 'secret password');
    assert.deepEqual([becomes.label, becomes.kind, becomes.choices], ['password: what is set now', 'choice', [{ value: '', label: 'Stays unless another is typed' }, { value: 'out', label: 'Is taken out' }]]);
    assert.deepEqual(sections(of)['parameters']?.filter((label) => /password|token/.test(label)), ['password', 'password: what is set now', 'odd_token', 'odd_token: what is set now']);
    const parametersOf = (values: FormValues) => {
      const made = task(of, values);
      return made?.kind === 'updateResource' ? made.parameters : null;
    };
    assert.deepEqual(parametersOf({ 'secret password': 'out' }), { password: null });
    assert.deepEqual(parametersOf({ 'secret password': 'out', 'parameter password': 'typed', 'secret odd_token': 'out' }), { password: null, odd_token: null });
    assert.equal(parametersOf({ 'secret password': '' }), null);
    assert.deepEqual(Object.keys(problems(of, { 'secret password': 'all' })), ['secret password']);
    assert.equal(isShown(field(of, 'parameter password'), { 'secret password': 'out' }), false);
    assert.equal(isShown(field(of, 'parameter password'), { 'secret password': '' }), true);
  });

  it('lets a secret only be replaced where the agent requires one, and takes nothing out where none is set', () => {
    const strict = agent('stonith:fence_x', { parameters: [parameter('password', { required: true, secret: true }), parameter('token', { secret: true })] });
    const of = updated({ parameters: { password: MASK } }, strict);
    assert.deepEqual(sections(of)['parameters'], ['password', 'token']);
    assert.equal(task(of, { 'secret password': 'out', 'secret token': 'out' }), null);
    assert.deepEqual(sections(form(strict))['parameters'], ['password', 'token']);
  });

  it('does not ask for what Pacemaker fills in for a fence device, and for the rest it does', () => {
    assert.deepEqual(Object.keys(problems(form(fence), { id: 'f' })), ['parameter ip']);
  });
});

describe('an agent that was written by nobody’s friend', () => {
  const hostile = agent('ocf:evil:<b>x</b>\u202e', {
    shortdesc: '<script>alert(1)</script>\u0007', longdesc: '</p><img src=x onerror=alert(1)>',
    parameters: [parameter('__proto__', { required: true }), parameter('constructor', { default: 'x'.repeat(100_000) }), parameter('a b=c', { type: 'select', options: ['', '', '"><b>'] }), parameter('toString', { type: 'boolean', default: '__proto__' })],
    operations: [operation('__proto__'), operation('monitor', { interval: '-1', timeout: '<x>' })],
  });

  it('has a form like any other', () => {
    const of = form(hostile);
    assert.deepEqual(sections(of)['parameters'], ['__proto__', 'constructor', 'a b=c', 'toString']);
    assert.deepEqual(field(of, 'parameter a b=c').choices.map(({ value }) => value), ['', '"><b>']);
    assert.ok(field(of, 'parameter constructor').placeholder.length < 500);
    assert.doesNotMatch(of.view.title + of.view.about, /[\u0007\u202e]/);
  });

  it('gets its values by their own names', () => {
    const made = task(form(hostile), { 'id': 'x', 'parameter __proto__': 'a', 'parameter constructor': 'b' });
    assert.ok(made !== null);
    assert.deepEqual(Object.entries(made.parameters), [['__proto__', 'a'], ['constructor', 'b']]);
    assert.equal(Object.getPrototypeOf(made.parameters), Object.prototype);
  });
});
