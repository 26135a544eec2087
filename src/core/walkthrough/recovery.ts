import { findResource } from '../change/resourcePlace';
import type { ClusterSnapshot, FailedAction, Resource } from '../snapshot';

/**
 * What becomes of a guest node that was lost, in its order. Of what is over between two readings nothing is seen.
 * failed     the connection to it was found to be lost
 * stopping   its machine is being stopped, which is how a guest is fenced
 * off        its machine is stopped
 * starting   its machine is being started
 * booting    its machine runs, and the node is not back
 * returned   the node is online
 * forgotten  what failed was cleaned up
 */
export const recoveryEvents = ['failed', 'stopping', 'off', 'starting', 'booting', 'returned', 'forgotten'] as const;
export type RecoveryEvent = (typeof recoveryEvents)[number];

export interface RecoveryMoment {
  readonly event: RecoveryEvent;
  /** Milliseconds since the epoch, when the reading began that showed it, by the editor's clock. */
  readonly at: number;
}

/** What was seen so far of one loss of a guest node. */
export interface Recovery {
  readonly node: string;
  /** When it was lost, by the clock of the host that found out: it tells one loss from the next. */
  readonly failedAt: string | null;
  readonly moments: readonly RecoveryMoment[];
}

/** What has been seen with one reading more; null as long as the node was not lost. */
export function recoveryAfter(before: Recovery | null, node: string, snapshot: ClusterSnapshot): Recovery | null {
  const failure = lossOf(node, snapshot);
  const isNew = failure !== null && (before === null || before.node !== node || before.failedAt !== failure.at);
  const recovery: Recovery | null = isNew ? { node, failedAt: failure.at, moments: [{ event: 'failed', at: snapshot.takenAt }] } : before;
  if (recovery === null || recovery.node !== node) return null;
  const seen = eventsIn(node, snapshot, recovery).map((event): RecoveryMoment => ({ event, at: snapshot.takenAt }));
  return seen.length === 0 ? recovery : { ...recovery, moments: [...recovery.moments, ...seen] };
}

/** Whether the node has come back since. */
export function hasReturned({ moments }: Recovery): boolean {
  return moments.some(({ event }) => event === 'returned');
}

/** The loss of the connection to a node that Pacemaker remembers, the latest. A connection that never came about is none. */
export function lossOf(node: string, { failures }: ClusterSnapshot): FailedAction | null {
  const losses = failures.filter((failure) => failure.guest === node && failure.task === 'monitor');
  return losses.reduce<FailedAction | null>((latest, each) => (latest === null || (each.at ?? '') > (latest.at ?? '') ? each : latest), null);
}

/** What a reading shows that was not seen before; nothing goes back. */
function eventsIn(node: string, snapshot: ClusterSnapshot, recovery: Recovery): readonly RecoveryEvent[] {
  const guest = snapshot.guests.find((each) => each.node === node);
  const resource = guest?.resource ?? null;
  const machine = resource === null ? undefined : findResource(snapshot, resource)?.instances[0];
  const last = recoveryEvents.indexOf(recovery.moments.at(-1)?.event ?? 'failed');
  const isBack = guest?.state === 'online';
  const now: readonly (RecoveryEvent | null)[] = isBack
    ? ['returned', lossOf(node, snapshot) === null ? 'forgotten' : null]
    : [machine === undefined ? null : eventOf(machine, last > 0)];
  return now.filter((event) => event !== null).filter((event) => recoveryEvents.indexOf(event) > last);
}

/** At first the machine runs as before, for nobody has done anything about it yet. */
function eventOf({ role, active }: Resource, wasTouched: boolean): RecoveryEvent | null {
  if (role === 'Stopping') return 'stopping';
  if (role === 'Starting') return 'starting';
  if (!active) return 'off';
  return wasTouched ? 'booting' : null;
}
