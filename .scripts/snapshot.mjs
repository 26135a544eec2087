// Prints what the extension makes of Pacemaker's documents, one line of JSON for each status: for reports of faults, and for
// checking the readers. `npm run -s snapshot -- --status FILE [--cib FILE] [--domains HOST=FILE]`, each as often as need be.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from './npm.mjs';

const usage = 'Usage: npm run -s snapshot -- --status FILE [--cib FILE] [--domains HOST=FILE], each as often as need be; the n-th --cib belongs to the n-th --status.';

/** Said on stderr in place of any output. */
class Refusal extends Error {}

function readDocuments() {
  const { status = [], cib = [], domains = [] } = readOptions();
  if (status.length === 0) throw new Refusal(`No --status is given.\n${usage}`);
  if (cib.length > status.length) throw new Refusal(`There are more --cib than --status.\n${usage}`);
  const listings = domains.map((text) => /^(?<host>[^=]+)=(?<file>.+)$/s.exec(text)?.groups ?? refuse(`--domains ${text} does not name a host and a file.\n${usage}`));
  return {
    statuses: status.map(read),
    cibs: cib.map(read),
    domains: listings.map(({ host = '', file = '' }) => ({ host, text: read(file) })),
  };
}

function readOptions() {
  const option = /** @type {const} */ ({ type: 'string', multiple: true });
  try {
    return parseArgs({ options: { status: option, cib: option, domains: option } }).values;
  } catch (error) {
    return refuse(`${messageOf(error)}\n${usage}`);
  }
}

/**
 * npm runs scripts in the project's folder, and keeps the user's in INIT_CWD.
 * @param {string} file
 */
function read(file) {
  try {
    return readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8');
  } catch (error) {
    return refuse(`${file} cannot be read: ${messageOf(error)}`);
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function refuse(sentence) {
  throw new Refusal(sentence);
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @returns {Promise<typeof import('./snapshotLines')>} */
async function loadReaders() {
  await installPackages();
  const { build } = await import('esbuild');
  const entryPoints = [join(import.meta.dirname, 'snapshotLines.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')}`);
}

try {
  const documents = readDocuments();
  const { snapshotLines } = await loadReaders();
  for (const { json, failed } of snapshotLines(documents)) {
    process.stdout.write(`${json}\n`);
    if (failed) process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
