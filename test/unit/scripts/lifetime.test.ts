import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { skip } from '../../skip';

const lifetime = JSON.stringify(pathToFileURL(resolve('.scripts/lifetime.mjs')).href);

/** A script that starts a program which puts another into a session of its own, tells of all, and goes on as it is told. */
function script(rest: string): string {
  return `import { atEnd, runScript, scratchFolder, startGroup } from ${lifetime};
    import { existsSync } from 'node:fs';
    import { createInterface } from 'node:readline';
    await runScript(async () => {
      const child = startGroup('/bin/sh', ['-c', 'setsid sleep 300 & echo $!; exec sleep 300'], { stdio: ['ignore', 'pipe', 'ignore'] });
      const [escaped] = await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', (line) => resolve([line])));
      console.log(JSON.stringify({ pids: [child.pid, Number(escaped)], folder: scratchFolder() }));
      ${rest}
    });`;
}

async function run(rest: string, end: (kill: (signal: NodeJS.Signals) => void) => void) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script(rest)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complained = '';
  child.stderr.on('data', (chunk: Buffer) => (complained += String(chunk)));
  const closed = once(child, 'close');
  child.stdout.on('data', (chunk: Buffer) => {
    said += String(chunk);
    if (said.endsWith('\n')) end((signal) => child.kill(signal));
  });
  const [status] = (await closed) as [number | null];
  return { status, complained, ...(JSON.parse(said) as { readonly pids: readonly number[]; readonly folder: string }) };
}

/** One that has ended and waits for its parent to take note does not run. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

describe('What a script started', () => {
  before(function () {
    if (process.platform !== 'linux') skip(this, 'processes outside of a group are found through /proc, which only Linux has');
  });

  it('ends with it, when a signal ends it', async () => {
    const { status, complained, pids, folder } = await run('await new Promise(() => setInterval(() => {}, 1000));', (kill) => kill('SIGTERM'));
    assert.equal(status, 128 + 15);
    assert.equal(complained, '');
    assert.deepEqual([...pids.map(isRunning), existsSync(folder)], [false, false, false]);
  });

  it('has ended when what is to be done at the end is done, also after a signal', async () => {
    const report = "atEnd(async () => console.error([child.pid, escaped].filter((pid) => existsSync('/proc/' + pid + '/cwd')).length + ' run'));";
    for (const rest of [`${report} await new Promise(() => setInterval(() => {}, 1000));`, report]) {
      const { complained } = await run(rest, (kill) => kill('SIGTERM'));
      assert.equal(complained, '0 run\n');
    }
  });

  it('ends with it, when it fails, with a sentence', async () => {
    const { status, complained, pids, folder } = await run("throw new Error('There is no such thing.');", () => undefined);
    assert.equal(status, 1);
    assert.equal(complained, 'There is no such thing.\n');
    assert.deepEqual([...pids.map(isRunning), existsSync(folder)], [false, false, false]);
  });
});
