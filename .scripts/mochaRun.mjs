// One way to run Mocha and to tell what came out, in a process of its own as in VS Code's extension host.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * Runs test files, writes a line for each test as it ends and the tally as JSON. A skipped test that gives no reason has failed.
 * @param {object} options
 * @param {readonly string[]} options.files
 * @param {number} options.timeoutMs for each test
 * @param {string} options.resultsFile
 * @param {(text: string) => void} options.write
 * @param {string} [options.grep]
 * @returns {Promise<number>} how many failed
 */
export async function runMocha({ files, timeoutMs, resultsFile, write, grep }) {
  const tally = { passed: 0, failed: /** @type {Tally['failed'][number][]} */ ([]), skipped: /** @type {Tally['skipped'][number][]} */ ([]), took: /** @type {Record<string, number>} */ ({}) };
  // The base of Mocha's reporters prints nothing by itself.
  const mocha = new Mocha({ timeout: timeoutMs, forbidOnly: true, ...(grep === undefined ? {} : { grep }), reporter: Mocha.reporters.Base });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    let depth = 0;
    let begin = 0;
    const line = (/** @type {string} */ text) => write(`${'  '.repeat(depth)}${text}\n`);
    const fail = (/** @type {Mocha.Runnable} */ test, /** @type {string} */ text) => {
      tally.failed.push({ title: test.fullTitle(), text });
      line(`✖ ${test.title}\n${text.replace(/^/gm, '  '.repeat(depth + 1))}`);
    };
    runner.on('suite', (suite) => {
      if (suite.title) line(suite.title);
      if (suite.parent?.root) begin = Date.now();
      depth++;
    });
    runner.on('suite end', (suite) => {
      depth--;
      if (suite.parent?.root && suite.file) tally.took[suite.file] = (tally.took[suite.file] ?? 0) + Date.now() - begin;
    });
    runner.on('pass', (test) => {
      tally.passed++;
      line(`✔ ${test.title}${test.duration !== undefined && test.duration > 100 ? ` (${test.duration} ms)` : ''}`);
    });
    runner.on('fail', (test, error) => fail(test, errorText(error)));
    runner.on('pending', (test) => {
      const reason = skipReason(test);
      if (reason === undefined) return fail(test, 'It is skipped without a reason.');
      tally.skipped.push({ title: test.fullTitle(), reason });
      line(`- ${test.title} (skipped: ${reason})`);
    });
  });
  writeFileSync(resultsFile, JSON.stringify(tally));
  return tally.failed.length;
}

/**
 * `skip` of test/skip.ts leaves the reason on the test, or on the suite when a hook skips all of it.
 * @param {Mocha.Test} test
 */
function skipReason(test) {
  /** @type {{ skipReason?: string, parent?: object } | undefined} */
  let place = test;
  for (; place; place = place.parent) if (place.skipReason) return place.skipReason;
  return undefined;
}

/** @param {unknown} error */
function errorText(error) {
  return error instanceof Error ? (error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`) : String(error);
}
