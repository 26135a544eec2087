import { type Result, success } from '../result';
import type { Resource } from '../snapshot';
import type { Caution } from './caution';
import { addedAgain } from './constraintTask';
import { isAtLeast } from './dialect';
import type { Expectation } from './expectation';
import { banId, leftoversOf, preferId } from './leftovers';
import { impossible, pcs } from './pcsWords';
import type { Words } from './plan';
import { configuredResource, type Draft, edit, knownNodes, type Planning } from './planning';
import { refusesFencing } from './planResources';
import { multipliedBy, type PlacedResource, primitivesIn } from './resourcePlace';
import { runs } from './runExpectations';
import { insideGuests, isAnyNodeLeft, stops, unmanagedBlocks } from './stopCautions';
import type { ResourceTask, Task, TaskOf } from './task';

type PlaceTask = Extract<ResourceTask, { readonly kind: 'move' | 'ban' | 'clear' }>;

export function planMove(task: TaskOf<'move'>, planning: Planning): Result<Draft> {
  const placed = place(task, planning);
  if (!placed.ok) return placed;
  const { resource, node, from } = placed.value;
  const [{ kind, promotable }] = resource.instances;
  const { pcs: version, capabilities } = planning.dialect;
  const needs = kind === 'bundle' ? 'pcmk.resource.ban-move-clear.bundles' : kind === 'clone' && promotable !== true ? 'pcmk.resource.ban-move-clear.clone' : null;
  if (needs !== null && !capabilities.has(needs)) return impossible({ why: 'cannot-move', name: resource.id, pcs: version });
  // 0.9 does it only where it is told that the promoted instance is meant, which later versions take from the clone.
  const role = kind === 'clone' && promotable === true && !isAtLeast(version, '0.10') ? ['--master'] : [];
  const cleansUp = capabilities.has('pcmk.resource.move.autoclean.default');
  const replaced = [...leftoversOf(resource.id, null, planning.snapshot).filter(({ id }) => id === preferId(resource.id)), ...(node === null ? [] : leftoversOf(resource.id, node, planning.snapshot))];
  const left = node === null ? (from === null ? null : banId(resource.id, from)) : preferId(resource.id);
  return success({
    commands: [pcs('resource', 'move', resource.id, ...named(node), ...role)],
    preview: edit(crmResource('--move', resource.id, node, role)),
    cautions: [
      ...insideGuests(resource.instances, planning.snapshot, true),
      ...(cleansUp ? [{ code: 'move-may-refuse', resource: resource.id } as const] : [{ code: 'leaves-constraint', resource: resource.id } as const]),
      ...replaces(replaced.map(({ id }) => id).filter((id) => cleansUp || id !== left)),
      ...unmanagedBlocks(resource.instances),
    ],
    expects: [
      ...(cleansUp || left === null ? [] : [{ kind: 'configured', id: left, is: true } as const]),
      ...(promotable === true ? [] : node !== null ? (resource.instances.some(({ active }) => active) ? runs(resource, planning.snapshot, undefined, node) : []) : leaves(resource, from)),
    ],
    undo: replaced.length > 0 ? null : cleansUp ? back(resource, node, from) : from === null && node === null ? null : [{ kind: 'clear', resource: resource.id, node: node ?? from }],
  });
}

export function planBan(task: TaskOf<'ban'>, planning: Planning): Result<Draft> {
  const placed = place(task, planning);
  if (!placed.ok) return placed;
  const { resource, node, from } = placed.value;
  const { snapshot } = planning;
  const on = node ?? from;
  const isPromotable = resource.instances[0].promotable === true && node === null;
  const id = on === null ? null : banId(resource.id, on);
  const there = primitivesIn(resource.instances).filter((part) => on !== null && part.nodes.includes(on));
  return success({
    commands: [pcs('resource', 'ban', resource.id, ...named(node))],
    preview: edit(crmResource('--ban', resource.id, node)),
    cautions: [
      ...(on === null || isPromotable || isAnyNodeLeft([on], snapshot) ? [] : stops(there)),
      ...insideGuests(there, snapshot, true),
      { code: 'leaves-constraint', resource: resource.id },
      ...unmanagedBlocks(there),
    ],
    expects: [...(id === null ? [] : [{ kind: 'configured', id, is: true } as const]), ...(isPromotable ? [] : leaves(resource, on))],
    // Clearing takes out all that moves and bans have left for a node.
    undo: on === null || leftoversOf(resource.id, on, snapshot).length > 0 ? null : [{ kind: 'clear', resource: resource.id, node: on }],
  });
}

