import { randomUUID } from 'node:crypto';
import { flatten } from '../core/flatten';
import { baseId } from '../core/liveResources';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import { eventsOf, type Happening } from '../core/whatIf/eventsOf';
import { type Aftermath, aftermathOf } from '../core/whatIf/fates';
import { type Monitor, monitorsIn } from '../core/whatIf/monitors';
import { playCommand, type PlayedOut } from '../core/whatIf/playCommand';
import { keepsQuorumWithout, withoutQuorum } from '../core/whatIf/quorumAfter';
import type { WhatIf } from '../core/whatIf/whatIf';
import type { HostReader } from './hostReader';

type AskedHost = Pick<HostReader, 'link' | 'readCibNow' | 'target'>;

export interface PlayOptions {
  readonly mayAsk: boolean;
  readonly signal: AbortSignal;
}

/** Something that might happen, and what would come of it. */
export interface PlayedWhatIf {
  readonly whatIf: WhatIf;
  readonly aftermath: Result<Aftermath>;
  /** Whether the cluster keeps quorum then; null where nothing tells, and it is taken to be as it is. */
  readonly keepsQuorum: boolean | null;
}

/** So many are played at once: a host has other things to do. */
const atOnce = 2;

/**
 * Has the scheduler of a host play each of these on its own, all on copies of one CIB. `onPlayed` is called as each has been played; the answer has them
 * in the order in which they were wanted. Faults: those of reading the CIB and of playing it without anything that happens; `cancelled`.
 */
export async function playWhatIfs(
  host: AskedHost, snapshot: ClusterSnapshot, wanted: readonly WhatIf[], options: PlayOptions, onPlayed: (played: PlayedWhatIf) => void = () => undefined,
): Promise<Result<readonly PlayedWhatIf[]>> {
  const cib = await host.readCibNow(options);
  if (!cib.ok) return cib;
  const monitors = monitorsIn(cib.value);
  if (!monitors.ok) return monitors;
  const otherwise = await play(host, cib.value, { steps: [], events: [] }, options);
  if (!otherwise.ok) return otherwise;
  const played: PlayedWhatIf[] = [];
  const waiting = [...wanted.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !options.signal.aborted; next = waiting.shift()) {
      const [index, whatIf] = next;
      played[index] = await playOne({ host, cib: cib.value, monitors: monitors.value, otherwise: otherwise.value, snapshot }, whatIf, options);
      if (!options.signal.aborted) onPlayed(played[index]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return options.signal.aborted ? failure({ code: 'cancelled' }) : success(played);
}

interface Stage {
  readonly host: AskedHost;
  readonly cib: string;
  readonly monitors: readonly Monitor[];
  readonly otherwise: PlayedOut;
  readonly snapshot: ClusterSnapshot;
}

async function playOne({ host, cib, monitors, otherwise, snapshot }: Stage, whatIf: WhatIf, options: PlayOptions): Promise<PlayedWhatIf> {
  const leaves = whatIf.kind === 'nodeFails' || whatIf.kind === 'nodeFenced' || whatIf.kind === 'nodeLeaves';
  const keepsQuorum = leaves ? keepsQuorumWithout(whatIf.node, snapshot) : true;
  const happening = eventsOf(whatIf, monitors, 'resource' in whatIf && isPromoted(whatIf.resource, whatIf.node, snapshot));
  if (!happening.ok) return { whatIf, aftermath: happening, keepsQuorum };
  const happened = await play(host, keepsQuorum === false ? withoutQuorum(cib) : cib, happening.value, options);
  return { whatIf, aftermath: happened.ok ? success(aftermathOf(otherwise, happened.value)) : happened, keepsQuorum };
}

function play({ link }: AskedHost, cib: string, happening: Happening, options: PlayOptions): Promise<Result<PlayedOut>> {
  return link.run(playCommand(cib, happening, randomUUID()), options);
}

function isPromoted(resource: string, node: string, snapshot: ClusterSnapshot): boolean {
  return flatten(snapshot.resources).some(({ id, role, nodes }) => role === 'Promoted' && nodes.includes(node) && (id === resource || baseId(id) === resource));
}
