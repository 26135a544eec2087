import { type Result, success } from '../result';
import { isAtLeast } from './dialect';
import type { Expectation } from './expectation';
import { leavingCautions } from './hostCautions';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, knownHosts, knownNodes, type Planning } from './planning';
import { shutdown } from './planServices';
import type { TaskOf } from './task';

/** The host has to be known to pcs already: `authenticateHosts`. */
export function planAddNode({ node, address, start }: TaskOf<'addNode'>, { dialect, snapshot }: Planning): Result<Draft> {
  const option = optionLike([node, address]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  // Up to 0.9 what stands behind a comma is the address of a second ring.
  if (/[=,]/.test(node)) return impossible({ why: 'ambiguous', name: node });
  if (snapshot.nodes.some(({ name }) => name === node)) return impossible({ why: 'node-exists', name: node });
  if (address !== null && !isAtLeast(dialect.pcs, '0.10')) return impossible({ why: 'address-is-name', name: node });
  return success({
    commands: [pcs('cluster', 'node', 'add', node, ...(address === null ? [] : [`addr=${address}`]), ...(start ? ['--start', '--enable'] : []))],
    preview: { kind: 'none', why: 'runs-on-nodes' },
    cautions: [],
    expects: start ? [{ kind: 'online', node, is: true }] : [{ kind: 'member', node, is: true }],
    undo: [{ kind: 'removeNode', node }],
  });
}

/** pcs reads the password from its standard input where that is no terminal and no word names it (`get_terminal_password` in its utils.py). */
export function planAuthenticate({ hosts, user, password }: TaskOf<'authenticateHosts'>, { dialect }: Planning): Result<Draft> {
  if (hosts.length === 0) return impossible({ why: 'nothing-chosen', name: '' });
  const option = optionLike([user, ...hosts.flatMap(({ name, address }) => [name, address])]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const ambiguous = hosts.find(({ name }) => name.includes('='));
  if (ambiguous) return impossible({ why: 'ambiguous', name: ambiguous.name });
  const isOld = !isAtLeast(dialect.pcs, '0.10');
  const elsewhere = hosts.find(({ address }) => address !== null);
  if (isOld && elsewhere) return impossible({ why: 'address-is-name', name: elsewhere.name });
  const words = hosts.flatMap(({ name, address }) => (address === null ? [name] : [name, `addr=${address}`]));
  return success({
    commands: [pcs(...(isOld ? ['cluster', 'auth'] : ['host', 'auth']), ...words, '-u', user)],
    inputs: [[password, '\n']],
    preview: { kind: 'none', why: 'runs-on-nodes' },
    cautions: [],
    expects: [],
    undo: null,
  });
}

/** pcs stops the cluster on the host first and takes its configuration away. */
export function planRemoveNode({ node: name }: TaskOf<'removeNode'>, planning: Planning): Result<Draft> {
  const found = knownHosts([name], planning);
  if (!found.ok) return found;
  const expects: readonly Expectation[] = [{ kind: 'member', node: name, is: false }];
  return success({
    commands: [pcs('cluster', 'node', 'remove', name)],
    preview: edit(...found.value.filter(({ online }) => online).map((node) => shutdown(node.name))),
    cautions: [{ code: 'leaves-cluster', node: name }, ...leavingCautions(found.value, planning)],
    expects,
    undo: null,
  });
}

/**
 * Has the cluster forget what is left of a node that has gone. pcs refuses it of a host that is in corosync's configuration and of a node that a resource
 * brings in, and else runs `crm_node --force --remove` (`node_clear` in its lib/commands/cluster.py), which asks nothing: what can be known here is asked before.
 */
export function planClearNode({ node: name }: TaskOf<'clearNode'>, planning: Planning): Result<Draft> {
  const found = knownNodes([name], planning);
  if (!found.ok) return found;
  const node = found.value[0]!;
  const { dialect: { pcs: version, capabilities } } = planning;
  if (node.kind !== 'cluster' && node.resource !== null) return impossible({ why: 'carries-node', name: node.resource, node: name });
  if (node.online || node.pending) return impossible({ why: 'still-member', name });
  if (node.unclean) return impossible({ why: 'waits-for-fencing', name });
  if (!capabilities.has('node.remove-from-caches')) return impossible({ why: 'no-node-clear', name, pcs: version });
  return success({
    commands: [pcs('cluster', 'node', 'clear', name)],
    preview: { kind: 'none', why: 'runs-on-nodes' },
    cautions: [{ code: 'forgets-node', node: name, isHost: node.kind === 'cluster' }],
    expects: [{ kind: 'member', node: name, is: false }],
    undo: null,
  });
}
