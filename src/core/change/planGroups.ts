import { baseId } from '../liveResources';
import { failure, type Result, success } from '../result';
import type { Resource } from '../snapshot';
import type { Caution } from './caution';
import { constraintsNaming } from './constraintNames';
import type { Expectation } from './expectation';
import { impossible, optionLike, pcs } from './pcsWords';
import { configuredResource, configuredResources, type Draft, edit, type Planning } from './planning';
import { ids } from './planResources';
import { isNamedSince, putBackWords, setsLost, writtenConstraints } from './putBack';
import { findResource, isConfigured, type PlacedResource } from './resourcePlace';
import { isFree } from './newResourceId';
import type { GroupPlace } from './shapeTask';
import { stoppedByTemplate } from './stoppedByTemplate';
import { outOfTags } from './tags';
import type { Task, TaskOf } from './task';
import { metaAgain } from './wholeAgain';

/** Puts resources into a group, which may be a new one; members of another group, or of the same at another place, move. */
export function planGroup({ group, resources, place, meta, putBack = [] }: TaskOf<'groupResources'>, planning: Planning): Result<Draft> {
  const found = groupable(resources, planning);
  if (!found.ok) return found;
  const names = ids(found.value);
  const existing = findResource(planning.snapshot, group);
  const target = groupTarget(group, existing, planning);
  if (!target.ok) return target;
  const members = existing === null ? [] : memberIds(existing.instances[0]);
  if (place !== null && (!members.includes(place.member) || names.includes(place.member))) return impossible({ why: 'no-place', name: place.member });
  if (place === null && names.every((name) => members.includes(name))) return impossible({ why: 'unchanged', name: group });
  const emptied = sources(found.value).find((source) => source.id !== group && memberIds(source).every((member) => names.includes(member)));
  if (emptied) return impossible({ why: 'empties-group', name: emptied.id });
  const words = Object.entries(meta).map(([name, value]) => `${name}=${value}`);
  const written = putBackWords(putBack, [group, group], planning.cib, { mayBeGone: true });
  if (written === null) return failure({ code: 'undo-refused', why: 'changed-since' });
  const commands = [
    pcs('resource', 'group', 'add', group, ...names, ...(place === null ? [] : [`--${place.kind}`, place.member])),
    ...(words.length === 0 ? [] : [pcs('resource', 'meta', group, ...words)]),
    ...written,
  ];
  return success({
    commands,
    preview: edit(...commands),
    cautions: [...together([...found.value.flatMap(({ instances }) => instances), ...(existing?.instances ?? [])]), ...named(names, planning)],
    expects: [...found.value.map(({ id }) => within(id, group)), ...inOrder(group, names, place)],
    undo: back(group, existing !== null, found.value),
  });
}

/** Takes members out of their group, all others stay in it; with the last one pcs takes the group away, and what names that. */
export function planUngroup({ group, resources, putBack }: TaskOf<'ungroup'>, planning: Planning): Result<Draft> {
  const found = configuredResource(group, planning.snapshot);
  if (!found.ok) return found;
  const { id, parents, instances: [whole] } = found.value;
  const [around] = parents;
  if (whole.kind !== 'group') return impossible({ why: 'not-a-group', name: id });
  if (around) return impossible({ why: 'inside', name: id, instead: around.id });
  const option = optionLike(resources);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const members = memberIds(whole);
  const stranger = resources.find((name) => !members.includes(name));
  if (stranger !== undefined) return impossible({ why: 'not-a-member', name: stranger, of: id });
  const leaving = members.filter((name) => resources.includes(name));
  const isAll = leaving.length === members.length;
  const stopped = isAll ? stoppedByTemplate(planning) : null;
  if (stopped !== null) return stopped;
  const gone = isAll ? constraintsNaming([id], planning.snapshot) : [];
  if (isAll && isNamedSince(id, gone, putBack, planning)) return failure({ code: 'undo-refused', why: 'changed-since' });
  const before = writtenConstraints(gone, planning.cib);
  const meta = metaAgain(whole, planning.cib);
  const commands = [pcs('resource', 'ungroup', id, ...(isAll ? [] : leaving))];
  return success({
    commands,
    preview: edit(...commands),
    cautions: [
      ...(gone.length === 0 ? [] : [{ code: 'others-depend', ids: gone.map((constraint) => constraint.id) } as const]),
      ...(isAll ? [...setsLost(gone, planning), ...outOfTags([id], planning.cib ?? '')] : []),
      { code: 'apart', resources: leaving },
    ],
    expects: [...leaving.map((name) => within(name, null)), ...(isAll ? [{ kind: 'configured', id, is: false } as const] : [])],
    undo: !isAll ? returns(whole, leaving) : before === null || meta === null ? null : [{ kind: 'groupResources', group: id, resources: members, place: null, meta, ...(before.length === 0 ? {} : { putBack: before }) }],
  });
}

