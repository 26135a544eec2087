import { journalLines, type JournalSpan } from '../core/commands/journal';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import { dateTimeText } from './age';
import { displayCommand, displayName } from './displayName';
import type { Translate } from './row';

/** What one host's journal says, or why it says nothing. */
export interface HostLog {
  readonly host: string;
  readonly read: Result<string>;
}

/** Journals of hosts one below the other, as a plain text in which nothing of them is taken for anything else. `title` says what they are read for. */
export function logText(title: string, logs: readonly HostLog[], span: JournalSpan | null, faultText: (fault: Fault) => string, t: Translate): string {
  const when = span === null
    ? t('The newest {0} lines at most, the last at the end.', journalLines)
    : t('From {0} to {1}, {2} lines at most.', dateTimeText(span.from), dateTimeText(span.to), journalLines);
  const head = [title, t('What corosync, Pacemaker, pcsd, sbd and libvirt have written into the journal; each line begins with the host’s own time.'), when].join('\n');
  return `${[head, ...logs.map((log) => hostLines(log, faultText, t))].join('\n\n')}\n`;
}

function hostLines({ host, read }: HostLog, faultText: (fault: Fault) => string, t: Translate): string {
  const name = displayName(host);
  const lines = read.ok ? displayCommand(read.value.trimEnd()) || t('Nothing was written there.') : faultText(read.fault);
  return [name, '='.repeat(name.length), lines].join('\n');
}
