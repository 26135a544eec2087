import { flatten } from '../flatten';
import { baseId } from '../liveResources';
import type { ClusterSnapshot } from '../snapshot';
import { namesOf } from './constraintNames';
import { removedElement, type RemovedElement } from './recreateTask';
import { findResource } from './resourcePlace';
import { isReferred } from './tags';
import type { Task } from './task';

/**
 * What puts back resources that are deleted, `gone` being the ids of all that goes, with the constraints and fencing levels that go with them.
 * Null where only a part of something that stays would have to be put back: a set of a constraint, a tag, a permission, one device of a level.
 */
export function undoOfDeletion(gone: readonly string[], nodes: readonly string[], snapshot: ClusterSnapshot, cib: string): readonly Task[] | null {
  const deleted = new Set(gone);
  if (flatten([...snapshot.resources, ...snapshot.fencing]).some(({ id, orphaned }) => orphaned && deleted.has(baseId(id)))) return null;
  if (isReferred(gone, cib)) return null;
  const constraints = snapshot.constraints.filter((constraint) => namesOf(constraint).some((id) => id !== null && deleted.has(id)) || (constraint.kind === 'location' && constraint.node !== null && nodes.includes(constraint.node)));
  if (constraints.some(({ sets }) => sets.length > 0)) return null;
  const levels = snapshot.fencingLevels.filter(({ devices }) => devices.some((device) => deleted.has(device)));
  if (levels.some(({ devices }) => !devices.every((device) => deleted.has(device)))) return null;
  const roots = gone.flatMap((id): readonly { readonly id: string; readonly within: string | null }[] => {
    const parent = findResource(snapshot, id)?.parents.at(-1);
    if (parent === undefined) return [{ id, within: null }];
    return deleted.has(parent.id) ? [] : [{ id, within: parent.id }];
  });
  const elements: readonly (RemovedElement | null)[] = [
    ...roots.map(({ id, within }) => removedElement('resources', id, within, cib)),
    ...constraints.map(({ id }) => removedElement('constraints', id, null, cib)),
    ...levels.map(({ id }) => removedElement('fencing-topology', id, null, cib)),
  ];
  return elements.includes(null) || elements.length === 0 ? null : [{ kind: 'recreate', elements: elements.filter((element) => element !== null) }];
}
