import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';

/** One line of `virsh list --all`. */
export interface ListedDomain {
  readonly name: string;
  /** libvirt's own words. */
  readonly state: string;
  /** `null` while it has no process. */
  readonly id: number | null;
}

/** virsh's words for a domain's state (virDomainState; `no state` and `blocked` are seen with other drivers than QEMU). */
const STATES = ['running', 'idle', 'paused', 'in shutdown', 'shut off', 'crashed', 'pmsuspended', 'dying', 'no state', 'blocked'];

/**
 * Reads what `virsh list --all` prints with `LC_ALL=C`: since libvirt 4.10 columns as wide as need be, before that fixed ones
 * that a long name runs over. So a row is read from both ends, and a name may hold spaces; the column's place tells spaces that
 * belong to a name's beginning. Faults: `malformed`; `cut` when the last line stops short.
 */
export function readVirshList(text: string): Result<readonly ListedDomain[], DocumentFault> {
  const lines = text.split(/\r?\n/);
  const header = lines.findIndex((line) => /^\s*Id\s+Name\s+State\s*$/.test(line));
  if (header === -1) return failure(text.trim() === '' ? { code: 'cut' } : { code: 'malformed', reason: 'no table of domains' });
  // A header that has lost its own first space, in a text that was trimmed, tells nothing of the rows' columns.
  const nameColumn = /^\s/.test(lines[header] ?? '') ? (lines[header] ?? '').indexOf('Name') : 0;
  const domains: ListedDomain[] = [];
  for (const [index, line] of lines.entries()) {
    if (index <= header || line.trim() === '' || /^-+$/.test(line)) continue;
    const row = readRow(line, nameColumn);
    if (!row) return failure(index === lines.length - 1 ? { code: 'cut' } : { code: 'malformed', reason: `not a domain: ${line.trim().slice(0, 80)}` });
    domains.push(row);
  }
  return success(domains);
}

function readRow(line: string, nameColumn: number): ListedDomain | null {
  const row = line.trimEnd();
  const state = STATES.find((word) => row.endsWith(` ${word}`));
  const id = /^\s*(-|\d+)(?=\s)/.exec(row);
  if (state === undefined || !id) return null;
  const name = row.slice(id[0].length < nameColumn ? nameColumn : id[0].length, -state.length).trimEnd();
  if (name.trim() === '') return null;
  return { name: id[0].length < nameColumn ? name : name.trimStart(), state, id: id[1] === '-' ? null : Number(id[1]) };
}
