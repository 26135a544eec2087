import { flatten } from '../flatten';
import { baseId } from '../liveResources';
import { type Result, success } from '../result';
import type { Resource } from '../snapshot';
import { isAtLeast } from './dialect';
import type { Expectation } from './expectation';
import { isDisabledItself, isUnmanagedItself } from './ownMeta';
import { impossible, optionLike, pcs } from './pcsWords';
import type { PreviewWay, Words } from './plan';
import { configuredResource, configuredResources, type Draft, edit, type Planning } from './planning';
import { multipliedBy, type PlacedResource, primitivesIn } from './resourcePlace';
import { isStopped, runs } from './runExpectations';
import { insideGuests, notWatched, stops, unmanagedBlocks } from './stopCautions';
import type { TaskOf } from './task';

export function planDisable({ resources }: TaskOf<'disable'>, planning: Planning): Result<Draft> {
  const found = configuredResources(resources, planning);
  if (!found.ok) return found;
  const trees = found.value.flatMap(({ instances }) => instances);
  const before = found.value.filter(({ instances: [resource] }) => !isDisabledItself(resource));
  return success({
    commands: byFamily('disable', found.value),
    preview: edit(...ids(found.value).map((id) => setMeta(id, 'target-role', 'Stopped'))),
    cautions: [...stops(trees), ...insideGuests(trees, planning.snapshot), ...unmanagedBlocks(trees)],
    expects: found.value.flatMap(isStopped),
    undo: before.length === 0 ? null : [{ kind: 'enable', resources: ids(before) }],
  });
}

export function planEnable({ resources }: TaskOf<'enable'>, planning: Planning): Result<Draft> {
  const found = configuredResources(resources, planning);
  if (!found.ok) return found;
  const enabled = found.value.flatMap(enabledWith);
  const before = enabled.filter(isDisabledItself).map(({ id }) => baseId(id));
  const commands = byFamily('enable', found.value);
  return success({
    commands,
    preview: withoutMeta(enabled, 'target-role', commands),
    cautions: [],
    expects: found.value.flatMap((resource) => runs(resource, planning.snapshot, new Set(enabled.map(({ id }) => baseId(id))))),
    undo: before.length === 0 ? null : [{ kind: 'disable', resources: [...new Set(before)] }],
  });
}

export function planUnmanage({ resources }: TaskOf<'unmanage'>, planning: Planning): Result<Draft> {
  const found = managedByPcs(resources, planning);
  if (!found.ok) return found;
  const changed = found.value.filter(({ instances }) => primitivesIn(instances).some((part) => !part.implicit && !isUnmanagedItself(part)));
  return success({
    commands: [pcs('resource', 'unmanage', ...ids(found.value))],
    preview: edit(...[...new Set(found.value.flatMap(unmanagedWith))].map((id) => setMeta(id, 'is-managed', 'false'))),
    cautions: notWatched(found.value.flatMap(({ instances }) => instances)),
    expects: found.value.map((resource): Expectation => ({ kind: 'managed', resource: resource.id, is: false })),
    undo: changed.length === 0 ? null : [{ kind: 'manage', resources: ids(changed) }],
  });
}

export function planManage({ resources }: TaskOf<'manage'>, planning: Planning): Result<Draft> {
  const found = managedByPcs(resources, planning);
  if (!found.ok) return found;
  const changed = found.value.filter((resource) => managedWith(resource).some(isUnmanagedItself));
  const isElsewise = planning.snapshot.cluster.maintenanceMode === true || planning.snapshot.nodes.some(({ maintenance }) => maintenance);
  const commands = [pcs('resource', 'manage', ...ids(found.value))];
  return success({
    commands,
    preview: withoutMeta(found.value.flatMap(managedWith), 'is-managed', commands),
    cautions: [],
    // In maintenance nothing is managed, whatever its configuration says.
    expects: isElsewise ? [] : found.value.map((resource): Expectation => ({ kind: 'managed', resource: resource.id, is: true })),
    undo: changed.length === 0 ? null : [{ kind: 'unmanage', resources: ids(changed) }],
  });
}

