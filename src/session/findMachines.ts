import { listDomains } from '../core/commands/virsh';
import { type FoundMachine, machinesListed, machinesOf } from '../core/walkthrough/foundMachine';
import type { ClusterSession } from './clusterSession';
import type { RunOptions } from './ports';

/** The virtual machines that could become guest nodes: those that the cluster was read with, or where it does not run what each host's libvirt lists. A host that does not say has none. */
export async function findMachines(session: Pick<ClusterSession, 'definition' | 'state' | 'run'>, options: RunOptions): Promise<readonly FoundMachine[]> {
  const { definition, state } = session;
  if (state.kind === 'live') return machinesOf(state.last);
  const lists = await Promise.all(definition.hosts.map(async ({ target, libvirtUri }) => ({ target, listed: await session.run(target, listDomains(libvirtUri), options) })));
  return machinesListed(lists.flatMap(({ target, listed }) => (listed.ok ? [{ target, domains: listed.value }] : [])));
}
