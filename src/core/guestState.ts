import type { ClusterNode, GuestState, Resource } from './snapshot';

/**
 * How a guest stands with the cluster. `node@online` alone does not make it online: it has been seen true (2.1.5) while the machine
 * had only just been started, so the connection has to be Started too. 1.1.13 does not list connections at all: there the node's word stands alone.
 */
export function guestState(machine: Resource | null, node: ClusterNode | null, connection: Resource | null): GuestState {
  if (!machine) return 'not-managed';
  if (!node) return 'managed';
  const role = connection?.role ?? null;
  if (node.online && (role === null || (role === 'Started' && connection?.failed === false))) return 'online';
  if (inTransition(machine)) return 'recovering';
  if (!machine.active) return 'stopped';
  return connection && inTransition(connection) ? 'recovering' : 'connection-lost';
}

function inTransition(resource: Resource): boolean {
  const role = resource.role;
  return resource.pending !== null || role === 'Starting' || role === 'Stopping' || role === 'Migrating';
}

/** Whether Pacemaker holds a resource for started or stopped and is doing nothing about it. */
export function isSettled(resource: Resource): boolean {
  const recovers = resource.failed && resource.managed && !resource.blocked;
  return !inTransition(resource) && !recovers && (resource.role === 'Started' || resource.role === 'Stopped');
}
