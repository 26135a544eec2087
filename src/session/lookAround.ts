import type { GuestChoice } from '../core/walkthrough/guestSituation';
import type { Situation } from '../core/walkthrough/step';
import type { ClusterSession } from './clusterSession';
import { lookAtGuest } from './lookAtGuest';
import { type LookedAt, lookAtHosts } from './lookAtHosts';
import type { RunOptions } from './ports';

export type LookedAround = LookedAt & Pick<ClusterSession, 'guests'>;

/** Looks for what the steps of a set-up want to know: at the hosts, and beside that at the guest where one is chosen. Nothing is changed. */
export async function lookAround(session: LookedAround, choice: GuestChoice | null, options: RunOptions): Promise<Situation> {
  const [situation, guest] = await Promise.all([lookAtHosts(session, options), choice === null ? null : lookAtGuest(session, choice, options)]);
  return { ...situation, guest };
}
