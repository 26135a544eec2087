import { buildSnapshot } from '../src/core/buildSnapshot';
import type { DocumentFault } from '../src/core/fault';
import { readCib } from '../src/core/readCib';
import { readStatus } from '../src/core/readStatus';
import { readVirshList } from '../src/core/readVirshList';
import { failure, type Result, success } from '../src/core/result';
import { snapshotToJson } from '../src/core/snapshotJson';

/** The texts of the documents, in the order they were named. The n-th CIB belongs to the n-th status, the domains to all. */
export interface Documents {
  readonly statuses: readonly string[];
  readonly cibs: readonly string[];
  readonly domains: readonly { readonly host: string; readonly text: string }[];
}

export interface Line {
  readonly json: string;
  readonly failed: boolean;
}

/** One line of JSON for each status: its snapshot, or what is wrong and with which of the documents. */
export function* snapshotLines({ statuses, cibs, domains }: Documents): Generator<Line> {
  for (const [index, status] of statuses.entries()) {
    const line = snapshotOf(status, cibs[index], domains);
    yield { json: JSON.stringify(line.ok ? line.value : { error: line.fault }), failed: !line.ok };
  }
}

type NamedFault = DocumentFault & { readonly document: 'status' | 'cib' | 'domains' };

function snapshotOf(statusText: string, cibText: string | undefined, listings: Documents['domains']): Result<unknown, NamedFault> {
  const status = readStatus(statusText);
  if (!status.ok) return failure({ ...status.fault, document: 'status' });
  const cib = cibText === undefined ? success(null) : readCib(cibText);
  if (!cib.ok) return failure({ ...cib.fault, document: 'cib' });
  const domains = [];
  for (const { host, text } of listings) {
    const list = readVirshList(text);
    if (!list.ok) return failure({ ...list.fault, document: 'domains' });
    domains.push({ host, list: list.value });
  }
  return success(snapshotToJson(buildSnapshot({ status: status.value, cib: cib.value, domains, takenAt: 0, host: '', source: '' })));
}
