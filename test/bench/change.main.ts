import { writeFileSync } from 'node:fs';
import type { Task } from '../../src/core/change/task';
import type { ClusterSession } from '../../src/session/clusterSession';
import { access, until } from '../host/access';
import { median } from './largeStatus';

/** The second of each takes the first back, so that the next round finds all as it was. */
const quick: readonly Task[] = [{ kind: 'disable', resources: ['FAKE1'] }, { kind: 'enable', resources: ['FAKE1'] }];
const byPcs: readonly Task[] = [
  { kind: 'groupResources', group: 'PAIR', resources: ['FAKE4', 'FAKE5'], place: null, meta: {} },
  { kind: 'clone', resource: 'FAKE2', clone: null, promotable: false, meta: {} },
];
const rounds = 5;

/**
 * Runs inside the extension host, with a practice cluster that started with the editor. Milliseconds from a task to what the scheduler says of it, where the
 * copy is edited by Pacemaker's tools (`quickPreviewMs`) and by pcs (`pcsPreviewMs`); and from the answer of the change's last command to its
 * verification, in which the cluster reacts (`verifiedMs`). Writes them as JSON to the file that PACEMAKER_EXPLORER_RESULTS names.
 */
export async function run(): Promise<void> {
  const { load } = await access();
  const { clusters } = await load();
  await until('the practice cluster is connected', () => clusters.active?.state.kind === 'live', 60_000);
  const session = clusters.active as ClusterSession;
  const [quickPreview, pcsPreview, verified]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const task of byPcs) pcsPreview.push(await preview(session, task));
    for (const task of quick) {
      quickPreview.push(await preview(session, task));
      verified.push(await verification(session, task));
    }
  }
  const figure = (times: readonly number[]) => ({ median: Math.round(median(times)), worst: Math.round(Math.max(...times)), runs: times.length });
  writeFileSync(process.env['PACEMAKER_EXPLORER_RESULTS'] ?? '', JSON.stringify({ quickPreviewMs: figure(quickPreview), pcsPreviewMs: figure(pcsPreview), verifiedMs: figure(verified) }));
}

async function preview(session: ClusterSession, task: Task): Promise<number> {
  const begin = performance.now();
  const ready = await session.changes.prepare(task);
  if (!ready.ok || !(await session.changes.preview(ready.value, new AbortController().signal)).ok) throw new Error(`${task.kind} could not be previewed`);
  return performance.now() - begin;
}

async function verification(session: ClusterSession, task: Task): Promise<number> {
  const ready = await session.changes.prepare(task);
  if (!ready.ok) throw new Error(`${task.kind} could not be planned`);
  let answered = 0;
  const onStep = ({ kind }: { readonly kind: string }) => {
    if (kind === 'waiting' && answered === 0) answered = performance.now();
  };
  const outcome = await session.changes.carryOut(ready.value, { mayAsk: false, signal: new AbortController().signal, onStep });
  if (outcome.kind !== 'done') throw new Error(`${task.kind} ended as ${outcome.kind}`);
  return answered === 0 ? 0 : performance.now() - answered;
}
