import assert from 'node:assert/strict';
import { consequencesOf } from '../../../src/core/change/consequences';
import { readTransition } from '../../../src/core/change/readTransition';
import type { Consequences, SummaryAction, Transition } from '../../../src/core/change/transition';
import { consequenceDocument } from '../../../src/render/consequenceDocument';
import { consequenceText } from '../../../src/render/consequenceText';
import { filesIn, fixture, snapshotOf, stage, valueOf } from '../core/fixtures';
import { goldenText } from './goldenText';
import { t } from './plainTranslate';

const simulation = (name: string): Transition => valueOf(readTransition(fixture(`simulations/bookworm/${name}.xml`)));
const nothing: Transition = { actions: [], fencing: [] };
const still: SummaryAction = { kind: 'stop', resource: 'web', from: 'host1', to: null, role: null, reason: null, blocked: false };
const of = (change: Partial<Transition>, more: Partial<Consequences> = {}): Consequences => ({ change: { ...nothing, ...change }, anyway: nothing, homeless: [], before: '', after: '', ...more });

describe('What would come of a change, in words', () => {
  const hosts = 'bookworm/50-clone-promotable-group';
  const mixed = 'rendered/mixed';
  const cases = filesIn('simulations/bookworm').filter((file) => file.endsWith('.xml')).map((file) => file.replace('.xml', ''));

  for (const name of cases) {
    it(name, () => {
      const isMixed = /"alpha"/.test(fixture(`simulations/bookworm/${name}.xml`));
      const cib = fixture(isMixed ? `${mixed}/cib.xml` : `${hosts}/cibadmin-Q.out`);
      const snapshot = isMixed ? snapshotOf({ status: fixture(`${mixed}/status.xml`), cib }) : stage(hosts);
      const consequences = valueOf(consequencesOf({ kind: 'played', without: nothing, with: simulation(name), before: cib, after: cib }, snapshot, 'host1'));
      goldenText(`consequences/${name}`, `${consequenceText(consequences, t).join('\n')}\n\n----\n\n${consequenceDocument(consequences, t)}`);
    });
  }

  it('say that nothing would, and keep apart what goes on anyway', () => {
    assert.deepEqual(consequenceText(of({}), t), ['Pacemaker would start, stop or move nothing because of it.']);
    const busy = of({}, { anyway: simulation('guest-lost') });
    assert.deepEqual(consequenceText(busy, t), [
      'Pacemaker would start, stop or move nothing because of it.',
      'The cluster is not at rest. What it is about to do without this change: FENCES the guest guest1 by restarting vm-guest1: whatever runs inside is cut off (guest is unclean). Recovers vm-guest1 on host1. … and 6 more',
    ]);
    goldenText('consequences/not-at-rest', consequenceDocument(of({ actions: [still] }, { anyway: simulation('guest-lost') }), t));
  });

  it('name every node that is fenced, first, and of the rest as many as there is room for', () => {
    const fencing = Array.from({ length: 10 }, (_, index) => ({ node: `host${String(index)}`, how: 'off', reason: null, resource: null }));
    const actions = Array.from({ length: 20 }, (_, index): SummaryAction => ({ ...still, kind: index === 19 ? 'stop' : 'start', resource: `r${String(index)}`, from: index === 19 ? 'host1' : null, to: 'host1' }));
    const lines = consequenceText(of({ fencing, actions }, { homeless: ['r19'] }), t);
    assert.equal(lines.length, 18);
    assert.equal(lines[9], 'FENCES host9 (off): whatever runs there is cut off.');
    assert.equal(lines[10], 'Stops r19 on host1, and no node would run it.');
    assert.equal(lines[17], '… and 13 more');
    assert.equal(consequenceDocument(of({ fencing, actions }), t).match(/Starts r/g)?.length, 19);
  });

  it('say each kind of action with its places', () => {
    const actions: readonly Partial<SummaryAction>[] = [
      { kind: 'demote', to: 'host1' }, { kind: 'demote', to: 'host2' }, { kind: 'promote', to: 'host1' }, { kind: 'promote', to: 'host2' }, { kind: 'repromote', to: 'host1' }, { kind: 'other', to: 'host1' },
      { kind: 'start', from: null, to: 'host2', role: 'Promoted' }, { kind: 'move', to: 'host2', role: 'Promoted' }, { kind: 'recover', to: 'host2' }, { kind: 'restart', to: 'host2' },
      { kind: 'start', from: null, to: 'host2', blocked: true, reason: 'unrunnable db start' }, { kind: 'move', to: 'host2', blocked: true }, { blocked: true },
    ];
    goldenText('consequences/each-action', actions.map((action) => `${consequenceText(of({ actions: [{ ...still, ...action }] }), t).join('\n')}\n`).join(''));
  });

  it('take no name for anything else', () => {
    const lines = consequenceText(of({ actions: [{ ...still, resource: 'a\nb', from: '\u202ehost' }], fencing: [{ node: '{1}', how: '', reason: 'two\nlines', resource: null }] }), t);
    assert.deepEqual(lines, ['FENCES {1} (""): whatever runs there is cut off (two lines).', 'Stops a\\nb on \\u{202e}host.']);
  });
});
