import { baseId } from '../liveResources';
import { type Result, success } from '../result';
import type { ClusterSnapshot, Resource } from '../snapshot';
import type { Caution } from './caution';
import { namesOf } from './constraintNames';
import { undoOfDeletion } from './deletionUndo';
import { isAtLeast } from './dialect';
import { impossible, pcs } from './pcsWords';
import { configuredResources, type Draft, edit, type Planning } from './planning';
import { byFamily } from './planResources';
import { idsIn, nodeCarriedBy, type PlacedResource, primitivesIn } from './resourcePlace';
import { insideGuests, stops, unmanagedBlocks } from './stopCautions';
import { stoppedByTemplate } from './stoppedByTemplate';
import { outOfTags, tagsWith } from './tags';
import type { TaskOf } from './task';

/** pcs stops what it deletes first, and waits for that. */
export function planDelete({ resources }: TaskOf<'deleteResources'>, planning: Planning): Result<Draft> {
  const all = configuredResources(resources, planning);
  if (!all.ok) return all;
  const { snapshot, dialect } = planning;
  // What is in another that is deleted goes with it, and could not be found afterwards.
  const found = all.value.filter(({ parents }) => !parents.some((parent) => all.value.some(({ id }) => id === parent.id)));
  const trees = found.flatMap(({ instances }) => instances);
  const nodes = primitivesIn(trees).map((resource) => ({ resource, node: nodeCarriedBy(resource, snapshot) }));
  const carrier = isAtLeast(dialect.pcs, '0.12') ? nodes.find(({ node }) => node !== null) : undefined;
  if (carrier && carrier.node !== null) return impossible({ why: 'carries-node', name: carrier.resource.id, node: carrier.node });
  const stopped = stoppedByTemplate(planning);
  if (stopped !== null) return stopped;
  const gone = [...new Set([...idsIn(trees), ...emptied(found)])];
  const inOne = dialect.capabilities.has('pcmk.resource.delete.list');
  const [tagged] = tagsWith(gone, planning.cib ?? '');
  // Only since it deletes several at once does pcs take what it deletes out of its tags itself.
  if (tagged !== undefined && !inOne) return impossible({ why: 'tagged', name: tagged.id, of: tagged.tag });
  const inSet = inOne ? null : clonedInSet(found, snapshot);
  if (inSet !== null) return impossible({ why: 'in-set', name: inSet.clone, of: inSet.constraint });
  const commands = inOne ? byFamily('delete', found) : found.map(({ id, isFencing }) => pcs(isFencing ? 'stonith' : 'resource', 'delete', id));
  return success({
    commands,
    preview: edit(...commands),
    cautions: [
      ...stops(trees),
      ...insideGuests(trees, snapshot),
      ...dependents(gone, found.map(({ id }) => id), nodes.map(({ node }) => node).filter((node) => node !== null), snapshot),
      ...unmanagedBlocks(trees),
      ...outOfTags(gone, planning.cib ?? ''),
      ...(planning.cib === null ? [{ code: 'no-way-back' } as const] : []),
    ],
    expects: gone.map((id) => ({ kind: 'configured', id, is: false })),
    undo: planning.cib === undefined || planning.cib === null ? null : undoOfDeletion(gone, nodes.map(({ node }) => node).filter((node) => node !== null), snapshot, planning.cib),
  });
}

/** Groups, clones and bundles that go because nothing would be left in them. */
function emptied(found: readonly PlacedResource[]): readonly string[] {
  const deleted = new Set(found.map(({ id }) => id));
  const gone: string[] = [];
  for (const { parents } of found) {
    for (const parent of [...parents].reverse()) {
      // pcs leaves a bundle without its resource.
      const isEmptied = parent.kind !== 'bundle' && partsOf(parent).every((id) => deleted.has(id));
      if (!isEmptied) break;
      deleted.add(parent.id);
      gone.push(parent.id);
    }
  }
  return gone;
}

/** A clone of a single resource that goes and that stays in a set: before it deletes several at once pcs looks only for the resource there (`remove_constraints_containing` in its constraint.py). */
function clonedInSet(found: readonly PlacedResource[], { constraints }: ClusterSnapshot): { readonly clone: string; readonly constraint: string } | null {
  const clones = found.flatMap(({ instances: [resource], parents }) => [resource, ...parents]).filter(({ kind, children }) => kind === 'clone' && children.every((child) => child.kind === 'primitive'));
  for (const { id: clone } of clones) {
    const constraint = constraints.find(({ sets }) => sets.some(({ resources }) => resources.includes(clone)));
    if (constraint) return { clone, constraint: constraint.id };
  }
  return null;
}

function partsOf({ children }: Resource): readonly string[] {
  return children.map(({ id }) => baseId(id));
}

/** What is deleted beside what was named, and what names any of it: constraints and fencing levels. */
function dependents(gone: readonly string[], named: readonly string[], nodes: readonly string[], snapshot: ClusterSnapshot): readonly Caution[] {
  const deleted = new Set(gone);
  const constraints = snapshot.constraints.filter((constraint) => namesOf(constraint).some((id) => id !== null && deleted.has(id)) || (constraint.kind === 'location' && constraint.node !== null && nodes.includes(constraint.node)));
  const levels = snapshot.fencingLevels.filter(({ devices }) => devices.some((device) => deleted.has(device)));
  const ids = [...gone.filter((id) => !named.includes(id)), ...constraints.map(({ id }) => id), ...levels.map(({ id }) => id)];
  return ids.length === 0 ? [] : [{ code: 'others-depend', ids }];
}
