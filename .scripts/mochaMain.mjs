// Runs built tests in this process: node mochaMain.mjs TIMEOUT_MS RESULTS GREP FILE…; an empty GREP runs them all.
import { resolve } from 'node:path';
import { runMocha } from './mochaRun.mjs';

const [timeoutMs = '', resultsFile = '', grep = '', ...files] = process.argv.slice(2);
const write = (/** @type {string} */ text) => process.stdout.write(text);
const failed = await runMocha({ files: files.map((file) => resolve(file)), timeoutMs: Number(timeoutMs), resultsFile, write, ...(grep === '' ? {} : { grep }) });
process.exit(failed > 0 ? 1 : 0);
