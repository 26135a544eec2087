import assert from 'node:assert/strict';
import { deviceChoices, hostsProblem, hostsToType, levelChoices, levelProblem, nextLevel, nodeValueChoices, takeDownChoices, typedHosts, typedNodeValue } from '../../../src/render/hostChoices';
import { t } from './plainTranslate';
import { node, resource, snapshot } from './snapshotParts';

const values = (choices: readonly { readonly value: unknown }[]) => choices.map(({ value }) => value);
const device = (id: string, more = {}) => resource(id, { agent: 'stonith:fence_ipmilan', ...more });
const cluster = snapshot({
  nodes: [node('host1'), node('host2')],
  fencing: [device('power', { nodes: ['host1'] }), resource('ipmi-clone', { kind: 'clone', children: [device('ipmi', { nodes: ['host1'] }), device('ipmi', { nodes: ['host2'] })] }), device('gone', { orphaned: true })],
  fencingLevels: [
    { id: 'one', by: 'name', target: 'host1', level: 1, devices: ['power'] }, { id: 'two', by: 'name', target: 'host1', level: 3, devices: ['ipmi'] },
    { id: 'rack', by: 'attribute', target: 'rack=r1', level: 1, devices: ['power'] }, { id: 'all', by: 'pattern', target: 'host.*', level: 2, devices: ['power'] },
  ],
});

describe('what can be chosen for hosts', () => {
  it('is to stop the cluster only where its programs run', () => {
    assert.deepEqual(values(takeDownChoices(node('host1'), t)), ['standby', 'stop', 'maintenance']);
    assert.deepEqual(values(takeDownChoices(node('guest1', { kind: 'guest' }), t)), ['standby', 'maintenance']);
  });

  it('is what a node has been given, or a name that pcs can take', () => {
    assert.deepEqual(nodeValueChoices({ site: 'b', rack: 'r1' }, t).map(({ value, description }) => [value, description]), [['rack', 'now r1'], ['site', 'now b']]);
    assert.deepEqual(typeof typedNodeValue('site', t) === 'string' ? '' : values([typedNodeValue('site', t) as { readonly value: string }]), ['site']);
    for (const wrong of ['-x', 'a=b']) assert.equal(typeof typedNodeValue(wrong, t), 'string');
  });

  it('is each device once, and each level by what it is for', () => {
    assert.deepEqual(values(deviceChoices(cluster, t)), ['power', 'ipmi']);
    assert.deepEqual(levelChoices(cluster, null, t).map(({ label, description }) => `${label}: ${description}`), ['Level 1 for host1: power', 'Level 3 for host1: ipmi', 'Level 1 for rack=r1: power', 'Level 2 for all that match host.*: power']);
    assert.deepEqual(values(levelChoices(cluster, 'host1', t)), ['one', 'two']);
    assert.deepEqual([nextLevel(cluster, 'host1'), nextLevel(cluster, 'host2')], [4, 1]);
    for (const right of ['1', ' 9 ']) assert.equal(levelProblem(right, t), null);
    for (const wrong of ['', '0', '10', '-1', 'x', '1.5']) assert.match(levelProblem(wrong, t) ?? '', /from 1 to 9/);
  });

  it('is hosts as they are typed', () => {
    assert.deepEqual(typedHosts(' host1, host2=10.0.0.2:2224 host3 '), [{ name: 'host1', address: null }, { name: 'host2', address: '10.0.0.2:2224' }, { name: 'host3', address: null }]);
    assert.equal(hostsProblem('host1 host2=10.0.0.2', t), null);
    const named = ['host1', 'h2=10.6.6.6', 'a,b', 'a b', 'a\u0000', 'a\u00a0b', '-u', 'host2.example'];
    assert.deepEqual(typedHosts(hostsToType(named)), [{ name: 'host1', address: null }, { name: 'host2.example', address: null }]);
    for (const wrong of ['', ' ', '-u', 'host1 =x', 'host1=', 'host1=-x']) assert.notEqual(hostsProblem(wrong, t), null, wrong);
  });
});
