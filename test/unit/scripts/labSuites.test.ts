import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { beginsBare, chosenFiles, needsScreen, suites, timesOf } from '../../../.scripts/labSuites.mjs';

describe('The suites on the lab', () => {
  const files = ['out/hostsDown.test.js', 'out/linkFaults.test.js', 'out/link.test.js', 'out/views.test.js', 'out/lab.test.js'];

  it('run in the order of the table, what cuts and kills last', () => {
    assert.deepEqual(chosenFiles(files, 'full', []), ['out/views.test.js', 'out/link.test.js', 'out/linkFaults.test.js', 'out/hostsDown.test.js', 'out/lab.test.js']);
    assert.deepEqual(suites.slice(-2).map(({ name }) => name), ['hosts', 'lab']);
  });

  it('are fewer in the short pass', () => {
    assert.deepEqual(chosenFiles(files, 'short', []), ['out/views.test.js']);
    assert.deepEqual(suites.filter(({ passes }) => !passes.includes('whole')), []);
  });

  it('can be named, and are run then whatever the pass', () => {
    assert.deepEqual(chosenFiles(files, 'short', ['link']), ['out/link.test.js', 'out/linkFaults.test.js']);
    assert.throws(() => chosenFiles(files, 'full', ['lnik']), /^Error: There is no suite lnik: the suites are tutorialScreen, tutorial, screen, views, walkthrough,/);
  });

  it('are of the screen, and begin on bare hosts, by the name of the suite that a file is of', () => {
    const of = (file: string) => [needsScreen(file), beginsBare(file)];
    assert.deepEqual(of('out/screenSetUp.test.js'), [true, false]);
    assert.deepEqual(of('out/tutorialScreen.test.js'), [true, true]);
    assert.deepEqual(of('out/tutorial.test.js'), [false, true]);
    assert.deepEqual(of('out/views.test.js'), [false, false]);
  });

  it('leave no file out', () => {
    assert.throws(() => chosenFiles([...files, 'out/other.test.js'], 'full', []), /out\/other\.test\.js begins with the name of no suite/);
    const written = readdirSync('test/lab').filter((name) => name.endsWith('.test.ts'));
    assert.equal(chosenFiles(written, 'whole', []).length, written.length);
    for (const { name } of suites) assert.ok(written.some((file) => file.startsWith(name)), `${name} has a file`);
  });

  it('are told with the seconds that all their files took together', () => {
    assert.equal(timesOf({ 'out/link.test.js': 1200, 'out/linkFaults.test.js': 2400, 'out/views.test.js': 900 }), 'views 1 s, link 4 s');
  });
});
