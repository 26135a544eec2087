import type { Evidence } from '../core/walkthrough/evidence';
import type { GuestEvidence } from '../core/walkthrough/guestEvidence';
import { displayName } from './displayName';
import { guestRemedyText } from './guestRemedyText';
import { nameList } from './nameList';
import type { Translate } from './row';

/** How what was seen is put right, where it is not as it should be; null for what is never wrong or missing. */
export function remedyText(evidence: Evidence, t: Translate): string | null {
  switch (evidence.code) {
    case 'not-seen': return t('Put right what keeps it from being looked at, then check again.');
    case 'ports-shut':
    case 'service-shut':
    case 'service-half-open': return t('Open the ports in that firewall, now and for later; other rules stay as they are.');
    case 'not-installed': return t('Install what is not there from the package sources of that machine.');
    case 'half-installed': return t('Have the packages installed wholly: an installation was broken off.');
    case 'no-packager': return t('Install it as that system wants software installed, then check again.');
    case 'crmsh-only': return t('Install pcs beside crmsh, or do by crmsh what is missing.');
    case 'pacemaker-runs': return t('“pcs cluster stop” on that host moves its work away and makes room; start it again when {0} is there.', nameList(evidence.wanted, t, 8));
    case 'packaged-cluster': return t('Take that cluster away: nobody has put anything into it.');
    case 'packaged-cluster-used': return t('If nothing in it is needed, “pcs cluster destroy” on that host takes it away; else make the others join it.');
    case 'service': return t('Have {0} run now and at every boot.', displayName(evidence.name));
    case 'service-missing': return t('Install what brings {0}, then have it run.', displayName(evidence.name));
    case 'unit-missing': return t('“systemctl list-unit-files” shows what there is; a masked or deleted unit comes back when its package is installed anew.');
    case 'no-cluster': return t('Set the hosts up as one cluster.');
    case 'other-cluster': return t('“pcs cluster node add” in that cluster has others join it; “pcs cluster destroy” on the host leaves it.');
    case 'same-name': return t('“hostnamectl set-hostname” gives a host another name.');
    case 'name-unknown': return t('“getent hosts {0}” on that host prints the address when it is right.', displayName(evidence.name));
    case 'name-is-loopback': return t('Take {0} out of the line of {1} in /etc/hosts, and give it a line with the address that “ip -brief address” shows on its own host.', displayName(evidence.name), displayName(evidence.address));
    case 'no-key': return t('Give it the key of the hosts; where no host has one, have one made first.');
    case 'key-short': return t('Take the file away, and give the machine the key of the hosts.');
    case 'keys-differ': return t('“mv /etc/pacemaker/authkey” to another name keeps a key that may be wanted again.');
    case 'key-open': return t('Give the file the group haclient and the mode 640.');
    case 'not-running':
    case 'no-dc':
    case 'offline': return t('Start the cluster on all its hosts, and wait until one of them decides; “pcs status” names it.');
    case 'property': return t('Only for a trial on a single host: set {0} there.', displayName(evidence.name));
    case 'nothing-fences': return t('Create a fence device for every host: whoever is to rely on the cluster needs it.');
    case 'runs-on': return t('Stop the cluster on these hosts first.');
    case 'wants-restart': return t('Restart the host when its work has been moved away.');
    case 'nothing-filters':
    case 'ports-open':
    case 'ports-unsure':
    case 'service-open':
    case 'filter-unknown':
    case 'installed':
    case 'cib-unreadable':
    case 'cluster-of':
    case 'key':
    case 'key-unreadable':
    case 'running-unknown':
    case 'dc':
    case 'several-hosts':
    case 'has-fencing':
    case 'libvirt':
    case 'virtualised':
    case 'nothing-to-give': return null;
    default: return guestRemedyText(evidence satisfies GuestEvidence, t);
  }
}
