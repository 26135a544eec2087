import type { Output } from '../../core/command';
import { success, type Result } from '../../core/result';
import { findAll, valueOf } from '../cibTree';
import { guestNodes } from '../failures';
import { forgetFailures, nodeStates } from '../nodeHistory';
import type { PracticeHost } from './practiceHost';
import { output } from './program';

/**
 * Cleanup and refresh. A real refresh forgets all history and probes again; here a probe would find nothing running,
 * since nothing really runs, so both forget the failures and leave the rest. `null` means all resources, all nodes.
 */
export async function forget(host: PracticeHost, resource: string | null, node: string | null): Promise<Result<Output>> {
  const { tree } = host.cib;
  if (resource !== null && !exists(resource)) return success(output('', `Error: Unable to forget failed operations of resource: ${resource}\nResource '${resource}' not found\n`, 1));
  const nodes = nodeStates(tree).map((state) => valueOf(state, 'uname'));
  if (node !== null && !nodes.includes(node)) return success(output('', `Error: Node '${node}' not found\n`, 1));

  const members = resource === null ? [null] : memberResources(resource);
  const changed = await host.cib.edit((cib) => members.reduce((before, member) => forgetFailures(before, member, node), cib));
  if (!changed.ok) return changed;
  if (resource === null) return success(output('', `Cleaned up all resources on ${node ?? 'all nodes'}\n`));
  return success(output('', (node === null ? nodes : [node]).map((name) => `Cleaned up ${resource} on ${name}\n`).join('')));

  function exists(id: string): boolean {
    return guestNodes(tree).some(({ guest }) => guest === id) || configured().some((element) => valueOf(element, 'id') === id);
  }

  function configured() {
    return ['primitive', 'group', 'clone', 'bundle', 'master'].flatMap((kind) => findAll(tree, kind));
  }

  /** A group or clone has no failures of its own: its members have. */
  function memberResources(id: string): readonly string[] {
    const collection = configured().find((element) => valueOf(element, 'id') === id && element.name !== 'primitive');
    return collection ? findAll(collection, 'primitive').map((primitive) => valueOf(primitive, 'id')) : [id];
  }
}
