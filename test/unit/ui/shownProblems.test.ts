import assert from 'node:assert/strict';
import { renewal } from '../../../src/ui/shownProblems';

describe('the problems that are shown of a cluster', () => {
  const shown = (uri: string, told: string, count = 1) => ({ uri, told, problems: Array.from({ length: count }, () => told) });

  it('are shown when there are any or others than before, and not again', () => {
    assert.equal(renewal(undefined, shown('Lab', 'a', 0)), null);
    assert.deepEqual(renewal(undefined, shown('Lab', 'a')), { cleared: null });
    assert.equal(renewal(shown('Lab', 'a'), shown('Lab', 'a')), null);
    assert.deepEqual(renewal(shown('Lab', 'a'), shown('Lab', 'b', 0)), { cleared: null });
  });

  it('do not stay under the name that the cluster had', () => {
    assert.deepEqual(renewal(shown('Lab', 'a'), shown('Office', 'b')), { cleared: 'Lab' });
    assert.deepEqual(renewal(shown('Lab', 'a'), shown('Office', 'a')), { cleared: 'Lab' });
    assert.deepEqual(renewal(shown('Lab', 'a'), shown('Office', 'connecting', 0)), { cleared: 'Lab' });
  });
});
