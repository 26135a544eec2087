import { DOMAIN_AGENT } from '../agentName';
import type { Task } from '../change/task';
import { domainFile } from './guestSituation';
import { machineInCluster, machineName, nodeOfMachine } from './machineInCluster';
import { notRunning } from './runningSteps';
import { ofGuest } from './seenGuest';
import type { Seen } from './seenHosts';
import type { Situation, Step } from './step';

/** The cluster runs the virtual machine by a resource, which also says that it is a node. Both at once: without the second the machine itself could be started in a guest. */
export const guestNodeStep: Step = {
  id: 'guestNode',
  needs: ['start', 'guestKey', 'remoteRuns', 'hostNames', 'port', 'nodeName', 'shutDown', 'domainFile'],
  // The cluster may choose the very host that nobody could look at.
  sure: ['hostNames', 'domainFile'],
  check: (situation) => ofGuest(situation, ({ choice }) => seen(situation, choice.node)),
  plan: (situation) => {
    const task = guestNodeStep.check(situation)[0]?.standing === 'missing' ? taskFor(situation) : null;
    if (task === null || situation.guest === null) return { kind: 'none' };
    return { kind: 'tasks', tasks: [task], cautions: situation.guest.seen.ok ? [] : [{ code: 'guest-unseen', domain: situation.guest.choice.domain }] };
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

function taskFor(situation: Situation): Task | null {
  const { guest } = situation;
  if (guest === null) return null;
  const { domain, node } = guest.choice;
  const meta = { 'remote-node': node };
  const machine = machineInCluster(situation);
  if (machine !== null) return { kind: 'updateResource', resource: machine.id, parameters: {}, meta, operations: null };
  return {
    kind: 'createResource', id: machineName(situation), agent: DOMAIN_AGENT,
    parameters: { hypervisor: guest.libvirtUri, config: domainFile(domain) }, meta, operations: [], place: { kind: 'alone' }, disabled: false,
  };
}
