import assert from 'node:assert/strict';
import type { Task } from '../../src/core/change/task';
import type { SummaryAction } from '../../src/core/change/transition';
import { flatten } from '../../src/core/flatten';
import { baseId } from '../../src/core/liveResources';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import type { ReadyPlan } from '../../src/session/changeOutcome';
import type { ClusterSession } from '../../src/session/clusterSession';
import type { LabHost } from './labHost';
import { mustRunOn } from './labTests';
import { sentence } from './sentence';

/** The plan of a task for the lab's cluster as it is. */
export async function prepared(session: ClusterSession, task: Task): Promise<ReadyPlan> {
  const ready = await session.changes.prepare(task);
  assert.ok(ready.ok, sentence(ready));
  return ready.value;
}

/** Previews a change, carries it out, and holds what happened against what was shown. `host` is one on which the cluster runs when it is done. */
export async function carriedOut(host: LabHost, session: ClusterSession, ready: ReadyPlan): Promise<void> {
  const begun = Date.now();
  const shown = await actionsShown(session, ready);
  const previewed = Date.now();
  const outcome = await session.changes.carryOut(ready, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
  process.stdout.write(`      ${ready.plan.commands.map((words) => words.join(' ')).join('; ')}: shown in ${previewed - begun} ms, ended after ${Date.now() - previewed} ms\n`);
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  // It is done when it is what was meant; what follows from that, a guest that boots elsewhere say, takes its time.
  await mustRunOn(host, 'crm_resource --wait');
  await session.refresh({ mayAsk: false });
  const { last } = session.state;
  assert.ok(last !== null);
  for (const action of shown) assert.ok(isSo(action, shown, last), `${JSON.stringify(action)} was shown, and it is ${JSON.stringify(nodesOf(action.resource, last))}`);
}

async function actionsShown(session: ClusterSession, ready: ReadyPlan): Promise<readonly SummaryAction[]> {
  if (ready.plan.preview.kind === 'none') return [];
  const consequences = await session.changes.preview(ready, new AbortController().signal);
  assert.ok(consequences.ok, sentence(consequences));
  return consequences.value.change.actions;
}

/** What runs in a guest that is started anew may have found another place before it is back: the scheduler is asked for one step at a time. */
function isSo({ kind, resource, to }: SummaryAction, shown: readonly SummaryAction[], snapshot: ClusterSnapshot): boolean {
  if (kind === 'stop') return nodesOf(resource, snapshot).length === 0;
  const machine = snapshot.nodes.find(({ name }) => name === to)?.resource;
  if (shown.some((action) => action.resource === machine)) return nodesOf(resource, snapshot).length > 0;
  return to === null || nodesOf(resource, snapshot).includes(to);
}

function nodesOf(resource: string, { resources, fencing }: ClusterSnapshot): readonly string[] {
  // crm_simulate numbers the instances of a clone, crm_mon does not.
  return flatten([...resources, ...fencing]).filter(({ id, active }) => baseId(id) === baseId(resource) && active).flatMap(({ nodes }) => nodes);
}
