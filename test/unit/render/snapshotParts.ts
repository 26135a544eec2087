import type { ClusterNode, ClusterSnapshot, Constraint, FailedAction, Guest, Resource } from '../../../src/core/snapshot';

/** Parts of a snapshot made by hand, for states that no recorded document shows. */
export function node(name: string, more: Partial<ClusterNode> = {}): ClusterNode {
  return {
    name, id: name, kind: 'cluster', online: true, standby: false, standbyOnFail: null, maintenance: false, pending: false, unclean: false,
    shutdown: null, dc: false, health: null, featureSet: null, resource: null, host: null, connectionHost: null, attributes: {}, configured: {}, utilization: {}, ...more,
  };
}

/** A primitive, started where `nodes` says, stopped without. */
export function resource(id: string, more: Partial<Resource> = {}): Resource {
  const active = (more.nodes ?? []).length > 0 || (more.children ?? []).some((child) => child.active);
  return {
    id, kind: 'primitive', agent: 'ocf:pacemaker:Dummy', role: active ? 'Started' : 'Stopped', targetRole: null, active, managed: true, maintenance: null,
    disabled: false, blocked: false, failed: false, failureIgnored: false, orphaned: false, implicit: false, pending: null, lockedTo: null, promotable: null,
    nodes: [], children: [], failCounts: {}, config: null, ...more,
  };
}

/** The connection that Pacemaker makes for a guest node. */
export function connection(id: string, more: Partial<Resource> = {}): Resource {
  return resource(id, { agent: 'ocf:pacemaker:remote', implicit: true, ...more });
}

export function guest(name: string, more: Partial<Guest> = {}): Guest {
  return { name, host: null, domainState: null, domains: [], resource: null, node: null, connectionHost: null, state: 'not-managed', disagreements: [], ...more };
}

export function failedAction(name: string, onNode: string, more: Partial<FailedAction> = {}): FailedAction {
  return { resource: name, task: 'monitor', interval: 10_000, node: onNode, rc: 7, text: 'not running', reason: null, at: null, guest: null, ...more };
}

export function location(id: string, more: Partial<Extract<Constraint, { kind: 'location' }>> = {}): Constraint {
  return { id, kind: 'location', leftover: false, resource: 'FAKE1', pattern: null, node: 'host1', score: 'INFINITY', role: null, discovery: null, rules: [], sets: [], ...more };
}

export const takenAt = Date.UTC(2026, 10, 22, 14, 3, 5);

export function snapshot(more: Partial<ClusterSnapshot> = {}): ClusterSnapshot {
  return {
    takenAt, host: 'host1', source: 'crm_mon -1 -r --output-as=xml', cibVersion: { adminEpoch: 0, epoch: 12, numUpdates: 3 },
    cluster: { name: 'mycluster', dc: 'host1', quorum: true, stonithEnabled: true, maintenanceMode: false, pacemaker: '2.1.5', lastChange: null },
    nodes: [], resources: [], fencing: [], fencingLevels: [], guests: [], constraints: [], failures: [], properties: {}, resourceDefaults: {}, operationDefaults: {}, tickets: [], ...more,
  };
}
