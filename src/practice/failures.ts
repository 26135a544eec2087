import { descend, findAll, valueOf, type CibElement } from './cibTree';
import { countFailure, nodeStates, recordOperation } from './nodeHistory';
import { clusterNodes, loseNode, onlineNodes } from './nodeMembership';

/** What can be made to go wrong in a practice cluster. Names are those of the cluster's own nodes and resources. */
export type Failure =
  /** pacemaker_remoted in a guest is killed: its connection is lost, and Pacemaker fences the guest by restarting its VM. */
  | { readonly kind: 'connection-lost'; readonly guest: string }
  /** The virtual machine of a guest ends: its next monitor finds nothing running. */
  | { readonly kind: 'guest-crashed'; readonly guest: string; readonly resource: string }
  | { readonly kind: 'resource-failed'; readonly resource: string; readonly node: string }
  /** A host loses its power: its node is unclean until it has been fenced. */
  | { readonly kind: 'node-lost'; readonly node: string };

/** The failures that make sense at this moment: of what runs, and not of the last host, which nothing could recover from. */
export function listFailures(cib: CibElement): readonly Failure[] {
  const running = runningResources(cib);
  const guests = guestNodes(cib);
  const online = onlineNodes(cib);
  return [
    ...guests.filter(({ guest }) => running.some(({ resource }) => resource === guest)).map(({ guest }): Failure => ({ kind: 'connection-lost', guest })),
    ...guests.filter((pair) => running.some(({ resource }) => resource === pair.resource)).map((pair): Failure => ({ kind: 'guest-crashed', ...pair })),
    ...running.filter(({ resource }) => !guests.some((pair) => pair.guest === resource || pair.resource === resource)).map((where): Failure => ({ kind: 'resource-failed', ...where })),
    ...(online.length > 1 ? online.map((node): Failure => ({ kind: 'node-lost', node })) : []),
  ];
}

/** The CIB as it is just after a failure, before the cluster has reacted; `null` when what should fail does not run. `at` in seconds since the epoch. */
export function applyFailure(cib: CibElement, failure: Failure, at: number): CibElement | null {
  switch (failure.kind) {
    case 'connection-lost':
      // The words and numbers are those of pacemaker 2.1.5 on a real host.
      return failMonitor(cib, failure.guest, null, at, { rc: 1, status: 4, reason: 'Lost connection to remote executor' });
    case 'guest-crashed':
      return failMonitor(cib, failure.resource, null, at, { rc: 7, status: 0, reason: '' });
    case 'resource-failed':
      return failMonitor(cib, failure.resource, failure.node, at, { rc: 7, status: 0, reason: '' });
    case 'node-lost':
      return onlineNodes(cib).includes(failure.node) && clusterNodes(cib).length > 1 ? loseNode(cib, failure.node) : null;
  }
}

/** Resources that run now, by what their nodes reported last. Fence devices are left out: nothing depends on where they run. */
export function runningResources(cib: CibElement): readonly { readonly resource: string; readonly node: string }[] {
  return nodeStates(cib).flatMap((state) =>
    findAll(state, 'lrm_resource')
      .filter((history) => valueOf(history, 'class') !== 'stonith' && isRunning(history))
      .map((history) => ({ resource: valueOf(history, 'id'), node: valueOf(state, 'uname') })));
}

/** Guest nodes with the resources of their virtual machines. */
export function guestNodes(cib: CibElement): readonly { readonly guest: string; readonly resource: string }[] {
  return findAll(descend(cib, 'configuration', 'resources') ?? cib, 'primitive').flatMap((primitive) => {
    const guest = primitive.children.filter(({ name }) => name === 'meta_attributes').flatMap(({ children }) => children)
      .find((pair) => valueOf(pair, 'name') === 'remote-node');
    return guest ? [{ guest: valueOf(guest, 'value'), resource: valueOf(primitive, 'id') }] : [];
  });
}

/** Whether the operations of a resource on a node say that it runs there: the one with the highest call number counts, an unfinished one is not over. */
export function isRunning(history: CibElement): boolean {
  const latest = history.children
    .filter(({ name }) => name === 'lrm_rsc_op')
    .reduce<CibElement | null>((newest, operation) => (newest && call(newest) > call(operation) ? newest : operation), null);
  if (!latest) return false;
  const task = valueOf(latest, 'operation');
  const rc = Number(valueOf(latest, 'rc-code'));
  if (rc === 193) return task === 'stop' || task === 'demote' || task === 'promote';
  return task !== 'stop' && task !== 'migrate_to' && rc !== 7;
}

function call(operation: CibElement): number {
  const number = Number(valueOf(operation, 'call-id'));
  // An unfinished operation has no number yet; it is newer than every other.
  return number === -1 ? Infinity : number;
}

function failMonitor(
  cib: CibElement, resource: string, node: string | null, at: number, outcome: { readonly rc: number; readonly status: number; readonly reason: string },
): CibElement | null {
  const place = runningResources(cib).find((where) => where.resource === resource && (node === null || where.node === node));
  if (!place) return null;
  const interval = monitorInterval(cib, resource, place.node);
  const failed = recordOperation(cib, { ...place, task: 'monitor', interval, ...outcome, at, failure: true });
  // Pacemaker counts failures of a clone's instances together, under the name without their number.
  return countFailure(failed, place.node, resource.replace(/:\d+$/, ''), 'monitor', interval, at);
}

function monitorInterval(cib: CibElement, resource: string, node: string): number {
  const state = nodeStates(cib).find((candidate) => valueOf(candidate, 'uname') === node);
  const history = state && findAll(state, 'lrm_resource').find((candidate) => valueOf(candidate, 'id') === resource);
  const monitor = history?.children.find((operation) => valueOf(operation, 'operation') === 'monitor' && valueOf(operation, 'interval') !== '0');
  return monitor ? Number(valueOf(monitor, 'interval')) : 10_000;
}
