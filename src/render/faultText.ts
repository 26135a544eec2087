import type { Fault } from '../core/fault';
import { secondsText } from './age';
import { displayName as name, displayText } from './displayName';
import { knownFromText, reasonText } from './faultReason';
import { impossibleText } from './impossibleText';
import type { Translate } from './row';

/** A fault in words: what is wrong, then what to do about it. */
export function faultText(fault: Fault, t: Translate): string {
  switch (fault.code) {
    case 'target-invalid':
      return t('“{0}” is not a host that SSH could connect to ({1}). Write it as for ssh: an alias of your SSH configuration, or user@host:port.', name(fault.target), reasonText(fault.reason, t));
    case 'host-unknown':
      return t('The name {0} leads to no address. Check its spelling, your name resolution and your SSH configuration.', name(fault.host));
    case 'connection-refused':
      return t('{0} refuses connections on port {1}. Check that its SSH server runs and listens on that port.', name(fault.host), fault.port);
    case 'host-unreachable':
      return t('{0} cannot be reached ({1}). Check the network between here and there, and whether the host is up.', name(fault.host), said(fault.reason));
    case 'connect-timeout':
      return t('{0} did not answer within {1}. Check whether the host is up and a firewall in between lets SSH through.', name(fault.host), secondsText(fault.afterMs, t));
    case 'handshake-failed':
      return fault.offered === undefined
        ? t('{0} and the editor could not agree on how to talk ({1}). Check the algorithms that its SSH server allows.', name(fault.host), said(fault.reason))
        : t('{0} and the editor could not agree on how to talk ({1}): the host offers only {2}, which this editor does not have. Allow another algorithm in its sshd_config.', name(fault.host), said(fault.reason), said(fault.offered));
    case 'proxy-failed':
      return t('The way to {0} through {1} failed ({2}). Check that you can reach {1} with ssh, and ProxyJump or ProxyCommand in your SSH configuration.', name(fault.host), name(fault.proxy), reasonText(fault.reason, t));
    case 'forwarding-refused':
      return t('The SSH server of {1} lets nobody go on from there, so {0} cannot be reached through it. Set “AllowTcpForwarding yes” in its sshd_config and have it read that anew.', name(fault.host), name(fault.proxy));
    case 'link-lost':
      return t('The connection to {0} was lost ({1}). It is tried again by itself; choose Connect to try at once.', name(fault.host), reasonText(fault.reason, t));
    case 'host-silent':
      return t('{0} has given no sign of life for {1}, though it is still connected. It is asked again by itself. Check whether it hangs, is overloaded or has lost its network.', name(fault.host), secondsText(fault.forMs, t));
    case 'channel-refused':
      return t('{0} opens no more sessions on this connection. Close some terminals, or raise MaxSessions in its sshd_config.', name(fault.host));
    case 'disconnected':
      return t('{0} is not connected. Choose Connect.', name(fault.host));

    case 'host-key-unknown':
      return t('The {1} key of {0} ({2}) is not known here. Choose Connect, compare the fingerprint with the one on the host, and accept it if they are equal.', name(fault.host), name(fault.keyType), fault.fingerprint);
    case 'host-key-changed':
      return t('{0} shows another host key than before: now {1} {2}, before {3} ({4}). Someone may be in between. If the host was reinstalled, remove the old key there or choose Forget Host Key…, then connect again.', name(fault.host), name(fault.keyType), fault.fingerprint, fault.knownFingerprint, knownFromText(fault.knownFrom, t));
    case 'host-key-revoked':
      return t('The {1} key of {0} ({2}) is revoked by {3}. Do not connect; ask whoever runs the host for its new key.', name(fault.host), name(fault.keyType), fault.fingerprint, name(fault.knownFrom));
    case 'known-hosts-unreadable':
      return t('Whether the key of {0} is known cannot be said, because {1} cannot be read ({2}). Make the file readable, then connect again.', name(fault.host), name(fault.file), reasonText(fault.reason, t));

    case 'authentication-failed':
      return [
        t('{0} does not let {1} in. Tried: {2}; the host offers: {3}. Check the user name, and that your public key is in its authorized_keys.', name(fault.host), name(fault.user), list(fault.tried, t), list(fault.offered, t)),
        // It asks for the password all the same, and refuses the right one like a wrong one.
        ...(fault.user === 'root' && fault.tried.some((method) => method !== 'publickey') ? [t('By a password sshd lets root in only where PermitRootLogin of its configuration says “yes”: use a key, or another user with sudo.')] : []),
      ].join(' ');
    case 'authentication-unsupported':
      return t('{0} asks for {1} ({2}), which this extension cannot do. Use an ordinary key or a password for this host.', name(fault.host), method(fault.method, t), said(fault.detail));
    case 'prompt-declined':
      return t('{0} asked for {1} and got none. Choose Connect to be asked again.', name(fault.host), asked(fault.what, t));
    case 'prompt-needed':
      return t('{0} wants {1}, and nothing is asked in the background. Choose Connect to be asked.', name(fault.host), asked(fault.what, t));
    case 'key-unreadable':
      return t('The key {1} for {0} cannot be read ({2}). Check that the file is there, is a private key, and that IdentityFile in your SSH configuration names it.', name(fault.host), name(fault.file), said(fault.reason));

    case 'sudo-refused':
      return t('sudo on {0} does not let {1} run {2}. Allow it in sudoers, or connect as root or as a member of haclient.', name(fault.host), name(fault.user), name(fault.program));
    case 'sudo-password-wrong':
      return t('sudo on {0} did not take the password of {1}. Choose Connect to try another.', name(fault.host), name(fault.user));
    case 'sudo-needs-terminal':
      return t('sudo on {0} wants a terminal. Add the line “Defaults:{1} !requiretty” to its sudoers.', name(fault.host), name(fault.user));
    case 'sudo-missing':
      return t('{1} on {0} may not run {2} without more rights, and sudo is not installed there. Install sudo, or connect as root or as a member of haclient.', name(fault.host), name(fault.user), name(fault.program));

    case 'program-missing':
      return t('{1} is not installed on {0}. Install the package that has it, or choose another host of the cluster.', name(fault.host), name(fault.program));
    case 'permission-denied':
      return t('{1} on {0} may not run {2}. Connect as root or as a member of haclient, or allow the program in sudoers.', name(fault.host), name(fault.user), name(fault.program));
    case 'command-failed':
      return fault.exitCode === null
        ? t('{1} on {0} was ended by a signal: {2}. Look at the log of that host.', name(fault.host), name(fault.program), said(fault.message))
        : t('{1} on {0} failed with exit status {2}: {3}. Run it there in a terminal to see all it says.', name(fault.host), name(fault.program), fault.exitCode, said(fault.message));
    case 'command-timeout':
      return t('{1} on {0} did not finish within {2} and was ended. See whether the host is overloaded or the program hangs, then choose Refresh.', name(fault.host), name(fault.program), secondsText(fault.afterMs, t));
    case 'output-too-large':
      return t('{1} on {0} answered with more than {2} and was ended. Run it there by hand to see what it writes.', name(fault.host), name(fault.program), bytes(fault.limitBytes, t));
    case 'output-cut':
      return t('The answer of {1} on {0} broke off in the middle and was thrown away. Choose Refresh to read again.', name(fault.host), name(fault.program));
    case 'argument-unsendable':
      return t('A name or value for {1} holds a character that the login shell on {0} cannot pass on, a line break for instance. Use another account there, with an ordinary shell such as /bin/sh.', name(fault.host), name(fault.program));
    case 'shell-unusable':
      return t('The login shell on {0} does not run commands; it answered “{1}”. Give the account an ordinary shell such as /bin/sh.', name(fault.host), said(fault.sample));
    case 'configuration-unsettled':
      return t('The configuration on {0} changed again and again while it was read, so no picture of it is whole. Choose Refresh when it has settled.', name(fault.host));
    case 'cancelled':
      return t('It was cancelled. Choose the same again to repeat it.');

    case 'no-cluster':
      return t('{0} is in no cluster. Choose “Create Cluster…” to make a new one of it, or add it to another one there.', name(fault.host));
    case 'not-running':
      return fault.message.trim() === ''
        ? t('The cluster does not run on this host. Start it there with “pcs cluster start”, or connect to another host.')
        : t('The cluster does not run on this host ({0}). Start it there with “pcs cluster start”, or connect to another host.', said(fault.message));
    case 'cut':
      return t('The answer broke off in the middle and was thrown away. Choose Refresh to read again.');
    case 'malformed':
      return t('The answer is not the XML that was expected ({0}) and was thrown away. Look at what the command prints in a terminal on the host.', said(fault.reason));
    case 'too-large':
      return t('The answer has {0}, more than the {1} that are read, and was thrown away. See what on the host makes it so large.', bytes(fault.bytes, t), bytes(fault.limitBytes, t));
    case 'not-a-status':
      return t('The answer is a document of another kind (“{0}”), not the status of a cluster. Check what the program on the host is.', name(fault.root));
    case 'not-configured':
      return t('{0} is not in the configuration of the cluster (any more). Choose Refresh to see what is.', name(fault.id));

    case 'read-only':
      return t('{0} is set to be looked at only, so nothing is changed on it. Set “readOnly” of this cluster to false in your settings to change it from here.', name(fault.cluster));
    case 'not-live':
      return t('What {0} is like now is not known, so nothing is changed on it. Choose Refresh, and again when it is shown as it is.', name(fault.cluster));
    case 'change-under-way':
      return t('Another change of {0} has not ended. Choose the same again when it has, or when you have stopped waiting for it.', name(fault.cluster));
    case 'failure-gone':
      return t('The cluster has no such failed action of {0} on {1} any more: it was cleaned up. Choose another.', name(fault.resource), name(fault.node));
    case 'no-force':
      return t('The cluster has changed, and what was refused is not what would be run now. Choose the action again.');
    case 'no-preview':
      return t('Pacemaker’s scheduler cannot be asked what would come of this. See what the commands do before you say yes.');
    case 'undo-refused':
      return undoRefused(fault.why, t);
    case 'change-impossible':
      return impossibleText(fault, t);
    case 'not-watched':
      return t('Nothing watches {0} on {1}, so the cluster would not find out that it failed. Give it a monitor operation.', name(fault.resource), name(fault.node));
    case 'configuration-changed':
      return t('The configuration of {0} has changed since it was read, so nothing was pushed. Look at what is new there, take it over, and save again.', name(fault.cluster));
    case 'configuration-same':
      return t('This is the configuration that {0} has already. Make a change to it first.', name(fault.cluster));
    case 'saved-by-itself':
      return t('To save a configuration is to push it to the cluster, so nothing was pushed: the editor saved it by itself, or without its usual steps. Run it by hand with the command File: Save.');
    case 'checkpoint-changed':
      return t('{0} keeps another configuration as checkpoint {1} by now, so it was not taken for the one that you chose. Choose again from the list.', name(fault.host), fault.number);
    case 'configuration-uncertain':
      return t('Nobody knows whether the configuration of {0} was pushed: the connection broke before the host answered. Look at what the cluster has now and compare it with yours before you save again.', name(fault.cluster));
    case 'configuration-invalid':
      return t('The configuration was not pushed: it has {0}. Look at what the editor marks, and at the Problems panel.', fault.errors === 1 ? t('1 error') : t('{0} errors', fault.errors));

    case 'hosts-changed':
      return t('The hosts of {0} are not what they were when you were shown what would be run there, or one of them does not answer any more, so nothing was run. Choose Set Up Hosts… or Set Up Guest Node… again to see what would be run now.', name(fault.cluster));
    case 'practice-hosts':
      return t('{0} is a practice cluster: its hosts are simulated, and what were written down of them would help with no others. Choose Add Cluster… to name machines of your own.', name(fault.cluster));
    case 'not-back':
      return t('{0} was told to restart, and {1} later it was not back. Look at its console. When it answers again, choose Set Up Hosts… to see how far it is.', name(fault.host), secondsText(fault.afterMs, t));
    case 'packages-refused':
      return packagesRefused(fault, t);
    case 'key-refused':
      return keyRefused(fault, t);

    case 'guest-nowhere':
      return t('No host of the cluster has a virtual machine {0}. Choose one that is there, or make it first.', name(fault.domain));
    case 'guest-not-running':
      return t('The virtual machine {0} does not run (libvirt says “{1}”). Start it, then look again.', name(fault.domain), said(fault.state));
    case 'guest-without-address':
      return t('Nobody tells the address of the virtual machine {0}. Look again when it has booted; where that does not help, install qemu-guest-agent in it or enter its address, which “ip address” tells on its console.', name(fault.domain));

    case 'practice-programs-missing':
      return t('A practice cluster needs Pacemaker’s programs on this machine ({0}). Install the packages pacemaker and pcs.', said(fault.reason));
    case 'practice-needs-linux':
      return t('A practice cluster runs Pacemaker’s own programs, which need Linux, and this machine is none ({0}). Use VS Code on a Linux machine for it, over Remote-SSH or WSL, say.', said(fault.platform));
    case 'packages-unsupported':
      return t('Pacemaker’s programs cannot be unpacked here: {0} is missing, so this is not Debian or its kin. Install the packages pacemaker and pcs of this system.', name(fault.program));
    case 'packages-not-fetched':
      return t('The package sources of this machine did not give Pacemaker’s programs ({0}). Check its network and its package sources, then start the practice cluster again.', said(fault.reason));
    case 'namespaces-refused':
      return t('A practice cluster keeps its programs apart in a user namespace, which this machine refuses ({0}). Allow unprivileged user namespaces on it.', said(fault.reason));
    case 'practice-failed':
      return t('The practice cluster failed ({0}). Choose Reset Practice Cluster…, or Show Log to see why.', said(fault.reason));
  }
}

