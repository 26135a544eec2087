import assert from 'node:assert/strict';
import { forcedPlan, isForced } from '../../../../src/core/change/forcedPlan';
import { planChange, planForced } from '../../../../src/core/change/planChange';
import type { Plan, Words } from '../../../../src/core/change/plan';
import type { Task } from '../../../../src/core/change/task';
import { Secret } from '../../../../src/core/secret';
import { valueOf } from '../fixtures';
import { clusters } from './plannedClusters';
import { dialect, dialects } from './recordedDialects';

const plan = (...commands: readonly Words[]): Plan => ({
  task: { kind: 'disable', resources: ['a'] }, commands, preview: { kind: 'edit', steps: [...commands, ['crm_resource', '--ban']] }, cautions: [{ code: 'probes-again' }], expects: [], undo: null,
});
const [one, two, three]: readonly [Words, Words, Words] = [['pcs', 'resource', 'disable', 'a'], ['pcs', 'stonith', 'disable', 'b'], ['pcs', 'status', 'wait']];

describe('A plan of which pcs refused a command', () => {
  it('forces that one alone, and leaves out what came before it', () => {
    const forced = forcedPlan(plan(one, two, three), two);
    assert.deepEqual(forced?.commands, [[...two, '--force'], three]);
    assert.deepEqual(forced?.preview, { kind: 'edit', steps: [one, [...two, '--force'], three, ['crm_resource', '--ban']] });
    assert.equal(forced?.inputs, undefined);
    const withInputs = forcedPlan({ ...plan(one, two, three), inputs: [['first'], ['second'], null] }, two);
    assert.deepEqual(withInputs?.inputs, [['second'], null]);
    assert.deepEqual(forced?.cautions.map(({ code }) => code), ['forces', 'probes-again']);
  });

  it('has the option before the words that are none', () => {
    assert.deepEqual(forcedPlan(plan(['pcs', 'constraint', 'colocation', 'add', 'a', 'with', 'b', '--', '-5']), ['pcs', 'constraint', 'colocation', 'add', 'a', 'with', 'b', '--', '-5'])?.commands[0]?.slice(-3), ['--force', '--', '-5']);
  });

  it('is none where the command is not in it, is not said to pcs, or was forced', () => {
    assert.equal(forcedPlan(plan(one), two), null);
    assert.equal(forcedPlan(plan(['cibadmin', '--modify']), ['cibadmin', '--modify']), null);
    assert.equal(forcedPlan(plan([...one, '--force']), [...one, '--force']), null);
  });

  it('asks for no password again to set a cluster up, and says what that costs', () => {
    const task: Task = { kind: 'createCluster', cluster: 'new', hosts: [{ name: 'host1', address: null }], user: 'hacluster', password: new Secret('s3cret', 'password of hacluster'), start: false, enable: false };
    for (const each of dialects) {
      const refused: Words | undefined = valueOf(planChange(task, each, clusters.unknown())).commands[1];
      assert.ok(refused);
      const forced: Plan = valueOf(planForced(task, each, clusters.unknown(), refused));
      assert.deepEqual([forced.commands, forced.inputs], [[[...refused, '--force']], [null]]);
      assert.deepEqual(forced.cautions.map(({ code }) => code), ['forces', 'old-cluster-lost', 'needs-fencing']);
    }
  });

  it('is planned anew for the cluster as it is, and refused where that has another plan', () => {
    const task: Task = { kind: 'setProperty', name: 'batch-limit', value: 'many' };
    for (const each of dialects) {
      const refused: Words | undefined = valueOf(planChange(task, each, clusters.mixed())).commands[0];
      assert.ok(refused && !isForced(refused));
      assert.deepEqual(valueOf(planForced(task, each, clusters.mixed(), refused)).commands, [[...refused, '--force']]);
    }
    assert.deepEqual(planForced(task, dialect('0.11.5'), clusters.mixed(), ['pcs', 'property', 'set', 'batch-limit=other']), { ok: false, fault: { code: 'no-force' } });
    assert.deepEqual(planForced({ kind: 'disable', resources: ['gone'] }, dialect('0.11.5'), clusters.mixed(), one), { ok: false, fault: { code: 'not-configured', id: 'gone' } });
  });
});
