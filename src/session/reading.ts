import { sameConfiguration } from '../core/cibVersion';
import type { Fault } from '../core/fault';
import type { ClusterDocuments } from '../core/readCluster';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { HostNote } from './clusterState';
import type { DocumentReader } from './documentReader';
import type { HostReader } from './hostReader';
import type { Clock } from '../core/surroundings';

/** One complete answer: the documents, and what they say. */
export interface Reading {
  readonly documents: ClusterDocuments;
  readonly snapshot: ClusterSnapshot;
}

export interface ReadingPorts {
  readonly documents: DocumentReader;
  readonly clock: Clock;
}

export interface ReadingOptions {
  /** Whether a password for sudo may be asked for. */
  readonly mayAsk: boolean;
  /** By VM resource: the name in its configuration file, where that was read. */
  readonly domainNames: Readonly<Record<string, string>>;
}

/** How long a reading waits for libvirt, in milliseconds: `virsh list` takes 20 ms where libvirtd is well. */
const libvirtPatience = 400;

/** How often a reading starts over because the configuration changed under it. */
const mostAttempts = 3;

/** Reads through the first host that can tell; the others are asked only when it cannot. `hosts` are connected. */
export async function readFromAnyHost(hosts: readonly HostReader[], ports: ReadingPorts, how: ReadingOptions): Promise<Result<Reading>> {
  const libvirt = Promise.all(hosts.map((host) => host.listDomains(libvirtPatience, how.mayAsk)));
  const faults: Fault[] = [];
  for (const host of hosts) {
    const reading = await readFromHost(host, () => libvirt.then(() => domainsOf(hosts)), ports, how);
    if (reading.ok) return reading;
    faults.push(reading.fault);
  }
  return failure(faults.find((fault) => fault.code !== 'not-running') ?? faults[0] ?? { code: 'cancelled' });
}

/** What the hosts' libvirts have answered, named by node where the host is known to be one. */
export function domainsOf(hosts: readonly HostReader[]): ClusterDocuments['domains'] {
  return hosts.flatMap(({ domains, nodeName, target }) =>
    domains.kind === 'listed' ? [{ host: nodeName ?? target, output: domains.output }] : [],
  );
}

/** What is missing, host by host. */
export function notesOf(hosts: readonly HostReader[]): readonly HostNote[] {
  return hosts.flatMap(({ domains, target, link }) => {
    if (domains.kind === 'failed') return [{ host: target, fault: domains.fault }];
    const fault = link.state.kind === 'waiting' || link.state.kind === 'closed' ? link.state.fault : null;
    return fault === null ? [] : [{ host: target, fault }];
  });
}

/**
 * Reads configuration and status so that they belong together: the configuration may not have changed
 * between its reading and the end of the status's. While its version stays, it is not read again.
 */
async function readFromHost(
  host: HostReader,
  domains: () => Promise<ClusterDocuments['domains']>,
  { clock, documents: reader }: ReadingPorts,
  { mayAsk, domainNames }: ReadingOptions,
): Promise<Result<Reading>> {
  const takenAt = clock.now();
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const cib = await host.readConfiguration(mayAsk);
    if (!cib.ok) return cib;
    const status = await host.readStatus(mayAsk);
    if (!status.ok) return status;
    const version = await host.readVersion(mayAsk);
    if (!version.ok) return version;
    const known = cib.value.version;
    if (known === null || version.value === null || !sameConfiguration(version.value, known)) host.configuration = null;
    if (known !== null && version.value !== null && !sameConfiguration(version.value, known)) continue;
    const documents: ClusterDocuments = {
      status: status.value,
      cib: cib.value.output,
      cibForm: cib.value.form,
      cibVersion: version.value,
      domains: await domains(),
      domainNames,
      takenAt,
      host: host.target,
    };
    const snapshot = await reader.read(documents);
    return snapshot.ok ? success({ documents, snapshot: snapshot.value }) : snapshot;
  }
  return failure({ code: 'configuration-unsettled', host: host.target });
}
