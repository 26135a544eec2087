import type { ListedDomain } from '../readVirshList';
import type { ClusterSnapshot } from '../snapshot';

/** A virtual machine that there is, or that the cluster would start. */
export interface FoundMachine {
  readonly name: string;
  /** libvirt's own words; null where none that answered knows it. */
  readonly state: string | null;
  /** Where it is known. */
  readonly hosts: readonly string[];
  /** The guest node that it is; null where it is none. */
  readonly node: string | null;
}

/** Those of a cluster that runs, which knows also the ones that are in no libvirt while they are off. */
export function machinesOf({ guests }: ClusterSnapshot): readonly FoundMachine[] {
  return guests.map(({ name, domainState, domains, node }) => ({ name, state: domainState, hosts: domains.map(({ host }) => host), node }));
}

/** Those that hosts' libvirts list: one that several list is told as where it is not off. */
export function machinesListed(lists: readonly { readonly target: string; readonly domains: readonly ListedDomain[] }[]): readonly FoundMachine[] {
  const all = lists.flatMap(({ target, domains }) => domains.map(({ name, state }) => ({ name, state, target })));
  return [...new Set(all.map(({ name }) => name))].map((name) => {
    const those = all.filter((each) => each.name === name);
    const shown = those.find(({ state }) => state !== 'shut off') ?? those[0];
    return { name, state: shown?.state ?? null, hosts: those.map(({ target }) => target), node: null };
  });
}
