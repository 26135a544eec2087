import { buildSnapshot } from './buildSnapshot';
import type { Output } from './command';
import { type CibForm, readCibOutput } from './commands/cib';
import { readStatusOutput, statusCommand, type StatusForm } from './commands/status';
import { readDomainsOutput } from './commands/virsh';
import { type Result, success } from './result';
import type { CibVersion, ClusterSnapshot } from './snapshot';

/** What the hosts answered in one reading, still unread, so that it can be read on another thread. */
export interface ClusterDocuments {
  readonly status: { readonly form: StatusForm; readonly output: Output };
  readonly cib: Output | null;
  readonly cibForm?: CibForm;
  readonly cibVersion: CibVersion | null;
  /** Answers of every host's libvirt; `host` is a node's name where it is known to be one. */
  readonly domains: readonly { readonly host: string; readonly output: Output }[];
  /** By VM resource: the name in the configuration file it runs, where that was read. */
  readonly domainNames?: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch when the reading began. */
  readonly takenAt: number;
  readonly host: string;
}

/**
 * Reads all documents of a reading and joins them. Faults: those of the status and of the CIB, since half an answer is none.
 * A libvirt whose answer cannot be read counts as one that did not answer: the caller has that fault beside the snapshot.
 */
export function readCluster(documents: ClusterDocuments): Result<ClusterSnapshot> {
  const { host, takenAt, cibVersion, domainNames } = documents;
  const { form, output } = documents.status;
  const status = readStatusOutput(output, form, host);
  if (!status.ok) return status;
  const cib = documents.cib === null ? success(null) : readCibOutput(documents.cib, documents.cibForm ?? 'cibadmin', host);
  if (!cib.ok) return cib;
  const domains = documents.domains.flatMap((answer) => {
    const list = readDomainsOutput(answer.output, answer.host);
    return list.ok ? [{ host: answer.host, list: list.value }] : [];
  });
  return success(buildSnapshot({
    status: status.value,
    cib: cib.value,
    domains,
    takenAt,
    host,
    source: statusCommand(form).argv.join(' '),
    domainNames: new Map(Object.entries(domainNames ?? {})),
    cibVersion,
  }));
}
