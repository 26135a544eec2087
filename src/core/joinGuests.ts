import { DOMAIN_AGENT, REMOTE_AGENT } from './agentName';
import { guestDisagreements } from './guestDisagreements';
import { guestState } from './guestState';
import { flatten } from './flatten';
import { placeOf } from './joinNodes';
import type { ListedDomain } from './readVirshList';
import type { ClusterNode, Guest, Resource } from './snapshot';

/** What one host's libvirt lists. `host` is a node's name where the host is a cluster node. */
export interface HostDomains {
  readonly host: string;
  readonly list: readonly ListedDomain[];
}

export interface GuestSources {
  readonly resources: readonly Resource[];
  readonly nodes: readonly ClusterNode[];
  readonly domains: readonly HostDomains[];
  /** Domain names read from the configuration files that VM resources name, by resource. */
  readonly domainNames: ReadonlyMap<string, string>;
}

type Place = Guest['domains'][number];

/**
 * Every domain of every host and every guest that a VM resource names, joined. A managed guest is one entry, wherever its domain
 * is known; domains that no resource manages are told apart by their host, since the same name on two hosts is two machines.
 */
export function joinGuests(sources: GuestSources): readonly Guest[] {
  const places = placesByName(sources.domains);
  const managed = machinesOf(sources).map((machine) => managedGuest(machine, sources, places));
  const taken = new Set(managed.map((guest) => guest.name));
  const unmanaged = [...places].filter(([name]) => !taken.has(name)).flatMap(([name, at]) => at.map((place) => unmanagedGuest(name, place)));
  return [...managed, ...unmanaged].sort((one, other) => byName.compare(one.name, other.name) || byName.compare(one.host ?? '', other.host ?? ''));
}

const byName = new Intl.Collator('en', { numeric: true });

/** A host that was asked by two of its names has answered twice, and counts once. */
function placesByName(domains: readonly HostDomains[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const [host, { list }] of new Map(domains.map((answer) => [answer.host, answer]))) {
    for (const { name, state, id } of list) places.set(name, [...(places.get(name) ?? []), { host, state, id }]);
  }
  return places;
}

/** Every VirtualDomain resource once, also where it is an instance of a clone, and what stands for a guest node whatever its agent. */
function machinesOf({ resources, nodes }: GuestSources): readonly Resource[] {
  const guestNodes = new Set(nodes.filter((node) => node.kind === 'guest').map((node) => node.resource));
  const machines = flatten(resources).filter(({ kind, agent, id }) => kind === 'primitive' && (agent === DOMAIN_AGENT || guestNodes.has(id)));
  return [...new Map(machines.map((machine) => [machine.id, machine])).values()];
}

function managedGuest(machine: Resource, sources: GuestSources, places: ReadonlyMap<string, readonly Place[]>): Guest {
  const node = sources.nodes.find((candidate) => candidate.kind === 'guest' && candidate.resource === machine.id) ?? null;
  const nodeName = node?.name ?? machine.config?.meta['remote-node'] ?? null;
  const name = domainName(machine, nodeName, sources.domainNames, places);
  const domains = places.get(name) ?? [];
  const connection = node ? (flatten(sources.resources).find((resource) => resource.id === node.name && resource.agent === REMOTE_AGENT) ?? null) : null;
  const running = domains.filter((place) => place.id !== null);
  const here = placeOf(machine);
  const shown = running.find((place) => place.host === here) ?? running[0] ?? (domains.length === 1 ? domains[0] : undefined);
  return {
    name,
    host: shown?.host ?? here,
    domainState: (shown ?? domains[0])?.state ?? null,
    domains,
    resource: machine.id,
    node: nodeName,
    connectionHost: placeOf(connection),
    state: guestState(machine, node, connection),
    disagreements: guestDisagreements(machine, domains, sources),
  };
}

/**
 * The domain of a VM resource: as its configuration file says, where that was read; else what the file is called, which is the
 * domain's name by custom; else the guest node's name, else the resource's own. What libvirt knows goes before what it does not.
 */
function domainName(machine: Resource, node: string | null, known: ReadonlyMap<string, string>, places: ReadonlyMap<string, unknown>): string {
  const read = known.get(machine.id);
  if (read !== undefined) return read;
  const file = /([^/]+?)(?:\.xml)?$/.exec(machine.config?.parameters['config'] ?? '')?.[1] ?? null;
  const candidates = [file, node, machine.id].filter((name) => name !== null);
  return candidates.find((name) => places.has(name)) ?? candidates[0] ?? machine.id;
}

function unmanagedGuest(name: string, place: Place): Guest {
  return { name, host: place.host, domainState: place.state, domains: [place], resource: null, node: null, connectionHost: null, state: 'not-managed', disagreements: [] };
}
