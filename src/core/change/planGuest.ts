import { failure, type Result, success } from '../result';
import { isAtLeast } from './dialect';
import { resourceValueSteps } from './editSteps';
import type { Expectation } from './expectation';
import { isNodeTaken } from './formWords';
import { impossible, optionLike, pcs } from './pcsWords';
import { configuredResource, type Draft, edit, type Planning } from './planning';
import { nodeCarriedBy } from './resourcePlace';
import type { TaskOf } from './task';

/**
 * pcs brings key and pacemaker_remote to a guest whose pcsd it was authenticated with. Of another it says `Host 'guest1' is not known to pcs` and refuses (0.11.5), unless it
 * is told to go on. Where its own hosts are not known to it, it refuses that, too: `None of hosts is known to pcs`. It would have the command done to a file for its own
 * tests alone, so a preview sets what pcs sets.
 */
export function planAddGuest({ resource: id, node, address }: TaskOf<'addGuestNode'>, { dialect, snapshot }: Planning): Result<Draft> {
  const option = optionLike([node, address]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const found = configuredResource(id, snapshot);
  if (!found.ok) return found;
  const [machine] = found.value.instances;
  const { kind, config, agent } = machine;
  if (kind !== 'primitive' || agent === null) return impossible({ why: 'no-primitive', name: found.value.id });
  if (config === null) return failure({ code: 'not-configured', id: found.value.id });
  const carried = nodeCarriedBy(machine, snapshot);
  if (carried === node) return impossible({ why: 'unchanged', name: found.value.id });
  if (carried) return impossible({ why: 'carries-node', name: found.value.id, node: carried });
  if (isNodeTaken(node, snapshot)) return impossible({ why: 'taken', name: node });
  if (!dialect.capabilities.has('node.guest')) return impossible({ why: 'no-guest-node', name: found.value.id, pcs: dialect.pcs });
  // Since 0.10 pcs writes down an address in any case: for a guest that it was not authenticated with, the name.
  const written = address ?? (isAtLeast(dialect.pcs, '0.10') ? node : null);
  const meta = { 'remote-node': node, ...(written === null ? {} : { 'remote-addr': written }) };
  return success({
    commands: [pcs('cluster', 'node', 'add-guest', node, found.value.id, ...(address === null ? [] : [`remote-addr=${address}`]), '--skip-offline')],
    preview: edit(...resourceValueSteps(found.value.id, 'meta', meta)),
    cautions: [{ code: 'guest-skipped', guest: node }],
    expects: Object.entries({ 'remote-node': node, ...(address === null ? {} : { 'remote-addr': address }) }).map(([name, value]): Expectation => ({ kind: 'setting', resource: found.value.id, of: 'meta', name, value })),
    // As by hand: `pcs cluster node remove-guest` wants to know the guest even if it is told to go on (`None of hosts is known to pcs`, 0.11.5), and takes its key away.
    undo: config.template !== null ? null : [{
      kind: 'updateResource', resource: found.value.id, parameters: {}, operations: null,
      meta: { 'remote-node': null, 'remote-addr': Object.hasOwn(config.meta, 'remote-addr') ? (config.meta['remote-addr'] ?? null) : null },
    }],
  });
}
