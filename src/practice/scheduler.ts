import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '../core/result';
import type { IsolatedRoot } from './isolatedRoot';
import { scratchInside } from './wayIn';

/** One thing that Pacemaker's scheduler would do, in the order in which it would do it. */
export interface ScheduledAction {
  readonly task: string;
  /** Empty for `fence`, which is done to the node. */
  readonly resource: string;
  /** Milliseconds; 0 for an operation that does not recur. */
  readonly interval: number;
  readonly node: string;
}

export interface Transition {
  /** The CIB when everything has been done. */
  readonly cib: string;
  readonly actions: readonly ScheduledAction[];
  /** Whether the scheduler has anything to do at all, also what is not an action of a resource or a fencing. */
  readonly settled: boolean;
}

/**
 * Lets Pacemaker's own scheduler react to a CIB, and plays what it decides (`crm_simulate --simulate`): everything succeeds.
 * Faults: `practice-failed` when the scheduler refuses the CIB, `cancelled`.
 */
export async function simulate(programs: IsolatedRoot, scratch: string, cib: string, signal?: AbortSignal): Promise<Result<Transition>> {
  const name = 'transition.xml';
  const ran = await programs.run(['crm_simulate', '--xml-pipe', '--simulate', '--save-output', `${scratchInside}/${name}`], {
    stdin: cib,
    // Where crm_simulate keeps its working copy; its usual folder belongs to root.
    env: { CIB_shadow_dir: scratchInside },
    timeoutMs: 120_000,
    signal,
  });
  if (!ran.ok) return ran;
  const file = join(scratch, name);
  const after = await readFile(file, 'utf8').catch(() => null);
  await rm(file, { force: true });
  if (ran.value.exitCode !== 0 || after === null) {
    return failure({ code: 'practice-failed', reason: ran.value.stderr.trim().split('\n').at(-1) || `crm_simulate: ${String(ran.value.exitCode)}` });
  }
  return success({ cib: after, ...readActions(ran.value.stdout) });
}

/**
 * Reads the part of crm_simulate's text that tells what is executed; text because Debian 11's has no other form:
 * `  * Resource action: vm-guest1       monitor=10000 on example-host`, `  * Fencing host2 (reboot)`.
 */
export function readActions(text: string): { readonly actions: readonly ScheduledAction[]; readonly settled: boolean } {
  const executed = /^Executing Cluster Transition:\n([^]*?)(?:^\S|$(?![^]))/m.exec(text)?.[1] ?? '';
  const lines = executed.split('\n').filter((line) => line.trim() !== '');
  const actions = lines.flatMap((line) => {
    const fenced = /^ *\* Fencing (.+) \(\w+\)$/.exec(line)?.[1];
    if (fenced) return [{ resource: '', task: 'fence', interval: 0, node: fenced }];
    const [, resource, task, interval, node] = /^ *\* Resource action: (\S+) +([a-z_]+)(?:=(\d+))? on (.+)$/.exec(line) ?? [];
    return resource && task && node ? [{ resource, task, interval: Number(interval ?? 0), node }] : [];
  });
  return { actions, settled: lines.length === 0 };
}
