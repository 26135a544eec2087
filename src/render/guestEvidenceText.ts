import type { GuestEvidence } from '../core/walkthrough/guestEvidence';
import type { AddressSource, RemotePort } from '../core/walkthrough/guestSituation';
import type { FailedAction, GuestState } from '../core/snapshot';
import { displayName, displayText } from './displayName';
import { nameList } from './nameList';
import { recoveryText } from './recoveryText';
import type { Translate } from './row';

/** What was seen of the matter of a guest's step, and where it is not as it should be and no step may change that, what to do. */
export function guestEvidenceText(evidence: GuestEvidence, t: Translate): string {
  switch (evidence.code) {
    case 'no-guest-chosen': return t('No virtual machine has been chosen.');
    case 'domain-there': return t('libvirt on {0} has {1}; its state is “{2}”.', nameList(evidence.on, t), displayName(evidence.domain), displayName(evidence.state));
    case 'domain-in-cluster': return t('{0} starts {1} from its file; libvirt knows it only while it runs.', displayName(evidence.resource), displayName(evidence.domain));
    case 'no-domain': return evidence.others.length === 0
      ? t('No host has a virtual machine. This would make {0}; copy it, and change what does not suit you.', displayName(evidence.domain))
      : t('No host has a virtual machine {0}; there are {1}. Choose one of them, or make one: copy the command, and change what does not suit you.', displayName(evidence.domain), nameList(evidence.others, t));
    case 'domain-unfit': return t('The name of {0} has characters that the agent VirtualDomain cannot do with. Rename the virtual machine while it is off, with “virsh domrename”.', displayName(evidence.domain));
    case 'runs-twice': return t('{0} runs on {1} at once, which destroys its disk. Stop it on all but one, now.', displayName(evidence.domain), nameList(evidence.on, t));
    case 'reached': return evidence.through === null
      ? t('It lets you in at {0}, {1}.', displayName(evidence.address), sourceText(evidence.source, t))
      : t('It lets you in at {0}, {1}, by way of {2}.', displayName(evidence.address), sourceText(evidence.source, t), displayName(evidence.through));
    case 'off': return t('{0} does not run; its state is “{1}”.', displayName(evidence.domain), displayName(evidence.state));
    case 'managed': return t('The cluster starts and stops it, by {0}.', displayName(evidence.resource));
    case 'shut-off': return t('{0} does not run, and does not start with this host.', displayName(evidence.domain));
    case 'still-on': return t('{0} runs.', displayName(evidence.domain));
    case 'autostarts-managed': return t('libvirt starts {0} when this host boots, beside the cluster, which runs it by {1}: it could come to run twice, which destroys its disk.', displayName(evidence.domain), displayName(evidence.resource));
    case 'autostarts': return t('{0} starts with this host, whatever the cluster wants.', displayName(evidence.domain));

    case 'answers-host': return t('The guest answers this host.');
    case 'resolves': return t('{0} leads to {1}.', displayName(evidence.name), displayName(evidence.address));
    case 'unresolved': return t('{0} leads nowhere from here.', displayName(evidence.name));
    case 'unresolved-no-address': return t('{0} leads nowhere from here, and nobody tells the guest’s address. Start the guest, or enter its address.', displayName(evidence.name));
    case 'resolves-elsewhere': return elsewhere(evidence, t);
    case 'name-twice': return t('Lines {1} of /etc/hosts all have {0}, and only the first counts. Keep the right one.', displayName(evidence.name), evidence.lines.join(', '));
    case 'port': return portText(evidence.port, t);
    case 'clock-near': return t('It goes like the hosts’.');
    case 'clock-apart': return evidence.aheadMs > 0
      ? t('It is {0} s ahead of the hosts’. Run chrony or another NTP client in the guest and on the hosts.', Math.round(evidence.aheadMs / 1000))
      : t('It is {0} s behind the hosts’. Run chrony or another NTP client in the guest and on the hosts.', Math.round(-evidence.aheadMs / 1000));
    case 'clock-unknown': return t('It did not tell its time.');

    case 'remote-installed': return t('pacemaker_remote and the agents are there.');
    case 'cluster-in-guest': return t('{0} runs in the guest, which makes it a host of a cluster. A guest node runs pacemaker_remote instead: stop and disable that there, or choose another virtual machine.', evidence.services.join(', '));
    case 'remote-listens': return t('It runs, starts at boot, and answers.');
    case 'remote-silent': return t('It runs, and does not answer yet. Look again in a few seconds; if that does not help, “journalctl -u pacemaker_remote” in the guest says why.');
    case 'hosts-key-first': return t('The hosts have no key that is the same on all of them.');
    case 'guest-key-other': return t('The guest has another key than the hosts: {0}… and not {1}….', evidence.digest.slice(0, 8), evidence.wanted.slice(0, 8));
    case 'node-name': return t('The node is {0}, its machine’s resource {1}.', displayName(evidence.node), displayName(evidence.resource));
    case 'node-unfit': return t('{0} is no name for a host: that has letters, digits, “-” and “.”. Choose another name for the node.', displayName(evidence.node));
    case 'node-is-resource': return t('A resource is called {0} already, and Pacemaker would call the connection to the node the same. Choose another name for the node.', displayName(evidence.node));
    case 'node-is-host': return t('A node of the cluster is called {0} already. Choose another name for the guest’s.', displayName(evidence.node));
    case 'node-is-other': return t('{1} already makes a node called {0}. Choose another name, or the virtual machine of that resource.', displayName(evidence.node), displayName(evidence.resource));

    case 'file-there': return t('{0} is there, the same as on the other hosts.', displayName(evidence.path));
    case 'no-file': return t('There is no {0}.', displayName(evidence.path));
    case 'no-xml': return t('There is no file, and no host’s libvirt says what {0} is made of. Define it on one of them.', displayName(evidence.domain));
    case 'files-differ': return t('{0} differs between {1}. Find out which is right, and take the others away: it is then written there, too.', displayName(evidence.path), nameList(evidence.on, t));
    case 'file-of-other': return t('{0} is not what libvirt would read of this virtual machine. Take it away, or rename it.', displayName(evidence.path));
    case 'file-elsewhere': return t('{0} starts the machine from {1}. See for yourself that it is the same on all hosts.', displayName(evidence.resource), displayName(evidence.path));
    case 'file-of-libvirt': return t('{0} starts the machine from {1}, a folder of libvirt’s: when the agent has libvirt forget the machine, the file goes. Copy it into /etc/pacemaker on every host, and give the resource that path.', displayName(evidence.resource), displayName(evidence.path));
    case 'no-machine-resource': return t('The cluster has no resource for {0}.', displayName(evidence.domain));
    case 'no-guest-node': return t('{0} starts the machine, and does not make a node of it.', displayName(evidence.resource));
    case 'guest-node': return t('{0} makes it the node {1}.', displayName(evidence.resource), displayName(evidence.node));
    case 'other-guest-node': return t('{0} makes it the node {1}. Choose that name.', displayName(evidence.resource), displayName(evidence.node));
    case 'guest-state': return [
      stateText(evidence.node, evidence.state, t),
      ...(evidence.failure === null ? [] : [failureText(evidence.failure, t)]),
      ...(evidence.labelled === null ? [] : [t('SELinux may be in the way of {0}: “ausearch -m avc -ts recent” on that host says so, and “restorecon -v” of the file may help.', displayName(evidence.labelled))]),
    ].join(' ');
    case 'machine-disabled': return t('{0} is disabled.', displayName(evidence.resource));
    case 'dummies-taken': return t('{0} exists already, and is no ocf:pacemaker:Dummy. It is left as it is.', nameList(evidence.resources, t, 5));
    case 'dummies-missing': return t('There is no {0}.', nameList(evidence.resources, t, 5));
    case 'dummies-stopped': return t('{0} does not run. If it stays so, the resource’s row says why.', nameList(evidence.resources, t, 5));
    case 'dummies': return t('They run: {0}.', evidence.places.map(({ resource, node }) => t('{0} on {1}', displayName(resource), displayName(node))).join(', '));
    case 'prefers': return evidence.runsOn.includes(evidence.node)
      ? t('{0} prefers {1}, and runs there.', displayName(evidence.resource), displayName(evidence.node))
      : t('{0} prefers {1}, and is not there yet.', displayName(evidence.resource), displayName(evidence.node));
    case 'no-preference': return evidence.runsOn.length === 0
      ? t('{0} does not prefer {1}, and runs nowhere.', displayName(evidence.resource), displayName(evidence.node))
      : t('{0} does not prefer {1}, and runs on {2}.', displayName(evidence.resource), displayName(evidence.node), nameList(evidence.runsOn, t));

    case 'nothing-killed': return t('Nothing has happened to {0} yet.', displayName(evidence.node));
    case 'runs-others': return t('{1} runs in {0}, too, and would go down with it. Move it away first, or type the node’s name to do it all the same.', displayName(evidence.node), nameList(evidence.resources, t));
    case 'killed': return evidence.at === null ? t('The cluster has lost {0}.', displayName(evidence.node)) : t('The cluster has lost {0}, at {1}.', displayName(evidence.node), displayName(evidence.at));
    case 'recovery': return recoveryText(evidence.recovery, t);
    case 'no-failures': return t('Nothing that has failed of {0} is remembered.', displayName(evidence.node));
    case 'failures': return evidence.failures.map((failure) => failureText(failure, t)).join(' ');
    case 'tools-answer': return t('crm_mon answers in the guest.');
    case 'tools-fail': return t('crm_mon in the guest failed: {0}', displayText(evidence.said));
    case 'tools-not-asked': return t('They are asked where pacemaker_remote runs.');
  }
}

