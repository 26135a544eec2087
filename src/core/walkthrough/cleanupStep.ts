import { guestIn } from './guestOnlineStep';
import { notRunning } from './runningSteps';
import { ofGuest } from './seenGuest';
import { ofAll } from './seenHosts';
import type { Step } from './step';

/** Has the cluster forget what has failed, once that is over: it would remember it for good. */
export const cleanupStep: Step = {
  id: 'cleanup',
  needs: ['recovery'],
  check: (situation) => ofGuest(situation, ({ choice: { node } }) => {
    const { cluster, recovery } = situation;
    if (cluster.kind !== 'running') return [ofAll('unknown', notRunning(cluster))];
    const failures = cluster.snapshot.failures.filter(({ guest }) => guest === node);
    if (failures.length > 0) return [ofAll('missing', { code: 'failures', node, failures })];
    return [ofAll(recovery?.node === node ? 'done' : 'unneeded', { code: 'no-failures', node })];
  }),
  plan: (situation) => {
    const guest = guestIn(situation);
    if (cleanupStep.check(situation)[0]?.standing !== 'missing' || guest?.state !== 'online') return { kind: 'none' };
    return { kind: 'tasks', tasks: [{ kind: 'cleanup', resource: guest.node, node: null }], cautions: [] };
  },
};
