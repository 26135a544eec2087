import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tally } from '../../../.scripts/tally.mjs';

describe('A run of tests', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mocha-run-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** In a process of its own: Mocha's functions are globals. */
  function runTests(text: string): { readonly output: string; readonly tally: Tally | null } {
    const file = join(folder, 'some.test.cjs');
    const resultsFile = join(folder, 'results.json');
    writeFileSync(file, text);
    rmSync(resultsFile, { force: true });
    const options = JSON.stringify({ files: [file], timeoutMs: 1000, resultsFile });
    const program = `import { runMocha } from ${JSON.stringify(pathToFileURL(resolve('.scripts/mochaRun.mjs')).href)};
      await runMocha({ ...${options}, write: (text) => process.stdout.write(text) });`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', cwd: folder });
    return { output: stdout, tally: existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Tally) : null };
  }

  it('counts what passed, what failed and in which words, and what was skipped and why', () => {
    const { output, tally } = runTests(`
      describe('suite', () => {
        it('good', () => {});
        it('bad', () => { throw new Error('two is not three'); });
        it('late', () => new Promise(() => {})).timeout(20);
        it('left out', function () { this.test.skipReason = 'no such host'; this.skip(); });
        it.skip('without a reason', () => {});
        it('planned');
      });
      describe('all left out', () => {
        before(function () { this.test.parent.skipReason = 'no network'; this.skip(); });
        it('one', () => {});
      });`);
    assert.ok(tally);
    assert.equal(tally.passed, 1);
    assert.deepEqual(tally.failed.map(({ title }) => title), ['suite bad', 'suite late', 'suite without a reason', 'suite planned']);
    assert.match(tally.failed[0]?.text ?? '', /^Error: two is not three\n.*some\.test\.cjs:4/s);
    assert.match(tally.failed[1]?.text ?? '', /20 ?ms/);
    assert.deepEqual(tally.failed.slice(2).map(({ text }) => text), ['It is skipped without a reason.', 'It is skipped without a reason.']);
    assert.deepEqual(tally.skipped, [{ title: 'suite left out', reason: 'no such host' }, { title: 'all left out one', reason: 'no network' }]);
    assert.match(output, /suite\n {4}✔ good\n {4}✖ bad\n {6}Error: two is not three/);
    assert.match(output, /- left out \(skipped: no such host\)/);
  });

  it('tells how long the suites of a file took, with what they prepare and put right', () => {
    const { tally } = runTests(`
      const wait = () => new Promise((resolve) => setTimeout(resolve, 60));
      describe('one', () => { before(wait); it('is quick', () => {}); describe('within', () => { after(wait); it('too', () => {}); }); });
      describe('two', () => { before(wait); it('is quick', () => {}); });`);
    const [[file, took = 0] = []] = Object.entries(tally?.took ?? {});
    assert.match(file ?? '', /some\.test\.cjs$/);
    assert.ok(took >= 175 && took < 1000, `${took} ms`);
  });

  it('counts a failed hook, and leaves no tally when a file cannot be loaded or all but some tests are shut out', () => {
    assert.deepEqual(runTests("before(() => { throw new Error('no'); }); it('never runs', () => {});").tally?.failed.map(({ title }) => title), ['"before all" hook for "never runs"']);
    assert.equal(runTests("require('./missing.cjs');").tally, null);
    assert.equal(runTests("it.only('alone', () => {}); it('forgotten', () => {});").tally, null);
  });
});
