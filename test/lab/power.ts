import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { addCgroup } from './cgroups';
import { cgroupOf, enterCgroups } from './container';
import { powerReadyFile, powerSecretFile, powerSocket, type Layout } from './layout';
import { inNamespace } from './network';

/**
 * Starts the power service of a lab: it listens in the operator's namespace for the fence agents of the hosts, and stays when this
 * process has ended. Comes back when it listens.
 */
export async function startPower(layout: Layout, machines: readonly string[]): Promise<void> {
  const program = join(layout.folder, 'power.cjs');
  await build({ entryPoints: ['test/lab/power.main.ts'], outfile: program, bundle: true, platform: 'node', format: 'cjs', target: 'node20', packages: 'external', logLevel: 'warning' });
  writeFileSync(powerSecretFile(layout), randomBytes(16).toString('hex'), { mode: 0o600 });
  const logFile = join(layout.folder, 'power.log');
  const log = openSync(logFile, 'a');
  const service = [...inNamespace(layout.namespace), process.execPath, program, layout.release, ...machines];
  // Of our environment it has what it needs, above all not the mark by which a script ends all that it started.
  const child = spawn('/bin/sh', ['-c', enterCgroups, 'sh', ...addCgroup(cgroupOf(layout, 'power')), '--', ...service], {
    stdio: ['ignore', log, log], detached: true, cwd: layout.folder, env: { PATH: process.env['PATH'], PACEMAKER_LAB: process.env['PACEMAKER_LAB'] },
  });
  closeSync(log);
  child.unref();
  for (const end = Date.now() + 10_000; !existsSync(powerReadyFile(layout)); await pause(20)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`The power service of the lab did not start.\n${readFileSync(logFile, 'utf8')}`);
  }
}

/** Asks the power service of a lab. Throws an Error with what it says when it cannot do it. */
export async function askPower(layout: Layout, action: 'on' | 'off' | 'status', machine: string): Promise<string> {
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = createConnection(powerSocket(layout), () => socket.write(`${action} ${machine}\n`));
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.once('close', () => resolve(text.trim()));
    socket.once('error', (error) => reject(new Error(`The power service of the lab does not answer (${error.message}).`)));
  });
  if (answer === '' || answer.startsWith('error')) throw new Error(`${machine} could not be asked for "${action}": ${answer || 'the power service hung up'}.`);
  return answer;
}
