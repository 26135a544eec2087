import type { Lab } from '../../lab/lab';
import { homes, movedResources } from './changes';
import { told } from './records';

/**
 * What the changes are made to: resources of their own, which may run on host1 and remote1 and begin on host1, host2 without anything that
 * would take long to leave it, and guest2, running there. Comes back when all of it is so, and guest1 online; what is so already is left as it is.
 */
export async function setStage(lab: Lab): Promise<void> {
  const away = ['host2', 'guest1'];
  await told(lab.host('host1'), `set -e
    cib=$(mktemp)
    pcs cluster cib $cib
    for each in ${movedResources.join(' ')}; do
      pcs -f $cib resource config $each >/dev/null 2>&1 && continue
      pcs -f $cib resource create $each ocf:pacemaker:Dummy
      pcs -f $cib constraint location $each prefers ${homes[0]}=1
      for node in ${away.join(' ')}; do pcs -f $cib constraint location $each avoids $node; done
    done
    pcs -f $cib constraint location vm-guest1 prefers host1
    pcs cluster cib-push $cib --config
    rm $cib
    for each in ${movedResources.join(' ')}; do crm_resource --clear --resource $each; done
    crm_attribute --node host2 --name standby --update off
    crm_resource --wait
    timeout 300 sh -c 'until crm_mon --one-shot | grep --quiet "GuestOnline:.* guest1 "; do sleep 1; done'`);
  await told(lab.host('host2'), `case $(virsh domstate guest2) in running) ;; paused) virsh resume guest2 ;; *) virsh start guest2 ;; esac`);
}
