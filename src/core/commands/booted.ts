import type { Command } from '../command';
import { failure, success } from '../result';
import { readingCommand, SHORT } from './readingCommand';

/** Asks a host since when it is up, in words that are others after each start, also where it is a container, whose kernel goes on. Faults: `program-missing`, `command-failed`. */
export function booted(): Command<string> {
  return readingCommand(['systemctl', 'show', '--property=UserspaceTimestamp,UserspaceTimestampMonotonic'], { ...SHORT, rights: 'none' }, (text, host) => {
    const since = text.trim();
    return /=.*\d/.test(since) ? success(since) : failure({ code: 'command-failed', host, program: 'systemctl', exitCode: 0, message: since });
  });
}
