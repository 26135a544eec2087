import { type Result, success } from '../result';
import { readRole } from '../statusResources';
import { readBoolean } from '../statusValues';
import type { Caution } from './caution';
import { clusterProperty } from './clusterProperty';
import { resourceValueSteps } from './editSteps';
import { impossible, optionLike, pcs } from './pcsWords';
import { configuredResources, type Draft, edit, type Planning } from './planning';
import { refusesFencing } from './planResources';
import type { PlacedResource } from './resourcePlace';
import { notWatched, stops } from './stopCautions';
import type { Task, TaskOf } from './task';

/** Sets a meta attribute of resources or what they are said to use, or takes it out. To pcs no value is none. */
export function planSetWord({ kind, resources, name, value: given }: TaskOf<'setMeta' | 'setUtilization'>, planning: Planning): Result<Draft> {
  const found = configuredResources(resources, planning);
  if (!found.ok) return found;
  const value = given === '' ? null : given;
  const option = optionLike([name]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  if (name.includes('=')) return impossible({ why: 'ambiguous', name });
  const family = kind === 'setMeta' ? 'meta' : 'utilization';
  const device = found.value.find((resource) => refusesFencing(resource, planning));
  if (device) return impossible({ why: 'fence-device', name: device.id });
  const other = found.value.find(({ instances: [resource] }) => kind === 'setUtilization' && resource.kind !== 'primitive');
  if (other) return impossible({ why: 'no-utilization', name: other.id });
  const changed = found.value.filter((resource) => resource.instances[0].config === null || ownWord(resource, family, name) !== value);
  const [first] = changed;
  if (!first) return impossible({ why: 'unchanged', name });
  const commands = changed.map(({ id }) => pcs('resource', family, id, `${name}=${value ?? ''}`));
  return success({
    commands,
    preview: edit(...changed.flatMap((resource, index) => (isPlain(resource, family, name, value) ? resourceValueSteps(resource.id, family, { [name]: value }) : commands.slice(index, index + 1)))),
    cautions: kind === 'setMeta' ? ofMeta(changed, name, value) : ofUtilization(planning),
    expects: changed.map(({ id }) => ({ kind: family, resource: id, name, value })),
    undo: back(kind, changed, name),
  });
}

/** Whether pcs has nothing to say to it: it refuses what is no number, and by this way to make a guest node. */
function isPlain({ instances: [{ kind, config }] }: PlacedResource, family: 'meta' | 'utilization', name: string, value: string | null): boolean {
  if (config === null || config.template !== null || kind === 'bundle') return false;
  return family === 'meta' ? !name.startsWith('remote-') : value === null || /^-?\d+$/.test(value);
}

function ownWord({ instances: [{ config }] }: PlacedResource, family: 'meta' | 'utilization', name: string): string | null {
  const words = config?.[family] ?? {};
  return Object.hasOwn(words, name) ? (words[name] ?? null) : null;
}

function ofMeta(found: readonly PlacedResource[], name: string, value: string | null): readonly Caution[] {
  const trees = found.flatMap(({ instances }) => instances);
  if (name === 'target-role' && readRole(value) === 'Stopped') return stops(trees);
  return name === 'is-managed' && readBoolean(value) === false ? notWatched(trees) : [];
}

/** Placement goes by it only where the cluster is told so. */
function ofUtilization({ snapshot }: Planning): readonly Caution[] {
  const strategy = clusterProperty(snapshot, 'placement-strategy');
  return strategy === null || strategy === 'default' ? [{ code: 'no-placement-strategy' }] : [];
}

/** What each had before; of a template nobody knows which word is the resource's own. */
function back(kind: 'setMeta' | 'setUtilization', changed: readonly PlacedResource[], name: string): readonly Task[] | null {
  if (changed.some(({ instances: [{ config }] }) => config === null || config.template !== null)) return null;
  const before = new Map<string | null, string[]>();
  for (const resource of changed) {
    const value = ownWord(resource, kind === 'setMeta' ? 'meta' : 'utilization', name);
    before.set(value, [...(before.get(value) ?? []), resource.id]);
  }
  return [...before].map(([value, resources]) => ({ kind, resources, name, value }));
}
