import { changeChildren, changeOrAdd, descend, element, findAll, valueOf, withAttributes, type CibElement } from './cibTree';

/**
 * What the status section of a CIB holds of one operation. The names are Pacemaker's own (`lrm_rsc_op`), read from
 * what pacemaker 2.1.5 wrote on real hosts.
 */
export interface RecordedOperation {
  readonly node: string;
  readonly resource: string;
  readonly task: string;
  /** Milliseconds; 0 for an operation that does not recur. */
  readonly interval: number;
  /** OCF exit status; 193 is Pacemaker's for "not known yet". */
  readonly rc: number;
  /** Pacemaker's execution status: -1 pending, 0 done, 4 the executor itself failed. */
  readonly status: number;
  readonly reason: string;
  /** Seconds since the epoch. */
  readonly at: number;
  /** Whether it is kept as the failure that Pacemaker holds against the resource. */
  readonly failure: boolean;
}

/** Writes an operation into the history of a node, as the executor there would report it. */
export function recordOperation(cib: CibElement, operation: RecordedOperation): CibElement {
  const { node, resource, task, interval, rc, status, reason, at, failure } = operation;
  const suffix = failure ? 'last_failure_0' : interval === 0 ? 'last_0' : `${task}_${interval}`;
  const pending = status === -1;
  const key = `1:0:0:${simulatedTransition}`;
  const change = (history: CibElement) => {
    const call = Math.max(0, ...history.children.map((child) => Number(valueOf(child, 'call-id')) || 0)) + 1;
    const record = (old: CibElement) => withAttributes(old, {
      operation_key: `${resource}_${task}_${interval}`, operation: task, 'crm-debug-origin': 'practice', crm_feature_set: valueOf(cib, 'crm_feature_set'),
      'transition-key': key, 'transition-magic': `${status}:${rc};${key}`, 'exit-reason': reason, on_node: node,
      'call-id': pending ? '-1' : String(call), 'rc-code': String(rc), 'op-status': String(status), interval: String(interval),
      'last-rc-change': String(at), 'exec-time': '0', 'queue-time': '0',
    });
    const recorded = changeOrAdd(history, 'lrm_rsc_op', `${resource}_${suffix}`, record);
    // A resource that stops is not watched any more: the executor has cancelled its recurring monitors. What failed stays on record.
    const stays = (child: CibElement) => valueOf(child, 'interval') === '0' || valueOf(child, 'id').endsWith('_last_failure_0');
    return task === 'stop' ? changeChildren(recorded, 'lrm_rsc_op', (child) => (stays(child) ? child : null)) : recorded;
  };
  return changeNodeState(cib, node, (state) =>
    changeOrAdd(state, 'lrm', valueOf(state, 'id'), (lrm) =>
      changeOrAdd(lrm, 'lrm_resources', null, (all) => changeOrAdd(all, 'lrm_resource', resource, (history) => change(withAgent(history, cib, resource))))));
}

/** Counts a failure against a resource on a node, in the transient attributes that Pacemaker keeps for it. */
export function countFailure(cib: CibElement, node: string, resource: string, task: string, interval: number, at: number): CibElement {
  const name = `${resource}#${task}_${interval}`;
  const counted = Number(transientAttribute(cib, node, `fail-count-${name}`) ?? 0) + 1;
  const withCount = setTransientAttribute(cib, node, `fail-count-${name}`, String(counted));
  return setTransientAttribute(withCount, node, `last-failure-${name}`, String(at));
}

export function transientAttribute(cib: CibElement, node: string, name: string): string | undefined {
  const state = nodeStates(cib).find((candidate) => valueOf(candidate, 'uname') === node);
  const pair = state && findAll(state, 'nvpair').find((candidate) => valueOf(candidate, 'name') === name);
  return pair && valueOf(pair, 'value');
}

export function setTransientAttribute(cib: CibElement, node: string, name: string, value: string): CibElement {
  return changeNodeState(cib, node, (state) => {
    const id = valueOf(state, 'id');
    const pair = `status-${id}-${name.replace(/[^\w.-]/g, '.')}`;
    return changeOrAdd(state, 'transient_attributes', id, (attributes) =>
      changeOrAdd(attributes, 'instance_attributes', null, (set) =>
        changeOrAdd(withAttributes(set, { id: `status-${id}` }), 'nvpair', pair, (old) => withAttributes(old, { name, value }))));
  });
}

