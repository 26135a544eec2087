import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, failure, readTally, sum } from '../../../.scripts/tally.mjs';

describe('The tally of a part', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tally-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const good = { passed: 2, failed: [], skipped: [{ title: 'a', reason: 'b' }] };

  it('is a failure when the part broke off before it left one', () => {
    assert.deepEqual(readTally('unit', join(folder, 'none'), 0).failed.map(({ title }) => title), ['unit: all of it']);
  });

  it('has one failure more when all tests passed and the part failed all the same', () => {
    writeFileSync(join(folder, 'results'), JSON.stringify(good));
    assert.deepEqual(readTally('unit', join(folder, 'results'), 0), good);
    assert.deepEqual(readTally('unit', join(folder, 'results'), 134).failed, [{ title: 'unit: its end', text: 'It ended with status 134.' }]);
  });

  it('adds up', () => {
    const all = sum([good, failure('x', 'y'), good]);
    assert.deepEqual([all.passed, all.failed.length, all.skipped.length, count(all)], [4, 1, 2, 7]);
  });
});
