// Runs a program to its end.
import { spawn } from 'node:child_process';
import { markedEnvironment } from './lifetime.mjs';

/**
 * The program's output. Rejects with a sentence that ends in the last lines of what it said when it cannot be started or fails;
 * all that it said is the error's `cause`.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, what: string, shown?: boolean }} options `what` could not be done when it fails; with `shown` what it says on stderr goes to ours as well
 * @returns {Promise<string>}
 */
export function run(program, args, { cwd, env, what, shown = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: markedEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (all += text));
    if (shown) child.stderr.pipe(process.stderr, { end: false });
    child.once('error', (error) => reject(new Error(`${what}: ${program} cannot be started (${error.message}).`)));
    child.once('close', (status) => {
      if (status === 0) resolve(stdout);
      else reject(new Error(`${what}: ${program} ended with status ${String(status)}.\n${all.trim().split('\n').slice(-15).join('\n')}`, { cause: all }));
    });
  });
}

/**
 * Runs a program whose output goes to ours, when it has ended if `afterwards` is set, and answers its exit status.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, afterwards?: boolean }} options
 * @returns {Promise<number>}
 */
export function runShown(program, args, { env, afterwards = false } = {}) {
  return new Promise((resolve, reject) => {
    const output = afterwards ? 'pipe' : 'inherit';
    const child = spawn(program, args, { env: markedEnvironment(env), stdio: ['ignore', output, output] });
    /** @type {Buffer[]} */
    const kept = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (/** @type {Buffer} */ chunk) => kept.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => {
      process.stdout.write(Buffer.concat(kept));
      resolve(status ?? 1);
    });
  });
}
