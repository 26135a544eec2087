import type { ClusterPort } from './clusterPorts';
import { firewallStep } from './firewallStep';
import type { Firewall } from './hostReport';
import { ofGuest } from './seenGuest';
import type { Situation, Step } from './step';

/** Lets the hosts through the guest's firewall, as on a host; of the cluster's ports a guest needs but that of pacemaker_remote. */
export const guestFirewallStep: Step = {
  id: 'guestFirewall',
  needs: ['reach'],
  check: (situation) => ofGuest(situation, () => firewallStep.check(asHost(situation))),
  plan: (situation) => firewallStep.plan(asHost(situation)),
};

/** The guest as if it were the only host, and as if nothing kept out any other port. */
function asHost(situation: Situation): Situation {
  const { guest } = situation;
  if (guest === null) return { ...situation, hosts: [] };
  const { seen } = guest;
  return { ...situation, hosts: [{ target: guest.target, seen: seen.ok ? { ...seen, value: { ...seen.value, firewall: forPort(seen.value.firewall) } } : seen }] };
}

function forPort(firewall: Firewall): Firewall {
  if (firewall.kind !== 'filters') return firewall;
  return { ...firewall, filters: firewall.filters.map((filter) => ({ ...filter, shut: filter.shut.filter(isPort), unsure: filter.unsure.filter(isPort) })) };
}

function isPort(each: ClusterPort): boolean {
  return each === '3121/tcp';
}
