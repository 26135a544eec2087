import { setUp } from '../core/commands/setUp';
import type { Clock } from '../core/surroundings';
import { withDeadline } from './deadline';
import type { HostReader } from './hostReader';

/** The host that speaks for a cluster that runs nowhere, and whether it is in one at all. */
export interface Idle {
  readonly host: HostReader;
  readonly setUp: boolean;
}

/**
 * Of hosts on which no cluster runs, the first that is set up for one, since it could be started there; else one that is in none. Where no host
 * can tell, as before there was anything to ask, a cluster that does not run is taken to be merely stopped. Null without a host.
 */
export async function whereSetUp(hosts: readonly HostReader[], clock: Clock): Promise<Idle | null> {
  const answers = await Promise.all(hosts.map(async (host) => ({ host, told: await withDeadline(clock, host.patienceMs, (signal) => host.link.run(setUp(), { signal })) })));
  const found = answers.find(({ told }) => told.ok && told.value) ?? answers.find(({ told }) => told.ok) ?? answers[0];
  return found === undefined ? null : { host: found.host, setUp: !found.told.ok || found.told.value };
}
