import type { LabHost } from './labHost';
import { mustRunOn } from './labTests';
import { together } from './together';

/**
 * All that the steps of a set-up could change on hosts: files with whose they are and since when, packages, what filters, which services run since when,
 * and the configuration of the cluster where that runs. Equal before and after where nothing was done.
 */
export function setUpTraces(hosts: readonly LabHost[]): Promise<readonly (readonly string[])[]> {
  return together(hosts.map(async (host) => (await mustRunOn(host, `
    find /etc/corosync /etc/pacemaker /etc/hosts -printf '%p %m %u %g %T@\\n' | sort
    find /etc/corosync /etc/pacemaker /etc/hosts -type f -exec sha256sum {} + | sort
    dpkg-query --show --showformat='\${Package} \${Version} \${Status}\\n'
    iptables -S
    systemctl show --property=Id,ActiveState,UnitFileState,ActiveEnterTimestampMonotonic pcsd corosync pacemaker
    systemctl show --property=Id,UnitFileState libvirtd.service libvirtd.socket
    cibadmin --query --scope configuration 2>/dev/null || echo 'The cluster does not run.'`)).split('\n')));
}