/** Primitives that are in nothing but perhaps a group: what pcs puts into one. */
function groupable(resources: readonly string[], planning: Planning): Result<readonly PlacedResource[]> {
  const found = configuredResources(resources, planning);
  if (!found.ok) return found;
  for (const { id, instances: [resource], parents, isFencing } of found.value) {
    if (isFencing) return impossible({ why: 'fence-device', name: id });
    if (resource.kind !== 'primitive') return impossible({ why: 'not-groupable', name: id });
    const around = parents.find(({ kind }) => kind !== 'group');
    if (around) return impossible({ why: 'inside', name: id, instead: around.id });
  }
  return found;
}

function groupTarget(group: string, existing: PlacedResource | null, planning: Planning): Result<void> {
  const option = optionLike([group]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  if (existing === null || existing.id !== group) return isFree(group, planning.snapshot);
  const [{ kind }] = existing.instances;
  return kind === 'group' && isConfigured(existing) ? success(undefined) : impossible({ why: 'not-a-group', name: group });
}

function sources(found: readonly PlacedResource[]): readonly Resource[] {
  return [...new Set(found.flatMap(({ parents }) => parents.at(-1) ?? []))];
}

/** A group's members in its order; of one in a clone those of an instance. */
function memberIds({ children }: Resource): readonly string[] {
  return children.filter(({ orphaned }) => !orphaned).map(({ id }) => baseId(id));
}

function within(resource: string, parent: string | null): Expectation {
  return { kind: 'within', resource, parent };
}

function inOrder(group: string, names: readonly string[], place: GroupPlace): readonly Expectation[] {
  if (place === null) return [];
  return [{ kind: 'inOrder', group, members: place.kind === 'before' ? [...names, place.member] : [place.member, ...names] }];
}

/** That what runs may be stopped to start again on one node, one after the other. */
function together(parts: readonly Resource[]): readonly Caution[] {
  const active = [...new Set(parts.filter((part) => part.active).map(({ id }) => id))];
  return active.length < 2 ? [] : [{ code: 'together', resources: active }];
}

/** Constraints of a member draw the whole group along. */
function named(names: readonly string[], { snapshot }: Planning): readonly Caution[] {
  const naming = constraintsNaming(names, snapshot).map(({ id }) => id);
  return naming.length === 0 ? [] : [{ code: 'counts-for-whole', ids: naming }];
}

/** Where all came from: out of the group, or back to their places, which are only there while their groups are. */
function back(group: string, existed: boolean, found: readonly PlacedResource[]): readonly Task[] | null {
  const [alone, members] = [found.filter(({ parents }) => parents.length === 0), found.filter(({ parents }) => parents.length > 0)];
  if (!existed) return members.length > 0 ? null : [{ kind: 'ungroup', group, resources: ids(alone), putBack: [] }];
  const again = sources(members).map((source) => returns(source, ids(members.filter(({ parents }) => parents.at(-1) === source))));
  if (again.includes(null)) return null;
  return [...(alone.length === 0 ? [] : [{ kind: 'ungroup', group, resources: ids(alone) } as const]), ...again.flatMap((tasks) => tasks ?? [])];
}

/** Puts members back to where they are in their group now: those that stand together go together, next to one that stays. */
function returns(group: Resource, leaving: readonly string[]): readonly Task[] | null {
  const members = memberIds(group);
  const tasks: Task[] = [];
  for (let index = 0; index < members.length; index++) {
    const start = index;
    while (leaving.includes(members[index] ?? '')) index++;
    if (index === start) continue;
    const [before, after] = [members[start - 1], members[index]];
    const place: GroupPlace = before !== undefined ? { kind: 'after', member: before } : after !== undefined ? { kind: 'before', member: after } : null;
    if (place === null) return null;
    tasks.push({ kind: 'groupResources', group: group.id, resources: members.slice(start, index), place, meta: {} });
  }
  return tasks;
}
