import assert from 'node:assert/strict';
import type { Dialect } from '../../../src/core/change/dialect';
import { planChange } from '../../../src/core/change/planChange';
import type { Plan, Words } from '../../../src/core/change/plan';
import type { Task, TaskOf } from '../../../src/core/change/task';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { CibCopies, meaning } from './cibCopies';

const watched: TaskOf<'createResource'>['operations'] = [{ name: 'monitor', options: { interval: '13s', timeout: '20s' } }, { name: 'start', options: { timeout: '31s' } }, { name: 'stop', options: {} }];
const create = (id: string, agent: string, more: Partial<TaskOf<'createResource'>> = {}): Task => ({ kind: 'createResource', id, agent, parameters: {}, meta: {}, operations: watched, place: { kind: 'alone' }, disabled: false, ...more });
const update = (resource: string, more: Partial<TaskOf<'updateResource'>>): Task => ({ kind: 'updateResource', resource, parameters: {}, meta: {}, operations: null, ...more });
const dummy = 'ocf:pacemaker:Dummy';

const of = (resource: string) => [resource];

/** What is done, in their order: each to the configuration that those before it have left, so that there is something to take back. */
const tasks: readonly (readonly Task[])[] = [
  ...['FAKE1', 'GRP1', 'PING-clone', 'PING'].map((resource): readonly Task[] => [{ kind: 'disable', resources: of(resource) }, { kind: 'enable', resources: of(resource) }]),
  ...['FAKE1', 'GRP1', 'PING-clone'].map((resource): readonly Task[] => [{ kind: 'unmanage', resources: of(resource) }, { kind: 'manage', resources: of(resource) }]),
  [{ kind: 'disable', resources: ['FAKE3', 'G1', 'FAKE4'] }, { kind: 'enable', resources: ['FAKE3', 'G1'] }],
  ...['FAKE1', 'GRP1'].map((resource): readonly Task[] => [{ kind: 'move', resource, node: 'host1' }, { kind: 'clear', resource, node: null }]),
  [{ kind: 'move', resource: 'FAKE1', node: null }],
  ...['FAKE1', 'PING-clone'].map((resource): readonly Task[] => [
    { kind: 'ban', resource, node: 'host2' }, { kind: 'ban', resource, node: 'host1' }, { kind: 'clear', resource, node: 'host2' }, { kind: 'clear', resource, node: null },
  ]),
  [{ kind: 'ban', resource: 'FAKE1', node: null }],
  [{ kind: 'standby', nodes: ['host2', 'guest1'] }, { kind: 'unstandby', nodes: ['host2', 'guest1'] }],
  [{ kind: 'startMaintenance', nodes: ['host2'] }, { kind: 'endMaintenance', nodes: ['host2'] }],
  [{ kind: 'setNodeAttribute', node: 'host2', name: 'site', value: 'a b=c' }, { kind: 'setNodeAttribute', node: 'host2', name: 'site', value: null }],
  [{ kind: 'setNodeUtilization', node: 'host2', name: 'cpu', value: '-8' }, { kind: 'setNodeUtilization', node: 'host2', name: 'cpu', value: null }],
  [{ kind: 'setNodeAttribute', node: 'guest1', name: 'site', value: '<&>"\' $(id)' }, { kind: 'setNodeAttribute', node: 'guest1', name: 'site', value: null }],
  ...['FAKE1', 'GRP1', 'G1', 'PING-clone', 'PING', 'STATEFUL-clone'].map((resource): readonly Task[] => [
    { kind: 'setMeta', resources: of(resource), name: 'priority', value: ' 5 <&>"\' $(id)=x' }, { kind: 'setMeta', resources: of(resource), name: 'priority', value: '7' }, { kind: 'setMeta', resources: of(resource), name: 'priority', value: null },
  ]),
  [{ kind: 'setUtilization', resources: ['FAKE1', 'G1', 'PING'], name: 'cpu', value: '2' }, { kind: 'setUtilization', resources: ['FAKE1', 'G1', 'PING'], name: 'cpu', value: null }],
  ...(['standby', 'maintenance'] as const).map((how): readonly Task[] => [{ kind: 'takeDown', node: 'host2', how }]),
  [{ kind: 'setProperty', name: 'maintenance-mode', value: 'true' }, { kind: 'setProperty', name: 'maintenance-mode', value: null }],
  [{ kind: 'setProperty', name: 'stonith-enabled', value: 'true' }],
  [{ kind: 'addLocation', resource: 'FAKE1', node: 'host1', score: '50' }, { kind: 'addLocation', resource: 'FAKE1', node: 'host1', score: '-INFINITY' }],
  [{ kind: 'addColocation', resource: 'FAKE3', withResource: 'FAKE5', score: '-100' }, { kind: 'addOrder', first: 'FAKE3', then: 'GRP1' }],
  [create('NEW', dummy, { parameters: { fake: ' a=b  "c" <&>\' \\n $(id) ü' }, meta: { priority: '7' }, disabled: true }), update('NEW', { parameters: { fake: '-5', state: '/run/x y' }, meta: { 'priority': null, 'migration-threshold': '3' } }), update('NEW', { parameters: { state: null } })],
  [create('NEW', dummy, { place: { kind: 'group', group: 'GRP1', after: null } }), create('NEWER', dummy, { place: { kind: 'group', group: 'GRP1', after: 'G1' } }), { kind: 'deleteResources', resources: ['NEWER'] }],
  [create('NEW', dummy, { operations: [], place: { kind: 'group', group: 'NEWGROUP', after: null } }), create('NEWER', dummy, { place: { kind: 'group', group: 'OTHER', after: null } })],
  [create('NEW', dummy, { place: { kind: 'clone', meta: { interleave: 'true' } }, disabled: true }), update('NEW', { parameters: { fake: 'x' }, meta: { priority: '1' } })],
  [create('NEW', 'ocf:pacemaker:Stateful', { operations: [{ name: 'monitor', options: { interval: '10s', role: 'Promoted' } }, { name: 'monitor', options: { interval: '11s', role: 'Unpromoted' } }], place: { kind: 'promotable', meta: { 'promoted-max': '1' } } })],
  [create('NEW', 'ocf:heartbeat:VirtualDomain', { parameters: { config: '/etc/pacemaker/new.xml' }, meta: { 'remote-node': 'newguest' } }), update('NEW', { meta: { 'remote-node': 'otherguest', 'remote-addr': '10.0.0.9' } }), update('NEW', { meta: { 'remote-node': null, 'remote-addr': null } })],
  ...[null, '10.0.0.9'].map((address): readonly Task[] => [
    create('NEW', 'ocf:heartbeat:VirtualDomain', { parameters: { config: '/etc/pacemaker/new.xml' } }), { kind: 'addGuestNode', resource: 'NEW', node: 'newguest', address }, update('NEW', { meta: { 'remote-node': null, 'remote-addr': null } }),
  ]),
  [create('NEW', 'stonith:fence_virsh', { parameters: { ip: 'hyper', username: 'root', pcmk_host_map: 'host1:a;host2:b' }, operations: [{ name: 'monitor', options: { interval: '60s' } }] }), update('NEW', { parameters: { ip: 'other' }, meta: { priority: '3' } })],
  [create('NEW', dummy, {}), update('NEW', { operations: [{ name: 'monitor', options: { 'interval': '9s', 'on-fail': 'fence' } }, { name: 'monitor', options: { interval: '99s', OCF_CHECK_LEVEL: '10' } }, { name: 'start', options: { timeout: '32s' } }] })],
  [{ kind: 'deleteConstraints', constraints: ['location-FAKE4-guest1--200'] }, { kind: 'deleteResources', resources: ['FAKE5', 'GRP1'] }],
];

