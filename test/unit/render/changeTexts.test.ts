import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Caution } from '../../../src/core/change/caution';
import type { Expectation } from '../../../src/core/change/expectation';
import type { Task, TaskKind, TaskOf } from '../../../src/core/change/task';
import { cautionText } from '../../../src/render/cautionText';
import { expectationText } from '../../../src/render/expectationText';
import { nameList } from '../../../src/render/nameList';
import { taskText, taskVerb } from '../../../src/render/taskText';
import { Secret } from '../../../src/core/secret';
import { anyText } from '../anyText';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';

const [web, host2] = ['web', 'host2'];

/** Tasks of each kind: the compiler asks for a kind that is missing. */
const tasks: { readonly [K in TaskKind]: readonly TaskOf<K>[] } = {
  recreate: [{ kind: 'recreate', elements: [{ id: web, section: 'resources', xml: [], within: null }, { id: 'db', section: 'constraints', xml: [], within: null }] }],
  disable: [{ kind: 'disable', resources: [web] }, { kind: 'disable', resources: [web, 'db', 'ip', 'fs'] }, { kind: 'disable', resources: [web, 'db', 'ip', 'fs', 'vm'] }],
  enable: [{ kind: 'enable', resources: [web] }],
  manage: [{ kind: 'manage', resources: [web] }],
  unmanage: [{ kind: 'unmanage', resources: [web] }],
  deleteResources: [{ kind: 'deleteResources', resources: [web] }],
  createResource: [
    { kind: 'createResource', id: web, agent: 'ocf:heartbeat:nginx', parameters: {}, meta: {}, operations: [], place: { kind: 'alone' }, disabled: false },
    { kind: 'createResource', id: 'fence-web', agent: 'stonith:fence_virsh', parameters: {}, meta: {}, operations: [], place: { kind: 'alone' }, disabled: false },
  ],
  updateResource: [{ kind: 'updateResource', resource: web, parameters: {}, meta: {}, operations: null }],
  restart: [{ kind: 'restart', resource: web, node: null }, { kind: 'restart', resource: web, node: host2 }],
  move: [{ kind: 'move', resource: web, node: null }, { kind: 'move', resource: web, node: host2 }],
  ban: [{ kind: 'ban', resource: web, node: null }, { kind: 'ban', resource: web, node: host2 }],
  clear: [{ kind: 'clear', resource: web, node: null }, { kind: 'clear', resource: web, node: host2 }],
  cleanup: [
    { kind: 'cleanup', resource: null, node: null }, { kind: 'cleanup', resource: null, node: host2 },
    { kind: 'cleanup', resource: web, node: null }, { kind: 'cleanup', resource: web, node: host2 },
  ],
  refresh: [
    { kind: 'refresh', resource: null, node: null }, { kind: 'refresh', resource: null, node: host2 },
    { kind: 'refresh', resource: web, node: null }, { kind: 'refresh', resource: web, node: host2 },
  ],
  standby: [{ kind: 'standby', nodes: ['host1'] }],
  unstandby: [{ kind: 'unstandby', nodes: ['host1'] }],
  startMaintenance: [{ kind: 'startMaintenance', nodes: ['host1', host2] }],
  endMaintenance: [{ kind: 'endMaintenance', nodes: ['host1'] }],
  startCluster: [{ kind: 'startCluster', nodes: null }, { kind: 'startCluster', nodes: ['host1'] }],
  stopCluster: [{ kind: 'stopCluster', nodes: null }, { kind: 'stopCluster', nodes: ['host1', host2] }],
  enableCluster: [{ kind: 'enableCluster', nodes: null }, { kind: 'enableCluster', nodes: ['host1'] }],
  disableCluster: [{ kind: 'disableCluster', nodes: null }, { kind: 'disableCluster', nodes: ['host1'] }],
  destroyCluster: [{ kind: 'destroyCluster' }],
  addNode: [{ kind: 'addNode', node: 'host3', address: null, start: false }, { kind: 'addNode', node: 'host3', address: '10.0.0.3', start: true }],
  authenticateHosts: [{ kind: 'authenticateHosts', hosts: [{ name: host2, address: null }, { name: 'host3', address: '10.0.0.3' }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster') }],
  removeNode: [{ kind: 'removeNode', node: host2 }],
  createCluster: [{ kind: 'createCluster', cluster: 'the <new>', hosts: [{ name: host2, address: null }, { name: 'host3', address: '10.0.0.3' }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster'), start: true, enable: false }],
  clearNode: [{ kind: 'clearNode', node: host2 }],
  addGuestNode: [{ kind: 'addGuestNode', resource: 'vm-guest1', node: 'guest1', address: null }, { kind: 'addGuestNode', resource: 'vm-guest1', node: 'guest1', address: '10.0.0.9' }],
  fence: [{ kind: 'fence', node: host2 }],
  confirmFenced: [{ kind: 'confirmFenced', node: host2 }],
  forgetFencing: [{ kind: 'forgetFencing', node: null }, { kind: 'forgetFencing', node: host2 }],
  addFencingLevel: [{ kind: 'addFencingLevel', target: host2, level: 2, devices: ['power', 'ipmi'] }],
  deleteFencingLevels: [{ kind: 'deleteFencingLevels', levels: ['fl-host2-1'] }, { kind: 'deleteFencingLevels', levels: ['fl-host2-1', 'fl-host2-2'] }],
  takeDown: [{ kind: 'takeDown', node: host2, how: 'standby' }, { kind: 'takeDown', node: host2, how: 'stop' }, { kind: 'takeDown', node: host2, how: 'maintenance' }],
  bringBack: [{ kind: 'bringBack', node: host2 }],
  setNodeAttribute: [{ kind: 'setNodeAttribute', node: host2, name: 'rack', value: 'r 1' }, { kind: 'setNodeAttribute', node: host2, name: 'rack', value: null }],
  setNodeUtilization: [{ kind: 'setNodeUtilization', node: host2, name: 'cpu', value: '8' }, { kind: 'setNodeUtilization', node: host2, name: 'cpu', value: null }],
  setProperty: [{ kind: 'setProperty', name: 'maintenance-mode', value: 'true' }, { kind: 'setProperty', name: 'maintenance-mode', value: null }],
  addLocation: [{ kind: 'addLocation', resource: web, node: host2, score: '100' }, { kind: 'addLocation', resource: web, node: host2, score: '-INFINITY' }],
  addColocation: [{ kind: 'addColocation', resource: web, withResource: 'db', score: 'INFINITY' }, { kind: 'addColocation', resource: web, withResource: 'db', score: '-50' }, { kind: 'addColocation', resource: web, withResource: 'db', score: '5', role: 'Promoted', withRole: 'Unpromoted' }],
  addOrder: [
    { kind: 'addOrder', first: 'db', then: web }, { kind: 'addOrder', first: 'db', then: web, firstAction: 'promote', symmetrical: false },
    { kind: 'addOrder', first: 'db', then: web, firstAction: 'stop', thenAction: 'demote', orderKind: 'Optional' }, { kind: 'addOrder', first: 'db', then: web, orderKind: 'Serialize' },
  ],
  groupResources: [
    { kind: 'groupResources', group: 'grp', resources: [web, 'db'], place: null, meta: {} }, { kind: 'groupResources', group: 'grp', resources: [web], place: { kind: 'before', member: 'db' }, meta: {} },
    { kind: 'groupResources', group: 'grp', resources: [web], place: { kind: 'after', member: 'db' }, meta: {} },
  ],
  ungroup: [{ kind: 'ungroup', group: 'grp', resources: [web, 'db'] }],
  clone: [{ kind: 'clone', resource: web, clone: null, promotable: false, meta: {} }, { kind: 'clone', resource: web, clone: null, promotable: true, meta: {} }],
  unclone: [{ kind: 'unclone', resource: 'web-clone' }],
  createBundle: [{ kind: 'createBundle', bundle: 'httpd', container: 'podman', options: { image: 'httpd:2' }, network: {} }],
  setMeta: [{ kind: 'setMeta', resources: [web], name: 'priority', value: '5' }, { kind: 'setMeta', resources: [web, 'db'], name: 'priority', value: null }],
  setUtilization: [{ kind: 'setUtilization', resources: [web], name: 'cpu', value: '2' }, { kind: 'setUtilization', resources: [web], name: 'cpu', value: null }],
  setDefault: (['resource', 'operation'] as const).flatMap((of) => [{ kind: 'setDefault', of, name: 'timeout', value: '60s' }, { kind: 'setDefault', of, name: 'timeout', value: null }] as const),
  setScore: [{ kind: 'setScore', constraint: 'location-web', score: '-INFINITY' }],
  addTicket: [{ kind: 'addTicket', ticket: 'site-a', resource: web, role: null, lossPolicy: null }, { kind: 'addTicket', ticket: 'site-a', resource: web, role: 'Promoted', lossPolicy: 'demote' }],
  addSets: [
    { kind: 'addSets', of: 'order', sets: [{ resources: ['ip', 'fs'], options: {} }, { resources: [web], options: {} }], options: {} },
    { kind: 'addSets', of: 'colocation', sets: [{ resources: ['ip', 'fs'], options: {} }], options: {} }, { kind: 'addSets', of: 'colocation', sets: [{ resources: ['ip', 'fs'], options: {} }], options: { score: '-5' } },
    { kind: 'addSets', of: 'ticket', sets: [{ resources: ['ip', 'fs'], options: {} }], options: { ticket: 'site-a' } },
  ],
  addRule: [{ kind: 'addRule', resource: web, rule: '#uname eq host1', score: '100', role: null }],
  replaceConfiguration: [{ kind: 'replaceConfiguration', version: { adminEpoch: 0, epoch: 7, numUpdates: 3 }, patch: ['<diff/>'], configuration: new Secret('<configuration/>', 'the configuration'), removed: [], added: [], checkpoint: null }, { kind: 'replaceConfiguration', version: { adminEpoch: 0, epoch: 7, numUpdates: 3 }, patch: ['<diff/>'], configuration: new Secret('<configuration/>', 'the configuration'), removed: [], added: [], checkpoint: 12 }],
  deleteConstraints: [{ kind: 'deleteConstraints', constraints: ['cli-ban-web-on-host2'] }, { kind: 'deleteConstraints', constraints: ['one', 'two'] }],
};

const cautions: { readonly [C in Caution['code']]: readonly Extract<Caution, { readonly code: C }>[] } = {
  'forces': [{ code: 'forces' }],
  'stops': [{ code: 'stops', resources: [web] }, { code: 'stops', resources: [web, 'db'] }],
  'stops-inside-guest': [{ code: 'stops-inside-guest', guest: 'guest1', resources: ['FAKE1', 'FAKE2'] }],
  'leaves-constraint': [{ code: 'leaves-constraint', resource: web }],
  'replaces-constraint': [{ code: 'replaces-constraint', ids: ['location-web-host2-50'] }],
  'move-may-refuse': [{ code: 'move-may-refuse', resource: web }],
  'takes-out': [{ code: 'takes-out', ids: [web, 'db'] }],
  'others-depend': [{ code: 'others-depend', ids: ['order-db-web-mandatory', 'grp'] }],
  'not-watched': [{ code: 'not-watched', resources: [web] }],
  'no-fencing': [{ code: 'no-fencing' }],
  'unmanaged-blocks': [{ code: 'unmanaged-blocks', resources: [web] }],
  'may-restart': [{ code: 'may-restart', resource: web }],
  'no-targets': [{ code: 'no-targets', device: 'fence-web' }],
  'guest-by-hand': [{ code: 'guest-by-hand', guest: 'guest1' }],
  'guest-skipped': [{ code: 'guest-skipped', guest: 'guest1' }],
  'unchecked-by-pcs': [{ code: 'unchecked-by-pcs' }],
  'no-way-back': [{ code: 'no-way-back' }],
  'sets-lost': [{ code: 'sets-lost', ids: ['order-sets'] }],
  'out-of-tags': [{ code: 'out-of-tags', tags: ['floor-1'] }],
  'secret-lost': [{ code: 'secret-lost', resource: 'fence-web', names: ['password'] }, { code: 'secret-lost', resource: web, names: ['passwd', 'token'] }],
  'probes-again': [{ code: 'probes-again' }],
  'together': [{ code: 'together', resources: [web, 'db'] }],
  'apart': [{ code: 'apart', resources: [web, 'db'] }],
  'counts-for-whole': [{ code: 'counts-for-whole', ids: ['location-web'] }],
  'runs-many': [{ code: 'runs-many', resource: web }],
  'stops-all-but-one': [{ code: 'stops-all-but-one', resource: web, nodes: ['host1', host2] }],
  'bundle-empty': [{ code: 'bundle-empty', bundle: 'httpd' }],
  'must': [{ code: 'must', id: 'location-web' }],
  'single-member': [{ code: 'single-member', resource: web }],
  'ticket-not-granted': [{ code: 'ticket-not-granted', ticket: 'site-a', resources: [web] }],
  'counts-for-all': [{ code: 'counts-for-all', of: 'resource' }, { code: 'counts-for-all', of: 'operation' }],
  'no-placement-strategy': [{ code: 'no-placement-strategy' }],
  'confirm-destroys-data': [{ code: 'confirm-destroys-data', node: host2 }],
  'still-answers': [{ code: 'still-answers', node: host2 }],
  'power-cut': [{ code: 'power-cut', node: host2, resources: [] }, { code: 'power-cut', node: host2, resources: [web] }],
  'no-device': [{ code: 'no-device', node: host2 }],
  'cluster-stops': [{ code: 'cluster-stops', resources: [] }, { code: 'cluster-stops', resources: [web, 'db'] }],
  'quorum-lost': [{ code: 'quorum-lost', policy: 'stop' }, { code: 'quorum-lost', policy: 'ignore' }],
  'destroys-cluster': [{ code: 'destroys-cluster', nodes: [] }, { code: 'destroys-cluster', nodes: ['host1', host2] }],
  'leaves-cluster': [{ code: 'leaves-cluster', node: host2 }],
  'old-cluster-lost': [{ code: 'old-cluster-lost', hosts: ['host1', 'host2'] }],
  'needs-fencing': [{ code: 'needs-fencing' }],
  'forgets-node': [{ code: 'forgets-node', node: 'host1', isHost: true }, { code: 'forgets-node', node: 'remote1', isHost: false }],
  'answers-here': [{ code: 'answers-here', node: 'host1' }],
  'cleanup-may-fence-guest': [{ code: 'cleanup-may-fence-guest', guest: 'guest1' }],
};

const expectations: readonly Expectation[] = [
  { kind: 'inactive', resource: web }, { kind: 'active', resource: web, node: null }, { kind: 'active', resource: web, node: host2 }, { kind: 'notOn', resource: web, node: host2 },
  { kind: 'managed', resource: web, is: true }, { kind: 'managed', resource: web, is: false },
  { kind: 'setting', resource: web, of: 'parameters', name: 'port', value: '80' }, { kind: 'setting', resource: web, of: 'meta', name: 'priority', value: null },
  { kind: 'configured', id: 'order-db-web-mandatory', is: true }, { kind: 'configured', id: web, is: false },
  { kind: 'newerConfiguration', than: { adminEpoch: 0, epoch: 7, numUpdates: 0 } },
  { kind: 'standby', node: host2, is: true }, { kind: 'standby', node: host2, is: false }, { kind: 'maintenance', node: host2, is: true }, { kind: 'maintenance', node: host2, is: false },
  { kind: 'online', node: host2, is: true }, { kind: 'online', node: host2, is: false }, { kind: 'clean', node: host2 }, { kind: 'member', node: host2, is: true }, { kind: 'member', node: host2, is: false },
  { kind: 'running', is: true }, { kind: 'running', is: false }, { kind: 'setUp', is: true }, { kind: 'setUp', is: false }, { kind: 'atBoot', node: host2, is: true }, { kind: 'atBoot', node: host2, is: false }, { kind: 'nodeAttribute', node: host2, name: 'rack', value: 'r1' }, { kind: 'nodeAttribute', node: host2, name: 'rack', value: null },
  { kind: 'nodeUtilization', node: host2, name: 'cpu', value: '8' }, { kind: 'nodeUtilization', node: host2, name: 'cpu', value: null }, { kind: 'fencingLevel', target: host2, level: 1, devices: ['power'] },
  { kind: 'property', name: 'maintenance-mode', value: 'true' }, { kind: 'property', name: 'maintenance-mode', value: null },
  { kind: 'within', resource: web, parent: 'grp' }, { kind: 'within', resource: web, parent: null }, { kind: 'meta', resource: web, name: 'priority', value: '5' }, { kind: 'utilization', resource: web, name: 'cpu', value: null },
  { kind: 'inOrder', group: 'grp', members: [web, 'db'] }, { kind: 'default', of: 'operation', name: 'timeout', value: '60s' }, { kind: 'score', constraint: 'location-web', score: '5' },
  { kind: 'noFailures', resource: null, node: null }, { kind: 'noFailures', resource: null, node: host2 }, { kind: 'noFailures', resource: web, node: null }, { kind: 'noFailures', resource: web, node: host2 },
];

const allTasks: readonly Task[] = Object.values(tasks).flat();

describe('The words of a change', () => {
  it('say what is done, what to know before, and what has not come of it', () => {
    goldenText('change-texts', [
      ...allTasks.map((task) => `${taskText(task, t)} [${taskVerb(task, t)}]`), '',
      ...Object.values(cautions).flat().map((caution) => cautionText(caution, t)), '',
      ...expectations.map((expectation) => expectationText(expectation, t)), '',
    ].join('\n'));
  });

  it('tell every task from every other', () => {
    const texts = allTasks.map((task) => taskText(task, t));
    assert.equal(new Set(texts).size, texts.length);
    assert.equal(new Set(expectations.map((expectation) => expectationText(expectation, t))).size, expectations.length);
  });

  it('name all of a few and count the rest of many', () => {
    assert.equal(nameList(['a'], t), 'a');
    assert.equal(nameList(['a', 'b', 'c', 'd'], t), 'a, b, c, d');
    assert.equal(nameList(['a', 'b', 'c', 'd', 'e'], t), 'a, b, c and 2 more');
    assert.equal(nameList(['a', 'b', 'c'], t, 2), 'a and 2 more');
  });

  it('hide nothing in a name and let none break a line', () => {
    fc.assert(fc.property(anyText({ minLength: 1, maxLength: 20 }), (id) => {
      const texts = [
        taskText({ kind: 'move', resource: id, node: id }, t), taskText({ kind: 'setProperty', name: id, value: id }, t), taskText({ kind: 'deleteConstraints', constraints: [id] }, t),
        cautionText({ code: 'stops-inside-guest', guest: id, resources: [id] }, t), cautionText({ code: 'others-depend', ids: [id] }, t), expectationText({ kind: 'notOn', resource: id, node: id }, t),
      ];
      for (const text of texts) assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }));
  });
});
