import type { ImpossibleFault } from '../core/fault';
import { displayName } from './displayName';
import type { Translate } from './row';

/** Why a change cannot be planned, and what to do instead. */
export function impossibleText(fault: ImpossibleFault, t: Translate): string {
  const name = displayName(fault.name);
  switch (fault.why) {
    case 'option-like':
      return t('pcs would take the name {0} for an option. Use another tool for it, cibadmin for one.', name);
    case 'ambiguous':
      return t('pcs would read {0} as something else at that place of its command line. Use another tool for it, cibadmin for one.', name);
    case 'implicit':
      return t('Pacemaker made {0} itself, so there is nothing in the configuration that could be changed. Choose what it belongs to.', name);
    case 'fence-device':
      return t('pcs does this only to resources, and {0} is a fence device. Use “pcs stonith” for it.', name);
    case 'no-score':
      return t('“{0}” is no score. Give a whole number, INFINITY or -INFINITY.', name);
    case 'not-set':
      return t('The property {0} is not set, so its default counts already. Choose Refresh if you expected a value.', name);
    case 'no-one-place':
      return t('{0} does not run on exactly one node. Choose the node that is meant.', name);
    case 'not-a-clone':
      return t('{0} is neither a clone nor a bundle, so it cannot be restarted on one node. Choose to restart it as a whole.', name);
    case 'exists':
      return t('The constraint {0} says the same already, if with another score. Delete that first.', name);
    case 'same-group':
      return t('Both are members of the group {0}, which starts them in its own order. Change the order of the group.', name);
    case 'not-a-group':
      return t('{0} is no group. Choose a group, or another id for a new one.', name);
    case 'not-groupable':
      return t('{0} is no single resource: a group takes nothing else, and a clone only that or a group. Choose what it consists of.', name);
    case 'empties-group':
      return t('That would leave the group {0} without a member. Take that group apart first. Choose “Ungroup”.', name);
    case 'no-place':
      return t('{0} is not a member that stays in the group, so nothing can be put beside it. Choose another member.', name);
    case 'unchanged':
      return t('That is so already, as far as {0} says. Choose Refresh if you expected otherwise.', name);
    case 'no-id':
      return t('“{0}” is no id. Give one that begins with a letter and has only letters, digits, “-”, “_” and “.” in it.', name);
    case 'taken':
      return t('The configuration has something of the id {0} already. Choose another.', name);
    case 'no-clone':
      return t('{0} is no clone, and in none. Choose a clone.', name);
    case 'no-utilization':
      return t('{0} consists of several resources, and only single ones use anything. Choose one of its parts.', name);
    case 'no-own-score':
      return t('The constraint {0} has no score of its own: an order has none, and of several rules, or one that is kept elsewhere, each has its own. Delete it and make another.', name);
    case 'twice':
      return t('{0} is named more than once. Choose it in one set only.', name);
    case 'tagged':
      return t('pcs does not delete {0} while it is in the tag {1}, not even when forced. Take it out of that tag first, with “pcs tag update” on a host.', name, displayName(fault.of));
    case 'in-set':
      return t('pcs would stop {0} and then not delete it, since it leaves it in a set of the constraint {1}. Delete that constraint first.', name, displayName(fault.of));
    case 'bundle-full':
      return t('The bundle {0} has {1} in it, and can have no more than one resource. Choose another place.', name, displayName(fault.of));
    case 'level-exists':
      return t('{0} is fenced by just these devices at that level already. Choose another level, or other devices.', name);
    case 'template':
      return t('pcs {1} ends with an error of its own when it is to delete, ungroup or unclone anything, since {0} is made from a template. Use cibadmin or crmsh on a host for that.', name, displayName(fault.pcs));
    case 'not-a-member':
      return t('{0} is not a member of {1}. Choose one of its members.', name, displayName(fault.of));
    case 'cannot-name':
      return t('pcs {1} gives clones their ids itself and takes none, so {0} cannot be chosen. Leave the id out. Use the one that it gives.', name, displayName(fault.pcs));
    case 'no-container':
      return t('pcs {1} knows no bundles with containers of {0}. Choose another kind of container.', name, displayName(fault.pcs));
    case 'fence-alone':
      return t('{0} is a fence device, which needs no group, clone or bundle: every node can use it. Choose to create it by itself.', name);
    case 'no-primitive':
      return t('{0} has no parameters of its own. Choose a resource in it.', name);
    case 'nothing-chosen':
      return t('Nothing is chosen that this could be done to. Choose a row first.');
    case 'not-a-host':
      return t('{0} is no host of the cluster but a node that a resource brings in, and the cluster’s own programs do not run there. Use standby, or stop that resource.', name);
    case 'is-guest':
      return t('No device fences {0}: the cluster fences a guest by restarting its virtual machine. Choose Restart of that resource.', name);
    case 'not-unclean':
      return t('The cluster does not wait for {0} to be fenced, so there is nothing to confirm. Choose Refresh if you expected it to.', name);
    case 'in-service':
      return t('{0} runs, and is neither on standby nor in maintenance. Choose Refresh if you expected otherwise.', name);
    case 'value-not-set':
      return t('The configuration has no {0} for this node that could be taken out. Choose Refresh if you expected one.', name);
    case 'not-in-xml':
      return t('“{0}” holds a control character, which no configuration can hold. Give it without, typed and not pasted.', name);
    case 'not-kept':
      return t('“{0}” would not be kept as it is: Pacemaker before 2.1.8 changes tabs and line breaks and spoils letters beyond ASCII, some so that the configuration can no longer be read. Use plain letters on one line.', name);
    case 'secret-name':
      return t('{0} looks like a secret, and everybody on the host could read it on the command line that sets it. Use cibadmin on a host, which reads it from its standard input.', name);
    case 'operation-word':
      return t('The operation has {0}, which pcs cannot set and would take out. Use cibadmin on a host for this operation.', name);
    case 'operation-twice':
      return t('There are two operations {0} with the same interval, of which Pacemaker heeds one. Give one of them another interval.', name);
    case 'operations-changed':
      return t('The operations of {0} have been changed meanwhile. Nothing was done, since it would undo that change. Choose Update Resource to see them as they are, after you have closed the form of {0} if it is open.', name);
    case 'not-a-number':
      return t('“{0}” is no whole number. Give one: capacities are counted.', name);
    case 'node-exists':
      return t('The cluster has a node {0} already. Choose another name.', name);
    case 'address-is-name':
      return t('This version of pcs takes the name {0} for the address, and no other. Give no address.', name);
    case 'no-history':
      return t('This version of pcs has no command that forgets what was fenced, here of {0}. Use “stonith_admin --cleanup --history” on a host.', name);
    case 'cluster-runs':
      return t('A cluster runs on {0} already. Choose “Add Node…” to make it larger.', name);
    case 'set-up':
      return t('{0} is set up for a cluster already, which does not run there. Choose to start that, or to destroy it first.', name);
    case 'not-set-up':
      return t('{0} is in no cluster that this could be done to. Choose “Create Cluster…”, or add it to another one.', name);
    case 'twice-host':
      return t('The host {0} is named more than once. Give each once.', name);
    case 'still-member':
      return t('{0} is in the cluster now, so there is nothing of it that only lingers. Choose “Remove Node from Cluster” to take it out.', name);
    case 'waits-for-fencing':
      return t('The cluster waits for {0} to be fenced, and would forget that too: what ran there could come to run twice. Choose “Fence Node” first, or “Confirm Node Is Off” when you have seen that it is.', name);
    case 'no-node-clear':
      return t('pcs {1} has no command that forgets a node, here {0}. Use “crm_node --force --remove” on a host.', name, displayName(fault.pcs));
    case 'no-guest-node':
      return t('pcs {1} has no command that makes a guest node of a virtual machine, here {0}. Choose “Update Resource…” and name the node there.', name, displayName(fault.pcs));
    case 'open-quote':
      return t('The double quote in {0} is not closed. Use another one behind the value, or none at all.', name);
    case 'no-rule-value':
      return t('pcs {1} has no way to say the value {0} in a rule. Choose “Edit Configuration (CIB)…”, or give the attribute another value.', name, displayName(fault.pcs));
    case 'no-words':
      return t('pcs {1} has no words for a part of {0}: {2}. Use cibadmin for it, or copy its XML by “Open Resource” or “Open CIB”.', name, displayName(fault.pcs), displayName(fault.words));
    case 'inside':
      return t('{0} is part of {1}, which pcs wants to be named instead. Choose {1}.', name, displayName(fault.instead));
    case 'carries-node':
      return t('The cluster reaches the node {1} through {0}. Take the node out of the cluster first: use “pcs cluster node”.', name, displayName(fault.node));
    case 'cannot-move':
      return t('pcs {1} moves neither clones nor bundles, and {0} is one. Add a location constraint instead.', name, displayName(fault.pcs));
    case 'cannot-clean-up':
      return t('pcs {1} has no command that forgets the failures of {0} and nothing else. Choose Refresh of the resource, which forgets all of its history.', name, displayName(fault.pcs));
  }
}