function sourceText(source: AddressSource, t: Translate): string {
  switch (source) {
    case 'agent': return t('as the guest’s own agent says');
    case 'lease': return t('which libvirt’s network gave it');
    case 'arp': return t('seen on the wire');
    case 'typed': return t('as you said');
  }
}

function elsewhere({ name, found, wanted, line }: Extract<GuestEvidence, { readonly code: 'resolves-elsewhere' }>, t: Translate): string {
  const [who, where] = [displayName(name), found.map(displayName).join(', ')];
  if (wanted === '') return t('{0} leads to {1}, which is this host itself. Give the name the guest’s address in /etc/hosts.', who, where);
  return line === null
    ? t('{0} leads to {1} from here, and the guest is at {2}. If it is the guest’s, have your DNS corrected; else choose another name for the node.', who, where, displayName(wanted))
    : t('{0} leads to {1}, says line {3} of /etc/hosts, and the guest is at {2}. If it is the guest’s, correct that line; else choose another name for the node.', who, where, displayName(wanted), line);
}

/** The outcomes of trying Pacemaker's port: what is in the way differs, and so does what helps. */
function portText(port: RemotePort, t: Translate): string {
  switch (port.kind) {
    case 'remote': return t('pacemaker_remote answers on port 3121.');
    case 'refused': return t('Nothing listens on port 3121 of the guest: run pacemaker_remote there.');
    case 'filtered': return t('Nothing comes back from port 3121 of the guest: something drops what is sent there, the guest’s firewall or one on the way.');
    case 'unreachable': return t('No way leads to the guest from here: {0}. Look at its network, and whether a firewall turns this host away.', displayText(port.said));
    case 'taken': return port.said === ''
      ? t('Something other than pacemaker_remote has port 3121 of the guest. “ss -ltnp” there says what.')
      : t('Something other than pacemaker_remote has port 3121 of the guest, and says: {0}. “ss -ltnp” there says what it is.', displayText(port.said));
    case 'unknown': return port.why === 'no-address' ? t('It could not be tried: nobody tells the guest’s address.') : t('It could not be tried: this host has nothing to try it with.');
  }
}

function stateText(node: string, state: GuestState, t: Translate): string {
  const name = displayName(node);
  switch (state) {
    case 'online': return t('{0} is online.', name);
    case 'connection-lost': return t('The machine of {0} runs, and pacemaker_remote in it does not answer.', name);
    case 'recovering': return t('The machine of {0} is being started or stopped.', name);
    case 'stopped': return t('The machine of {0} does not run.', name);
    case 'managed':
    case 'not-managed': return t('{0} is no node yet.', name);
  }
}

function failureText({ resource, task, node, reason, text }: FailedAction, t: Translate): string {
  const said = displayText(reason ?? text ?? '').replace(/\.$/, '');
  return said === '' ? t('{0} of {1} failed on {2}.', displayName(task), displayName(resource), displayName(node)) : t('{0} of {1} failed on {2}: {3}.', displayName(task), displayName(resource), displayName(node), said);
}
