import type { Lab } from '../../lab/lab';
import { homes, movedResources } from './changes';
import { told } from './records';

/**
 * What the changes are made to: resources of their own, which may run on host1 and guest1 and begin on host1, and guest2, running on host2.
 * Comes back when all of it is there; what is there already is left as it is.
 */
export async function setStage(lab: Lab): Promise<void> {
  const away = ['host2', 'remote1'];
  await told(lab.host('host1'), `set -e
    cib=$(mktemp)
    pcs cluster cib $cib
    for each in ${movedResources.join(' ')}; do
      pcs -f $cib resource config $each >/dev/null 2>&1 && continue
      pcs -f $cib resource create $each ocf:pacemaker:Dummy
      pcs -f $cib constraint location $each prefers ${homes[0]}=1
      for node in ${away.join(' ')}; do pcs -f $cib constraint location $each avoids $node; done
    done
    pcs cluster cib-push $cib --config
    rm $cib
    for each in ${movedResources.join(' ')}; do crm_resource --clear --resource $each; done
    crm_resource --wait`);
  await told(lab.host('host2'), 'virsh domstate guest2 | grep --quiet running || virsh start guest2');
}
