import type { ClusterNode, ClusterSnapshot, FailedAction, Guest, Resource } from './snapshot';

/**
 * A snapshot as JSON for people and programs: what to send with a report of a fault, or to copy.
 * Names and order of the first seven parts are a contract; what follows them may grow.
 */
export function snapshotToJson(snapshot: ClusterSnapshot): Readonly<Record<string, unknown>> {
  return {
    cluster: snapshot.cluster,
    nodes: snapshot.nodes.map(nodeToJson),
    resources: snapshot.resources.map(resourceToJson),
    fencing: snapshot.fencing.map(resourceToJson),
    guests: snapshot.guests.map(guestToJson),
    constraints: snapshot.constraints,
    failures: snapshot.failures.map(failureToJson),
    fencingLevels: snapshot.fencingLevels,
    tickets: snapshot.tickets,
    properties: snapshot.properties,
    cibVersion: snapshot.cibVersion,
  };
}

function nodeToJson(node: ClusterNode): Readonly<Record<string, unknown>> {
  const { name, kind, online, standby, maintenance, pending, unclean, dc, resource, host, connectionHost, configured: _, ...rest } = node;
  return { name, kind, online, standby, maintenance, pending, unclean, dc, resource, host, connectionHost, ...rest };
}

function resourceToJson(resource: Resource): Readonly<Record<string, unknown>> {
  const { id, kind, agent, role, active, managed, disabled, blocked, failed, orphaned, implicit, nodes, children, failCounts, ...rest } = resource;
  return {
    id, kind, agent, role, active, managed, disabled, blocked, failed, orphaned, implicit, nodes,
    children: children.map(resourceToJson),
    failCounts: Object.fromEntries(Object.entries(failCounts).map(([node, count]) => [node, Number.isFinite(count) ? count : 'INFINITY'])),
    ...rest,
  };
}

function guestToJson(guest: Guest): Readonly<Record<string, unknown>> {
  const { name, host, domainState, resource, node, state, disagreements, ...rest } = guest;
  return { name, host, domainState, resource, node, state, disagreements, ...rest };
}

function failureToJson(action: FailedAction): Readonly<Record<string, unknown>> {
  const { resource, task, interval, node, rc, text, reason, at, guest } = action;
  return { resource, task, interval, node, rc, text, reason, at, guest };
}
