import { baseId } from '../liveResources';
import { type Result, success } from '../result';
import type { ClusterNode } from '../snapshot';
import { isAtLeast } from './dialect';
import type { Expectation } from './expectation';
import { pcs } from './pcsWords';
import type { PreviewWay, Words } from './plan';
import { type Draft, edit, knownNodes, type Planning } from './planning';
import { insideGuests, isAnyNodeLeft, notWatched, runningOn, stops, unmanagedBlocks } from './stopCautions';
import type { NodeTask } from './task';

/** How pcs and the CIB call each of these, and what takes it back. */
const TASKS: { readonly [K in NodeTask['kind']]: { readonly attribute: 'standby' | 'maintenance'; readonly on: boolean; readonly action: string; readonly back: NodeTask['kind'] } } = {
  standby: { attribute: 'standby', on: true, action: 'standby', back: 'unstandby' },
  unstandby: { attribute: 'standby', on: false, action: 'unstandby', back: 'standby' },
  startMaintenance: { attribute: 'maintenance', on: true, action: 'maintenance', back: 'endMaintenance' },
  endMaintenance: { attribute: 'maintenance', on: false, action: 'unmaintenance', back: 'startMaintenance' },
};

export function planNodes({ kind, nodes: names }: NodeTask, planning: Planning): Result<Draft> {
  const found = knownNodes(names, planning);
  if (!found.ok) return found;
  const nodes = found.value;
  const { attribute, on, action, back } = TASKS[kind];
  const changed = nodes.filter((node) => node[attribute] !== on).map(({ name }) => name);
  const commands = commandsFor(action, nodes.map(({ name }) => name), planning);
  return success({
    commands,
    preview: preview(nodes, attribute, on, commands),
    cautions: on ? cautions(attribute, changed, planning) : [],
    expects: nodes.flatMap(({ name }): readonly Expectation[] => [{ kind: attribute, node: name, is: on }, ...(kind === 'standby' ? isEmptied(name, planning) : [])]),
    undo: changed.length === 0 ? null : [{ kind: back, nodes: changed }],
  });
}

/** That nothing runs on a node any more but what the cluster does not manage. */
function isEmptied(node: string, { snapshot }: Planning): readonly Expectation[] {
  const leaving = runningOn(node, snapshot).filter(({ managed }) => managed).map(({ id }) => baseId(id));
  return [...new Set(leaving)].map((resource) => ({ kind: 'notOn', resource, node }));
}

/** Old versions of 0.9 put one node at a time on standby, by another word. */
function commandsFor(action: string, names: readonly string[], { dialect: { pcs: version, capabilities } }: Planning): readonly Words[] {
  const isStandby = action.endsWith('standby');
  if (isAtLeast(version, '0.10') || capabilities.has(isStandby ? 'node.standby.list' : 'node.maintenance.list')) return [pcs('node', action, ...names)];
  return names.map((name) => pcs(isStandby ? 'cluster' : 'node', action, name));
}

/**
 * crm_attribute sets a cluster node's attribute as pcs does; to 3.0 it is an error if there is none to be taken out. Other nodes may not be in the
 * CIB yet, and are made there by pcs in its own way.
 */
function preview(nodes: readonly ClusterNode[], attribute: string, on: boolean, otherwise: readonly Words[]): PreviewWay {
  if (nodes.some(({ kind }) => kind !== 'cluster')) return edit(...otherwise);
  const having = on ? nodes : nodes.filter(({ attributes }) => attributes[attribute] !== undefined);
  return edit(...having.map(({ name }): Words => ['crm_attribute', '--node', name, '--name', attribute, '--lifetime', 'forever', ...(on ? ['--update', 'on'] : ['--delete'])]));
}

function cautions(attribute: 'standby' | 'maintenance', names: readonly string[], { snapshot }: Planning): Draft['cautions'] {
  const there = [...new Set(names.flatMap((name) => runningOn(name, snapshot)))];
  if (attribute === 'maintenance') return notWatched(there);
  return [...(isAnyNodeLeft(names, snapshot) ? [] : stops(there)), ...insideGuests(there, snapshot, true), ...unmanagedBlocks(there)];
}
