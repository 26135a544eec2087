import assert from 'node:assert/strict';
import type { Caution } from '../../../src/core/change/caution';
import type { Plan } from '../../../src/core/change/plan';
import { Secret } from '../../../src/core/secret';
import type { ReadyPlan } from '../../../src/session/changeOutcome';
import { isAnother, losesWayBack, notShown } from '../../../src/session/changeEnding';

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

describe('What a person has not been shown of a plan', () => {
  const task = { kind: 'stopCluster', nodes: ['host2'] } as const;
  const plan = (...cautions: readonly Caution[]): Plan => ({ task, commands: [['pcs', 'cluster', 'stop', 'host2']], preview: { kind: 'none', why: 'runs-on-nodes' }, cautions, expects: [], undo: null });
  const inside = (guest: string, ...resources: readonly string[]): Caution => ({ code: 'stops-inside-guest', guest, resources });

  it('is what has come to be said, or to be said of other things', () => {
    assert.deepEqual(notShown(plan(), plan(inside('guest1', 'web'))), [inside('guest1', 'web')]);
    assert.deepEqual(notShown(plan(inside('guest1', 'web')), plan(inside('guest2', 'web'))), [inside('guest2', 'web')]);
    assert.deepEqual(notShown(plan(inside('guest1', 'web')), plan(inside('guest1', 'web', 'db'))), [inside('guest1', 'web', 'db')]);
    assert.deepEqual(notShown(plan({ code: 'quorum-lost', policy: 'stop' }), plan({ code: 'quorum-lost', policy: 'suicide' })), [{ code: 'quorum-lost', policy: 'suicide' }]);
  });

  it('is nothing where the same is said, less, or of fewer', () => {
    const shown = plan(inside('guest1', 'web', 'db'), { code: 'answers-here', node: 'host2' });
    for (const now of [shown, plan(), plan(inside('guest1', 'db', 'web')), plan(inside('guest1', 'db'))]) assert.deepEqual(notShown(shown, now), []);
  });
});

describe('What would be done now', () => {
  const task = { kind: 'deleteResources', resources: ['web'] } as const;
  const ready = (undo: Plan['undo'], more: Partial<ReadyPlan> = {}): ReadyPlan => ({
    plan: { task, commands: [['pcs', 'resource', 'delete', 'web']], preview: { kind: 'none', why: 'runs-on-nodes' }, cautions: [], expects: [], undo },
    dialect: { pcs: '0.11.5', capabilities: new Set() }, host: 'alpha', before: [], ...more,
  });
  const back = (xml: string, word: string): Plan['undo'] => [{ kind: 'recreate', elements: [{ id: 'web', section: 'resources', xml: [xml, new Secret(word, 'password')], within: null }] }];

  it('is another thing where it is done to what is another by now, be the commands the same', () => {
    const confirmed = ready(back('<primitive id="web"', 's3cret'));
    assert.equal(isAnother(confirmed, ready(back('<primitive id="web"', 's3cret'))), false);
    assert.equal(isAnother(confirmed, ready(back('<primitive id="web" fake="y"', 's3cret'))), true);
    assert.equal(isAnother(confirmed, ready(back('<primitive id="web"', 'other'))), true);
    assert.equal(isAnother(confirmed, ready(null)), true);
    assert.equal(isAnother(confirmed, { ...confirmed, host: 'beta' }), true);
  });

  it('is another thing where a value is another, though nothing takes it back', () => {
    const of = (value: string | null) => ready(null, { before: [{ kind: 'property', name: 'p', value }] });
    assert.equal(isAnother(of('a'), of('a')), false);
    assert.equal(isAnother(of('a'), of('b')), true);
    assert.equal(isAnother(of(null), of('b')), true);
  });

  it('is the same where only now it could be taken back', () => {
    assert.equal(isAnother(ready(null), ready(back('<primitive id="web"', 's3cret'))), false);
  });
});
