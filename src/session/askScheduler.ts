import { randomUUID } from 'node:crypto';
import { withConfiguration } from '../core/configuration/configurationText';
import { consequencesOf } from '../core/change/consequences';
import type { PreviewWay } from '../core/change/plan';
import { previewCommand } from '../core/change/previewCommand';
import type { Consequences } from '../core/change/transition';
import { failure, type Result } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { HostReader } from './hostReader';

/** Asks the scheduler on a host what these edits of a copy of its CIB, or these events, would lead to. `snapshot` is what the cluster is like now. */
export async function askScheduler(
  host: Pick<HostReader, 'link' | 'readCibNow' | 'target'>,
  way: Exclude<PreviewWay, { readonly kind: 'none' }>,
  snapshot: ClusterSnapshot,
  ask: { readonly mayAsk: boolean; readonly signal: AbortSignal },
): Promise<Result<Consequences>> {
  const cib = await host.readCibNow(ask);
  if (!cib.ok) return cib;
  if (ask.signal.aborted) return failure({ code: 'cancelled' });
  const changed = way.kind === 'configuration' ? withConfiguration(cib.value, way.configuration.reveal()) : null;
  if (changed?.ok === false) return changed;
  const source = { pacemaker: snapshot.cluster.pacemaker, nonce: randomUUID(), ...(way.kind === 'events' ? { events: way.events } : {}), ...(changed === null ? {} : { changed: changed.value }) };
  const answer = await host.link.run(previewCommand(cib.value, way.kind === 'configuration' ? [] : way.steps ?? [], source), ask);
  return answer.ok ? consequencesOf(answer.value, snapshot, host.target) : answer;
}
