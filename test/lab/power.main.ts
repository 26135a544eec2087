// The lab's power service: it owns the containers, boots them and cuts them off. node power.cjs RELEASE MACHINE…
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { killContainer, leaderOf, startContainer } from './container';
import { layoutOf, powerPort, powerSecretFile, powerSocket } from './layout';
import type { Release } from './release';

const [release, ...machines] = process.argv.slice(2);
const layout = layoutOf(release as Release);
const secret = readFileSync(powerSecretFile(layout), 'utf8');

/** One switch for each machine: what is asked of it at once is done one after the other. */
const switches = new Map(machines.map((machine) => [machine, Promise.resolve('')]));

/** Carries out `ACTION MACHINE` and answers a line: `on`, `off`, the machines' names, or `error …`. */
async function carryOut(action: string | undefined, machine = ''): Promise<string> {
  if (action === 'list') return machines.join(' ');
  const before = switches.get(machine);
  if (before === undefined) return `error: there is no machine ${machine}`;
  const done = before.then(async () => {
    const isOn = leaderOf(layout, machine) !== undefined;
    if (action === 'off' && isOn) await killContainer(layout, machine);
    if (action === 'on' && !isOn) await boot(machine);
    return action === 'status' ? (isOn ? 'on' : 'off') : action === 'on' || action === 'off' ? action : `error: there is no action ${action ?? ''}`;
  }).catch((error: unknown) => `error: ${error instanceof Error ? error.message : String(error)}`.replace(/\s+/g, ' '));
  switches.set(machine, done);
  return done;
}

/** A container that turned itself off has left its cgroup behind. */
async function boot(machine: string): Promise<void> {
  await killContainer(layout, machine);
  startContainer(layout, machine);
  for (const end = Date.now() + 10_000; leaderOf(layout, machine) === undefined; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (Date.now() > end) throw new Error(`${machine} did not start: see ${join(layout.folder, machine, 'console.log')}`);
  }
}

/** Reads one line, answers one. Over the network the secret stands before it. */
function serve(socket: Socket, mustProve: boolean): void {
  let text = '';
  socket.setEncoding('utf8').setTimeout(60_000, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0) return;
    const words = text.slice(0, end).trim().split(' ');
    text = '';
    if (mustProve && words.shift() !== secret) return void socket.end('error: the password is wrong\n');
    void carryOut(words[0], words[1]).then((answer) => socket.end(`${answer}\n`));
  });
}

const socketFile = powerSocket(layout);
rmSync(socketFile, { force: true });
createServer((socket) => serve(socket, true)).listen(powerPort, layout.operatorAddress, () => {
  createServer((socket) => serve(socket, false)).listen(socketFile, () => writeFileSync(join(layout.folder, 'power.ready'), ''));
});
