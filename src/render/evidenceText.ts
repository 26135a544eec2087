import type { Evidence } from '../core/walkthrough/evidence';
import { displayName, displayText } from './displayName';
import { faultText } from './faultText';
import { guestEvidenceText } from './guestEvidenceText';
import { nameList } from './nameList';
import type { Translate } from './row';

/** What was seen of a step's matter, and where it is not as it should be and no step may change that, what to do. */
export function evidenceText(evidence: Evidence, t: Translate): string {
  switch (evidence.code) {
    case 'not-seen': return t('It could not be looked at. {0}', faultText(evidence.fault, t));
    case 'nothing-filters': return t('Nothing filters what comes in.');
    case 'ports-open': return t('{0} lets the cluster through.', evidence.by);
    case 'ports-shut': return t('{0} keeps out {1}.', evidence.by, evidence.ports.join(', '));
    case 'ports-unsure': return t('Whether {0} lets in {1} depends on where that comes from, or cannot be told from here. The rule is: {2}', evidence.by, evidence.ports.join(', '), displayText(evidence.rule));
    case 'service-open': return t('firewalld lets the cluster through in zone {0}.', nameList(evidence.zones, t));
    case 'service-shut': return t('firewalld keeps out the cluster in zone {0}.', nameList(evidence.zones, t));
    case 'service-half-open': {
      const zone = displayName(evidence.zone);
      return evidence.when === 'now' ? t('firewalld lets the cluster through in zone {0} until it is loaded anew.', zone) : t('firewalld lets the cluster through in zone {0} as soon as it is loaded anew.', zone);
    }
    case 'filter-unknown': return t('What filters packets did not say what it does: {0}', displayText(evidence.said));
    case 'installed': {
      const said = t('Pacemaker, corosync, pcs and the agents are there.');
      return evidence.otherBroken.length === 0 ? said : `${said} ${t('Of other software this is not wholly installed, says dpkg: {0}.', nameList(evidence.otherBroken, t))}`;
    }
    case 'not-installed': return t('Not there: {0}.', nameList(evidence.missing, t, 8));
    case 'half-installed': return t('Not wholly installed: {0}.', nameList(evidence.packages, t));
    case 'no-packager': return t('{0} has none of apt, dnf, yum and zypper. Install Pacemaker, corosync, pcs and the resource agents by hand.', displayText(evidence.system));
    case 'crmsh-only': return t('This host has crmsh and no pcs. This extension shows such a cluster, and changes none without pcs.');
    case 'pacemaker-runs': return t('Pacemaker runs here, and may be restarted by what installs {0}. Stop the cluster on this host first, or install them there by hand.', nameList(evidence.wanted, t, 8));
    case 'packaged-cluster-used': return t('The package has set up a cluster of this host alone, and there is something in its configuration. It is left as it is: to set the host up with others, destroy that cluster there first.');
    case 'cib-unreadable': return t('The package has set up a cluster of this host alone, and what is in its configuration cannot be read. It is left as it is.');
    case 'packaged-cluster': return t('The package has set up a cluster of this host alone.');
    case 'service': return t('{0} is {1}, at boot {2}.', evidence.name, displayName(evidence.active), displayName(evidence.enabled));
    case 'service-missing': return t('There is no {0}.', evidence.name);
    case 'unit-missing': return t('systemd knows no {0}, though the programs are there. Find out why, and install what brings it by hand.', evidence.name);
    case 'no-cluster': return t('The host is in no cluster.');
    case 'cluster-of': return evidence.cluster === null ? t('A cluster of {0}.', nameList(evidence.nodes, t)) : t('The cluster {0} of {1}.', displayName(evidence.cluster), nameList(evidence.nodes, t));
    case 'other-cluster': {
      const nodes = nameList(evidence.nodes, t);
      return evidence.cluster === null
        ? t('The host is in a cluster of {0}, which are not the hosts here. Add the missing ones to that cluster, or destroy it there.', nodes)
        : t('The host is in the cluster {0} of {1}, which are not the hosts here. Add the missing ones to that cluster, or destroy it there.', displayName(evidence.cluster), nodes);
    }
    case 'same-name': return t('Another of the hosts calls itself {0}, too. Give each a name of its own.', displayName(evidence.name));
    case 'name-unknown': return t('{0} leads to no address from here. Write it into /etc/hosts, or into your DNS.', displayName(evidence.name));
    case 'name-is-loopback': return t('{0} leads to {1} from here, where no other host finds it. Give the name its real address in /etc/hosts.', displayName(evidence.name), evidence.address);
    case 'key': return t('The key is there, {0}….', evidence.digest.slice(0, 8));
    case 'no-key': return t('There is no key.');
    case 'keys-differ': {
      const held = evidence.held.map(({ digest, targets }) => t('{0}… on {1}', digest.slice(0, 8), nameList(targets, t))).join('; ');
      return t('The hosts have different keys: {0}. Find out which one the guests have, and take the others away: what is left is then given to all.', held);
    }
    case 'key-short': return t('The key’s file has {0} bytes, too few for a key.', evidence.bytes);
    case 'key-unreadable': return t('The key’s file cannot be read.');
    case 'key-open': return t('The key’s mode is {0} and its group {1}: it is to be 640 and haclient.', evidence.mode, displayName(evidence.group));
    case 'not-running': return t('The cluster does not run.');
    case 'running-unknown': return t('Nobody can tell at the moment whether the cluster runs.');
    case 'offline': return t('The cluster does not run on {0}.', nameList(evidence.nodes, t));
    case 'no-dc': return t('No host has been chosen to decide yet.');
    case 'dc': return t('{0} decides.', displayName(evidence.node));
    case 'property': return evidence.value === null ? t('{0} is not set.', evidence.name) : t('{0} is {1}.', evidence.name, displayName(evidence.value));
    case 'nothing-fences': return t('The cluster is to fence, and has nothing to do it with: so it starts no resource at all. Choose “Create Fence Device…”; with a single host, for a trial, the step that makes do without.');
    case 'several-hosts': return t('With several hosts the cluster can have fencing and quorum, and should.');
    case 'has-fencing': return t('This cluster has what fences: {0}. It is none to be tried out without.', nameList(evidence.devices, t));
    case 'runs-on': return t('The cluster runs on {0}.', nameList(evidence.targets, t));
    case 'libvirt': return t('libvirt answers by {0}.', evidence.by);
    case 'virtualised': return t('Every host has what runs virtual machines.');
    case 'nothing-to-give': return t('Nothing is to be installed for virtual machines, nor any host restarted.');
    case 'wants-restart': return t('libvirt does not start, and the host wants to be restarted for what was installed.');
    default: return guestEvidenceText(evidence, t);
  }
}
