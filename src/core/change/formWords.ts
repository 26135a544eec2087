import { isFenceAgent } from '../agentName';
import { type Result, success } from '../result';
import { Secret } from '../secret';
import { isSecretName } from '../secretNames';
import type { ClusterNode, ClusterSnapshot } from '../snapshot';
import { readRole } from '../statusResources';
import { type Dialect, isAtLeast } from './dialect';
import { isFree } from './newResourceId';
import { impossible, optionLike } from './pcsWords';
import type { OperationSetting } from './resourceFormTask';
import { findResource } from './resourcePlace';
import { defaultInterval } from './resourceXml';

export type Value = string | Secret | null;

/** `name=value`, and `name=` for what is taken out. */
export function assignments(values: Readonly<Record<string, string | null>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value ?? ''}`);
}

/** Each operation as pcs takes them one after the other: its name, then its options. */
export function operationWords(operations: readonly OperationSetting[], dialect: Dialect): readonly string[] {
  return operations.flatMap(({ name, options }) => {
    const given = Object.entries(options).filter(([, value]) => value !== '').map(([key, value]) => `${key}=${key === 'role' ? roleFor(dialect, value) : value}`);
    // pcs wants one option at least.
    return [name, ...(given.length === 0 ? [`interval=${defaultInterval(name)}`] : given)];
  });
}

/** A role in the words of this pcs: 0.12 takes no old ones, those before 0.11 no new ones. */
export function roleFor({ capabilities }: Dialect, role: string): string {
  return capabilities.has('pcmk.cib.roles.promoted-unpromoted') ? newRole(role) : oldRole(role);
}

/** A role in a word that the CIB of this Pacemaker takes whatever its schema. */
export function roleInCib({ cluster }: ClusterSnapshot): (role: string) => string {
  const isNew = cluster.pacemaker !== null && isAtLeast(cluster.pacemaker, '3');
  return (role) => (isNew ? newRole(role) : oldRole(role));
}

/** Configurations and agents of before have the old words still. */
function newRole(role: string): string {
  return readRole(role) ?? role;
}

function oldRole(role: string): string {
  const word = newRole(role);
  return word === 'Promoted' ? 'Master' : word === 'Unpromoted' ? 'Slave' : word;
}

/** Values of which those whose name says that they are secret are secret, however they were handed over. Empty ones are none. */
export function guarded(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]): [string, Value] => {
    if (value instanceof Secret) return [name, value.reveal() === '' ? null : value];
    if (value === '' || value === null) return [name, null];
    return [name, isSecretName(name) ? new Secret(value, name) : value];
  }));
}

/** Whether any of these names and values could not be told from pcs's own words. Values stand behind `=`, where anything may stand. */
export function unreadable(names: readonly string[], operations: readonly OperationSetting[]): ReturnType<typeof impossible> | null {
  const all = [...names, ...operations.flatMap(({ name, options }) => [name, ...Object.keys(options)])];
  const option = optionLike(all);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const ambiguous = all.find((name) => name.includes('='));
  return ambiguous === undefined ? null : impossible({ why: 'ambiguous', name: ambiguous });
}

/** An id that the CIB can have and that nothing has. What pcs would take for an option is refused first. */
export function newId(id: string, snapshot: ClusterSnapshot): Result<string> {
  const option = optionLike([id]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const free = isFree(id, snapshot);
  if (!free.ok) return free;
  return isTaken(id, snapshot) ? impossible({ why: 'taken', name: id }) : success(id);
}

/** Whether something is called so: a resource, be it one that Pacemaker made for a guest, a constraint, a level of fencing. */
export function isTaken(id: string, snapshot: ClusterSnapshot): boolean {
  const { constraints, fencingLevels, tickets, nodes } = snapshot;
  return findResource(snapshot, id) !== null || [...constraints, ...fencingLevels, ...tickets].some((each) => each.id === id) || nodes.some((node) => node.kind !== 'cluster' && node.name === id && !isLeft(node));
}

/** Whether no new node can be called so: something is, be it a host of the cluster. A node whose resource has gone comes back under its name. */
export function isNodeTaken(name: string, snapshot: ClusterSnapshot): boolean {
  return isTaken(name, snapshot) || snapshot.nodes.some((node) => node.name === name && !isLeft(node));
}

/** Whether it is listed only until somebody has the cluster forget it: pcs looks for names everywhere but in the status (`does_id_exist` in its lib/cib/tools.py). */
function isLeft({ kind, resource }: ClusterNode): boolean {
  return kind === 'remote' && resource === null;
}

/** Whether these values make the resource a guest node by hand, which pcs refuses to do unforced since it has a command of its own for that. */
export function makesGuest(meta: Readonly<Record<string, string | null>>): string | null {
  return Object.hasOwn(meta, 'remote-node') ? meta['remote-node'] || null : null;
}

export function forceForGuest(meta: Readonly<Record<string, string | null>>, { pcs }: Dialect): readonly string[] {
  return Object.hasOwn(meta, 'remote-node') && isAtLeast(pcs, '0.9.158') ? ['--force'] : [];
}

/** Whether a fence device names the nodes that it fences, or how it finds out. */
export function namesTargets(parameters: Readonly<Record<string, Value>>): boolean {
  return ['pcmk_host_list', 'pcmk_host_map', 'pcmk_host_check'].some((name) => Object.hasOwn(parameters, name) && parameters[name] !== null && parameters[name] !== '');
}

/** The word after `pcs` for an agent of this kind. */
export function familyOf(agent: string): 'stonith' | 'resource' {
  return isFenceAgent(agent) ? 'stonith' : 'resource';
}
