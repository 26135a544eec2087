import { guestIn } from './guestOnlineStep';
import { hasReturned, lossOf, type Recovery } from './recovery';
import { notRunning } from './runningSteps';
import { ofGuest } from './seenGuest';
import { ofAll, type Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** The cluster fences the guest by stopping its machine, starts it again, and has the node back. Nobody does anything: it is to be seen. */
export const recoveryStep: Step = {
  id: 'recovery',
  needs: ['kill'],
  sure: ['kill'],
  check: (situation) => ofGuest(situation, ({ choice }) => [ofAll(...seen(situation, choice.node))]),
  plan: () => ({ kind: 'none' }),
};

function seen(situation: Situation, node: string): Seen {
  const { cluster } = situation;
  const watched = situation.recovery?.node === node ? situation.recovery : null;
  if (watched !== null && hasReturned(watched)) return ['done', { code: 'recovery', recovery: watched }];
  if (cluster.kind !== 'running') return ['unknown', notRunning(cluster)];
  const loss = lossOf(node, cluster.snapshot);
  const recovery: Recovery = watched ?? { node, failedAt: loss?.at ?? null, moments: [] };
  if (loss === null && watched === null) return ['missing', { code: 'nothing-killed', node }];
  return [guestIn(situation)?.state === 'online' ? 'done' : 'missing', { code: 'recovery', recovery }];
}
