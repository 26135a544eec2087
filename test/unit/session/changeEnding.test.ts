import assert from 'node:assert/strict';
import type { Plan } from '../../../src/core/change/plan';
import { losesWayBack } from '../../../src/session/changeEnding';

describe('A change that was confirmed as one that can be taken back', () => {
  const task = { kind: 'unclone', resource: 'web' } as const;
  const plan = (undo: Plan['undo'], more: Partial<Plan> = {}): Plan => ({ task, commands: [['pcs', 'resource', 'unclone', 'web']], preview: { kind: 'none', why: 'runs-on-nodes' }, cautions: [], expects: [], undo, ...more });

  it('is another one where nothing takes it back by now and the plan says why', () => {
    const tagged = { cautions: [{ code: 'out-of-tags', tags: ['frontend'] }] } as const;
    assert.equal(losesWayBack(plan([task]), plan(null, tagged)), true);
    assert.equal(losesWayBack(plan([task], tagged), plan([task], tagged)), false);
    assert.equal(losesWayBack(plan(null), plan(null, tagged)), false);
    assert.equal(losesWayBack(plan(null), plan(null, { cautions: [{ code: 'no-way-back' }] })), true);
  });

  it('is the same where there is nothing left to take back', () => {
    assert.equal(losesWayBack(plan([task]), plan(null)), false);
  });
});
