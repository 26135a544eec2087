import type { ClusterSnapshot, Resource } from '../snapshot';
import type { Task, TaskOf } from './task';

/** A cluster as it is configured once these tasks have been done, so far as they create what others build on: resources that are in nothing, of which none runs. */
export function withCreated(tasks: readonly Task[], snapshot: ClusterSnapshot): ClusterSnapshot {
  const created = tasks.flatMap((task) => (task.kind === 'createResource' && task.place.kind === 'alone' ? [asCreated(task)] : []));
  return created.length === 0 ? snapshot : { ...snapshot, resources: [...snapshot.resources, ...created] };
}

function asCreated({ id, agent, meta, parameters, disabled }: TaskOf<'createResource'>): Resource {
  const plain = Object.fromEntries(Object.entries(parameters).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  return {
    id, kind: 'primitive', agent, role: 'Stopped', targetRole: disabled ? 'Stopped' : null, active: false, managed: true, maintenance: null, disabled, blocked: false, failed: false,
    failureIgnored: false, orphaned: false, implicit: false, pending: null, lockedTo: null, promotable: null, nodes: [], children: [], failCounts: {},
    config: { description: null, template: null, parameters: plain, meta: { ...meta, ...(disabled ? { 'target-role': 'Stopped' } : {}) }, utilization: {}, operations: [] },
  };
}
