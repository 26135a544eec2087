import { findResource } from '../change/resourcePlace';
import type { ClusterSnapshot } from '../snapshot';
import { onlineGuest } from './guestOnlineStep';
import { ofGuest } from './seenGuest';
import { ofAll, type Seen } from './seenHosts';
import type { Step } from './step';

const resource = 'FAKE3';

/** One of the dummies is told to prefer the guest, as it could be told to prefer any node, and goes there. */
export const placementStep: Step = {
  id: 'placement',
  needs: ['dummies'],
  sure: ['dummies'],
  check: (situation) => ofGuest(situation, () => {
    const guest = onlineGuest(situation);
    if (!('node' in guest)) return guest;
    return situation.cluster.kind === 'running' ? [ofAll(...seen(situation.cluster.snapshot, guest.node))] : [];
  }),
  plan: (situation) => {
    const [finding] = placementStep.check(situation);
    if (finding?.evidence.code !== 'no-preference') return { kind: 'none' };
    return { kind: 'tasks', tasks: [{ kind: 'addLocation', resource, node: finding.evidence.node, score: 'INFINITY' }], cautions: [] };
  },
};

function seen(snapshot: ClusterSnapshot, node: string): Seen {
  const runsOn = findResource(snapshot, resource)?.instances.flatMap(({ nodes }) => nodes) ?? [];
  const prefers = snapshot.constraints.some((constraint) => constraint.kind === 'location' && constraint.resource === resource && constraint.node === node && isPreference(constraint.score));
  if (!prefers) return ['missing', { code: 'no-preference', resource, node, runsOn }];
  return [runsOn.includes(node) ? 'done' : 'missing', { code: 'prefers', resource, node, runsOn }];
}

function isPreference(score: string | null): boolean {
  return score !== null && (/^\+?INFINITY$/.test(score) || Number(score) > 0);
}
