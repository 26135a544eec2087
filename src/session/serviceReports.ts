import type { Command } from '../core/command';
import { daemonStatus, quorumStatus, sbdStatus } from '../core/commands/services';
import type { ClusterServices } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import type { HostLink } from './ports';

/** Milliseconds for which a report is good: pcs takes 0.8 s of a host's processor for each. */
const goodFor = 10 * 60_000;

/**
 * What no status document tells: pcsd and daemons, the quorum device, SBD. Read after the rows are on the screen, seldom,
 * and from a host that cannot tell not again over the same connection: sudo reports every attempt that it refuses.
 */
export class ServiceReports {
  private report: { readonly host: string; readonly at: number; readonly services: ClusterServices } | null = null;
  /** By host: the command lines that it refused over this connection. */
  private readonly refused = new Map<string, Set<string>>();

  constructor(private readonly clock: Clock) {}

  /** The report of this host, while it is good. */
  of(host: string): ClusterServices | undefined {
    return this.report?.host === host ? this.report.services : undefined;
  }

  /** Reads a report where there is none that is good; true when there is a new one. */
  async renew(link: HostLink): Promise<boolean> {
    const now = this.clock.now();
    if (this.report?.host === link.target && now - this.report.at < goodFor) return false;
    const refused = this.refused.get(link.target) ?? new Set();
    this.refused.set(link.target, refused);
    const [daemons, quorum, sbd] = await Promise.all([ask(link, daemonStatus(), refused), ask(link, quorumStatus(), refused), ask(link, sbdStatus(), refused)]);
    // The connection ended meanwhile: what failed with it is no refusal.
    if (refused !== this.refused.get(link.target)) return false;
    this.report = { host: link.target, at: now, services: { daemons, quorum, sbd } };
    return true;
  }

  /** A new connection to this host may be to an account with other rights. */
  forget(host: string): void {
    if (this.report?.host === host) this.report = null;
    this.refused.delete(host);
  }
}

async function ask<T>(link: HostLink, command: Command<T>, refused: Set<string>): Promise<T | null> {
  const line = command.argv.join(' ');
  if (refused.has(line)) return null;
  const answer = await link.run(command);
  if (answer.ok) return answer.value;
  refused.add(line);
  return null;
}
