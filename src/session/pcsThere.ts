import { ofStopped } from '../core/change/ofStopped';
import type { Plan } from '../core/change/plan';
import { planChange } from '../core/change/planChange';
import type { Task } from '../core/change/task';
import { withCreated } from '../core/change/withCreated';
import { readDialect } from '../core/commands/dialect';
import { failure, type Result } from '../core/result';
import type { Situation } from '../core/walkthrough/step';
import type { ClusterSession } from './clusterSession';
import { isIdle } from './clusterState';
import type { RunOptions } from './ports';

/** The pcs by which a set-up is done: on which host it is, and how it is told to do something. */
export interface PcsThere {
  /** Null where no host answers. */
  readonly speaker: string | null;
  /** How it is told that, once those before it have been done. */
  readonly plan: (task: Task, before: readonly Task[]) => Result<Plan>;
}

/** Asks the host that speaks for a cluster, or where none does the first that answers, what its pcs is. Nothing is changed, so this serves a cluster that is read-only, too. */
export async function pcsThere(session: Pick<ClusterSession, 'definition' | 'state' | 'run'>, { hosts, cluster }: Situation, options: RunOptions): Promise<PcsThere> {
  const { state, definition: { name } } = session;
  const answering = hosts.flatMap(({ target, seen }) => (seen.ok ? [{ target, name: seen.value.name }] : []));
  const wanted = cluster.kind === 'running' ? cluster.snapshot.host : isIdle(state) ? state.host : null;
  const speaker = answering.find(({ target }) => target === wanted) ?? answering[0];
  if (speaker === undefined) return { speaker: null, plan: () => failure({ code: 'not-live', cluster: name }) };
  const { target } = speaker;
  const dialect = await session.run(target, readDialect(), options);
  const snapshot = cluster.kind === 'running' ? cluster.snapshot : ofStopped(target, 0, state.last);
  return { speaker: target, plan: (task, before) => (dialect.ok ? planChange(task, dialect.value, withCreated(before, snapshot), speaker.name) : dialect) };
}
