import { type Result, success } from '../result';
import type { ClusterNode } from '../snapshot';
import type { Caution } from './caution';
import type { Expectation } from './expectation';
import { leavingCautions } from './hostCautions';
import type { DowntimeTask } from './hostTask';
import { impossible, pcs } from './pcsWords';
import type { PreviewWay, Words } from './plan';
import { type Draft, edit, knownHosts, knownNodes, type Planning } from './planning';
import { planNodes } from './planNodes';
import { shutdown, startPreview, whichHosts } from './planServices';
import type { NodeTask, Task, TaskOf } from './task';
import { untilAtRest } from './untilAtRest';

type Takedown = Extract<DowntimeTask, { readonly kind: 'takeDown' }>;

/** Leads a node out of its work: nothing is stopped on it before all has moved that can. */
export function planTakeDown({ node: name, how }: TaskOf<'takeDown'>, planning: Planning): Result<Draft> {
  const found = how === 'stop' ? knownHosts([name], planning) : knownNodes([name], planning);
  if (!found.ok) return found;
  const emptied = planNodes({ kind: how === 'maintenance' ? 'startMaintenance' : 'standby', nodes: [name] }, planning);
  if (!emptied.ok) return emptied;
  if (how !== 'stop') return success({ ...emptied.value, undo: takenBack(found.value[0]!, emptied.value.undo) });
  const { commands, preview, cautions, undo } = emptied.value;
  return success({
    commands: [...untilAtRest(commands, planning.dialect), pcs('cluster', 'stop', ...whichHosts([name], found.value, planning))],
    preview: edit(...stepsOf(preview), shutdown(name)),
    cautions: distinct([...leavingCautions(found.value, planning), ...cautions]),
    expects: [{ kind: 'online', node: name, is: false }],
    undo: takenBack(found.value[0]!, [{ kind: 'startCluster', nodes: [name] }, ...undo ?? []]),
  });
}

/** Bringing it back ends all that keeps a node from working: also what did so before. */
function takenBack({ name, standby, maintenance }: ClusterNode, parts: readonly Task[] | null): readonly Task[] | null {
  return standby || maintenance ? parts : [{ kind: 'bringBack', node: name }];
}

/** Leads it back: whatever keeps it from working is ended, in the order in which it can be. */
export function planBringBack({ node: name }: TaskOf<'bringBack'>, planning: Planning): Result<Draft> {
  const found = knownNodes([name], planning);
  if (!found.ok) return found;
  const node = found.value[0]!;
  const isStopped = node.kind === 'cluster' && !node.online;
  const ends: readonly NodeTask['kind'][] = [...(node.maintenance ? ['endMaintenance' as const] : []), ...(node.standby ? ['unstandby' as const] : [])];
  if (!isStopped && ends.length === 0) return impossible({ why: 'in-service', name });
  const parts: Draft[] = [];
  for (const kind of ends) {
    const part = planNodes({ kind, nodes: [name] }, planning);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const steps = parts.flatMap(({ preview }) => stepsOf(preview));
  const expects: readonly Expectation[] = isStopped ? [{ kind: 'online', node: name, is: true }] : [];
  return success({
    // Only a node that is there can be seen to take its work up again.
    commands: [...(isStopped ? [pcs('cluster', 'start', ...whichHosts([name], found.value, planning), '--wait')] : []), ...parts.flatMap(({ commands }) => commands)],
    preview: isStopped ? startPreview([node], planning, steps) : edit(...steps),
    cautions: [],
    expects: [...expects, ...parts.flatMap((part) => part.expects)],
    undo: takenDownAgain(node, isStopped),
  });
}

/** Where one way of taking it down leads to just what was before. */
function takenDownAgain({ name, standby, maintenance }: ClusterNode, isStopped: boolean): readonly Takedown[] | null {
  if (standby && maintenance) return null;
  if (isStopped) return standby ? [{ kind: 'takeDown', node: name, how: 'stop' }] : null;
  return [{ kind: 'takeDown', node: name, how: standby ? 'standby' : 'maintenance' }];
}

function stepsOf(preview: PreviewWay): readonly Words[] {
  return preview.kind === 'edit' ? preview.steps : [];
}

/** What both parts say is said once. */
function distinct(cautions: readonly Caution[]): readonly Caution[] {
  const allStops = cautions.some(({ code }) => code === 'cluster-stops');
  return [...new Map(cautions.map((caution) => [JSON.stringify(caution), caution])).values()].filter(({ code }) => !allStops || code !== 'stops');
}
