import assert from 'node:assert/strict';
import { consequencesOf } from '../../../src/core/change/consequences';
import { previewCommand, type PreviewAnswer } from '../../../src/core/change/previewCommand';
import { previewScript } from '../../../src/core/change/previewScript';
import { readTransition } from '../../../src/core/change/readTransition';
import type { Consequences, Transition } from '../../../src/core/change/transition';
import { fixture, stage, valueOf } from './fixtures';

const folder = 'bookworm/50-clone-promotable-group';
const cib = fixture(`${folder}/cibadmin-Q.out`);
const snapshot = stage(folder);
const simulation = (name: string): Transition => valueOf(readTransition(fixture(`simulations/bookworm/${name}.xml`)));
const atRest = simulation('at-rest');

function consequences(after: string | Transition, more: Partial<Extract<PreviewAnswer, { kind: 'played' }>> = {}): Consequences {
  const changed = typeof after === 'string' ? simulation(after) : after;
  return valueOf(consequencesOf({ kind: 'played', without: atRest, with: changed, before: cib, after: cib, ...more }, snapshot, 'host1'));
}

const stopped = (id: string) => cib.replace(new RegExp(`(<primitive id="${id}"[^>]*>)`), `$1<meta_attributes id="m"><nvpair id="n" name="target-role" value="Stopped"/></meta_attributes>`);

describe('The consequences of a change', () => {
  it('are what the cluster would not do anyway', () => {
    assert.deepEqual(consequences('standby').change, simulation('standby'));
    const both = consequences('standby', { without: simulation('disable') });
    assert.deepEqual(both.anyway.actions.map(({ kind, resource }) => `${kind} ${resource}`), ['stop FAKE3']);
    assert.equal(both.change.actions.length, simulation('standby').actions.length);
    assert.deepEqual(consequences('standby', { without: simulation('standby') }).change, { actions: [], fencing: [] });
    const fenced = simulation('guest-lost');
    assert.deepEqual(consequences(fenced, { without: { actions: [], fencing: fenced.fencing } }).change.fencing, []);
    assert.deepEqual(consequences(fenced).change.fencing.map(({ node }) => node), ['guest1']);
  });

  it('are the same whatever numbers the instances of a clone have, and count those that are alike', () => {
    const stops = (...ids: readonly string[]): Transition => ({ fencing: [], actions: ids.map((resource) => ({ kind: 'stop', resource, from: 'host1', to: null, role: null, reason: null, blocked: false })) });
    assert.deepEqual(consequences(stops('PING:2'), { without: stops('PING:0') }).change.actions, []);
    assert.equal(consequences(stops('PING:0', 'PING:1'), { without: stops('PING:0') }).change.actions.length, 1);
  });

  it('name what no node would run: neither what is disabled nor what runs elsewhere', () => {
    assert.deepEqual(consequences('unrunnable', { after: stopped('FAKE1') }).homeless, ['FAKE2']);
    assert.deepEqual(consequences('disable', { after: stopped('FAKE3') }).homeless, []);
    assert.deepEqual(consequences('disable').homeless, ['FAKE3'], 'where nothing in the configuration says so');
    assert.deepEqual(consequences('standby').homeless, [], 'a clone has other instances');
    assert.deepEqual(consequences('disable-clone').homeless, ['PING']);
    assert.deepEqual(consequences('disable-clone', { after: cib.replace('<clone id="PING-clone">', '<clone id="PING-clone"><meta_attributes id="m"><nvpair id="n" name="target-role" value="stopped"/></meta_attributes>') }).homeless, []);
    assert.deepEqual(consequences('disable-vm', { after: stopped('vm-guest1') }).homeless, [], 'the connection of a guest is not configured');
    assert.deepEqual(consequences('guest-lost').homeless, []);
    assert.deepEqual(consequences('disable-clone', { without: simulation('disable-clone') }).homeless, [], 'what would stop anyway');
  });

  it('hold no secret, and differ in nothing but what was changed', () => {
    const secret = '<nvpair id="s" name="passwd" value="open sesame"/>';
    const before = cib.replace('<crm_config>', `<crm_config><cluster_property_set id="x">${secret}</cluster_property_set>`);
    const after = before.replace('name="passwd"', 'name="password"').replace('epoch="37"', 'epoch="38"').replace('num_updates="11"', 'num_updates="0"').replace('update-client="cibadmin"', 'update-client="crm_resource"');
    const shown = consequences(atRest, { before, after });
    assert.doesNotMatch(`${shown.before}${shown.after}`, /sesame/);
    assert.notEqual(before.split('\n')[0], after.split('\n')[0]);
    assert.equal(shown.before.split('\n')[0], shown.after.split('\n')[0]);
    assert.equal(shown.after.replace('"password"', '"passwd"'), shown.before);
    assert.match(consequences(atRest, { after: after.replace('pacemaker-3.9', 'pacemaker-4.0') }).after, /pacemaker-4\.0/);
  });

  it('are not known where a step was refused', () => {
    const refused: PreviewAnswer = { kind: 'refused', step: ['pcs', 'resource', 'disable', 'x'], exitCode: 1, said: 'Warning: w\nError: resource \'x\' does not exist\n' };
    assert.deepEqual(consequencesOf(refused, snapshot, 'host1'), {
      ok: false, fault: { code: 'command-failed', host: 'host1', program: 'pcs', exitCode: 1, message: 'resource \'x\' does not exist' },
    });
  });
});

