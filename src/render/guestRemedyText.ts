import type { GuestEvidence } from '../core/walkthrough/guestEvidence';
import type { RemotePort } from '../core/walkthrough/guestSituation';
import { displayName } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';

/** How what was seen of a guest is put right, where it is not as it should be; null for what is never wrong or missing. */
export function guestRemedyText(evidence: GuestEvidence, t: Translate): string | null {
  switch (evidence.code) {
    case 'no-domain': return t('Define the machine on a host by “virsh define”, make it by virt-install, or check another one.');
    case 'domain-unfit': return t('“virsh domrename” gives it a name of letters, digits, “-”, “_” and “.”.');
    case 'runs-twice': return t('“virsh destroy {0}” turns it off at once. Then check its disk before it is used again, and have one resource of the cluster alone start it.', displayName(evidence.domain));
    case 'off': return t('“virsh start {0}” on the host that has it, as long as the cluster does not start it.', displayName(evidence.domain));
    case 'still-on': return t('Shut it down, so that the cluster can start it.');
    case 'autostarts':
    case 'autostarts-managed': return t('“virsh autostart --disable {0}” on {1} leaves it to the cluster.', displayName(evidence.domain), nameList(evidence.on, t));
    case 'unresolved': return t('Write {0} with the guest’s address into /etc/hosts of that host, or into your DNS.', displayName(evidence.name));
    case 'resolves-elsewhere': return t('“getent hosts {0}” on that host has to print the guest’s address and no other.', displayName(evidence.name));
    case 'name-twice': return t('“grep -nw {0} /etc/hosts” on that host shows the lines; delete all but one.', displayName(evidence.name));
    case 'port': return portRemedy(evidence.port, t);
    case 'clock-apart': return t('“timedatectl” shows whether a clock is kept right, and “timedatectl set-ntp true” has systemd do it where nothing else does.');
    case 'cluster-in-guest': return t('“systemctl disable --now {0}” in the guest ends it there for good, as soon as the guest is in no cluster of its own any more.', evidence.services.join(' '));
    case 'remote-silent': return t('Look at its journal in the guest; a key that it cannot read keeps it from answering.');
    case 'guest-key-other': return t('Give the guest the key of the hosts, and keep the other until you know that nobody uses it. pacemaker_remote reads it when it is restarted.');
    case 'node-unfit':
    case 'node-is-resource':
    case 'node-is-host':
    case 'node-is-other': return t('Give the node another name than {0}: the meta attribute remote-node of the machine’s resource says it.', displayName(evidence.node));
    case 'no-file': return t('Write {0} there, the same as on the other hosts: “virsh dumpxml --inactive” prints it.', displayName(evidence.path));
    case 'no-xml': return t('Where a host has had it, /var/lib/libvirt and your backups may have its definition; “virsh define” takes it.');
    case 'files-differ': return t('“sha256sum {0}” on each host tells which are alike.', displayName(evidence.path));
    case 'file-of-other': return t('“virsh dumpxml --inactive” of the right machine prints what belongs there.');
    case 'file-of-libvirt': return t('“pcs resource update {0} config=” with the new path has it used from the next start on.', displayName(evidence.resource));
    case 'no-machine-resource': return t('Create a resource of ocf:heartbeat:VirtualDomain for {0}, with the meta attribute remote-node.', displayName(evidence.domain));
    case 'no-guest-node': return t('Give {0} the meta attribute remote-node with the name of the node.', displayName(evidence.resource));
    case 'other-guest-node': return t('Check {0}, which is the name that the cluster has for it.', displayName(evidence.node));
    case 'guest-state': return evidence.failure === null || evidence.state === 'recovering'
      ? t('Wait a minute or two and check again. If it stays so, the logs of the host that runs {0} say why.', displayName(evidence.node))
      : t('Put right what has failed, then clean up the failure: until then the cluster may not try again.');
    case 'machine-disabled': return t('“pcs resource enable {0}” has the cluster start it.', displayName(evidence.resource));
    case 'dummies-taken': return t('Leave them, or give them other names to try the walkthrough.');
    case 'dummies-missing': return t('Create them: they are only for trying things out.');
    case 'dummies-stopped': return t('Look at what is said on their rows.');
    case 'prefers':
    case 'no-preference': return t('Have {0} prefer {1}.', displayName(evidence.resource), displayName(evidence.node));
    case 'nothing-killed': return t('Nothing is wrong with that: kill pacemaker_remote in the guest only to see it recover.');
    case 'runs-others': return t('“pcs resource move” takes {0} elsewhere first.', nameList(evidence.resources, t));
    case 'recovery': return t('Wait: the cluster stops and starts the machine by itself.');
    case 'failures': return t('When you know why it has failed and that is over, clean up the failure: “pcs resource cleanup {0}”.', displayName(evidence.node));
    case 'tools-fail': return t('Look whether pacemaker_remote runs in the guest and whether its node is online: by these the tools reach the cluster.');
    case 'no-guest-chosen':
    case 'domain-there':
    case 'domain-in-cluster':
    case 'reached':
    case 'managed':
    case 'shut-off':
    case 'answers-host':
    case 'resolves':
    case 'unresolved-no-address':
    case 'clock-near':
    case 'clock-unknown':
    case 'remote-installed':
    case 'remote-listens':
    case 'hosts-key-first':
    case 'node-name':
    case 'file-there':
    case 'file-elsewhere':
    case 'guest-node':
    case 'dummies':
    case 'killed':
    case 'no-failures':
    case 'tools-answer':
    case 'tools-not-asked': return null;
  }
}

/** What is in the way differs, and so does what helps. */
function portRemedy(port: RemotePort, t: Translate): string | null {
  switch (port.kind) {
    case 'refused': return t('“systemctl enable --now pacemaker_remote” in the guest has it listen.');
    case 'filtered': return t('Let TCP port 3121 through the guest’s firewall, then through those on the way.');
    case 'unreachable': return t('“ip route get” with the guest’s address on that host tells which way it would go: the guest’s network has to be there on every host.');
    case 'taken': return t('Stop what has the port in the guest, or give it another port; then start pacemaker_remote.');
    case 'remote':
    case 'unknown': return null;
  }
}
