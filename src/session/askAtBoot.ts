import { atBoot } from '../core/commands/atBoot';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import { withDeadline } from './deadline';
import type { HostReader } from './hostReader';

/** Of nodes whose hosts can be asked, whether the cluster starts there at boot. The others are left out: nobody connects to what a cluster calls its nodes. */
export async function askAtBoot(hosts: readonly HostReader[], clock: Clock): Promise<NonNullable<ClusterSnapshot['atBoot']>> {
  const told = await Promise.all(hosts.map(async ({ nodeName, canBeAsked, link, patienceMs }): Promise<readonly (readonly [string, boolean | null])[]> => {
    if (nodeName === null || !canBeAsked) return [];
    const answer = await withDeadline(clock, patienceMs, (signal) => link.run(atBoot(), { signal }));
    return answer.ok ? [[nodeName, answer.value]] : [];
  }));
  return new Map(told.flat());
}
