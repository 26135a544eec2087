import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../../lab/lab';
import { type Change, kill, recovered } from './changes';
import { type Cost, meterOf } from './cost';
import type { Editor } from './editor';
import type { Made } from './latency';
import { told } from './records';
import { make, makeChanges } from './series';

/** Milliseconds from one change to the next: all that one sets going is over by then, crm_mon's gathering included. Seven things in turn then stay as they are for longer than half a minute. */
const quietMs = 4_800;
const kills = 2;
const others = 48;

export interface QuietChanges {
  readonly made: readonly Made[];
  /** Of `others` of them. */
  readonly cost: Cost;
  readonly counted: number;
}

/** Fifty changes, each after a quiet while. */
export async function makeQuietChanges(lab: Lab, editor: Editor, next: () => Change): Promise<QuietChanges> {
  const meter = await meterOf(lab, 'ours');
  const made = await makeChanges(lab, next, quietMs, (count) => count === others);
  const cost = await meter.read();
  const killed: Made[] = [];
  for (let count = 0; count < kills; count++) killed.push(await makeKill(lab, editor));
  return { made: [...made, ...killed], cost, counted: others };
}

/** Comes back when the guest is back. Kills it only when the cluster has nothing left to do: what it does after an earlier loss looks like another one. */
async function makeKill(lab: Lab, editor: Editor): Promise<Made> {
  await told(lab.host('host1'), 'crm_resource --wait');
  await pause(quietMs);
  const at = Date.now();
  await make(lab, kill);
  const lost = await editor.next(at, kill.first.row, 60_000);
  await editor.next(lost.at, recovered, 180_000);
  return { change: kill, at, until: Date.now() };
}
