import { sameConfiguration } from './cibVersion';
import { type HostDomains, joinGuests } from './joinGuests';
import { joinNodes } from './joinNodes';
import { flatten } from './flatten';
import { joinResources } from './joinResources';
import type { CibDocument } from './readCib';
import type { StatusDocument } from './readStatus';
import type { CibVersion, ClusterSnapshot, ClusterSummary } from './snapshot';
import { readBoolean } from './statusValues';

/** The documents of one reading, read. */
export interface SnapshotSources {
  readonly status: StatusDocument;
  /** `null` where the configuration is not known: then the status alone tells of the resources. */
  readonly cib: CibDocument | null;
  /** Only hosts whose libvirt answered. */
  readonly domains: readonly HostDomains[];
  /** Milliseconds since the epoch when the reading began. */
  readonly takenAt: number;
  readonly host: string;
  /** The command line that the status came from. */
  readonly source: string;
  /** By VM resource: the name in the configuration file it runs, where that was read. */
  readonly domainNames?: ReadonlyMap<string, string>;
  /** Asked for beside the CIB, where it is newer than that. */
  readonly cibVersion?: CibVersion | null;
}

/** Joins the documents of one reading into what is known of the cluster. */
export function buildSnapshot(sources: SnapshotSources): ClusterSnapshot {
  const { status, cib, domains } = sources;
  const { resources, fencing } = joinResources(status, cib);
  const nodes = joinNodes(status, cib, resources);
  const guestNodes = new Map(nodes.filter((node) => node.kind === 'guest').map((node) => [node.name, node]));
  const guests = joinGuests({ resources, nodes, domains, domainNames: sources.domainNames ?? new Map() });
  const implicit = new Set(flatten(resources).filter((resource) => resource.implicit).map((resource) => resource.id));
  return {
    takenAt: sources.takenAt,
    host: sources.host,
    source: sources.source,
    cibVersion: sources.cibVersion ?? cib?.version ?? null,
    cluster: summaryOf(status, cib, isNewest(cib, sources.cibVersion ?? null)),
    nodes,
    resources,
    fencing,
    fencingLevels: cib?.fencingLevels ?? [],
    guests,
    constraints: cib?.constraints ?? [],
    failures: status.failures.map((action) => ({
      ...action,
      guest: implicit.has(action.resource) && guestNodes.has(action.resource) ? (guests.find((guest) => guest.node === action.resource)?.name ?? action.resource) : null,
    })),
    properties: cib?.properties ?? {},
    resourceDefaults: cib?.resourceDefaults ?? {},
    operationDefaults: cib?.operationDefaults ?? {},
    tickets: status.tickets.length > 0 ? status.tickets : (cib?.tickets ?? []),
  };
}

/** Whether a CIB is still the cluster's, to the last update: one may be kept while only its configuration stays. */
function isNewest(cib: CibDocument | null, newest: CibVersion | null): boolean {
  const version = cib?.version ?? null;
  return newest === null || (version !== null && sameConfiguration(version, newest) && version.numUpdates === newest.numUpdates);
}

/** The status's word goes before the CIB's; what neither says stays unknown, whatever Pacemaker's default may be. */
function summaryOf(status: StatusDocument, cib: CibDocument | null, cibIsNewest: boolean): ClusterSummary {
  const property = (name: string) => cib?.properties[name] ?? null;
  return {
    name: property('cluster-name'),
    dc: status.dc,
    quorum: status.quorum ?? (cibIsNewest ? (cib?.quorum ?? null) : null),
    stonithEnabled: status.stonithEnabled ?? readBoolean(property('fencing-enabled') ?? property('stonith-enabled')),
    maintenanceMode: status.maintenanceMode ?? readBoolean(property('maintenance-mode')),
    pacemaker: status.pacemaker ?? property('dc-version')?.replace(/-.*$/s, '') ?? null,
    lastChange: status.lastChange ?? cib?.lastWritten ?? null,
  };
}
