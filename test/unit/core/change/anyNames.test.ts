import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planChange } from '../../../../src/core/change/planChange';
import type { Plan, Words } from '../../../../src/core/change/plan';
import type { Task, TaskKind } from '../../../../src/core/change/task';
import type { Result } from '../../../../src/core/result';
import type { ClusterSnapshot, ResourceConfig } from '../../../../src/core/snapshot';
import { attribute, parseXml } from '../../../../src/core/xml';
import { emptyElement } from '../../../../src/core/xmlText';
import { Secret } from '../../../../src/core/secret';
import { anyText } from '../../anyText';
import { location, node, resource, snapshot } from '../../render/snapshotParts';
import { valueOf } from '../fixtures';
import { dialects } from './recordedDialects';

const config: ResourceConfig = { description: null, template: null, parameters: {}, meta: {}, utilization: {}, operations: [] };

/** A cluster in which a resource, a node and a constraint have these names, and tasks that name each. */
function clusterOf(name: string, place: string, kind: NamedKind): ClusterSnapshot {
  const one = resource(kind === 'createBundle' ? 'old' : name, { nodes: [place], config });
  const within = kind === 'unclone' ? resource('named', { kind: 'clone', children: [one] }) : kind === 'ungroup' ? resource('team', { kind: 'group', children: [one, resource('mate')] }) : one;
  return snapshot({
    // It keeps any text; what older ones do not is refused before.
    cluster: { ...snapshot().cluster, pacemaker: '3.0.0' },
    nodes: [node(place, kind === 'clearNode' || kind === 'createCluster' ? { online: false } : { unclean: true, standby: true }), node('other', { online: kind !== 'createCluster' })],
    resources: [within, resource('second', { nodes: ['other'] }), resource('many', { kind: 'clone', children: [resource('one', { nodes: [place] })] })],
    constraints: [location(kind === 'createBundle' ? 'older' : name, { resource: 'second', node: 'other', score: '5' })],
    fencingLevels: [{ id: 'level', by: 'name', target: place, level: 1, devices: [name] }],
    properties: { [name]: 'before' },
  });
}

/** What is put back is XML as it was read: no name is put into it. */
type NamedKind = Exclude<TaskKind, 'recreate'>;