describe('The command of a preview', () => {
  const steps = [['pcs', 'resource', 'disable', 'a b'], ['crm_resource', '--clear']] as const;
  const xml = fixture('simulations/bookworm/standby.xml');
  const command = previewCommand('<cib/>', steps, { pacemaker: '2.1.5', nonce: 'n1' });
  const part = (name: string, text: string, nonce = 'n1') => `\n${nonce} ${name}\n${text}`;
  const answer = (stdout: string, exitCode = 0, stderr = '') => command.parse({ stdout, stderr, exitCode }, 'host1');
  const whole = part('before 0', xml) + part('before-said 0', '') + part('after 0', xml) + part('after-said 0', '') + part('cib 0', '<cib a="1"/>\n');
  const codeOf = (result: ReturnType<typeof answer>) => (result.ok ? result.value.kind : result.fault.code);

  it('names each word by its place, changes nothing, and sends the CIB by stdin', () => {
    assert.deepEqual(command.argv, ['sh', '-c', previewScript, 'sh', 'n1', 'xml', '2', '4', 'pcs', 'resource', 'disable', 'a b', '2', 'crm_resource', '--clear']);
    assert.deepEqual([command.stdin, command.rights, command.mutates], ['<cib/>', 'none', false]);
    assert.doesNotMatch(previewScript, /\n/, 'csh has no spelling for an argument of two lines');
  });

  it('asks for text where there is no XML, or not all of it', () => {
    const formOf = (pacemaker: string | null, ...events: readonly string[]) => previewCommand('', [], { pacemaker, nonce: 'n', events }).argv.slice(5);
    assert.deepEqual(['2.0.5', '1.1.24', null].map((version) => formOf(version)[0]), ['text', 'text', 'text']);
    assert.deepEqual(['2.1.0', '2.1.5', '3.0.0', '10.0'].map((version) => formOf(version)[0]), ['xml', 'xml', 'xml', 'xml']);
    assert.deepEqual(formOf('3.0.0', '--node-down=host1'), ['text', '0', '--node-down=host1']);
  });

  it('reads both transitions and the changed CIB', () => {
    const read = valueOf(answer(whole + part('end 0', '')));
    assert.ok(read.kind === 'played');
    assert.deepEqual([read.without, read.with, read.before, read.after], [simulation('standby'), simulation('standby'), '<cib/>', '<cib a="1"/>\n']);
  });

  it('takes half an answer, or one with another mark, for none', () => {
    assert.equal(codeOf(answer(whole)), 'output-cut');
    assert.equal(codeOf(answer('')), 'output-cut');
    assert.equal(codeOf(answer(part('end 0', '', 'n2'))), 'output-cut');
    assert.equal(codeOf(answer(part('end 0', ''))), 'output-cut');
    assert.equal(codeOf(answer(whole.replace('cib 0', 'other 0') + part('end 0', ''))), 'output-cut');
  });

  it('says which step was refused, and what fails else', () => {
    assert.deepEqual(answer(part('refused 1 105', 'Error: no\n') + part('end 0', '')), { ok: true, value: { kind: 'refused', step: steps[1], exitCode: 105, said: 'Error: no\n' } });
    const failed = (number: number) => answer(whole.replace('after 0', `after ${String(number)}`).replace('after-said 0\n', 'after-said 0\nerror: CIB did not pass schema validation\n') + part('end 0', ''));
    assert.deepEqual(failed(78), { ok: false, fault: { code: 'command-failed', host: 'host1', program: 'crm_simulate', exitCode: 78, message: 'CIB did not pass schema validation' } });
    assert.equal(codeOf(failed(127)), 'program-missing');
    assert.deepEqual(answer('', 1, 'no room for a private copy of the CIB\n'), {
      ok: false, fault: { code: 'command-failed', host: 'host1', program: 'sh', exitCode: 1, message: 'no room for a private copy of the CIB' },
    });
  });
});
