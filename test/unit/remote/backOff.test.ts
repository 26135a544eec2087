import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backOff } from '../../../src/remote/backOff';

describe('The wait before the next attempt', () => {
  it('doubles from a second to a minute', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempt) => backOff(attempt, 0, 0)), [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('is scattered by up to a quarter, and never out of bounds', () => {
    assert.equal(backOff(4, 0, 1), 6000);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 3_599_999 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, away, random) => {
        const wait = backOff(attempt, away, random);
        return wait !== null && wait >= 750 && wait <= 60_000;
      }),
    );
  });

  it('ends after an hour', () => {
    assert.equal(backOff(70, 60 * 60 * 1000, 0), null);
  });
});
