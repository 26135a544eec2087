import assert from 'node:assert/strict';
import { RowElements } from '../../../src/ui/rowElements';
import { row } from './row';

describe('the elements of a tree', () => {
  it('keep their identity as long as their row is shown, and carry the newest row', () => {
    const elements = new RowElements();
    elements.replace([row('a', { children: [row('a/1')] }), row('b')]);
    const before = ['a', 'a/1', 'b'].map((id) => elements.get(id));
    const newer = [row('b', { description: 'new' }), row('a', { children: [row('a/2'), row('a/1')] })];
    assert.equal(elements.replace(newer), false);
    assert.deepEqual(['a', 'a/1', 'b'].map((id) => elements.get(id)), before);
    assert.equal(elements.get('b')?.row.description, 'new');
    assert.deepEqual(elements.childrenOf(undefined).map(({ row }) => row.id), ['b', 'a']);
    assert.deepEqual(elements.childrenOf(elements.get('a')).map(({ row }) => row.id), ['a/2', 'a/1']);
    assert.equal(elements.get('a/1')?.parent, elements.get('a'));
  });

  it('go with their row', () => {
    const elements = new RowElements();
    elements.replace([row('a', { children: [row('a/1')] })]);
    const old = elements.get('a');
    elements.replace([]);
    assert.equal(elements.get('a/1'), undefined);
    elements.replace([row('a')]);
    assert.notEqual(elements.get('a'), old);
  });

  it('tell when a row came to stand below another parent', () => {
    const elements = new RowElements();
    elements.replace([row('group'), row('x')]);
    assert.equal(elements.replace([row('group', { children: [row('x')] })]), true);
    assert.equal(elements.get('x')?.parent, elements.get('group'));
    assert.equal(elements.replace([row('group', { children: [row('x')] })]), false);
  });
});
