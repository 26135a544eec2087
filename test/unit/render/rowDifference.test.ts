import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Row } from '../../../src/render/row';
import { rowDifference } from '../../../src/render/rowDifference';

function row(id: string, description = '', children: readonly Row[] = []): Row {
  return {
    id, label: id, description, icon: { codicon: 'server', color: null }, accessibleLabel: `${id}: ${description}.`,
    subject: { kind: 'heading', cluster: 'c', heading: id }, flags: [], tooltip: { from: { id }, build: () => ({ title: id, lines: [] }) }, children, expanded: false,
  };
}

/** What the screen shows of a row, without its children. */
interface Drawn {
  readonly label: string;
  readonly description: string;
  readonly children: readonly string[];
}

/** A screen like the editor's: it looks at a row again only when told to, with all that is below. */
class Screen {
  private drawn = new Map<string, Drawn>();
  private top: readonly string[] = [];

  draw(rows: readonly Row[]): void {
    this.top = rows.map(({ id }) => id);
    this.drawn = new Map();
    for (const each of rows) this.redraw(each);
  }

  redraw(each: Row): void {
    this.drawn.set(each.id, { label: each.label, description: each.description, children: each.children.map(({ id }) => id) });
    for (const child of each.children) this.redraw(child);
  }

  seen(ids = this.top): unknown {
    return ids.map((id) => {
      const { label, description, children } = this.drawn.get(id) ?? { label: '?', description: '?', children: [] };
      return [label, description, this.seen(children)];
    });
  }
}

function everyRow(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((each) => [each, ...everyRow(each.children)]);
}

const words = fc.constantFrom('Started', 'Stopped');
const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
const tree = (parent: string, depth: number): fc.Arbitrary<readonly Row[]> => names.chain((found) => fc.tuple(...found.map((name) => {
  const id = `${parent}/${name}`;
  return fc.tuple(words, depth === 0 ? fc.constant([]) : tree(id, depth - 1)).map(([word, children]) => row(id, word, children));
})));

describe('rowDifference', () => {
  it('finds nothing between equal trees made twice', () => {
    const make = () => [row('a', 'x', [row('a/1'), row('a/2')]), row('b')];
    assert.deepEqual(rowDifference(make(), make()), { root: false, changed: [] });
  });

  it('names the one row that changed, and not its unchanged parents', () => {
    const make = (word: string) => [row('a', '', [row('a/1', '', [row('a/1/x', word), row('a/1/y')])]), row('b')];
    assert.deepEqual(rowDifference(make('Started'), make('Stopped')), { root: false, changed: ['a/1/x'] });
  });

  it('names the parents too when they look different', () => {
    const make = (count: number) => [row('a', `${count} of 2 running`, [row('a/1', String(count))])];
    assert.deepEqual(rowDifference(make(1), make(2)), { root: false, changed: ['a', 'a/1'] });
  });

  it('names the parent of a row that came, went or changed places', () => {
    const before = [row('a', '', [row('a/1'), row('a/2')])];
    assert.deepEqual(rowDifference(before, [row('a', '', [row('a/1'), row('a/2'), row('a/3')])]).changed, ['a']);
    assert.deepEqual(rowDifference(before, [row('a', '', [row('a/2')])]).changed, ['a']);
    assert.deepEqual(rowDifference(before, [row('a', '', [row('a/2'), row('a/1')])]).changed, ['a']);
  });

  it('asks for the whole view only when the list at the top changes', () => {
    const before = [row('a'), row('b')];
    for (const after of [[row('a')], [row('b'), row('a')], [row('a'), row('b'), row('c')], []]) assert.equal(rowDifference(before, after).root, true);
    assert.equal(rowDifference(before, [row('a', 'other'), row('b')]).root, false);
  });

  for (const [part, changed] of [
    ['label', { label: 'other' }],
    ['icon', { icon: { codicon: 'error', color: null } }],
    ['colour', { icon: { codicon: 'server', color: 'charts.blue' } }],
    ['accessible label', { accessibleLabel: 'other' }],
    ['flags', { flags: ['dc'] }],
    ['subject', { subject: { kind: 'node', cluster: 'c', node: 'a' } }],
    ['expanded', { expanded: true }],
  ] as const satisfies readonly (readonly [string, Partial<Row>])[]) {
    it(`notices another ${part}`, () => assert.deepEqual(rowDifference([row('a')], [{ ...row('a'), ...changed }]).changed, ['a']));
  }

  it('leaves tooltips to whoever holds one', () => {
    const strict = (from: string): Row => ({ ...row('a'), tooltip: { from, build: () => assert.fail('built') } });
    assert.deepEqual(rowDifference([strict('before')], [strict('after')]).changed, []);
  });

  it('leaves on a screen what drawing everything anew would', () => {
    fc.assert(fc.property(tree('', 2), tree('', 2), (before, after) => {
      const screen = new Screen();
      screen.draw(before);
      const { root, changed } = rowDifference(before, after);
      if (root) screen.draw(after);
      else for (const each of everyRow(after)) if (changed.includes(each.id)) screen.redraw(each);
      const anew = new Screen();
      anew.draw(after);
      assert.deepEqual(screen.seen(), anew.seen());
    }));
  });
});
