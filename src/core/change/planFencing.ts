import { flatten } from '../flatten';
import { type Result, success } from '../result';
import type { ClusterNode, ClusterSnapshot, Resource } from '../snapshot';
import { isAtLeast } from './dialect';
import { idsOf, runningOnAny } from './hostCautions';
import { impossible, optionLike, pcs } from './pcsWords';
import type { PreviewWay } from './plan';
import { type Draft, knownNodes, type Planning } from './planning';
import { yes } from './planServices';
import { findResource } from './resourcePlace';
import { insideGuests } from './stopCautions';
import type { TaskOf } from './task';

/** Has a fence device reset a node, whatever state it is in. */
export function planFence({ node: name }: TaskOf<'fence'>, planning: Planning): Result<Draft> {
  const found = fenceable(name, planning);
  if (!found.ok) return found;
  const { snapshot } = planning;
  const there = runningOnAny([name], snapshot);
  const isAnyDevice = flatten(snapshot.fencing).some(({ active }) => active);
  return success({
    commands: [pcs('stonith', 'fence', name)],
    preview: failure(found.value, snapshot),
    cautions: [{ code: 'power-cut', node: name, resources: idsOf(there) }, ...(isAnyDevice ? [] : [{ code: 'no-device', node: name } as const]), ...insideGuests(there, snapshot)],
    expects: [{ kind: 'clean', node: name }],
    undo: null,
  });
}

/** Tells the cluster that a person has switched a node off, for which it waits. */
export function planConfirmFenced({ node: name }: TaskOf<'confirmFenced'>, planning: Planning): Result<Draft> {
  const found = fenceable(name, planning);
  if (!found.ok) return found;
  const node = found.value;
  if (!node.unclean) return impossible({ why: 'not-unclean', name });
  return success({
    commands: [pcs('stonith', 'confirm', name, ...yes(planning.dialect.pcs, '0.9'))],
    preview: node.kind === 'cluster' ? { kind: 'events', events: [`--node-down=${name}`] } : { kind: 'none', why: 'runs-on-nodes' },
    cautions: [{ code: 'confirm-destroys-data', node: name }, ...(node.online || node.pending ? [{ code: 'still-answers', node: name } as const] : [])],
    expects: [{ kind: 'clean', node: name }],
    undo: null,
  });
}

export function planForgetFencing({ node }: TaskOf<'forgetFencing'>, planning: Planning): Result<Draft> {
  const found = knownNodes(node === null ? [] : [node], planning);
  if (!found.ok) return found;
  const { pcs: version, capabilities } = planning.dialect;
  if (!isAtLeast(version, '0.10') && !capabilities.has('pcmk.stonith.history.cleanup')) return impossible({ why: 'no-history', name: node ?? '*' });
  return success({
    commands: [pcs('stonith', 'history', 'cleanup', ...(node === null ? [] : [node]))],
    preview: { kind: 'none', why: 'runs-on-nodes' },
    cautions: [],
    expects: [],
    undo: null,
  });
}

function fenceable(name: string, planning: Planning): Result<ClusterNode> {
  const found = knownNodes([name], planning);
  if (!found.ok) return found;
  const node = found.value[0]!;
  return node.kind === 'guest' || node.kind === 'bundle' ? impossible({ why: 'is-guest', name }) : success(node);
}

/** A host that is lost; of a remote node, its connection. */
function failure(node: ClusterNode, snapshot: ClusterSnapshot): PreviewWay {
  if (node.kind === 'cluster') return { kind: 'events', events: [`--node-fail=${node.name}`] };
  const connection = node.resource === null ? null : (findResource(snapshot, node.resource)?.instances[0] ?? null);
  const seconds = connection === null ? null : monitorSeconds(connection);
  if (connection === null || seconds === null || node.connectionHost === null || optionLike([node.connectionHost]) !== null) return { kind: 'none', why: 'runs-on-nodes' };
  return { kind: 'events', events: [`--op-inject=${connection.id}_monitor_${seconds * 1_000}@${node.connectionHost}=1`] };
}

/** How often a connection is looked at; crm_simulate knows an operation by that. */
function monitorSeconds({ config }: Resource): number | null {
  const interval = config?.operations.find(({ name, interval }) => name === 'monitor' && interval !== null)?.interval ?? null;
  const [, number, unit] = /^(\d+)(s|sec|m|min)?$/.exec(interval ?? '') ?? [];
  return number === undefined ? null : Number(number) * (unit?.startsWith('m') ? 60 : 1);
}
