import type { Command } from '../command';
import { readDaemons } from '../readDaemons';
import { readQuorum } from '../readQuorum';
import { failure, success } from '../result';
import type { DaemonReport, QuorumReport, SbdReport } from '../snapshot';
import { PCS_TIMEOUT_MS, readingCommand, SHORT } from './readingCommand';

/** Asks pcs for what no XML has: the state of PCSD on every node and of the daemons here. Slow (0.8 s): off the first paint. */
export function daemonStatus(): Command<DaemonReport> {
  return readingCommand(['pcs', 'status', '--full'], { rights: 'root', timeoutMs: PCS_TIMEOUT_MS, maxBytes: 16_000_000 }, readDaemons);
}

/** Asks corosync for votes and quorum device. Its exit status also tells of quorum, so an answer counts whatever that is. */
export function quorumStatus(): Command<QuorumReport> {
  const command = readingCommand(['corosync-quorumtool', '-s'], { ...SHORT, rights: 'root' }, readQuorum);
  return {
    ...command,
    parse: (output, host) => {
      const report = readQuorum(output.stdout);
      return report.ok ? report : command.parse(output, host);
    },
  };
}

/** Asks systemd for the SBD daemon; whether Pacemaker counts on its watchdog is the property `have-watchdog`. */
export function sbdStatus(): Command<SbdReport> {
  const properties = '--property=LoadState,ActiveState,UnitFileState';
  return readingCommand(['systemctl', 'show', properties, 'sbd.service'], { ...SHORT, rights: 'none' }, (text) => {
    const valueOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1];
    const [load, active] = [valueOf('LoadState'), valueOf('ActiveState')];
    if (load === undefined || active === undefined) return failure({ code: 'malformed', reason: 'systemctl told nothing of sbd' });
    return success({ installed: load !== 'not-found', active, enabled: valueOf('UnitFileState') ?? '' });
  });
}
