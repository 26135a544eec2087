import type { StepId } from '../core/walkthrough/step';
import type { Translate } from './row';

/** What is to be seen when a step is done, and where. */
export function afterStepText(id: StepId, t: Translate): string {
  switch (id) {
    case 'firewall': return t('“nc -z” from one host to TCP port 2224 of another succeeds as soon as pcs’s daemon runs there.');
    case 'software': return t('“pacemakerd --version” and “pcs --version” answer on every host. No cluster runs yet.');
    case 'pcsd': return t('“systemctl is-active pcsd” and “systemctl is-enabled pcsd” say active and enabled on every host.');
    case 'corosync': return t('/etc/corosync/corosync.conf names every host, and is the same on all. Nothing runs yet.');
    case 'key': return t('“sha256sum /etc/pacemaker/authkey” prints the same on every host.');
    case 'start': return t('“pcs status” lists every host as online and names one of them as DC. At first it may say UNCLEAN (offline) and no DC.');
    case 'trial': return t('“pcs status” warns of missing fencing no more, and counts a single host as a partition with quorum.');
    case 'stop': return t('“systemctl is-active pacemaker corosync” says inactive on every host.');
    case 'virtualisation': return t('“virsh list --all” answers on every host, after a restart, too.');
    case 'domain': return t('“virsh list --all” on its host lists the machine.');
    case 'reach': return t('“virsh list” shows the machine running, and ssh from its host opens a shell in it.');
    case 'guestFirewall': return t('What is sent to TCP port 3121 is refused or answered, and no longer lost.');
    case 'connection': return t('ping goes both ways, between every host and the guest.');
    case 'remote': return t('“systemctl cat pacemaker_remote” in the guest shows its unit.');
    case 'guestKey': return t('“sha256sum /etc/pacemaker/authkey” prints in the guest what it prints on the hosts.');
    case 'remoteRuns': return t('“systemctl status pacemaker_remote” in the guest says active and enabled, and its journal that it listens on port 3121.');
    case 'hostNames': return t('“getent hosts” with the node’s name prints the guest’s address on every host.');
    case 'port': return t('“ssh -p 3121” to the node’s name is reset by the other side at once. “No route to host” or “Connection refused” say that it does not work.');
    case 'clock': return t('“date” says the same in the guest and on the hosts.');
    case 'nodeName': return t('No resource and no other node has the name of this one.');
    case 'shutDown': return t('“virsh list --all” shows the machine shut off, unless the cluster runs it, and “virsh dominfo” that it does not start with its host. From now on nobody starts it but the cluster.');
    case 'domainFile': return t('The file is there on every host, for root and the group haclient to read, and ends with </domain>.');
    case 'guestNode': return t('“pcs resource config” shows the resource with the meta attribute remote-node.');
    case 'guestOnline': return t('“pcs status” shows the resource of the machine as started and, under GuestOnline, the node with its host.');
    case 'dummies': return t('“pcs status” shows all five as started, some of them in the guest.');
    case 'placement': return t('“pcs status” shows FAKE3 in the guest.');
    case 'kill': return t('Within seconds “pcs status” shows a failed monitor of the node’s connection, and the node is gone.');
    case 'recovery': return t('“pcs status” shows the machine stopped, started and, after a minute or two, its node and what ran there again. The failed action stays in the list.');
    case 'cleanup': return t('“pcs status” lists no failed actions any more.');
    case 'guestTools': return t('“crm_mon -1” in the guest prints what it prints on a host.');
  }
}
