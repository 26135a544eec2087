import assert from 'node:assert/strict';
import { aftermathOf } from '../../../../src/core/whatIf/fates';
import type { PlayedOut } from '../../../../src/core/whatIf/playCommand';
import type { SummaryAction, Transition } from '../../../../src/core/change/transition';
import type { Resource } from '../../../../src/core/snapshot';
import { connection, resource, snapshot } from '../../render/snapshotParts';
import { aftermathInShort, fateText } from '../../../../src/render/fateText';
import { t } from '../../render/plainTranslate';

const act = (kind: SummaryAction['kind'], id: string, from: string | null, to: string | null): SummaryAction => ({ kind, resource: id, from, to, role: null, reason: null, blocked: false });
const out = (resources: readonly Resource[], actions: readonly SummaryAction[] = [], fencing: Transition['fencing'] = []): PlayedOut =>
  ({ transitions: actions.length + fencing.length > 0 ? [{ actions, fencing }, { actions: [], fencing: [] }] : [{ actions: [], fencing: [] }], settled: true, then: snapshot({ resources }) });
const on = (id: string, ...nodes: readonly string[]) => resource(id, { nodes: [...nodes], active: nodes.length > 0 });

describe('What becomes of resources', () => {
  it('is told by where they are in the end, not by what is done on the way', () => {
    const before = out([on('a', 'h1'), on('b', 'h1'), on('c', 'h1'), on('d'), connection('g', { nodes: ['h1'] })]);
    const after = out([on('a', 'h2'), on('b'), on('c', 'h1'), on('d', 'h2'), connection('g', { nodes: ['h2'] })], [act('recover', 'c', 'h1', 'h1'), act('stop', 'a', 'h1', null)]);
    const { resources } = aftermathOf(before, after);
    assert.deepEqual(resources, [
      { kind: 'moves', resource: 'a', from: ['h1'], to: ['h2'] },
      { kind: 'homeless', resource: 'b', from: ['h1'] },
      { kind: 'restarts', resource: 'c', to: ['h1'] },
      { kind: 'starts', resource: 'd', to: ['h2'] },
    ]);
    assert.equal(aftermathInShort(aftermathOf(before, after), t), '1 moves, 1 restarts, 1 starts, 1 IS LEFT WITHOUT A NODE');
    assert.deepEqual(resources.map((fate) => fateText(fate, t)), ['a moves from h1 to h2.', 'b stops on h1, and no node runs it any more.', 'c restarts on h1.', 'd starts on h2.']);
  });

  it('tells the instances of a clone by their nodes', () => {
    const clone = (...places: readonly (readonly [string, Resource['role']])[]) =>
      resource('cl', { kind: 'clone', children: places.map(([node, role]) => resource('p', { nodes: [node], role, active: true })) });
    const { resources } = aftermathOf(out([clone(['h1', 'Promoted'], ['h2', 'Unpromoted'])]), out([clone(['h2', 'Promoted'])]));
    assert.deepEqual(resources, [{ kind: 'fewer', resource: 'p', from: ['h1'] }, { kind: 'promotes', resource: 'p', from: ['h1'], to: ['h2'] }]);
    assert.deepEqual(aftermathOf(out([clone(['h1', 'Promoted'], ['h2', 'Unpromoted'])]), out([clone(['h2', 'Unpromoted'])])).resources.at(-1), { kind: 'demotes', resource: 'p', from: ['h1'] });
  });

  it('leaves out what a cluster that is not at rest would come to anyway', () => {
    const fenced = { node: 'h3', how: 'reboot', reason: null, resource: null };
    const before = out([on('a', 'h2')], [act('move', 'a', 'h1', 'h2')], [fenced]);
    const after = out([on('a', 'h2')], [act('move', 'a', 'h1', 'h2')], [fenced]);
    const aftermath = aftermathOf(before, after);
    assert.deepEqual([aftermath.resources, aftermath.fenced], [[], []]);
    assert.equal(aftermathInShort(aftermath, t), 'nothing is moved or stopped');
  });
});
