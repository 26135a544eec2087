import assert from 'node:assert/strict';
import type { Task } from '../../src/core/change/task';
import type { SummaryAction, Transition } from '../../src/core/change/transition';
import { flatten } from '../../src/core/flatten';
import { baseId } from '../../src/core/liveResources';
import type { ClusterSnapshot } from '../../src/core/snapshot';
import type { ReadyPlan } from '../../src/session/changeOutcome';
import type { ClusterSession } from '../../src/session/clusterSession';
import { atRest } from './atRest';
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
  const shown = await shownBy(session, ready);
  const previewed = Date.now();
  const before = session.state.last ?? assert.fail('nothing was read');
  // What ends as it began has left its traces elsewhere.
  const traces = shown === null ? null : await tracesOf(shown, host);
  const sent = Date.now();
  const outcome = await session.changes.carryOut(ready, { mayAsk: false, signal: new AbortController().signal, onStep: () => undefined });
  const said = shown === null ? `not shown (${ready.plan.preview.kind === 'none' ? ready.plan.preview.why : ''}), held against what it is for alone` : `shown in ${previewed - begun} ms`;
  process.stdout.write(`      ${ready.plan.commands.map((words) => words.join(' ')).join('; ')}: ${said}, ended after ${Date.now() - sent} ms\n`);
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  // It is done when it is what was meant; what follows from that, a guest that boots elsewhere say, takes its time.
  await atRest(host);
  await session.refresh({ mayAsk: false });
  const { last } = session.state;
  assert.ok(last !== null);
  if (shown === null || traces === null) return;
  for (const action of shown.actions) assert.ok(isSo(action, shown.actions, before, last), `${JSON.stringify(action)} was shown, and it is ${JSON.stringify(placesOf(action.resource, last))}`);
  const now = await tracesOf(shown, host);
  for (const [what, trace] of traces) assert.notEqual(now.get(what), trace, `${what} was shown, and nothing of it is seen`);
}

/** Null where there is no preview. */
async function shownBy(session: ClusterSession, ready: ReadyPlan): Promise<Transition | null> {
  if (ready.plan.preview.kind === 'none') return null;
  const consequences = await session.changes.preview(ready, new AbortController().signal);
  assert.ok(consequences.ok, sentence(consequences));
  return consequences.value.change;
}

/** What is written down of each start of what is to be started anew, and of each fencing: that is another one when it has been done. */
async function tracesOf({ actions, fencing }: Transition, host: LabHost): Promise<ReadonlyMap<string, string>> {
  const anew = actions.filter(({ kind, blocked }) => !blocked && (kind === 'restart' || kind === 'recover')).map(({ resource }) => resource);
  const started = anew.map(async (resource) => [`the start of ${resource}`, await mustRunOn(host, `cibadmin --query --xpath "//lrm_resource[@id='${resource}']/lrm_rsc_op[@operation='start']" || true`)] as const);
  const fenced = fencing.filter(({ resource }) => resource === null).map(async ({ node }) => [`the fencing of ${node}`, await mustRunOn(host, `stonith_admin --history ${node} --verbose || true`)] as const);
  return new Map(await Promise.all([...started, ...fenced]));
}

/** What runs in a guest that is started anew may have found another place before it is back: the scheduler is asked for one step at a time. */
function isSo({ kind, resource, from, to, blocked }: SummaryAction, shown: readonly SummaryAction[], before: ClusterSnapshot, snapshot: ClusterSnapshot): boolean {
  const places = placesOf(resource, snapshot);
  const nodes = places.map(({ node }) => node);
  if (blocked) return JSON.stringify(places) === JSON.stringify(placesOf(resource, before));
  if (kind === 'stop') return from === null ? nodes.length === 0 : !nodes.includes(from) || shown.some((action) => action.kind !== 'stop' && baseId(action.resource) === baseId(resource) && action.to === from);
  if (kind === 'demote') return !places.some(({ node, role }) => node === from && role === 'Promoted');
  if (kind === 'promote') return places.some(({ node, role }) => node === to && role === 'Promoted');
  const machine = snapshot.nodes.find(({ name }) => name === to)?.resource;
  if (shown.some((action) => action.resource === machine)) return nodes.length > 0;
  return to === null || nodes.includes(to);
}

function placesOf(resource: string, { resources, fencing }: ClusterSnapshot): readonly { readonly node: string; readonly role: string | null }[] {
  // crm_simulate numbers the instances of a clone, crm_mon does not.
  return flatten([...resources, ...fencing]).filter(({ id, active }) => baseId(id) === baseId(resource) && active).flatMap(({ nodes, role }) => nodes.map((node) => ({ node, role })));
}
