import { element, findAll, valueOf, type CibElement } from './cibTree';
import { runningResources } from './failures';
import { changeNodeState, recordOperation } from './nodeHistory';
import { leaveCluster } from './nodeMembership';
import type { ScheduledAction } from './scheduler';

/** Actions that are under way at the same time. */
export type Wave = readonly ScheduledAction[];

const visible = new Set(['fence', 'start', 'stop', 'promote', 'demote', 'migrate_to', 'migrate_from']);

/**
 * Cuts a transition into waves that a person can watch: neighbours that do the same with the same kind of agent.
 * So a guest's VM, its connection, and what runs inside come one after the other, as they do on a real cluster.
 */
export function wavesOf(actions: readonly ScheduledAction[], cib: CibElement): readonly Wave[] {
  const agents = new Map(findAll(cib, 'primitive').map((primitive) => [valueOf(primitive, 'id'), valueOf(primitive, 'type')]));
  const kind = ({ task, resource }: ScheduledAction) => `${task} ${agents.get(resource.replace(/:\d+$/, '')) ?? 'remote'}`;
  const waves: ScheduledAction[][] = [];
  for (const action of actions.filter(({ task }) => visible.has(task))) {
    const last = waves.at(-1);
    if (last?.[0] && kind(last[0]) === kind(action)) last.push(action);
    else waves.push([action]);
  }
  return waves;
}

/** The CIB while these actions are under way (`pending`), or when they have succeeded (`done`). `at` in seconds since the epoch. */
export function playWave(cib: CibElement, wave: Wave, phase: 'pending' | 'done', at: number): CibElement {
  const outcome = phase === 'pending' ? { rc: 193, status: -1 } : { rc: 0, status: 0 };
  return wave.reduce((before, { node, task, ...action }) => {
    const resource = historyName(before, action.resource);
    if (task === 'fence') return phase === 'done' ? fence(before, node) : before;
    const after = recordOperation(before, { node, resource, task, interval: 0, ...outcome, reason: '', at, failure: false });
    return phase === 'done' && isConnection(after, resource) ? moveGuest(after, resource, task) : after;
  }, cib);
}

/** Instances of a clone are numbered by the scheduler; a node's history numbers them only where several may run on one node. */
function historyName(cib: CibElement, resource: string): string {
  const [, base] = /^(.+):\d+$/.exec(resource) ?? [];
  if (base === undefined) return resource;
  const clone = ['clone', 'master'].flatMap((kind) => findAll(cib, kind)).find((candidate) => findAll(candidate, 'primitive').some((primitive) => valueOf(primitive, 'id') === base));
  const unique = clone && findAll(clone, 'nvpair').some((pair) => valueOf(pair, 'name') === 'globally-unique' && valueOf(pair, 'value') === 'true');
  return unique ? resource : base;
}

/** What ran on a fenced node is gone for certain, and so are the guests inside it. */
function fence(cib: CibElement, node: string): CibElement {
  const guests = runningResources(cib).filter((place) => place.node === node && isConnection(cib, place.resource));
  return guests.reduce((before, { resource }) => moveGuest(before, resource, 'stop'), leaveCluster(cib, node));
}

/** A guest node comes and goes with its connection; what ran inside it ends with it. */
function moveGuest(cib: CibElement, guest: string, task: string): CibElement {
  const inMembership = task === 'start' || task === 'migrate_from';
  return changeNodeState(cib, guest, () =>
    element('node_state', { remote_node: 'true', id: guest, uname: guest, in_ccm: String(inMembership) }));
}

/** The connection of a guest node is a resource that Pacemaker makes, and that is not in the configuration. */
function isConnection(cib: CibElement, resource: string): boolean {
  return findAll(cib, 'nvpair').some((pair) => valueOf(pair, 'name') === 'remote-node' && valueOf(pair, 'value') === resource);
}