const tasksOf: { readonly [K in NamedKind]: (name: string, place: string) => Task & { readonly kind: K } } = {
  disable: (name) => ({ kind: 'disable', resources: ['second', name] }),
  enable: (name) => ({ kind: 'enable', resources: [name] }),
  manage: (name) => ({ kind: 'manage', resources: [name] }),
  unmanage: (name) => ({ kind: 'unmanage', resources: [name] }),
  deleteResources: (name) => ({ kind: 'deleteResources', resources: [name, 'second'] }),
  createResource: (name, place) => ({ kind: 'createResource', id: 'new', agent: name, parameters: { fake: place }, meta: { note: place }, operations: [{ name: 'monitor', options: { interval: place } }], place: { kind: 'alone' }, disabled: false }),
  updateResource: (name, place) => ({ kind: 'updateResource', resource: name, parameters: { fake: place }, meta: { note: place }, operations: null }),
  restart: (name) => ({ kind: 'restart', resource: name, node: null }),
  move: (name) => ({ kind: 'move', resource: name, node: 'other' }),
  ban: (name, place) => ({ kind: 'ban', resource: name, node: place }),
  clear: (name, place) => ({ kind: 'clear', resource: name, node: place }),
  cleanup: (name, place) => ({ kind: 'cleanup', resource: name, node: place }),
  refresh: (name, place) => ({ kind: 'refresh', resource: name, node: place }),
  standby: (_, place) => ({ kind: 'standby', nodes: [place, 'other'] }),
  unstandby: (_, place) => ({ kind: 'unstandby', nodes: [place] }),
  startMaintenance: (_, place) => ({ kind: 'startMaintenance', nodes: [place] }),
  endMaintenance: (_, place) => ({ kind: 'endMaintenance', nodes: [place] }),
  startCluster: (_, place) => ({ kind: 'startCluster', nodes: [place, 'other'] }),
  stopCluster: (_, place) => ({ kind: 'stopCluster', nodes: [place] }),
  enableCluster: (_, place) => ({ kind: 'enableCluster', nodes: [place] }),
  disableCluster: (_, place) => ({ kind: 'disableCluster', nodes: [place] }),
  destroyCluster: () => ({ kind: 'destroyCluster' }),
  addNode: (name) => ({ kind: 'addNode', node: name, address: null, start: true }),
  authenticateHosts: (name) => ({ kind: 'authenticateHosts', hosts: [{ name, address: null }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster') }),
  removeNode: (_, place) => ({ kind: 'removeNode', node: place }),
  createCluster: (name, place) => ({ kind: 'createCluster', cluster: name, hosts: [{ name: 'host3', address: null }], user: place, password: new Secret('s3cret', 'password of hacluster'), start: true, enable: true }),
  clearNode: (_, place) => ({ kind: 'clearNode', node: place }),
  addGuestNode: (name, place) => ({ kind: 'addGuestNode', resource: name, node: 'new', address: place }),
  fence: (_, place) => ({ kind: 'fence', node: place }),
  confirmFenced: (_, place) => ({ kind: 'confirmFenced', node: place }),
  forgetFencing: (_, place) => ({ kind: 'forgetFencing', node: place }),
  addFencingLevel: (name, place) => ({ kind: 'addFencingLevel', target: place, level: 2, devices: [name] }),
  deleteFencingLevels: () => ({ kind: 'deleteFencingLevels', levels: ['level'] }),
  takeDown: (_, place) => ({ kind: 'takeDown', node: place, how: 'stop' }),
  bringBack: (_, place) => ({ kind: 'bringBack', node: place }),
  setNodeAttribute: (name, place) => ({ kind: 'setNodeAttribute', node: place, name, value: 'a=b' }),
  setNodeUtilization: (name, place) => ({ kind: 'setNodeUtilization', node: place, name, value: '5' }),
  setProperty: (name) => ({ kind: 'setProperty', name, value: 'after' }),
  addLocation: (name, place) => ({ kind: 'addLocation', resource: name, node: place, score: '10' }),
  addColocation: (name) => ({ kind: 'addColocation', resource: 'second', withResource: name, score: '-10' }),
  addOrder: (name) => ({ kind: 'addOrder', first: name, then: 'second' }),
  groupResources: (name) => ({ kind: 'groupResources', group: 'team', resources: [name], place: null, meta: { description: 'a b' } }),
  ungroup: (name) => ({ kind: 'ungroup', group: 'team', resources: [name] }),
  clone: (name) => ({ kind: 'clone', resource: name, clone: null, promotable: true, meta: { 'clone-max': '2' } }),
  unclone: (name) => ({ kind: 'unclone', resource: name }),
  createBundle: (name) => ({ kind: 'createBundle', bundle: name, container: 'docker', options: { image: 'httpd' }, network: {} }),
  setMeta: (name) => ({ kind: 'setMeta', resources: [name, 'second'], name: 'priority', value: '5' }),
  setUtilization: (name) => ({ kind: 'setUtilization', resources: [name], name: 'cpu', value: '5' }),
  setDefault: (name) => ({ kind: 'setDefault', of: 'resource', name, value: 'a=b c' }),
  setScore: (name) => ({ kind: 'setScore', constraint: name, score: '7' }),
  addTicket: (name) => ({ kind: 'addTicket', ticket: 'site-a', resource: name, role: 'Promoted', lossPolicy: 'stop' }),
  addSets: (name) => ({ kind: 'addSets', of: 'order', sets: [{ resources: ['second', name, 'many'], options: { sequential: 'false' } }], options: { kind: 'Optional' } }),
  addRule: (name) => ({ kind: 'addRule', resource: name, rule: '#uname eq host1', score: '7', role: null }),
  deleteConstraints: (name) => ({ kind: 'deleteConstraints', constraints: [name] }),
  replaceConfiguration: (name) => ({ kind: 'replaceConfiguration', version: { adminEpoch: 0, epoch: 7, numUpdates: 3 }, patch: ['<diff/>'], configuration: new Secret('<configuration/>', 'the configuration'), removed: [name], added: ['second'], checkpoint: null }),
};
/** No name becomes a word of what pushes a configuration. */
const kinds = (Object.keys(tasksOf) as readonly NamedKind[]).filter((kind) => kind !== 'replaceConfiguration');

/** What shells, XML, options and pcs's own grammar would stumble over. */
const hostile = ['a b', "it's", '"', '$(id)', '`id`', ';reboot', '&&', '|', '*', '~', '\\', '!', '#', 'a\nb', '<x id="1"/>', '&amp;', 'ünïcødé 名前', '\u202e', '%s', '{0}', '__proto__', 'constructor', 'then', 'prefers', 'start'];

function plansOf(kind: NamedKind, name: string, place: string): readonly Result<Plan>[] {
  return dialects.map((dialect) => planChange(tasksOf[kind](name, place), dialect, clusterOf(name, place, kind)));
}

/** In XML it is written as XML has it; an id that is made of it leaves out what no id has. */
function spelled(name: string, word: string): string {
  if (word.startsWith('<')) return (/"(.*)"/s.exec(emptyElement('x', { y: name })) ?? assert.fail())[1] ?? '';
  return word.startsWith('constraint-id=') ? name.replace(/[^\w.-]/g, '') : name;
}

function assertWhole(kind: NamedKind, name: string, place: string): void {
  const plain = plansOf(kind, 'NAME', 'PLACE');
  for (const [index, plan] of plansOf(kind, name, place).entries()) {
    if (!plan.ok) {
      assert.ok(plan.fault.code === 'change-impossible' && ['ambiguous', 'option-like', 'no-id', 'secret-name', 'not-in-xml'].includes(plan.fault.why), JSON.stringify(plan.fault));
      continue;
    }
    const expected = valueOf(plain[index] ?? assert.fail()).commands.map((words) => words.map((word) => word.split('NAME').join(spelled(name, word)).split('PLACE').join(place)));
    assert.deepEqual(plan.value.commands, expected);
  }
}

describe('A plan takes any name', () => {
  for (const kind of kinds) {
    it(`in ${kind}: as one word, unchanged`, () => {
      for (const name of hostile) assertWhole(kind, name, `place ${name}`);
      fc.assert(fc.property(anyText({ minLength: 1, maxLength: 12 }), anyText({ minLength: 1, maxLength: 12 }), (name, place) => {
        fc.pre(name !== place && ![name, place].some((each) => ['second', 'other', 'many', 'one'].includes(each) || /NAME|PLACE|:\d+$/.test(each)));
        assertWhole(kind, name, place);
      }), { numRuns: 40 });
    });
  }

  it('but none that pcs would take for an option', () => {
    for (const name of ['-', '-x', '--force', '-1', '-INFINITY', '']) {
      for (const kind of kinds) {
        const isOfNode = /standby|Maintenance$|Cluster$|^(?:removeNode|clearNode|fence|confirmFenced|forgetFencing|takeDown|bringBack)$/.test(kind);
        for (const plan of isOfNode ? plansOf(kind, 'web', name) : plansOf(kind, name, 'host')) {
          assert.ok(!plan.ok, `${kind} ${name}`);
          assert.deepEqual(plan.fault, { code: 'change-impossible', why: 'option-like', name });
        }
        if (/^(ban|clear|cleanup|refresh|addLocation|addFencingLevel|deleteFencingLevels|setNodeAttribute|setNodeUtilization)$/.test(kind)) for (const plan of plansOf(kind, 'web', name)) assert.deepEqual(plan, { ok: false, fault: { code: 'change-impossible', why: 'option-like', name } });
      }
      for (const dialect of dialects) {
        const plan = planChange({ kind: 'restart', resource: 'many', node: name }, dialect, clusterOf('web', name, 'restart'));
        assert.ok(!plan.ok && plan.fault.code === 'change-impossible' && plan.fault.why === 'option-like', `restart on ${name}`);
      }
    }
  });

  it('and none that pcs would read as something else at its place', () => {
    const refused: readonly (readonly [NamedKind, string, string])[] = [
      ['addLocation', 'add', 'host'], ['addLocation', 'remove', 'host'], ['addLocation', 'config', 'host'], ['addLocation', 'resource%web', 'host'], ['addLocation', 'web', 'a=b'],
      ['addColocation', 'with', 'host'], ['addColocation', 'INFINITY', 'host'], ['ban', 'web', 'lifetime=PT1H'], ['cleanup', 'node=host', 'host'],
      ['addNode', 'host3,addr', 'host'], ['addNode', 'a=b', 'host'], ['addFencingLevel', 'a,b', 'host'], ['addFencingLevel', 'web', 'regexp%host'], ['deleteFencingLevels', 'web', 'stonith'], ['deleteFencingLevels', 'stonith', 'host'], ['setNodeAttribute', 'a=b', 'host'],
      ['refresh', 'a=b', 'host'], ['setProperty', 'a=b', 'host'],
    ];
    for (const [kind, name, place] of refused) {
      for (const plan of plansOf(kind, name, place)) assert.ok(!plan.ok && plan.fault.code === 'change-impossible' && plan.fault.why === 'ambiguous', `${kind} ${name} ${place}`);
    }
    for (const kind of ['addOrder', 'disable'] as const) for (const name of ['add', 'with', 'then', 'start', 'INFINITY']) for (const plan of plansOf(kind, name, 'host')) assert.ok(plan.ok, `${kind} ${name}`);
  });

  it('in XML as it is', () => {
    fc.assert(fc.property(anyText({ maxLength: 20 }), (value) => {
      fc.pre(!/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]/.test(value));
      assert.equal(attribute(valueOf(parseXml(emptyElement('rsc_location', { id: 'x', node: value }))), 'node'), value);
    }));
    const words = valueOf(planChange(tasksOf.addLocation('we"b', '<host>'), dialects[0] ?? assert.fail(), clusterOf('we"b', '<host>', 'addLocation'))).preview;
    const [step] = words.kind === 'edit' ? words.steps : ([] as readonly Words[]);
    assert.equal(step?.at(-1), '<rsc_location id="location-web-host-10" rsc="we&#34;b" node="&#60;host&#62;" score="10"/>');
  });
});
