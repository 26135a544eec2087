import type { Standing, StepCaution, StepId } from '../core/walkthrough/step';
import { displayName } from './displayName';
import { guestStepCautionText, guestStepReason, guestStepTitle, guestUrge } from './guestStepText';
import { nameList } from './nameList';
import type { Translate } from './row';
import type { Urge } from './urge';

/** A step's name. */
export function stepTitle(id: StepId, t: Translate): string {
  switch (id) {
    case 'firewall': return t('Let the cluster through the firewall');
    case 'software': return t('Install the cluster’s software');
    case 'pcsd': return t('Run pcs’s daemon');
    case 'corosync': return t('Set up the hosts as one cluster');
    case 'key': return t('Give the hosts one key');
    case 'start': return t('Start the cluster');
    case 'trial': return t('Make do without fencing and quorum, for a trial');
    case 'stop': return t('Stop the cluster for now');
    case 'virtualisation': return t('Install what runs virtual machines');
    default: return guestStepTitle(id, t);
  }
}

/** What a step is for. */
export function stepReason(id: StepId, t: Translate): string {
  switch (id) {
    case 'firewall': return t('pcs, corosync and pacemaker_remote of one machine have to reach those of the others: TCP ports 2224, 3121 and 21064, UDP port 5405.');
    case 'software': return t('Corosync knows who is there, Pacemaker decides what runs where, pcs sets both up, and agents start and stop what is to run.');
    case 'pcsd': return t('pcs on one host sets up the others by the daemon that runs there, as the user hacluster.');
    case 'corosync': return t('Corosync starts only when its configuration says which hosts belong together. That is written once, for all of them.');
    case 'key': return t('A guest lets in whoever has the same key as it. All hosts have to have the same one, since the guest may come to run on any of them.');
    case 'start': return t('When the hosts have found one another, they choose one that decides for all, the DC. That can take half a minute.');
    case 'trial': return t('A cluster of a single host has nobody who could fence it or agree with it. This lets it work all the same, to be tried out, and for nothing else.');
    case 'stop': return t('Virtualisation may want the host restarted. Nothing that the cluster runs should be in the way.');
    case 'virtualisation': return t('QEMU runs the guests and libvirt starts and stops them; the cluster later tells libvirt to.');
    default: return guestStepReason(id, t);
  }
}

export function standingText(standing: Standing, t: Translate): string {
  switch (standing) {
    case 'done': return t('done');
    case 'missing': return t('to be done');
    case 'wrong': return t('needs you');
    case 'unneeded': return t('not needed');
    case 'unknown': return t('not known');
  }
}

/** What is asked once more, by itself, where a person has to mean it; null where seeing the commands is enough. */
export function stepUrge(caution: StepCaution, t: Translate): Urge | null {
  if (caution.code === 'no-fencing') {
    return {
      question: t('Is this host for a trial, and nothing on it that anybody would miss?'),
      detail: t('The cluster will work as if it could fence and had a quorum, and it can do neither. Once this is set pcs does not warn of it any more.'),
      yes: t('Only for a Trial'),
    };
  }
  return caution.code === 'kills' || caution.code === 'shuts-down' ? guestUrge(caution, t) : null;
}

/** What has to be done before a step. */
export function afterText(after: readonly StepId[], t: Translate): string {
  return t('Comes after: {0}.', after.map((id) => stepTitle(id, t)).join('; '));
}

export function stepCautionText(caution: StepCaution, t: Translate): string {
  switch (caution.code) {
    case 'filter-forgets': return t('{0} forgets these rules when it is restarted: write them down where its firewall reads them from, /etc/nftables.conf say.', displayName(caution.target));
    case 'other-zones': return t('The other hosts reach {0} by its zone {1} of firewalld. Nothing is let in through what else is at work there: {2}. If the cluster is to use another network, add the service to its zone by hand.', displayName(caution.target), nameList(caution.zones, t), nameList(caution.others, t));
    case 'saves-all-rules': return t('netfilter-persistent writes down all rules of {0} as they are now, those also that somebody meant only for a while.', displayName(caution.target));
    case 'packaged-cluster-goes': return t('The cluster of this one host goes that the package has set up on {0} by itself. Nobody has changed anything in it.', displayName(caution.target));
    case 'short-key-goes': return t('The key’s file on {0} goes, with the {1} bytes in it: too few for a key.', displayName(caution.target), caution.bytes);
    case 'no-fencing': return t('Without fencing a host that is lost is believed to be off, and what ran there is started elsewhere while it may still be running: data can be destroyed. Never leave a cluster like that which anybody relies on; some vendors do not support one.');
    case 'restarts': return t('{0} is restarted, with all that runs on it.', displayName(caution.target));
    default: return guestStepCautionText(caution, t);
  }
}
