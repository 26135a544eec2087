import { REMOTE_AGENT } from '../agentName';
import type { ClusterSnapshot } from '../snapshot';
import type { Expectation } from './expectation';
import { isDisabledItself } from './ownMeta';
import { findResource, nodeCarriedBy, type PlacedResource, primitivesIn } from './resourcePlace';

/** That a resource runs, and the connection to the node it carries; nothing where something else keeps it from running. `enabled` are no longer disabled. */
export function runs(resource: PlacedResource, snapshot: ClusterSnapshot, enabled: ReadonlySet<string> = new Set(), node: string | null = null): readonly Expectation[] {
  if (!mayRun(resource, enabled)) return [];
  const active = (id: string, on: string | null): Expectation => ({ kind: 'active', resource: id, node: on });
  return [active(resource.id, node), ...connectionsOf(resource, snapshot).map((id) => active(id, null))];
}

/** That a resource does not run; nothing where the cluster does not manage all that runs of it. */
export function isStopped(resource: PlacedResource): readonly Expectation[] {
  const isUnmanaged = primitivesIn(resource.instances).some(({ active, managed }) => active && !managed);
  return isUnmanaged ? [] : [{ kind: 'inactive', resource: resource.id }];
}

/** What keeps a resource from running: it is not managed, or it, what it is in, or a member of its group before it is disabled. */
function mayRun({ id, instances, parents }: PlacedResource, enabled: ReadonlySet<string>): boolean {
  const [resource] = instances;
  if (instances.some((instance) => !instance.managed) || primitivesIn(instances).some(({ managed }) => !managed)) return false;
  const group = parents.at(-1)?.kind === 'group' ? parents.at(-1) : undefined;
  const before = group ? group.children.slice(0, Math.max(0, group.children.findIndex((member) => member.id === resource.id))) : [];
  return ![...parents, ...before, resource].some((each) => isDisabledItself(each) && !enabled.has(each.id) && !(each === resource && enabled.has(id)));
}

function connectionsOf({ instances }: PlacedResource, snapshot: ClusterSnapshot): readonly string[] {
  return primitivesIn(instances)
    .map((machine) => (machine.agent === REMOTE_AGENT ? null : nodeCarriedBy(machine, snapshot)))
    .filter((node) => node !== null && findResource(snapshot, node) !== null)
    .filter((node) => node !== null);
}
