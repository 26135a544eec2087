import assert from 'node:assert/strict';
import type { Dialect } from '../../../src/core/change/dialect';
import { planChange } from '../../../src/core/change/planChange';
import type { Plan, Words } from '../../../src/core/change/plan';
import type { Task } from '../../../src/core/change/task';
import { fixture, snapshotOf, valueOf } from '../../unit/core/fixtures';
import { CibCopies, meaning } from './cibCopies';

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
  [{ kind: 'setProperty', name: 'maintenance-mode', value: 'true' }, { kind: 'setProperty', name: 'maintenance-mode', value: null }],
  [{ kind: 'setProperty', name: 'stonith-enabled', value: 'true' }],
  [{ kind: 'addLocation', resource: 'FAKE1', node: 'host1', score: '50' }, { kind: 'addLocation', resource: 'FAKE1', node: 'host1', score: '-INFINITY' }],
  [{ kind: 'addColocation', resource: 'FAKE3', withResource: 'FAKE5', score: '-100' }, { kind: 'addOrder', first: 'FAKE3', then: 'GRP1' }],
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
  return [kind, ...Object.values(rest as Readonly<Record<string, unknown>>).map(String)].join(' ');
}