/**
 * Forgets failures, as `crm_resource --cleanup` does: fail counts, failed operations, and the whole history of a resource on a node
 * where its newest state is itself a failure, so that it is looked at anew. `null` means every resource, every node.
 */
export function forgetFailures(cib: CibElement, resource: string | null, node: string | null): CibElement {
  const isMeant = (id: string) => resource === null || id === resource || id.startsWith(`${resource}:`);
  const cleanHistory = (history: CibElement): CibElement | null => {
    if (!isMeant(valueOf(history, 'id'))) return history;
    const kept = changeChildren(history, 'lrm_rsc_op', (operation) => (valueOf(operation, 'id').endsWith('_last_failure_0') ? null : operation));
    return kept.children.some(isFailed) ? null : kept;
  };
  const cleanPair = (pair: CibElement) => {
    const counted = /^(?:fail-count|last-failure)-([^#]+)(?:#|$)/.exec(valueOf(pair, 'name'))?.[1];
    return counted !== undefined && isMeant(counted) ? null : pair;
  };
  return changeStatus(cib, (state) => {
    if (node !== null && valueOf(state, 'uname') !== node) return state;
    const histories = changeChildren(state, 'lrm', (lrm) => changeChildren(lrm, 'lrm_resources', (all) => changeChildren(all, 'lrm_resource', cleanHistory)));
    return changeChildren(histories, 'transient_attributes', (attributes) =>
      changeChildren(attributes, 'instance_attributes', (set) => changeChildren(set, 'nvpair', cleanPair)));
  });
}

/** Whether an operation ended otherwise than it should: a probe may find a resource stopped, or running, also as promoted. */
function isFailed(operation: CibElement): boolean {
  if (operation.name !== 'lrm_rsc_op') return false;
  const rc = Number(valueOf(operation, 'rc-code'));
  const probe = valueOf(operation, 'operation') === 'monitor' && valueOf(operation, 'interval') === '0';
  return valueOf(operation, 'op-status') !== '-1' && rc !== 0 && rc !== 8 && !(probe && rc === 7);
}

/** The `node_state` elements: what is known of each node at this moment. */
export function nodeStates(cib: CibElement): readonly CibElement[] {
  return descend(cib, 'status')?.children.filter((child) => child.name === 'node_state') ?? [];
}

/** Changes what is known of one node; a node that is not in the status yet (a guest node before its first start) is added. */
export function changeNodeState(cib: CibElement, node: string, change: (state: CibElement) => CibElement): CibElement {
  const known = nodeStates(cib).some((state) => valueOf(state, 'uname') === node);
  const added = known ? cib : changeOrAdd(cib, 'status', null, (status) => ({ ...status, children: [...status.children, element('node_state', { id: node, uname: node })] }));
  return changeStatus(added, (state) => (valueOf(state, 'uname') === node ? change(state) : state));
}

function changeStatus(cib: CibElement, change: (state: CibElement) => CibElement): CibElement {
  return changeChildren(cib, 'status', (status) => changeChildren(status, 'node_state', change));
}

/** Class, provider and type of a resource: from its configuration, or, for the connection of a guest node, Pacemaker's own. */
function withAgent(history: CibElement, cib: CibElement, resource: string): CibElement {
  if (history.attributes.has('type')) return history;
  const base = resource.replace(/:\d+$/, '');
  const primitive = findAll(cib, 'primitive').find((candidate) => valueOf(candidate, 'id') === base);
  if (!primitive) return withAttributes(history, { type: 'remote', class: 'ocf', provider: 'pacemaker' });
  return withAttributes(history, { type: valueOf(primitive, 'type'), class: valueOf(primitive, 'class'), provider: primitive.attributes.get('provider') ?? null });
}

/** Stands where a real operation names the transition that asked for it. */
const simulatedTransition = '00000000-0000-0000-0000-000000000000';
