import { readdirSync, readFileSync } from 'node:fs';
import { clusterPorts } from '../../../../src/core/walkthrough/clusterPorts';
import type { Firewall } from '../../../../src/core/walkthrough/hostReport';

/** Ports of the cluster that could be reached, by IPv4 and by IPv6. */
export type Reached = Readonly<Record<'ip' | 'ip6', readonly string[]>>;

/** What programs said where rules were at work, and which ports could be reached there: `test/lab/try_ports.py` wrote it. */
export interface RecordedFirewall {
  readonly name: string;
  readonly rules: readonly string[];
  readonly reached: Reached;
  readonly said: Readonly<Record<string, readonly [exitCode: number, text: string]>>;
}

export function recordedFirewalls(): readonly RecordedFirewall[] {
  const folder = 'test/unit/core/walkthrough/firewalls';
  return readdirSync(folder).sort().map((file) => ({ name: file.replace('.json', ''), ...(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<RecordedFirewall, 'name'>) }));
}

/** What is said of a port: whether every packet for it comes in. */
export function standingOfPort(firewall: Firewall, port: string): 'open' | 'shut' | 'unsure' {
  if (firewall.kind === 'unknown') return 'unsure';
  if (firewall.kind !== 'filters') return 'open';
  const holds = (which: 'shut' | 'unsure') => firewall.filters.some((each) => each[which].some((one) => one === port));
  return holds('shut') ? 'shut' : holds('unsure') ? 'unsure' : 'open';
}

/** Ports of which it is said that they are open or shut, and packets have found the other. */
export function wronglyRead(firewall: Firewall, reached: Reached): readonly string[] {
  return clusterPorts.filter((port) => {
    const found = standingOfPort(firewall, port);
    return found !== 'unsure' && (reached.ip.includes(port) && reached.ip6.includes(port)) !== (found === 'open');
  });
}
