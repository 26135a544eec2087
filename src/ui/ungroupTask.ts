import { findResource } from '../core/change/resourcePlace';
import type { Task } from '../core/change/task';
import { baseId } from '../core/liveResources';
import type { ClusterSnapshot } from '../core/snapshot';

/** All members of the first group that is among these, or those among these that are in the group of the first. */
export function ungroupTask(snapshot: ClusterSnapshot, resources: readonly string[]): Task | null {
  const found = resources.map((id) => findResource(snapshot, id)).filter((each) => each !== null);
  const whole = found.find(({ instances: [{ kind }] }) => kind === 'group');
  if (whole) return { kind: 'ungroup', group: whole.id, resources: whole.instances[0].children.map(({ id }) => baseId(id)) };
  const group = found[0]?.parents.at(-1);
  if (group?.kind !== 'group') return null;
  return { kind: 'ungroup', group: baseId(group.id), resources: found.filter(({ parents }) => parents.at(-1) === group).map(({ id }) => id) };
}
