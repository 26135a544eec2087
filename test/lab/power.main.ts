// The lab's power service: it owns the machines, boots them and cuts them off. node power.cjs RELEASE MACHINE…
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { layoutOf, powerPort, powerReadyFile, powerSecretFile, powerSocket } from './layout';
import { powerSwitch } from './powerSwitch';
import type { Release } from './release';

/**
 * A host that a fence agent switches on takes so long before it boots, as firmware does. Without that it is back in its cluster before
 * all members have been told of the fencing, is told of its own, and Pacemaker on it stays down (seen with 2.1.5).
 */
const selfTestMs = 6_000;

const [release, ...machines] = process.argv.slice(2);
const layout = layoutOf(release as Release);
const secret = readFileSync(powerSecretFile(layout), 'utf8');
const switches = new Map(machines.map((machine) => [machine, powerSwitch(layout, machine)]));

/** Carries out `ACTION MACHINE` and answers in a word. An agent is answered before the machine is on. */
async function carryOut([action, machine = '']: readonly string[], { byAgent }: { readonly byAgent: boolean }): Promise<string> {
  if (action === 'list') return machines.join(' ');
  const power = switches.get(machine);
  if (!power) throw new Error(`there is no machine ${machine}`);
  switch (action) {
    case 'status':
      return (await power.isOn()) ? 'on' : 'off';
    case 'off':
      await power.off();
      return action;
    case 'on':
      if (byAgent) power.on({ afterMs: selfTestMs }).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
      else await power.on({ afterMs: 0 });
      return action;
    default:
      throw new Error(`there is no action ${action ?? ''}`);
  }
}

/** Reads one line, answers one: `error: …` when it could not be done. From an agent the secret stands before it. */
function serve(socket: Socket, byAgent: boolean): void {
  let text = '';
  socket.setEncoding('utf8').setTimeout(60_000, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (text.length > 1_000) socket.destroy();
    if (!text.includes('\n')) return;
    const words = text.trim().split(' ');
    text = '';
    if (byAgent && words.shift() !== secret) return void socket.end('error: the password is wrong\n');
    carryOut(words, { byAgent }).then(
      (answer) => socket.end(`${answer}\n`),
      (error: unknown) => socket.end(`error: ${error instanceof Error ? error.message : String(error)}\n`),
    );
  });
}

createServer((socket) => serve(socket, true)).listen(powerPort, layout.operatorAddress, () => {
  createServer((socket) => serve(socket, false)).listen(powerSocket(layout), () => writeFileSync(powerReadyFile(layout), ''));
});
