import { sameConfiguration } from '../core/cibVersion';
import type { ClusterDocuments } from '../core/readCluster';
import { failure, map, type Result, success } from '../core/result';
import type { CibVersion, ClusterSnapshot } from '../core/snapshot';
import { withDeadline } from './deadline';
import type { DocumentReader } from './documentReader';
import type { Configuration, HostReader } from './hostReader';
import { inTurn } from './inTurn';
import type { RunOptions } from './ports';
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
  /** What the hosts' libvirts have answered, once they had their time. */
  readonly domains: () => Promise<ClusterDocuments['domains']>;
}

/** How often the status is read in one reading because the configuration changed under it. */
const mostAttempts = 4;

/**
 * Reads through the first host that can tell. The others are asked only when it cannot, or leaves its answer open: a host that hangs
 * does not hold up what another knows. `hosts` are connected. A person who types a password is waited for, unless the host falls silent.
 */
export async function readFromAnyHost(hosts: readonly HostReader[], ports: ReadingPorts, how: ReadingOptions): Promise<Result<Reading>> {
  const read = await inTurn(
    hosts.map((host) => ({
      patienceMs: how.mayAsk ? null : host.patienceMs,
      run: async (ending: AbortSignal) => {
        const reading = await host.pulse.untilSilent(ending, (signal) => readFromHost(host, ports, how, signal));
        return reading.ok || host.fault === null ? reading : failure(host.fault);
      },
    })),
    ports.clock,
  );
  if (read.ok) return read;
  return failure(read.faults.find((fault) => fault.code !== 'not-running') ?? read.faults[0] ?? { code: 'cancelled' });
}

/** What one host sees of the cluster, without its guests: to be held against what another sees. One that takes its time is not waited for. */
export async function readFromOneHost(host: HostReader, ports: ReadingPorts): Promise<Result<ClusterSnapshot>> {
  const how = { mayAsk: false, domainNames: {}, domains: () => Promise.resolve([]) };
  const read = await withDeadline(ports.clock, host.patienceMs, (signal) => readFromHost(host, ports, how, signal));
  return map(read, ({ snapshot }) => snapshot);
}

/** Whether the same hosts listed the same domains. */
export function sameListings(before: ClusterDocuments['domains'], now: ClusterDocuments['domains']): boolean {
  return before.length === now.length && before.every(({ host, output }, index) => host === now[index]?.host && output.stdout === now[index].output.stdout);
}

async function readFromHost(
  host: HostReader,
  { clock, documents: reader }: ReadingPorts,
  { mayAsk, domainNames, domains }: ReadingOptions,
  signal: AbortSignal,
): Promise<Result<Reading>> {
  const takenAt = clock.now();
  const settled = await readSettled(host, { mayAsk, signal });
  if (!settled.ok) return settled;
  const { status, cib, version } = settled.value;
  const documents: ClusterDocuments = {
    status,
    cib: cib.output,
    cibForm: cib.form,
    cibVersion: version,
    domains: await domains(),
    domainNames,
    takenAt,
    host: host.target,
  };
  const snapshot = await reader.read(documents);
  return snapshot.ok ? success({ documents, snapshot: snapshot.value }) : snapshot;
}

interface Settled {
  readonly status: ClusterDocuments['status'];
  readonly cib: Configuration;
  readonly version: CibVersion | null;
}

/**
 * Reads configuration and status so that they belong together: the configuration was the same before the status was read and after.
 * The one known from before serves as long as its version stays; where it has moved, as a look may have told already, the new one
 * is read after the status is.
 */
async function readSettled(host: HostReader, ask: RunOptions): Promise<Result<Settled>> {
  const known = host.configuration !== null;
  const first = await host.readConfiguration(ask);
  if (!first.ok) return first;
  const seen = known ? await versionBefore(host, first.value, ask) : success(first.value.version);
  host.seenVersion = null;
  if (!seen.ok) return seen;
  let before = seen.value;
  let cib: Configuration | null = belongs(before, first.value.version) ? first.value : null;
  if (cib === null) host.configuration = null;
  // What changed after the status was read, but before the version after it, is still to be read: the version before is what is shown.
  const settled = (status: Settled['status'], its: Configuration, after: CibVersion | null) =>
    success({ status, cib: its, version: host.onlyPcs === null ? (before ?? after) : after });
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const status = await host.readStatus(ask);
    if (!status.ok) return status;
    if (cib !== null) {
      const version = await host.readVersion(ask);
      if (!version.ok) return version;
      if (belongs(before, version.value)) return settled(status.value, cib, version.value);
      before = version.value;
      cib = null;
      host.configuration = null;
    } else {
      const whole = await host.readConfiguration(ask);
      if (!whole.ok) return whole;
      cib = whole.value;
      if (belongs(before, cib.version)) return settled(status.value, cib, cib.version);
      before = cib.version;
    }
  }
  return failure({ code: 'configuration-unsettled', host: host.target });
}

/** The version that the CIB has now, or had when it was looked at. Where only pcs may be run it costs as much as all else, and readings follow a timer. */
async function versionBefore(host: HostReader, known: Configuration, ask: RunOptions): Promise<Result<CibVersion | null>> {
  if (host.seenVersion !== null) return success(host.seenVersion);
  return host.onlyPcs === null ? host.readVersion(ask) : success(known.version);
}

/** A version that was not told is no sign of a change. */
function belongs(before: CibVersion | null, after: CibVersion | null): boolean {
  return before === null || after === null || sameConfiguration(before, after);
}
