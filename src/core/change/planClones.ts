import { baseId } from '../liveResources';
import { failure, type Result, success } from '../result';
import type { Resource } from '../snapshot';
import { constraintsNaming } from './constraintNames';
import { type Dialect, isAtLeast } from './dialect';
import { isFree } from './newResourceId';
import { unusedId } from './newConstraint';
import { impossible, optionLike, pcs } from './pcsWords';
import type { Words } from './plan';
import { configuredResource, type Draft, edit, type Planning } from './planning';
import { partOf } from './planResources';
import { isNamedSince, putBackWords, setsLost, writtenConstraints } from './putBack';
import type { RemovedElement } from './recreateTask';
import { nodeCarriedBy, type PlacedResource, primitivesIn } from './resourcePlace';
import { stoppedByTemplate } from './stoppedByTemplate';
import { outOfTags } from './tags';
import type { Task, TaskOf } from './task';
import { metaAgain } from './wholeAgain';

/** Makes a clone of a resource or a group. Constraints that name it come to name the clone. */
export function planClone(task: TaskOf<'clone'>, planning: Planning): Result<Draft> {
  const { snapshot } = planning;
  const found = cloneable(task, planning);
  if (!found.ok) return found;
  const { id, instances } = found.value;
  const own = ownCloneId(id, task.promotable, planning.dialect);
  const option = optionLike([task.clone]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const isNamed = task.clone !== null && task.clone !== own;
  const clone = task.clone ?? unusedId(own, snapshot);
  const free = task.clone === null ? success(undefined) : isFree(clone, snapshot);
  if (!free.ok) return free;
  if (isNamed && !task.promotable && !planning.dialect.capabilities.has('pcmk.resource.clone.custom-id')) return impossible({ why: 'cannot-name', name: clone, pcs: planning.dialect.pcs });
  const naming = constraintsNaming([id], snapshot);
  const written = task.putBack === undefined ? [] : putBackWords(task.putBack, [id, clone], planning.cib, { mayBeGone: true });
  if (written === null) return failure({ code: 'undo-refused', why: 'changed-since' });
  const commands = [cloneWords(task, id, isNamed ? clone : null, planning), ...written];
  // pcs names the clone for the resource in what is neither a set nor a ticket, and unclone takes away what names the clone.
  const changed = writtenConstraints(naming.filter(({ kind, sets }) => kind !== 'ticket' && sets.length === 0), planning.cib);
  return success({
    commands,
    preview: edit(...commands),
    cautions: [
      { code: 'runs-many', resource: id },
      ...(naming.length === 0 ? [] : [{ code: 'counts-for-whole', ids: naming.map((constraint) => constraint.id) } as const]),
      ...(changed === null && planning.cib === null ? [{ code: 'no-way-back' } as const] : []),
    ],
    expects: [{ kind: 'within', resource: id, parent: clone }],
    undo: changed === null || instances.length > 1 ? null : [{ kind: 'unclone', resource: id, putBack: changed }],
  });
}

/** Leaves one of the instances of a clone, whatever it is a clone of. pcs takes what names the clone away with it. */
export function planUnclone({ resource: named, putBack }: TaskOf<'unclone'>, planning: Planning): Result<Draft> {
  const { snapshot } = planning;
  const found = configuredResource(named, snapshot);
  if (!found.ok) return found;
  const clone = [found.value.instances[0], ...found.value.parents].find(({ kind }) => kind === 'clone');
  const part = clone && partOf(clone);
  if (!clone || !part) return impossible({ why: 'no-clone', name: found.value.id });
  const inner = baseId(part.id);
  const option = optionLike([inner]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const stopped = stoppedByTemplate(planning);
  if (stopped !== null) return stopped;
  const gone = constraintsNaming([clone.id], snapshot);
  const written = putBack === undefined ? [] : putBackWords(putBack, [inner, clone.id], planning.cib, { mayBeGone: false });
  if (written === null || isNamedSince(clone.id, gone, putBack, planning)) return failure({ code: 'undo-refused', why: 'changed-since' });
  const before = writtenConstraints([...gone, ...constraintsNaming([inner], snapshot).filter(({ kind, sets }) => kind !== 'ticket' && sets.length === 0)], planning.cib);
  const nodes = new Set(primitivesIn([clone]).filter(({ active }) => active).flatMap((instance) => instance.nodes));
  const commands = [pcs('resource', 'unclone', inner), ...written];
  const lost = gone.filter(({ id }) => !putBack?.some((element) => element.id === id));
  return success({
    commands,
    preview: edit(...commands),
    cautions: [
      ...(nodes.size > 1 ? [{ code: 'stops-all-but-one', resource: inner, nodes: [...nodes] } as const] : []),
      ...(lost.length === 0 ? [] : [{ code: 'others-depend', ids: lost.map(({ id }) => id) } as const]),
      ...setsLost(lost, planning),
      ...outOfTags([clone.id], planning.cib ?? ''),
    ],
    expects: [{ kind: 'configured', id: clone.id, is: false }, { kind: 'within', resource: inner, parent: null }],
    undo: before === null ? null : again(clone, inner, before, planning),
  });
}

function cloneable({ resource }: TaskOf<'clone'>, planning: Planning): Result<PlacedResource> {
  const found = configuredResource(resource, planning.snapshot);
  if (!found.ok) return found;
  const { id, instances: [whole], parents, isFencing } = found.value;
  if (isFencing) return impossible({ why: 'fence-device', name: id });
  const around = parents.at(-1);
  if (around) return impossible({ why: 'inside', name: id, instead: around.id });
  if (whole.kind !== 'primitive' && whole.kind !== 'group') return impossible({ why: 'not-groupable', name: id });
  const carrier = primitivesIn([whole]).map((part) => ({ part, node: nodeCarriedBy(part, planning.snapshot) })).find(({ node }) => node !== null);
  return carrier && carrier.node !== null ? impossible({ why: 'carries-node', name: carrier.part.id, node: carrier.node }) : found;
}

/** The id that pcs gives the clone of a resource. */
export function ownCloneId(resource: string, promotable: boolean, dialect: Dialect): string {
  return isMaster(promotable, dialect) ? `${resource}-master` : `${resource}-clone`;
}

/** 0.9 has a kind of clone of its own for what is promoted. */
function isMaster(promotable: boolean, dialect: Dialect): boolean {
  return promotable && !dialect.capabilities.has('pcmk.resource.promotable');
}

function cloneWords({ promotable, meta }: TaskOf<'clone'>, id: string, clone: string | null, planning: Planning): Words {
  const words = Object.entries(meta).map(([name, value]) => `${name}=${value}`);
  // What says that meta attributes follow is wanted since 0.12, and read as the id of the clone by older ones.
  const options = words.length > 0 && isAtLeast(planning.dialect.pcs, '0.12') ? ['meta', ...words] : words;
  const named = clone === null ? [] : [clone];
  if (isMaster(promotable, planning.dialect)) return pcs('resource', 'master', ...named, id, ...options);
  return pcs('resource', promotable ? 'promotable' : 'clone', id, ...named, ...options);
}

function again(clone: Resource, inner: string, putBack: readonly RemovedElement[], { cib }: Planning): readonly Task[] | null {
  const own = metaAgain(clone, cib);
  if (own === null) return null;
  const { promotable: _, ...meta } = own;
  return [{ kind: 'clone', resource: inner, clone: clone.id, promotable: clone.promotable === true, meta, ...(putBack.length === 0 ? {} : { putBack }) }];
}

