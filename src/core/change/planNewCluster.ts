import { type Result, success } from '../result';
import { isAtLeast } from './dialect';
import { impossible, optionLike, pcs } from './pcsWords';
import { planAuthenticate } from './planMembers';
import type { Draft, Planning } from './planning';
import type { TaskOf } from './task';

/** What `pcs cluster setup` takes for the beginning of options among the names of hosts. */
const SECTIONS = ['transport', 'totem', 'quorum'];

/**
 * Has pcs know the hosts, then set them up. It reaches them, and corosync does, at the addresses by which they were authenticated
 * (`host auth` in its usage.py). Where a host is in a cluster already it refuses, and it is never forced here.
 */
export function planCreateCluster({ cluster, hosts, user, password, start, enable }: TaskOf<'createCluster'>, planning: Planning): Result<Draft> {
  const { dialect, snapshot } = planning;
  const running = snapshot.nodes.find(({ kind, online }) => kind === 'cluster' && online);
  if (running) return impossible({ why: 'cluster-runs', name: running.name });
  const option = optionLike([cluster]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const names = hosts.map(({ name }) => name);
  // Up to 0.9 what stands behind a comma is the address of a second ring.
  const ambiguous = names.find((name) => SECTIONS.includes(name) || name.includes(','));
  if (ambiguous !== undefined) return impossible({ why: 'ambiguous', name: ambiguous });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return impossible({ why: 'twice-host', name: twice });
  const known = planAuthenticate({ kind: 'authenticateHosts', hosts, user, password }, planning);
  if (!known.ok) return known;
  const named = isAtLeast(dialect.pcs, '0.10') ? [cluster, ...names] : ['--name', cluster, ...names];
  return success({
    commands: [...known.value.commands, pcs('cluster', 'setup', ...named, ...(start ? ['--start'] : []), ...(enable ? ['--enable'] : []))],
    inputs: [...(known.value.inputs ?? []), null],
    preview: { kind: 'none', why: 'cluster-stopped' },
    cautions: [{ code: 'old-cluster-lost', hosts: names }, { code: 'needs-fencing' }],
    expects: start ? names.map((node) => ({ kind: 'online', node, is: true })) : [{ kind: 'setUp', is: true }],
    undo: null,
  });
}