/** `pcs resource restart` waits until the resource has stopped, and until it runs again. */
export function planRestart({ resource: id, node }: TaskOf<'restart'>, planning: Planning): Result<Draft> {
  const found = configuredResource(id, planning.snapshot);
  if (!found.ok) return found;
  const resource = found.value;
  const around = multipliedBy(resource);
  if (around) return impossible({ why: 'inside', name: resource.id, instead: around.id });
  if (refusesFencing(resource, planning)) return impossible({ why: 'fence-device', name: resource.id });
  const [{ kind }] = resource.instances;
  const option = optionLike([node]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  if (node !== null && kind !== 'clone' && kind !== 'bundle') return impossible({ why: 'not-a-clone', name: resource.id });
  return success({
    commands: [pcs('resource', 'restart', resource.id, ...(node === null ? [] : [node]))],
    preview: { kind: 'none', why: 'runs-on-nodes' },
    cautions: [...insideGuests(resource.instances, planning.snapshot), ...unmanagedBlocks(resource.instances)],
    expects: runs(resource, planning.snapshot, undefined, node),
    undo: null,
  });
}

/** pcs 0.12 takes fence devices for no resources, where it stops and starts both by words of their own. */
export function refusesFencing({ isFencing }: PlacedResource, { dialect }: Planning): boolean {
  return isFencing && isAtLeast(dialect.pcs, '0.12');
}

/** One command for resources and one for fence devices, which have words of their own. */
export function byFamily(action: string, found: readonly PlacedResource[]): readonly Words[] {
  return [false, true].flatMap((fencing) => {
    const family = found.filter(({ isFencing }) => isFencing === fencing);
    return family.length === 0 ? [] : [pcs(fencing ? 'stonith' : 'resource', action, ...ids(family))];
  });
}

export function ids(found: readonly PlacedResource[]): readonly string[] {
  return found.map(({ id }) => id);
}

function managedByPcs(resources: readonly string[], planning: Planning): Result<readonly PlacedResource[]> {
  const found = configuredResources(resources, planning);
  const device = found.ok ? found.value.find((resource) => refusesFencing(resource, planning)) : undefined;
  return device ? impossible({ why: 'fence-device', name: device.id }) : found;
}

/** What pcs sets not to be managed with a resource: the primitives, each by itself, and a bundle with its own. */
function unmanagedWith({ id, instances }: PlacedResource): readonly string[] {
  const primitives = primitivesIn(instances).filter(({ implicit }) => !implicit).map((part) => baseId(part.id));
  return instances[0].kind === 'bundle' ? [id, ...primitives] : primitives;
}

/** What pcs lets be managed with a resource: also what it is in, and what is in it. */
function managedWith({ parents, instances }: PlacedResource): readonly Resource[] {
  return [...parents, ...flatten(instances)].filter(({ kind, implicit }) => kind !== 'replica' && !implicit);
}

/** What pcs enables with a resource: a clone or bundle with its part, and either way round. */
function enabledWith({ instances: [resource], parents }: PlacedResource): readonly Resource[] {
  const around = parents.at(-1);
  return [resource, around && isMultiple(around) ? around : null, isMultiple(resource) ? partOf(resource) : null].filter((each) => each !== null);
}

function isMultiple({ kind }: Resource): boolean {
  return kind === 'clone' || kind === 'bundle';
}

/** What a clone or bundle has several of. */
export function partOf({ children }: Resource): Resource | null {
  const [first] = children;
  return (first?.kind === 'replica' ? first.children.find(({ implicit }) => !implicit) : first) ?? null;
}

/** The same as pcs does, in a fraction of the time that it takes to start. Without `--force`, what is meant for what is in a clone goes to the clone. */
function setMeta(id: string, name: string, value: string): Words {
  return ['crm_resource', '--force', '--resource', id, '--meta', '--set-parameter', name, '--parameter-value', value];
}

/** The same for taking a word out. To crm_resource 3.0 it is an error if there is none, so pcs is asked where it is not known which word is the resource's own. */
function withoutMeta(resources: readonly Resource[], name: string, otherwise: readonly Words[]): PreviewWay {
  if (resources.some(({ config }) => config === null || config.template !== null)) return edit(...otherwise);
  const having = resources.filter(({ config }) => config?.meta[name] !== undefined).map(({ id }) => baseId(id));
  return edit(...[...new Set(having)].map((id): Words => ['crm_resource', '--force', '--resource', id, '--meta', '--delete-parameter', name]));
}
