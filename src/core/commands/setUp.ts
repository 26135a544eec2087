import type { Command } from '../command';
import { failure, success } from '../result';
import { SHORT } from './readingCommand';
import { requireSuccess } from './requireSuccess';

/** What `pcs cluster setup` writes and `pcs cluster destroy` takes away: corosync's own, and that of CMAN, which pcs 0.9 also drives. */
const FILES = ['/etc/corosync/corosync.conf', '/etc/cluster/cluster.conf'] as const;

/** Asks whether a host is set up for a cluster, running or not. ls names what there is, and fails where any is missing; of a folder that this account may not look into it cannot tell. */
export function setUp(): Command<boolean> {
  return {
    argv: ['ls', '-d', ...FILES],
    ...SHORT,
    rights: 'none',
    mutates: false,
    parse: (output, host) => {
      if (FILES.some((file) => output.stdout.split('\n').includes(file))) return success(true);
      if (FILES.every((file) => output.stderr.split('\n').some((line) => line.includes(file) && line.endsWith('No such file or directory')))) return success(false);
      const answer = requireSuccess(output, 'ls', host);
      return answer.ok ? failure({ code: 'malformed', reason: 'ls named no file' }) : answer;
    },
  };
}
