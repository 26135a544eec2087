import { DOMAIN_AGENT } from '../agentName';
import { findResource, nodeCarriedBy, primitivesIn } from '../change/resourcePlace';
import type { Resource } from '../snapshot';
import { domainFile } from './guestSituation';
import type { Situation } from './step';

/** The resource by which the cluster runs the virtual machine that was chosen; null where it has none, or does not run. */
export function machineInCluster({ cluster, guest }: Situation): Resource | null {
  if (cluster.kind !== 'running' || guest === null) return null;
  const { domain } = guest.choice;
  const machines = primitivesIn(cluster.snapshot.resources).filter(({ agent, orphaned }) => agent === DOMAIN_AGENT && !orphaned);
  const joined = cluster.snapshot.guests.find(({ name, resource }) => name === domain && resource !== null)?.resource;
  return machines.find(({ id, config }) => id === joined || config?.parameters['config'] === domainFile(domain)) ?? null;
}

/** The node that it is, or is to be when the resource is started next; null where it is none. */
export function nodeOfMachine(situation: Situation): string | null {
  const machine = machineInCluster(situation);
  return machine === null || situation.cluster.kind !== 'running' ? null : nodeCarriedBy(machine, situation.cluster.snapshot);
}

/**
 * What the resource is called, or is to be: as the domain, or as tutorials have it where the node is called like that. It never has the node's name, which
 * Pacemaker gives to the connection.
 */
export function machineName(situation: Situation): string {
  const existing = machineInCluster(situation);
  if (existing !== null) return existing.id;
  const { domain = '', node = '' } = situation.guest?.choice ?? {};
  const id = domain.replace(/[^\p{L}\p{N}_.-]/gu, '-');
  const isPlain = /^[\p{L}_]/u.test(id) && id !== node && !isTaken(id, situation);
  return isPlain ? id : `vm-${id}`;
}

function isTaken(id: string, { cluster }: Situation): boolean {
  return cluster.kind === 'running' && findResource(cluster.snapshot, id) !== null;
}
