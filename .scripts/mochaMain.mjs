// Runs the built tests of one part, or of every so manieth file of it: node mochaMain.mjs PART TIMEOUT_MS RESULTS SHARE OF [GREP]
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runMocha } from './mochaRun.mjs';

const [part = '', timeoutMs = '', resultsFile = '', share = '', of = '', grep] = process.argv.slice(2);
const folder = join('out', 'test', part);
const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.js')).sort();
const files = all.filter((_, index) => index % Number(of) === Number(share)).map((file) => resolve(folder, file));
const failed = await runMocha({ files, timeoutMs: Number(timeoutMs), resultsFile, grep, write: (text) => process.stdout.write(text) });
process.exit(failed > 0 ? 1 : 0);
