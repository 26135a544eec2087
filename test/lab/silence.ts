import type { Lab } from './lab';
import type { LabHost } from './labHost';
import type { LabTests } from './labTests';
import { layoutOf } from './layout';

/**
 * Lets nothing of SSH through between here and a host, either way, until the answer is called or the test is over.
 * The hosts go on hearing each other: a host that they lost would be fenced.
 */
export function silence(change: LabTests['change'], { release }: Lab, host: LabHost): Promise<() => Promise<void>> {
  const here = layoutOf(release).operatorAddress;
  const rules = [`INPUT -s ${here} -p tcp --dport 22 -j DROP`, `OUTPUT -d ${here} -p tcp --sport 22 -j DROP`];
  return change(host, rules.map((rule) => `iptables -w -A ${rule}`).join('\n'), rules.map((rule) => `iptables -w -D ${rule}`).join('\n'));
}
