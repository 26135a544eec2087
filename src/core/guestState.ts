import { readRole } from './statusResources';
import type { ClusterNode, GuestState, Resource } from './snapshot';

/**
 * How a guest stands with the cluster. `node@online` alone does not make it online: it has been seen true while the machine
 * had only just been started, so the connection has to be Started too.
 */
export function guestState(machine: Resource | null, node: ClusterNode | null, connection: Resource | null): GuestState {
  if (!machine) return 'not-managed';
  if (!node) return 'managed';
  if (node.online && connection?.role === 'Started' && !connection.failed) return 'online';
  if (inTransition(machine) || machine.failed || node.unclean) return 'recovering';
  if (!machine.active) return 'stopped';
  return connection && inTransition(connection) ? 'recovering' : 'connection-lost';
}

function inTransition(resource: Resource): boolean {
  const role = resource.role;
  return resource.pending !== null || role === 'Starting' || role === 'Stopping' || role === 'Migrating';
}

/** Whether Pacemaker means this resource to run where it is, with nothing under way. */
export function isSettled(resource: Resource): boolean {
  return !inTransition(resource) && !resource.failed && (resource.role === 'Started' || readRole(resource.role) === 'Stopped');
}
