import type { Command } from '../command';
import { readDaemons } from '../readDaemons';
import { readQuorum } from '../readQuorum';
import { failure, success } from '../result';
import type { DaemonReport, QuorumReport, SbdReport } from '../snapshot';
import { requireSuccess } from './requireSuccess';

/** Asks pcs for what no XML has: the state of PCSD on every node and of the daemons here. Slow (0.8 s): off the first paint. */
export function daemonStatus(): Command<DaemonReport> {
  return {
    argv: ['pcs', 'status', '--full'],
    rights: 'root',
    mutates: false,
    timeoutMs: 60_000,
    maxBytes: 16_000_000,
    parse: (output, host) => {
      const answer = requireSuccess(output, 'pcs', host);
      return answer.ok ? readDaemons(answer.value) : answer;
    },
  };
}

/** Asks corosync for votes and quorum device. Its exit status also tells of quorum, so an answer counts whatever that is. */
export function quorumStatus(): Command<QuorumReport> {
  return {
    argv: ['corosync-quorumtool', '-s'],
    rights: 'root',
    mutates: false,
    timeoutMs: 10_000,
    maxBytes: 1_000_000,
    parse: (output, host) => {
      const report = readQuorum(output.stdout);
      const answer = requireSuccess(output, 'corosync-quorumtool', host);
      return report.ok || answer.ok ? report : answer;
    },
  };
}

/** Asks systemd for the SBD daemon; whether Pacemaker counts on its watchdog is the property `have-watchdog`. */
export function sbdStatus(): Command<SbdReport> {
  return {
    argv: ['systemctl', 'show', '--property=LoadState,ActiveState,UnitFileState', 'sbd.service'],
    rights: 'none',
    mutates: false,
    timeoutMs: 10_000,
    maxBytes: 10_000,
    parse: (output, host) => {
      const answer = requireSuccess(output, 'systemctl', host);
      if (!answer.ok) return answer;
      const values = new Map(answer.value.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).trim()]));
      const [load, active, enabled] = ['LoadState', 'ActiveState', 'UnitFileState'].map((name) => values.get(name));
      if (load === undefined || active === undefined) return failure({ code: 'malformed', reason: 'systemctl told nothing of sbd' });
      return success({ installed: load !== 'not-found', active, enabled: enabled ?? '' });
    },
  };
}
