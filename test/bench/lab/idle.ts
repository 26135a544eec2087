import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../../lab/lab';
import { meterOf } from './cost';
import { Peer } from './peers';

const minute = 60_000;

export interface IdleMinute {
  /** Of host1, which answers. */
  readonly hostCpuSeconds: number;
  /** Between the editor's machine and both hosts, in both directions. */
  readonly bytes: number;
  readonly watchPcsStatusHostCpuSeconds: number;
}

/** What a minute costs in which nothing happens, of ours and of `watch -n 2 pcs status` beside it. */
export async function measureIdleMinute(lab: Lab): Promise<IdleMinute> {
  const watch = new Peer(lab, 'watchPcsStatus');
  // What it costs to begin is no part of an idle minute, of neither.
  await pause(10_000);
  const ours = await meterOf(lab, 'ours');
  const theirs = await meterOf(lab, 'theirs');
  await pause(minute);
  const { cpuSeconds, bytes } = await ours.read();
  const { cpuSeconds: watchCpuSeconds } = await theirs.read();
  watch.stop();
  return { hostCpuSeconds: round(cpuSeconds, 3), bytes, watchPcsStatusHostCpuSeconds: round(watchCpuSeconds, 3) };
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
