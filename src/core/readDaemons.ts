import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';
import type { DaemonReport } from './snapshot';

/**
 * Reads the two parts of `pcs status --full` that no XML has (seen: pcs 0.10, 0.11, 0.12; 0.9's differ in the address behind a
 * node's name). Faults: `malformed` when neither is there.
 */
export function readDaemons(text: string): Result<DaemonReport, DocumentFault> {
  const pcsd = section(text, 'PCSD Status');
  const daemons = section(text, 'Daemon Status');
  if (!pcsd && !daemons) return failure({ code: 'malformed', reason: 'neither PCSD nor daemon status' });
  return success({
    pcsd: (pcsd ?? []).map(([name, state]) => ({ node: name.replace(/ \([^()]*\)$/, ''), state })),
    daemons: (daemons ?? []).map(([name, state]) => {
      const [active = '', enabled = ''] = state.split('/');
      return { name, active, enabled };
    }),
  });
}

/** The indented `name: value` lines below a heading. */
function section(text: string, heading: string): readonly (readonly [name: string, value: string])[] | null {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trimEnd() === `${heading}:`);
  if (start === -1) return null;
  const rows: (readonly [string, string])[] = [];
  for (const line of lines.slice(start + 1)) {
    const colon = line.lastIndexOf(': ');
    if (!/^\s/.test(line) || colon === -1) break;
    rows.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rows;
}
