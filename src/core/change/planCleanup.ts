import { REMOTE_AGENT } from '../agentName';
import { baseId } from '../liveResources';
import { failure, type Result, success } from '../result';
import type { ClusterSnapshot, Resource } from '../snapshot';
import type { Caution } from './caution';
import { type Dialect, isAtLeast } from './dialect';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, knownNodes, type Planning } from './planning';
import { findResource, nodeCarriedBy, type PlacedResource, primitivesIn } from './resourcePlace';
import { runs } from './runExpectations';
import { insideGuests } from './stopCautions';
import type { TaskOf } from './task';
import { untilAtRest } from './untilAtRest';

export function planCleanup(task: TaskOf<'cleanup'>, planning: Planning): Result<Draft> {
  const target = targetOf(task, planning);
  if (!target.ok) return target;
  const { dialect } = planning;
  if (!hasRefresh(dialect)) return impossible({ why: 'cannot-clean-up', name: task.resource ?? '*', pcs: dialect.pcs });
  return success(forgetting(task, planning, 'cleanup', []));
}

export function planRefresh(task: TaskOf<'refresh'>, planning: Planning): Result<Draft> {
  const target = targetOf(task, planning);
  if (!target.ok) return target;
  // Before it had two words for the two, cleanup was what refresh is now.
  return success(forgetting(task, planning, hasRefresh(planning.dialect) ? 'refresh' : 'cleanup', [{ code: 'probes-again' }]));
}

/** What is to be known of a resource again; a VM whose guest would be fenced by that is stopped meanwhile. */
function forgetting(task: TaskOf<'cleanup' | 'refresh'>, planning: Planning, word: string, cautions: readonly Caution[]): Draft {
  const { dialect, snapshot } = planning;
  const machines = fencedByForgetting(task, planning);
  return {
    commands: [...machines.flatMap(({ id }) => untilAtRest([pcs('resource', 'disable', id)], dialect)), pcs('resource', word, ...targetWords(task, dialect)), ...machines.map(({ id }) => pcs('resource', 'enable', id))],
    preview: { kind: 'none', why: 'forgets-history' },
    cautions: [...cautions, ...machines.flatMap((machine) => {
      const guest = nodeCarriedBy(machine.instances[0], snapshot) ?? machine.id;
      return [...insideGuests(machine.instances, snapshot), { code: 'cleanup-may-fence-guest', guest } as const];
    })],
    expects: [{ kind: 'noFailures', resource: task.resource === null ? null : baseId(task.resource), node: task.node }, ...machines.flatMap((machine) => runs(machine, snapshot))],
    undo: null,
    ...(machines.length === 0 ? {} : { wayOut: [{ kind: 'enable', resources: machines.map(({ id }) => id) }] }),
  };
}

/** Whether this pcs tells forgetting failures from forgetting everything; since 0.10 each does. */
function hasRefresh({ pcs: version, capabilities }: Dialect): boolean {
  return isAtLeast(version, '0.10') || capabilities.has('pcmk.resource.refresh');
}

/** Also what nobody configured can be cleaned up: connections, and what is left of deleted resources. */
function targetOf({ resource, node }: TaskOf<'cleanup' | 'refresh'>, planning: Planning): Result<PlacedResource | null> {
  const option = optionLike([resource]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  if (resource?.includes('=')) return impossible({ why: 'ambiguous', name: resource });
  const nodes = knownNodes(node === null ? [] : [node], planning);
  if (!nodes.ok) return nodes;
  if (resource === null) return success(null);
  const found = findResource(planning.snapshot, resource);
  return found ? success(found) : failure({ code: 'not-configured', id: resource });
}

function targetWords({ resource, node }: TaskOf<'cleanup' | 'refresh'>, { pcs: version }: Dialect): readonly string[] {
  const ofResource = resource === null ? [] : [baseId(resource)];
  return node === null ? ofResource : isAtLeast(version, '0.10') ? [...ofResource, `node=${node}`] : [...ofResource, '--node', node];
}

/**
 * Running VMs whose guest would be fenced by forgetting the failure of its connection, as Pacemaker does where fencing is on: what it then
 * knows of the connection is that it does not run, and of what is inside that it does (seen with 2.1.5 and 3.0.0; with fencing off 2.1.5
 * leaves the guest as it is).
 */
function fencedByForgetting({ resource, node }: TaskOf<'cleanup' | 'refresh'>, { snapshot }: Planning): readonly PlacedResource[] {
  if (snapshot.cluster.stonithEnabled === false) return [];
  const inScope = resource === null ? null : new Set(partIds(findResource(snapshot, resource)));
  const failed = snapshot.failures
    .filter((failure) => failure.guest !== null && (inScope === null || inScope.has(failure.resource)) && (node === null || failure.node === node))
    .map((failure) => machineOf(failure.resource, snapshot));
  const running = failed.filter((machine) => machine !== null).filter(({ instances }) => instances.some(({ active }) => active));
  return [...new Map(running.map((machine) => [machine.id, machine])).values()];
}

function partIds(found: PlacedResource | null): readonly string[] {
  return found ? primitivesIn(found.instances).map(({ id }) => baseId(id)) : [];
}

/** The VM resource whose guest has this connection. */
function machineOf(connection: string, snapshot: ClusterSnapshot): PlacedResource | null {
  const carries = (resource: Resource) => resource.agent !== REMOTE_AGENT && nodeCarriedBy(resource, snapshot) === connection;
  const machine = primitivesIn(snapshot.resources).find(carries);
  return machine ? findResource(snapshot, machine.id) : null;
}
