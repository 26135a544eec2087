import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { chosenFiles, suites } from '../../../.scripts/labSuites.mjs';

describe('The suites on the lab', () => {
  const files = ['out/hostsDown.test.js', 'out/linkFaults.test.js', 'out/link.test.js', 'out/views.test.js', 'out/lab.test.js'];

  it('run in the order of the table, what cuts and kills last', () => {
    assert.deepEqual(chosenFiles(files, 'full', []), ['out/views.test.js', 'out/link.test.js', 'out/linkFaults.test.js', 'out/hostsDown.test.js', 'out/lab.test.js']);
    assert.deepEqual(suites.slice(-2).map(({ name }) => name), ['hosts', 'lab']);
  });

  it('are fewer in the short pass', () => {
    assert.deepEqual(chosenFiles(files, 'short', []), ['out/views.test.js']);
  });

  it('can be named, and are run then whatever the pass', () => {
    assert.deepEqual(chosenFiles(files, 'short', ['link']), ['out/link.test.js', 'out/linkFaults.test.js']);
    assert.throws(() => chosenFiles(files, 'full', ['lnik']), /^Error: There is no suite lnik: the suites are screen, views, short,/);
  });

  it('leave no file out', () => {
    assert.throws(() => chosenFiles([...files, 'out/other.test.js'], 'full', []), /out\/other\.test\.js begins with the name of no suite/);
    const written = readdirSync('test/lab').filter((name) => name.endsWith('.test.ts'));
    assert.equal(chosenFiles(written, 'full', []).length, written.length);
  });
});
