import type { Task } from '../change/task';
import { findResource } from '../change/resourcePlace';
import type { ClusterSnapshot } from '../snapshot';
import { onlineGuest } from './guestOnlineStep';
import { ofGuest } from './seenGuest';
import { ofAll, type Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** Resources that do nothing but be started somewhere, to see where that is. */
export const dummies = ['FAKE1', 'FAKE2', 'FAKE3', 'FAKE4', 'FAKE5'] as const;

const dummyAgent = 'ocf:pacemaker:Dummy';

/** Resources to see something run: on hosts and in the guest alike, which is a node like any other. */
export const dummiesStep: Step = {
  id: 'dummies',
  needs: ['guestOnline'],
  sure: ['guestOnline'],
  check: (situation) => ofGuest(situation, () => {
    const guest = onlineGuest(situation);
    return 'node' in guest ? [ofAll(...seen(situation))] : guest;
  }),
  plan: (situation) => {
    const [finding] = dummiesStep.check(situation);
    if (finding?.evidence.code !== 'dummies-missing') return { kind: 'none' };
    return { kind: 'tasks', tasks: finding.evidence.resources.map(creating), cautions: [] };
  },
};

function creating(id: string): Task {
  return { kind: 'createResource', id, agent: dummyAgent, parameters: {}, meta: {}, operations: [], place: { kind: 'alone' }, disabled: false };
}

function seen({ cluster }: Situation): Seen {
  if (cluster.kind !== 'running') return ['unknown', { code: 'running-unknown' }];
  const { snapshot } = cluster;
  const of = (id: string) => findResource(snapshot, id)?.instances[0];
  const taken = dummies.filter((id) => of(id) !== undefined && of(id)?.agent !== dummyAgent);
  if (taken.length > 0) return ['wrong', { code: 'dummies-taken', resources: taken }];
  const missing = dummies.filter((id) => of(id) === undefined);
  if (missing.length > 0) return ['missing', { code: 'dummies-missing', resources: missing }];
  const places = dummies.map((resource) => ({ resource, node: placeOf(resource, snapshot) }));
  const stopped = places.filter(({ node }) => node === undefined).map(({ resource }) => resource);
  if (stopped.length > 0) return ['missing', { code: 'dummies-stopped', resources: stopped }];
  return ['done', { code: 'dummies', places: places.map(({ resource, node = '' }) => ({ resource, node })) }];
}

function placeOf(id: string, snapshot: ClusterSnapshot): string | undefined {
  return findResource(snapshot, id)?.instances[0].nodes[0];
}
