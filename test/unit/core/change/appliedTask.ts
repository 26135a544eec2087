import type { Task } from '../../../../src/core/change/task';
import type { ClusterSnapshot, Constraint, Resource } from '../../../../src/core/snapshot';
import { location } from '../../render/snapshotParts';

/** What a snapshot says when a task has been carried out, so far as the configuration tells, for tasks whose plan says what takes them back. */
export function applied(task: Task, before: ClusterSnapshot, newId: string | null): ClusterSnapshot {
  switch (task.kind) {
    case 'disable': return withMeta(before, task.resources, 'target-role', 'Stopped');
    case 'enable': return withMeta(before, task.resources, 'target-role', null);
    case 'unmanage': return withMeta(before, task.resources, 'is-managed', 'false');
    case 'manage': return withMeta(before, task.resources, 'is-managed', null);
    case 'standby':
    case 'unstandby': return withNodes(before, task.nodes, { standby: task.kind === 'standby' });
    case 'startMaintenance':
    case 'endMaintenance': return withNodes(before, task.nodes, { maintenance: task.kind === 'startMaintenance' });
    case 'setProperty': {
      const others = Object.entries(before.properties).filter(([name]) => name !== task.name);
      return { ...before, properties: Object.fromEntries(task.value === null ? others : [...others, [task.name, task.value]]) };
    }
    case 'addLocation': {
      const others = before.constraints.filter((constraint) => constraint.kind !== 'location' || constraint.resource !== task.resource || constraint.node !== task.node);
      return { ...before, constraints: [...others, location(newId ?? '', { resource: task.resource, node: task.node, score: task.score })] };
    }
    case 'addColocation': return withConstraint(before, { id: newId ?? '', leftover: false, sets: [], kind: 'colocation', resource: task.resource, role: null, with: task.withResource, withRole: null, score: task.score });
    case 'addOrder':
      return withConstraint(before, { id: newId ?? '', leftover: false, sets: [], kind: 'order', first: task.first, firstAction: 'start', then: task.then, thenAction: 'start', orderKind: null, symmetrical: null });
    case 'ban':
      return withConstraint(before, location(newId ?? '', { leftover: true, resource: task.resource, node: task.node, score: '-INFINITY', role: 'Started' }));
    case 'clear':
      return { ...before, constraints: before.constraints.filter((constraint) => !(constraint.kind === 'location' && constraint.leftover && constraint.resource === task.resource && (task.node === null || constraint.node === task.node))) };
    case 'deleteConstraints': return { ...before, constraints: before.constraints.filter(({ id }) => !task.constraints.includes(id)) };
    default: throw new RangeError(`${task.kind} is not carried out here`);
  }
}

function withConstraint(snapshot: ClusterSnapshot, constraint: Constraint): ClusterSnapshot {
  return { ...snapshot, constraints: [...snapshot.constraints, constraint] };
}

function withNodes(snapshot: ClusterSnapshot, names: readonly string[], change: Partial<ClusterSnapshot['nodes'][number]>): ClusterSnapshot {
  return { ...snapshot, nodes: snapshot.nodes.map((node) => (names.includes(node.name) ? { ...node, ...change } : node)) };
}

function withMeta(snapshot: ClusterSnapshot, ids: readonly string[], name: string, value: string | null): ClusterSnapshot {
  const change = (resource: Resource): Resource => {
    const children = resource.children.map(change);
    if (!ids.includes(resource.id) || resource.config === null) return { ...resource, children };
    const { [name]: _, ...others } = resource.config.meta;
    return { ...resource, children, config: { ...resource.config, meta: value === null ? others : { ...others, [name]: value } } };
  };
  return { ...snapshot, resources: snapshot.resources.map(change), fencing: snapshot.fencing.map(change) };
}
