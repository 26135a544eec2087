import assert from 'node:assert/strict';
import { destinationChoices, instanceChoices, nodeChoices, resourceChoices } from '../../../src/render/placeChoices';
import { propertyChoices, propertyNameProblem, typedProperty } from '../../../src/render/propertyChoices';
import { ruleRoles, setRoles } from '../../../src/render/roleChoices';
import { colocationScores, locationScores, scoreOf, scoreProblem } from '../../../src/render/scoreChoices';
import { t } from './plainTranslate';
import { connection, node, resource, snapshot } from './snapshotParts';

const cluster = snapshot({
  nodes: [
    node('host10'), node('host2', { standby: true }), node('host1'),
    node('guest1', { kind: 'guest', resource: 'vm-guest1', host: 'host1' }),
    node('web-0', { kind: 'bundle', resource: 'web' }),
  ],
  resources: [
    resource('vm-guest1', { nodes: ['host1'] }),
    resource('FAKE1', { nodes: ['host10'] }),
    resource('stopped'),
    resource('grp', { kind: 'group', children: [resource('ip', { nodes: ['host1'] }), resource('site', { nodes: ['host1'] })] }),
    resource('ping-clone', { kind: 'clone', children: [resource('ping', { nodes: ['host1'] }), resource('ping', { nodes: ['host10'] })] }),
    connection('guest1', { nodes: ['host1'] }),
    resource('gone', { orphaned: true, nodes: ['host1'] }),
  ],
});
const values = (choices: readonly { readonly value: unknown }[]) => choices.map(({ value }) => value);

describe('what a change can be given', () => {
  it('is a node, those where it runs first, then as people sort them, each with its state', () => {
    assert.deepEqual(nodeChoices(cluster, 'FAKE1', t).map(({ label, description }) => `${label}: ${description}`), [
      'host10: it runs here, online', 'guest1: online', 'host1: online', 'host2: standby',
    ]);
    assert.deepEqual(values(nodeChoices(cluster, 'grp', t)), ['host1', 'guest1', 'host2', 'host10']);
  });

  it('is never the node that lives inside the resource, nor one inside a bundle', () => {
    assert.deepEqual(values(nodeChoices(cluster, 'vm-guest1', t)), ['host1', 'host2', 'host10']);
  });

  it('leads a move elsewhere, from one place also where the cluster likes', () => {
    assert.deepEqual(values(destinationChoices(cluster, 'FAKE1', t)), [null, 'guest1', 'host1', 'host2']);
    assert.deepEqual(values(destinationChoices(cluster, 'ping-clone', t)), ['host1', 'host10', 'guest1', 'host2']);
  });

  it('restarts a clone everywhere or where it runs', () => {
    assert.deepEqual(values(instanceChoices(cluster, 'ping-clone', t)), [null, 'host1', 'host10']);
  });

  it('is another resource: a whole one or a member of a group, never one of its own, nor one that is not configured', () => {
    assert.deepEqual(values(resourceChoices(cluster, 'FAKE1', t)), ['vm-guest1', 'stopped', 'grp', 'ip', 'site', 'ping-clone']);
    assert.deepEqual(values(resourceChoices(cluster, 'ip', t)), ['vm-guest1', 'FAKE1', 'stopped', 'ping-clone']);
    assert.deepEqual(values(resourceChoices(cluster, 'grp', t)), ['vm-guest1', 'FAKE1', 'stopped', 'ping-clone']);
  });

  it('shows names as text', () => {
    const odd = snapshot({ nodes: [node('a\u202eb')], resources: [resource('x\n')] });
    assert.equal(nodeChoices(odd, '', t)[0]?.label, 'a\\u{202e}b');
    assert.equal(nodeChoices(odd, '', t)[0]?.value, 'a\u202eb');
    assert.equal(resourceChoices(odd, '', t)[0]?.label, 'x\\n');
  });
});

describe('scores', () => {
  it('are explained, each in its own words', () => {
    for (const choices of [locationScores(t), colocationScores(t)]) {
      assert.equal(new Set(choices.map(({ detail }) => detail)).size, 4);
      for (const { label, detail, value } of choices) {
        assert.match(detail, /\.$/);
        assert.equal(label.endsWith('…'), value.kind === 'ask', label);
      }
    }
  });

  it('are whole numbers without a sign, which was chosen before', () => {
    for (const good of ['1', '100', '999999', ' 50 ', '0007']) assert.equal(scoreProblem(good, t), null, good);
    for (const bad of ['', '0', '1000000', '1.5', '1e3', 'x', '٣', '1 2']) assert.equal(scoreProblem(bad, t), 'A score is a whole number from 1 to 999999.', bad);
    assert.match(scoreProblem('-5', t) ?? '', /sign/);
    for (const text of ['INFINITY', '-infinity', '+INFINITY']) assert.match(scoreProblem(text, t) ?? '', /INFINITY/);
  });

  it('are written as Pacemaker does', () => {
    assert.equal(scoreOf({ kind: 'ask', sign: '' }, ' 0050 '), '50');
    assert.equal(scoreOf({ kind: 'ask', sign: '-' }, '7'), '-7');
  });
});

describe('properties', () => {
  const properties = { 'stonith-enabled': 'false', 'my-own': 'a\nb', 'dc-version': '2.1.5', 'cluster-name': 'x' };

  it('that are set come first with their values, then others with what they do', () => {
    const choices = propertyChoices({ properties }, t);
    assert.deepEqual(choices.slice(0, 2).map(({ label, description }) => `${label}: ${description}`), ['my-own: now a\\nb', 'stonith-enabled: now false']);
    assert.ok(choices.some(({ value, description, detail }) => value === 'maintenance-mode' && description === 'not set' && detail !== ''));
    assert.equal(new Set(values(choices)).size, choices.length);
    assert.ok(!values(choices).includes('dc-version'));
  });

  it('have names without spaces or signs', () => {
    for (const good of ['maintenance-mode', 'my_own', 'a.b', '_x1']) assert.equal(propertyNameProblem(good, t), null, good);
    for (const bad of ['', '-x', 'a=b', 'a b', '--force', 'ä', '1']) assert.match(propertyNameProblem(bad, t) ?? '', /begins with a letter/, bad);
    assert.match(propertyNameProblem('dc-version', t) ?? '', /written by the cluster itself/);
    assert.equal(typedProperty('my-own', t).value, 'my-own');
  });
});

describe('what of a promotable clone counts', () => {
  it('is asked for in the words of what it is said of: roles, or in an order what is done', () => {
    assert.deepEqual(values(ruleRoles(t)), [null, 'Promoted', 'Unpromoted']);
    assert.deepEqual(values(setRoles('colocation', t)), [{}, { role: 'Promoted' }, { role: 'Unpromoted' }]);
    assert.deepEqual(values(setRoles('ticket', t)), values(setRoles('colocation', t)));
    assert.deepEqual(values(setRoles('order', t)), [{}, { action: 'promote' }]);
  });
});