function method(what: Extract<Fault, { code: 'authentication-unsupported' }>['method'], t: Translate): string {
  switch (what) {
    case 'gssapi': return t('GSSAPI (Kerberos)');
    case 'fido-key': return t('a FIDO key');
    case 'host-certificate': return t('a host certificate');
    case 'user-certificate': return t('a user certificate');
    case 'other': return t('a way of authentication');
  }
}

function undoRefused(why: Extract<Fault, { code: 'undo-refused' }>['why'], t: Translate): string {
  switch (why) {
    case 'nothing-done': return t('That change was not carried out, or it is not known to have been, so there is nothing to take back. Look at what the cluster shows now.');
    case 'no-way-back': return t('Nothing takes such a change back. Look at what the cluster shows now, and change that.');
    case 'elsewhere': return t('That change was made on a host that is none of this cluster’s now. Look at what became of it there, by a cluster that names that host.');
    case 'changed-since': return t('What that change left behind is not as it was left: someone has changed it since, or the cluster has. Look at what it shows now, and change that.');
  }
}

function packagesRefused({ host, program, why }: Extract<Fault, { code: 'packages-refused' }>, t: Translate): string {
  switch (why) {
    case 'locked': return t('Another program is installing packages on {0}, so {1} could not. Wait until that is done, automatic updates too, then choose the step again.', name(host), name(program));
    case 'unreachable': return t('{1} on {0} could not fetch packages from where they come. Check the network, DNS and proxy of that host and its package sources, then choose the step again.', name(host), name(program));
    case 'unknown': return t('{1} on {0} knows nothing that has these packages. Check the package sources of that host, and that it reaches them: on some systems those of clusters have to be switched on first. Then choose the step again.', name(host), name(program));
  }
}

