import type { JournalSpan } from './commands/journal';
import { flatten } from './flatten';
import type { ClusterSnapshot, FailedAction } from './snapshot';

/** Milliseconds around a failed action: what led to it, and what came of it. An operation may take minutes to fail. */
const beforeMs = 60_000;
const afterMs = 5 * 60_000;

/**
 * The cluster nodes that have written down what became of an action: the one where it failed, or, where that is a guest or a remote node, the one that
 * holds the connection to it; and the DC, which decided what to do about it.
 */
export function failureWitnesses({ node }: FailedAction, { resources, cluster }: ClusterSnapshot): readonly string[] {
  const carriers = flatten(resources).filter(({ id, kind }) => kind === 'primitive' && id === node).flatMap(({ nodes }) => nodes);
  return [...new Set([...(carriers.length > 0 ? carriers : [node]), ...(cluster.dc === null ? [] : [cluster.dc])])];
}

/** When that was; null where nobody knows when it failed. */
export function failureSpan({ at }: FailedAction): JournalSpan | null {
  const failedAt = at === null ? NaN : Date.parse(at);
  return Number.isNaN(failedAt) ? null : { from: failedAt - beforeMs, to: failedAt + afterMs };
}
