import type { LabHost } from './labHost';
import { mustRunOn } from './labTests';

/**
 * Comes back when the scheduler has nothing left to do in the cluster of a host, and nothing of what it had done is still going on, of which it says
 * nothing; rejects when that is not so after so many seconds. `crm_resource --wait` asks only the first, and sleeps two seconds before (2.1.5).
 * A recurring monitor does not count: on a remote node, once a resource was reloaded there, the scheduler plans its monitor anew for ever (2.0.5, 3.0.0).
 */
export async function atRest(host: LabHost, withinS = 240): Promise<void> {
  await mustRunOn(host, `
    end=$(($(date +%s) + ${withinS}))
    while planned=$(crm_simulate --live-check --simulate) && shown=$(crm_mon --one-shot) || exit 1
      echo "$planned" | grep -E '^ *[*] (Resource|Fencing|Cluster) action' | grep -v ' monitor=[0-9]' || echo "$shown" | grep -E ':[[:space:]]+(Starting|Stopping|Promoting|Demoting|Migrating)\\b'
    do
      [ "$(date +%s)" -lt "$end" ] || exit 1
      sleep 0.2
    done`);
}