function keyRefused({ host, why }: Extract<Fault, { code: 'key-refused' }>, t: Translate): string {
  switch (why) {
    case 'another': return t('There is another key on {0} by now, which was left as it is. Find out which one the guests have, take the other away, then choose the step again.', name(host));
    case 'short': return t('What is on {0} is too short for a key, so it was given to no other host. Take /etc/pacemaker/authkey away there, then choose the step again: a new one is made.', name(host));
    case 'damaged': return t('The key did not come to {0} as a whole, so nothing was changed there. Choose the step again.', name(host));
    case 'changed': return t('The key on {0} is another than a moment ago, so it was given to no other host. Choose the step again to see what would be done now.', name(host));
  }
}

function asked(what: Extract<Fault, { code: 'prompt-needed' }>['what'], t: Translate): string {
  switch (what) {
    case 'password': return t('a password');
    case 'passphrase': return t('the passphrase of a key');
    case 'host-key': return t('a decision about its host key');
    case 'keyboard-interactive': return t('answers to its questions');
    case 'sudo-password': return t('a password for sudo');
  }
}

/** What a host or a program said, which may be nothing. */
function said(text: string): string {
  return displayText(text) || '…';
}

function list(words: readonly string[], t: Translate): string {
  return words.length === 0 ? t('nothing') : words.map(name).join(', ');
}

function bytes(count: number, t: Translate): string {
  return count < 1_000_000 ? t('{0} kB', Math.ceil(count / 1000)) : t('{0} MB', Math.round(count / 100_000) / 10);
}
