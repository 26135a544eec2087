import { isDisabledItself } from '../change/ownMeta';
import type { ClusterSnapshot, FailedAction, Guest } from '../snapshot';
import { machineInCluster } from './machineInCluster';
import { notRunning } from './runningSteps';
import { ofGuest, sightsOf } from './seenGuest';
import { ofAll, type Seen } from './seenHosts';
import type { Finding, Situation, Step } from './step';
import { fencingOf } from './trialStep';

/** The guest is a node that is online. The cluster brings that about by itself, unless it was told to leave the machine off. */
export const guestOnlineStep: Step = {
  id: 'guestOnline',
  needs: ['guestNode'],
  check: (situation) => ofGuest(situation, () => seen(situation)),
  plan: (situation) => {
    const [finding] = guestOnlineStep.check(situation);
    return finding?.evidence.code === 'machine-disabled' ? { kind: 'tasks', tasks: [{ kind: 'enable', resources: [finding.evidence.resource] }], cautions: [] } : { kind: 'none' };
  },
};

function seen(situation: Situation): Seen {
  const { cluster } = situation;
  if (cluster.kind !== 'running') return ['unknown', notRunning(cluster)];
  const machine = machineInCluster(situation);
  const guest = guestIn(situation);
  if (machine === null) return ['missing', { code: 'no-machine-resource', domain: situation.guest?.choice.domain ?? '' }];
  if (guest === null) return ['missing', { code: 'no-guest-node', resource: machine.id }];
  const { node, state } = guest;
  if (state === 'online') return ['done', { code: 'guest-state', node, state, failure: null, labelled: null }];
  if (isDisabledItself(machine)) return ['missing', { code: 'machine-disabled', resource: machine.id }];
  const failure = failureOf(cluster.snapshot, [node, machine.id]);
  // Pacemaker starts nothing while it is to fence and has nothing to do it with.
  if (failure === null && state === 'stopped' && cluster.snapshot.cluster.stonithEnabled === true && fencingOf(cluster.snapshot).length === 0) return ['wrong', { code: 'nothing-fences' }];
  // What has failed to start stays off until somebody has looked into it.
  const labelled = failure?.resource === machine.id ? labelledFile(situation) : null;
  return [failure !== null && state === 'stopped' ? 'wrong' : 'missing', { code: 'guest-state', node, state, failure, labelled }];
}

/** The guest as the cluster has it; null where it runs none such, or it is no node. */
export function guestIn(situation: Situation): (Guest & { readonly node: string }) | null {
  const { cluster } = situation;
  const machine = machineInCluster(situation);
  const guest = machine === null || cluster.kind !== 'running' ? undefined : cluster.snapshot.guests.find(({ resource }) => resource === machine.id);
  return guest === undefined || guest.node === null ? null : { ...guest, node: guest.node };
}

/** The guest, where it is a node and online; else what a step says that can only be taken then. */
export function onlineGuest(situation: Situation): (Guest & { readonly node: string }) | readonly Finding[] {
  const guest = guestIn(situation);
  if (guest?.state === 'online') return guest;
  const [finding] = guestOnlineStep.check(situation);
  return finding === undefined ? [] : [ofAll('unknown', finding.evidence)];
}

function labelledFile(situation: Situation): string | null {
  return sightsOf(situation).find(({ sight }) => sight.file !== null && sight.file.label !== null)?.sight.file?.path ?? null;
}

function failureOf({ failures }: ClusterSnapshot, resources: readonly string[]): FailedAction | null {
  return failures.find(({ resource }) => resources.includes(resource)) ?? null;
}
