import { DOMAIN_AGENT } from '../agentName';
import type { Task, TaskOf } from '../change/task';
import { domainFile } from './guestSituation';
import { machineInCluster, machineName, nodeOfMachine } from './machineInCluster';
import { notRunning } from './runningSteps';
import { ofGuest } from './seenGuest';
import type { Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** The cluster runs the virtual machine by a resource, which also says that it is a node. */
export const guestNodeStep: Step = {
  id: 'guestNode',
  needs: ['start', 'guestKey', 'remoteRuns', 'hostNames', 'port', 'nodeName', 'shutDown', 'domainFile'],
  // The cluster may choose the very host that nobody could look at.
  sure: ['hostNames', 'domainFile'],
  check: (situation) => ofGuest(situation, ({ choice }) => seen(situation, choice.node)),
  plan: (situation) => {
    if (guestNodeStep.check(situation)[0]?.standing !== 'missing' || situation.guest === null) return { kind: 'none' };
    return { kind: 'tasks', tasks: tasksFor(situation), cautions: situation.guest.seen.ok ? [] : [{ code: 'guest-unseen', domain: situation.guest.choice.domain }] };
  },
};

function seen(situation: Situation, node: string): Seen {
  const { cluster, guest } = situation;
  if (cluster.kind !== 'running') return ['unknown', notRunning(cluster)];
  const machine = machineInCluster(situation);
  if (machine === null) return ['missing', { code: 'no-machine-resource', domain: guest?.choice.domain ?? '' }];
  const carried = nodeOfMachine(situation);
  if (carried === null) return ['missing', { code: 'no-guest-node', resource: machine.id }];
  return carried === node ? ['done', { code: 'guest-node', resource: machine.id, node }] : ['wrong', { code: 'other-guest-node', resource: machine.id, node: carried }];
}

/**
 * By hand both come at once. pcs makes a node only of a resource that there is, which is kept from starting until then: what is no node yet may be started in another
 * guest (seen with 2.1.5), and pcs refuses a guest that it was authenticated with and in which pacemaker_remote runs already.
 */
function tasksFor(situation: Situation): readonly Task[] {
  const { guest } = situation;
  if (guest === null) return [];
  const { libvirtUri, choice: { domain, node, way } } = guest;
  const isThere = machineInCluster(situation) !== null;
  const resource = machineName(situation);
  const creating = (more: Pick<TaskOf<'createResource'>, 'meta' | 'disabled'>): Task =>
    ({ kind: 'createResource', id: resource, agent: DOMAIN_AGENT, parameters: { hypervisor: libvirtUri, config: domainFile(domain) }, operations: [], place: { kind: 'alone' }, ...more });
  switch (way) {
    case 'hand': {
      const meta = { 'remote-node': node };
      return [isThere ? { kind: 'updateResource', resource, parameters: {}, meta, operations: null } : creating({ meta, disabled: false })];
    }
    case 'pcs': {
      const adding: Task = { kind: 'addGuestNode', resource, node, address: null };
      return isThere ? [adding] : [creating({ meta: {}, disabled: true }), adding, { kind: 'enable', resources: [resource] }];
    }
  }
}
