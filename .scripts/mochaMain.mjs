// Runs the built tests of one part: node mochaMain.mjs PART TIMEOUT_MS RESULTS [GREP]
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runMocha } from './mochaRun.mjs';

const [part = '', timeoutMs = '', resultsFile = '', grep] = process.argv.slice(2);
const folder = join('out', 'test', part);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.js')).sort().map((file) => resolve(folder, file));
const failed = await runMocha({ files, timeoutMs: Number(timeoutMs), resultsFile, grep, write: (text) => process.stdout.write(text) });
process.exit(failed > 0 ? 1 : 0);
