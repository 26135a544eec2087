import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sameValue } from '../../../src/render/sameValue';

describe('sameValue', () => {
  it('agrees with a deep comparison of plain data', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      assert.equal(sameValue(left, structuredClone(left)), true);
      let equal = true;
      try {
        assert.deepStrictEqual(left, right);
      } catch {
        equal = false;
      }
      assert.equal(sameValue(left, right), equal);
    }));
  });

  it('tells a list from a record, a missing key from undefined, and names that are special elsewhere', () => {
    assert.equal(sameValue([], {}), false);
    assert.equal(sameValue({ a: undefined }, { b: undefined }), false);
    assert.equal(sameValue(Object.fromEntries([['__proto__', 1]]), Object.fromEntries([['__proto__', 2]])), false);
    assert.equal(sameValue(Object.fromEntries([['__proto__', 1]]), {}), false);
    assert.equal(sameValue({ count: Infinity }, { count: Infinity }), true);
    assert.equal(sameValue(null, {}), false);
  });
});
