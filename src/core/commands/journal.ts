import type { Command } from '../command';
import { success } from '../result';
import { readingCommand } from './readingCommand';

/** From when to when, in milliseconds since the epoch. */
export interface JournalSpan {
  readonly from: number;
  readonly to: number;
}

/** Most lines that are read of a journal: its newest. */
export const journalLines = 2_000;

const words = [
  'journalctl', '--no-pager', '--quiet', '--output=short-iso', '--lines=2000',
  '--unit=corosync', '--unit=pacemaker', '--unit=pcsd', '--unit=sbd', '--unit=libvirtd', '--unit=virtqemud',
] as const;

/**
 * What the daemons of a cluster, and libvirt, have written into the journal of a host: a line each, with the host's own time, the oldest first. `@` and
 * seconds are understood since systemd 209 (systemd.time(7)); a unit that a host does not have has no lines.
 */
export function journal(span: JournalSpan | null): Command<string> {
  return readingCommand(span === null ? words : [...words, `--since=@${inSeconds(span.from)}`, `--until=@${inSeconds(span.to)}`], { rights: 'root', timeoutMs: 30_000, maxBytes: 4_000_000 }, success);
}

function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 1_000);
}
