import type { DocumentFault } from './fault';
import { failure, success, type Result } from './result';
import type { QuorumReport } from './snapshot';

/**
 * Reads what `corosync-quorumtool -s` and `pcs quorum status` print. Where a quorum device is configured, members have a column
 * of letters for it (A alive, V votes, NR not registered, …) and it is itself the member with the id 0.
 * Faults: `malformed`.
 */
export function readQuorum(text: string): Result<QuorumReport, DocumentFault> {
  const value = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(text)?.[1]?.trim() ?? null;
  const quorate = value('Quorate');
  if (quorate === null) return failure({ code: 'malformed', reason: 'no quorum information' });
  const flags = (value('Flags') ?? '').split(/\s+/).filter((flag) => flag !== '');
  const members = readMembers(text);
  const device = members.find((member) => member.id === 0);
  return success({
    quorate: quorate === 'Yes',
    expectedVotes: wholeNumber(value('Expected votes')),
    totalVotes: wholeNumber(value('Total votes')),
    quorum: wholeNumber(value('Quorum')),
    flags,
    members: members.filter((member) => member.id !== 0),
    device: device || flags.includes('Qdevice') ? { votes: device?.votes ?? null } : null,
  });
}

function readMembers(text: string): QuorumReport['members'] {
  const lines = text.split(/\r?\n/);
  const header = lines.findIndex((line) => /^\s*Nodeid\s+Votes\s+(?:Qdevice\s+)?Name/.test(line));
  if (header === -1) return [];
  const withDevice = /\sQdevice\s/.test(lines[header] ?? '');
  return lines.slice(header + 1).flatMap((line) => {
    const row = /^\s*(0x[0-9a-f]+|\d+)\s+(\d+)\s+(.*?)\s*$/i.exec(line);
    if (!row) return [];
    const [, id = '', votes = '', rest = ''] = row;
    const device = withDevice ? (/^((?:N?A|N?V|N?MW|NR)(?:,(?:N?A|N?V|N?MW|NR))*)\s+(?=\S)/.exec(rest)?.[0] ?? '') : '';
    const name = rest.slice(device.length);
    return [{ id: Number(id), votes: Number(votes), name: name.replace(/ \(local\)$/, ''), local: name.endsWith(' (local)'), device: device.trim() || null }];
  });
}

/** Corosync 2 writes `Quorum: 2 Activity blocked` when it is lost. */
function wholeNumber(text: string | null): number | null {
  const digits = /^\d+/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}
