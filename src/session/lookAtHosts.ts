import { randomUUID } from 'node:crypto';
import { readingCommand, SHORT } from '../core/commands/readingCommand';
import { success } from '../core/result';
import { probeCommand } from '../core/walkthrough/probeCommand';
import type { SeenCluster, Situation } from '../core/walkthrough/step';
import type { ClusterSession } from './clusterSession';
import { type ClusterState, isIdle } from './clusterState';
import type { RunOptions } from './ports';

export type LookedAt = Pick<ClusterSession, 'definition' | 'state' | 'run' | 'refresh'>;

/** Looks at all hosts of a cluster, side by side, for what the steps of a set-up want to know, and has the cluster read anew. Nothing is changed. */
export async function lookAtHosts(cluster: LookedAt, options: RunOptions): Promise<Situation> {
  const targets = cluster.definition.hosts.map(({ target }) => target);
  const reading = unlessAborted(cluster.refresh({ mayAsk: false }), options.signal);
  // Each is asked for the names of all: whether they lead anywhere from there.
  const named = await Promise.all(targets.map((target) => cluster.run(target, ownName(), options)));
  const names = [...new Set(named.flatMap((name) => (name.ok ? [name.value] : [])))];
  const hosts = await Promise.all(targets.map(async (target) => ({ target, seen: await cluster.run(target, probeCommand(names, randomUUID()), options) })));
  await reading;
  return { hosts, cluster: seenCluster(cluster.state), guest: null };
}

/** What a session shows of a cluster that it has lost sight of may be otherwise by now. */
export function seenCluster(state: ClusterState): SeenCluster {
  if (state.kind === 'live') return { kind: 'running', snapshot: state.last };
  return { kind: isIdle(state) ? 'idle' : 'unknown' };
}

/** By which it is to be known in a cluster. Letters, digits, `.`, `_` and `-` are all that a host name has. */
function ownName() {
  return readingCommand(['uname', '-n'], { ...SHORT, rights: 'none' }, (text) => success(text.replace(/^-+|[^\w.-]/g, '')));
}

/** Comes when a promise does, or as soon as nobody waits for it any more. */
function unlessAborted(wanted: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal?.aborted) return Promise.resolve();
  const over = new AbortController();
  const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true, signal: over.signal }));
  return Promise.race([wanted, aborted]).finally(() => over.abort());
}