describe('What a preview plays is what the commands of the plan do', () => {
  const stage = 'bookworm/50-clone-promotable-group';
  const status = fixture(`${stage}/crm_mon-xml.out`);
  let copies: CibCopies;
  let dialect: Dialect;

  before(async function () {
    copies = await CibCopies.start(this);
    dialect = copies.dialect;
  });
  after(() => copies?.dispose());

  /** Since 0.11 `move` takes no `-f`: it takes its constraint away again. What it was before has another name. */
  const onFile = ({ commands }: Plan): readonly Words[] => commands.map(([program, ...words]): Words => {
    const isMove = words[1] === 'move' && dialect.capabilities.has('pcmk.resource.move.autoclean.default');
    return [program, ...words.map((word, index) => (isMove && index === 1 ? 'move-with-constraint' : word))];
  });

  for (const inTurn of tasks) {
    it(inTurn.map(titleOf).join(', then '), async () => {
      let cib = fixture(`${stage}/cibadmin-Q.out`);
      for (const task of inTurn) {
        const plan = valueOf(planChange(task, dialect, snapshotOf({ status, cib })));
        assert.ok(plan.preview.kind === 'edit', titleOf(task));
        const [previewed, done] = await Promise.all([copies.edit(cib, 'previewed.xml', plan.preview.steps), copies.edit(cib, 'done.xml', onFile(plan))]);
        assert.equal(meaning(previewed), meaning(done), titleOf(task));
        assert.notEqual(meaning(previewed), meaning(cib), `${titleOf(task)} changes something`);
        cib = done;
      }
    }).timeout(90_000);
  }
});

function titleOf({ kind, ...rest }: Task): string {
  return [kind, ...Object.values(rest as Readonly<Record<string, unknown>>).map((each) => JSON.stringify(each))].join(' ');
}
