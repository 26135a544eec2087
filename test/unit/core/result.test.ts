import assert from 'node:assert/strict';
import { failure, success } from '../../../src/core/result';

describe('Result', () => {
  it('tells a value from a fault', () => {
    assert.deepEqual(success(1), { ok: true, value: 1 });
    assert.deepEqual(failure({ code: 'cut' }), { ok: false, fault: { code: 'cut' } });
  });
});
