import type { GuestStepCaution } from '../core/walkthrough/guestStepCaution';
import type { ChapterId, GuestStepId } from '../core/walkthrough/step';
import { displayName } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';
import type { Urge } from './urge';

/** What a part of the set-up is called. */
export function chapterTitle(id: ChapterId, t: Translate): string {
  switch (id) {
    case 'hosts': return t('Physical hosts');
    case 'guest': return t('KVM guest');
    case 'integrate': return t('Integrate the guest into the cluster');
    case 'recovery': return t('Recovery');
  }
}

/** A guest's step's name. */
export function guestStepTitle(id: GuestStepId, t: Translate): string {
  switch (id) {
    case 'domain': return t('Have a virtual machine');
    case 'reach': return t('Start it and log in');
    case 'guestFirewall': return t('Let the hosts through the guest’s firewall');
    case 'connection': return t('Have hosts and guest reach one another');
    case 'remote': return t('Install pacemaker_remote in the guest');
    case 'guestKey': return t('Give the guest the hosts’ key');
    case 'remoteRuns': return t('Run pacemaker_remote in the guest');
    case 'hostNames': return t('Tell the hosts the guest’s name');
    case 'port': return t('Have pacemaker_remote answer the hosts');
    case 'clock': return t('Have the guest’s clock go like the hosts’');
    case 'nodeName': return t('Give the node a name of its own');
    case 'shutDown': return t('Leave starting the guest to the cluster');
    case 'domainFile': return t('Write down what the machine is made of');
    case 'guestNode': return t('Have the cluster run it as a guest node');
    case 'guestOnline': return t('See the guest node online');
    case 'dummies': return t('Start five resources');
    case 'placement': return t('Have FAKE3 prefer the guest');
    case 'kill': return t('Kill pacemaker_remote in the guest');
    case 'recovery': return t('See the guest come back');
    case 'cleanup': return t('Clean up the failure');
    case 'guestTools': return t('Use Pacemaker’s tools in the guest');
  }
}

/** What a guest's step is for. */
export function guestStepReason(id: GuestStepId, t: Translate): string {
  switch (id) {
    case 'domain': return t('A guest node is a virtual machine that the cluster starts, and then uses like a host. It needs an address that does not change.');
    case 'reach': return t('What makes a node of it is installed inside. The way there goes through a host, so nothing has to be opened for it.');
    case 'guestFirewall': return t('The hosts come to pacemaker_remote by TCP port 3121.');
    case 'connection': return t('Whichever host the cluster chooses talks to the guest, and the guest answers.');
    case 'remote': return t('pacemaker_remote starts and stops resources in the guest on behalf of the cluster. The agents have to be there, too, as on every node.');
    case 'guestKey': return t('pacemaker_remote lets in who has its key. That is the hosts’, and goes from one of them to the guest through this editor’s memory alone.');
    case 'remoteRuns': return t('The cluster starts the machine, and expects pacemaker_remote to come up with it.');
    case 'hostNames': return t('The cluster connects to the guest by the name of its node, from whichever host it chooses. Each has to know the name.');
    case 'port': return t('That something is open there is not enough: pacemaker_remote itself has to answer every host before the cluster relies on it.');
    case 'clock': return t('Else what was logged in the guest and on a host cannot be put in order, and rules with times hold at different moments.');
    case 'nodeName': return t('Pacemaker makes a resource for the connection, and calls it like the node. So nothing else may be called that, least of all the machine’s own resource.');
    case 'shutDown': return t('From here on the cluster starts and stops the machine. Were libvirt to start it as well, it could run on two hosts at once and destroy its disk.');
    case 'domainFile': return t('The agent starts the machine from a file, which has to be the same on every host. It is kept beside the cluster’s key and not in libvirt’s folders: before each start the agent has libvirt forget the machine, and libvirt deletes what it keeps there.');
    case 'guestNode': return t('A resource starts the machine; its meta attribute remote-node makes a node of it.');
    case 'guestOnline': return t('The cluster starts the machine, waits until pacemaker_remote answers, and has one node more. That can take a minute or two.');
    case 'dummies': return t('FAKE1 to FAKE5 do nothing but be started somewhere. Some come to run on hosts and some in the guest, which is a node like any other.');
    case 'placement': return t('Resources are placed in a guest by the same rules as on a host.');
    case 'kill': return t('It is as if the guest had failed without a word. The cluster fences it, which for a guest means stopping and starting its machine.');
    case 'recovery': return t('The connection fails, the machine is stopped and started, the node returns, and what ran in it is started again. Nobody has to do anything.');
    case 'cleanup': return t('The cluster remembers what has failed until it is told that somebody has seen it.');
    case 'guestTools': return t('crm_mon and its kin ask the cluster through pacemaker_remote. Agents that need them work in a guest as on a host. Use pcs on a host.');
  }
}

/** What is asked once more before somebody loses what a guest does for them. */
export function guestUrge(caution: Extract<GuestStepCaution, { readonly code: 'kills' | 'shuts-down' }>, t: Translate): Urge {
  if (caution.code === 'shuts-down') {
    const domain = displayName(caution.domain);
    return { question: t('Does nobody need {0} just now?', domain), detail: t('It is shut down the orderly way, and stays off until the cluster starts it.'), yes: t('Shut Down') };
  }
  const node = displayName(caution.node);
  return { question: t('Is {0} to fail now?', node), detail: t('Its machine goes off at once, like one whose plug is pulled, and what has not been written to its disk is lost.'), yes: t('Let It Fail') };
}

export function guestStepCautionText(caution: GuestStepCaution, t: Translate): string {
  switch (caution.code) {
    case 'machine-for-several': return t('With several hosts, have its disk where all of them see it, and its network be a bridge that all of them share: change --disk and --network accordingly.');
    case 'other-key-aside': return t('{0} has another key, made by its package say. It is kept there as /etc/pacemaker/authkey.before. If it is that of another cluster, that one loses the guest.', displayName(caution.target));
    case 'no-pacemaker-in-guest': return t('Pacemaker itself is installed on {0}, for its agents. Never start it there: it cannot run beside pacemaker_remote.', displayName(caution.target));
    case 'shuts-down': return t('The virtual machine {0} is shut down, with all that runs in it.', displayName(caution.domain));
    case 'no-display-password': return t('If its display has a password, it is not in what virsh prints: the machine would be started without. Write it into the file on every host.');
    case 'guest-unseen': return t('Nobody could look into {0} just now, so it is not known whether pacemaker_remote starts in it by itself and has the hosts’ key. Without these the cluster starts the machine in vain.', displayName(caution.domain));
    case 'kills': return caution.resources.length === 0
      ? t('The machine of {0} is stopped and started again.', displayName(caution.node))
      : t('The machine of {0} is stopped and started again, and in it {1}.', displayName(caution.node), nameList(caution.resources, t, 8));
  }
}