export function planClear({ resource: id, node: name }: TaskOf<'clear'>, planning: Planning): Result<Draft> {
  const found = configuredResource(id, planning.snapshot);
  if (!found.ok) return found;
  const nodes = knownNodes(named(name), planning);
  if (!nodes.ok) return nodes;
  const resource = found.value;
  if (refusesFencing(resource, planning)) return impossible({ why: 'fence-device', name: resource.id });
  const left = leftoversOf(resource.id, name, planning.snapshot);
  const cleansUp = planning.dialect.capabilities.has('pcmk.resource.move.autoclean.default');
  const again = left.map((constraint) => addedAgain(constraint, !cleansUp));
  return success({
    commands: [pcs('resource', 'clear', resource.id, ...named(name))],
    preview: edit(crmResource('--clear', resource.id, name)),
    cautions: [],
    expects: left.map((constraint): Expectation => ({ kind: 'configured', id: constraint.id, is: false })),
    undo: left.length === 0 || again.includes(null) ? null : again.filter((task) => task !== null),
  });
}

/** What a move or ban is of, where to or where, and the one node that it runs on, where it does. */
function place({ kind, resource: id, node }: PlaceTask, planning: Planning): Result<{ readonly resource: PlacedResource; readonly node: string | null; readonly from: string | null }> {
  const found = configuredResource(id, planning.snapshot);
  if (!found.ok) return found;
  const resource = found.value;
  const around = multipliedBy(resource);
  if (around) return impossible({ why: 'inside', name: resource.id, instead: around.id });
  if (refusesFencing(resource, planning)) return impossible({ why: 'fence-device', name: resource.id });
  const nodes = knownNodes(named(node), planning);
  if (!nodes.ok) return nodes;
  if (node?.startsWith('lifetime=')) return impossible({ why: 'ambiguous', name: node });
  const from = placesOf(resource);
  if (node === null && from.length !== 1) return impossible({ why: 'no-one-place', name: resource.id });
  return success({ resource, node, from: from.length === 1 ? (from[0] ?? null) : null, kind });
}

/** Where it runs; a promotable clone where it is promoted, which is what crm_resource goes by. */
function placesOf({ instances }: PlacedResource): readonly string[] {
  const [{ promotable, kind }] = instances;
  const parts = instances.flatMap((instance) => (kind === 'bundle' ? instance.children.map(hostOf) : primitivesIn([instance]).filter(({ role }) => promotable !== true || role === 'Promoted').map(({ nodes }) => nodes)));
  return [...new Set(parts.flat())];
}

/** The node of a replica is its container's: what runs inside runs on a node of the bundle's own. */
function hostOf({ children }: Resource): readonly string[] {
  return children.filter(({ implicit, agent }) => implicit && /:(?:docker|podman|rkt)$/.test(agent ?? '')).flatMap(({ nodes }) => nodes);
}

function named(node: string | null): readonly string[] {
  return node === null ? [] : [node];
}

/** pcs runs exactly this. */
function crmResource(action: '--move' | '--ban' | '--clear', resource: string, node: string | null, role: readonly string[] = []): Words {
  return ['crm_resource', action, '--resource', resource, ...(node === null ? [] : ['--node', node]), ...role];
}

/** That it no longer runs there, where the cluster manages it. */
function leaves(resource: PlacedResource, node: string | null): readonly Expectation[] {
  const isManaged = primitivesIn(resource.instances).every(({ managed, active }) => managed || !active);
  return node === null || !isManaged ? [] : [{ kind: 'notOn', resource: resource.id, node }];
}

function replaces(ids: readonly string[]): readonly Caution[] {
  return ids.length === 0 ? [] : [{ code: 'replaces-constraint', ids: [...new Set(ids)] }];
}

/** Where a move that leaves nothing behind came from. */
function back({ id }: PlacedResource, to: string | null, from: string | null): readonly Task[] | null {
  return from === null || from === to ? null : [{ kind: 'move', resource: id, node: from }];
}
