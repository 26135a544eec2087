import { setTimeout as pause } from 'node:timers/promises';
import { inNamespace } from '../../lab/network';
import type { Lab } from '../../lab/lab';
import { run } from '../../lab/run';
import type { Change } from './changes';
import type { Made } from './latency';

/** Milliseconds for which the last change stays as it is. */
const lastMs = 5_000;

/** Makes the next changes, one every `everyMs`, until there are enough, and answers when which was asked for. */
export async function makeChanges(lab: Lab, next: () => Change, everyMs: number, enough: (made: number) => boolean): Promise<readonly Made[]> {
  const asked: { readonly change: Change; readonly at: number }[] = [];
  while (!enough(asked.length)) {
    const change = next();
    const at = Date.now();
    asked.push({ change, at });
    await make(lab, change);
    await pause(at + everyMs - Date.now());
  }
  await pause(lastMs);
  const end = Date.now();
  return asked.map(({ change, at }, index) => {
    const next = asked.slice(index + 1).find((later) => later.change.thing === change.thing);
    return { change, at, until: next?.at ?? end };
  });
}

/** Makes one change. Rejects when that fails. */
export async function make(lab: Lab, { machine, script }: Change): Promise<void> {
  const { exitCode, stdout, stderr } = machine === 'guest1' ? await runInGuest(lab, machine, script) : await lab.host(machine).run(script);
  if (exitCode !== 0) throw new Error(`On ${machine}: ${script}\nended with status ${exitCode ?? 'of a signal'}.\n${stdout}${stderr}`);
}

/** A guest is reached by SSH alone. */
function runInGuest(lab: Lab, guest: string, script: string) {
  const [program, ...enter] = inNamespace(lab.namespace);
  return run(program, [...enter, 'ssh', '-F', lab.sshConfig, guest, script]);
}
