import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeChildren, changeOrAdd, element, findAll, readCibTree, valueOf, withAttributes, writeCibTree, type CibElement } from '../../../src/practice/cibTree';
import { anyText } from '../anyText';

function read(text: string): CibElement {
  const tree = readCibTree(text);
  assert.ok(tree.ok, JSON.stringify(tree));
  return tree.value;
}

describe('A CIB for editing', () => {
  it('is written so that it reads the same, whatever the values are', () => {
    // XML 1.0 has no way to write control characters; a reader shows others in their place.
    const value = anyText().map((text) => text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ''));
    fc.assert(fc.property(fc.array(value), (values) => {
      const tree = element('cib', { epoch: '1' }, values.map((text, index) => element('nvpair', { id: `n${index}`, value: text, note: 'a\n\t<b> & "c"' })));
      assert.deepEqual(read(writeCibTree(tree)), tree);
    }));
  });

  it('keeps an attribute called __proto__', () => {
    const tree = read('<cib><node id="1" __proto__="x"/></cib>');
    assert.equal(valueOf(findAll(tree, 'node')[0]!, '__proto__'), 'x');
    assert.match(writeCibTree(tree), /__proto__="x"/);
  });

  it('is left as it was by an edit', () => {
    const before = read('<cib><a id="1"/><a id="2"/></cib>');
    const after = changeChildren(before, 'a', (child) => (valueOf(child, 'id') === '1' ? null : withAttributes(child, { id: '3', more: 'x' })));
    assert.equal(writeCibTree(before), writeCibTree(read('<cib><a id="1"/><a id="2"/></cib>')));
    assert.equal(writeCibTree(after), writeCibTree(read('<cib><a id="3" more="x"/></cib>')));
  });

  it('gets a child only where there is none', () => {
    const once = changeOrAdd(element('cib', {}), 'a', '1', (child) => child);
    const twice = changeOrAdd(once, 'a', '1', (child) => withAttributes(child, { seen: 'yes' }));
    assert.equal(writeCibTree(twice), writeCibTree(read('<cib><a id="1" seen="yes"/></cib>')));
  });

  it('is a fault when it is cut', () => {
    const cut = readCibTree('<cib><configuration>');
    assert.equal(cut.ok ? 'read' : cut.fault.code, 'cut');
  });
});
