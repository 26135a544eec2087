import { command, type CommandId, contextKey, practiceKey, stepKey } from './ids';

/** A walkthrough as VS Code shows it: cards, each with a picture, that are ticked off by what was found on the hosts. */
export interface Walkthrough {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly cards: readonly Card[];
}

export interface Card {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; each button stands below them in a line of its own. */
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly command: CommandId }[];
  /** A when-clause: with the first look that makes it true the card is done. */
  readonly done: string;
  /** What the picture media/<picture>.svg shows, for whoever does not see it. */
  readonly picture: { readonly file: string; readonly shows: string };
}

const setUp = { title: 'Set Up Hosts…', command: command.setUp };
const setUpGuest = { title: 'Set Up Guest Node…', command: command.setUpGuest };
const checklist = { title: 'Show Set-up Checklist', command: command.showChecklist };
const all = (...keys: readonly string[]) => keys.join(' && ');

const hosts: Walkthrough = {
  id: 'hosts',
  title: 'Set Up Physical Hosts for a Cluster',
  description: 'From bare Linux machines to a cluster that can run virtual machines.',
  cards: [
    {
      id: 'connect',
      title: 'Connect to the hosts',
      text: 'Name the machines as you would to ssh, as root or an account with sudo. One is enough to try things out; a cluster to rely on has two or more, and fencing.\n\nEvery card here looks at the hosts, shows what it would run on each, and asks before it does. What is there already is left as it is.',
      buttons: [{ title: 'Add Cluster…', command: command.addCluster }],
      done: contextKey.hostsAnswer,
      picture: { file: 'walkthrough-connect', shows: 'The editor with a line to each of two hosts.' },
    },
    {
      id: 'prepare',
      title: 'Firewall, software and pcs’s daemon',
      text: 'The machines have to reach one another on the cluster’s ports, and need corosync, Pacemaker, pcs and agents of resources. The daemon of pcs lets one host set up the others.\n\nThe step that is next is at hand when the list opens.',
      buttons: [setUp, checklist],
      done: all(stepKey('firewall'), stepKey('software'), stepKey('pcsd')),
      picture: { file: 'walkthrough-prepare', shows: 'A host with an open gate for the cluster, and packages going in.' },
    },
    {
      id: 'cluster',
      title: 'Make one cluster of them, with one key',
      text: 'The hosts are set up together, under a name, by the password of the account hacluster on each: set that with passwd first. A host that is in another cluster is left alone.\n\nThey share a key, by which guests will let them in later.',
      buttons: [setUp, checklist],
      done: all(stepKey('corosync'), stepKey('key')),
      picture: { file: 'walkthrough-cluster', shows: 'Two hosts in one frame, each with the same key.' },
    },
    {
      id: 'start',
      title: 'Start the cluster',
      text: 'Once the hosts see one another, they choose the one that decides. The Nodes view shows both.\n\nWith a single host there is nobody to fence it or to agree with it: for a trial, and for nothing else, a step lets the cluster do without.',
      buttons: [setUp, checklist],
      done: all(stepKey('start'), stepKey('trial')),
      picture: { file: 'walkthrough-start', shows: 'Two running hosts, one of them marked as the one that decides.' },
    },
    {
      id: 'virtualisation',
      title: 'Give them virtual machines',
      text: 'QEMU runs guests, libvirt starts and stops them. Where a host wants to be restarted for that, stop the cluster first, and let it come back.',
      buttons: [setUp, checklist],
      done: stepKey('virtualisation'),
      picture: { file: 'walkthrough-virtualisation', shows: 'A host with a virtual machine inside it.' },
    },
  ],
};

const guest: Walkthrough = {
  id: 'guest',
  title: 'Prepare a Virtual Machine to Be a Guest Node',
  description: 'From a KVM guest with an address to one in which pacemaker_remote waits for the cluster.',
  cards: [
    {
      id: 'machine',
      title: 'Choose the virtual machine',
      text: 'Say which one it is, what its node is to be called, and whom to log in as: once, after that it is remembered. The way in leads through the host on which it runs.\n\nWhere there is none yet, the first step of the guest gives you a command that makes one. Add the cluster of its hosts first.',
      buttons: [{ title: 'Add Cluster…', command: command.addCluster }, setUpGuest],
      done: all(stepKey('domain'), stepKey('reach')),
      picture: { file: 'walkthrough-guest-machine', shows: 'The editor with a line into a virtual machine inside a host.' },
    },
    {
      id: 'network',
      title: 'Let hosts and guest reach one another',
      text: 'The hosts come to the guest on TCP port 3121, which its firewall has to let through. What else keeps them apart, a route or a bridge, is told, and yours to mend.',
      buttons: [setUpGuest, checklist],
      done: all(stepKey('guestFirewall'), stepKey('connection')),
      picture: { file: 'walkthrough-guest-network', shows: 'A host and a guest, with an arrow each way through an open gate.' },
    },
    {
      id: 'remote',
      title: 'pacemaker_remote, with the hosts’ key',
      text: 'pacemaker_remote is all of the cluster that runs in a guest: it starts and stops resources there. It is installed, given the key of the hosts, and started with the guest from then on.\n\nThe key goes through the memory of this editor alone.',
      buttons: [setUpGuest, checklist],
      done: all(stepKey('remote'), stepKey('guestKey'), stepKey('remoteRuns')),
      picture: { file: 'walkthrough-guest-remote', shows: 'A package and a key on their way into a guest.' },
    },
    {
      id: 'names',
      title: 'One name, known everywhere',
      text: 'The cluster finds the guest by the name of its node, so each host has to know where that leads. No resource may have the name.',
      buttons: [setUpGuest, checklist],
      done: all(stepKey('hostNames'), stepKey('nodeName')),
      picture: { file: 'walkthrough-guest-names', shows: 'Two hosts and a guest, each with the same tag.' },
    },
    {
      id: 'answers',
      title: 'See that it answers',
      text: 'An open port says little: each host asks pacemaker_remote itself. Clocks that differ make logs hard to read and rules with times go wrong.',
      buttons: [setUpGuest, checklist],
      done: all(stepKey('port'), stepKey('clock')),
      picture: { file: 'walkthrough-guest-answers', shows: 'A guest that answers a host, and two clocks that show the same time.' },
    },
    {
      id: 'shutDown',
      title: 'Shut it down',
      text: 'From now on it is the cluster that starts and stops the machine, and libvirt no longer starts it with its host: a machine that ran twice would destroy its disk.\n\nWhat it is made of is written down first: once it is off, nothing else tells that it was made ready.',
      buttons: [setUpGuest, checklist],
      done: stepKey('shutDown'),
      picture: { file: 'walkthrough-guest-off', shows: 'A host with a virtual machine that is switched off.' },
    },
  ],
};

const integrate: Walkthrough = {
  id: 'integrate',
  title: 'Integrate a Virtual Machine into a Cluster',
  description: 'From a guest that is ready to a guest node that runs resources.',
  cards: [
    {
      id: 'start',
      title: 'Start the cluster',
      text: 'The hosts have to run the cluster, and to have chosen the one that decides, before it can be told of a guest.',
      buttons: [{ title: 'Add Cluster…', command: command.addCluster }, setUpGuest],
      done: stepKey('start'),
      picture: { file: 'walkthrough-start', shows: 'Two running hosts, one of them marked as the one that decides.' },
    },
    {
      id: 'file',
      title: 'Write down what the machine is made of',
      text: 'The agent that starts the machine reads its definition from a file. Every host gets the same one, in /etc/pacemaker, where libvirt does not delete it.',
      buttons: [setUpGuest, checklist],
      done: stepKey('domainFile'),
      picture: { file: 'walkthrough-integrate-file', shows: 'Two hosts, and a file that is copied from one to the other.' },
    },
    {
      id: 'node',
      title: 'Make it a guest node',
      text: 'A resource of the agent VirtualDomain starts the machine, and its meta attribute remote-node makes a node of it. You see the command and what the scheduler makes of it before it is run.\n\nIn a minute or two the Nodes view shows the node online.',
      buttons: [setUpGuest, checklist],
      done: all(stepKey('guestNode'), stepKey('guestOnline')),
      picture: { file: 'walkthrough-integrate-node', shows: 'A cluster of two hosts with a virtual machine as its third node.' },
    },
    {
      id: 'dummies',
      title: 'Give it something to run',
      text: 'Five resources that do nothing but run are spread over the nodes. To the cluster the guest is a node like the others.',
      buttons: [setUpGuest, checklist],
      done: stepKey('dummies'),
      picture: { file: 'walkthrough-integrate-dummies', shows: 'Five small boxes, some on a host and some in a guest.' },
    },
    {
      id: 'placement',
      title: 'Move one there',
      text: 'A location constraint has FAKE3 prefer the guest. Watch the Resources view as it moves.',
      buttons: [setUpGuest, checklist],
      done: stepKey('placement'),
      picture: { file: 'walkthrough-integrate-placement', shows: 'A small box on its way into a guest.' },
    },
  ],
};

const recovery: Walkthrough = {
  id: 'recovery',
  title: 'See a Guest Node Fail and Recover',
  description: 'A guest node is lost on purpose, and the cluster gets it back.',
  cards: [
    {
      id: 'kill',
      title: 'Have it fail',
      text: 'pacemaker_remote is killed in the guest, as if the machine had hung. Where anything runs in it beside the five resources of the trial, you have to type the node’s name first.',
      buttons: [setUpGuest, checklist],
      done: stepKey('kill'),
      picture: { file: 'walkthrough-recovery-kill', shows: 'The line from a host to a guest, torn by a flash.' },
    },
    {
      id: 'recovery',
      title: 'Watch it come back',
      text: 'The cluster notices, fences the node by stopping its machine, starts it again, and starts there what ran there. A document is written with the time of each moment. Nobody has to do anything.',
      buttons: [setUpGuest, checklist],
      done: stepKey('recovery'),
      picture: { file: 'walkthrough-recovery-back', shows: 'A virtual machine in a host, with an arrow around it.' },
    },
    {
      id: 'cleanup',
      title: 'Clean up',
      text: 'What has failed stays on the cluster’s list until somebody says that it was seen to.',
      buttons: [setUpGuest, checklist],
      // With nothing to clean up, as before anything has failed, that step alone would count.
      done: all(stepKey('recovery'), stepKey('cleanup')),
      picture: { file: 'walkthrough-recovery-cleanup', shows: 'A warning that becomes a tick.' },
    },
    {
      id: 'tools',
      title: 'Pacemaker’s tools in the guest',
      text: 'crm_mon, crm_resource and their kin ask the cluster from within the guest, too: agents that rely on them work there. pcs is for the hosts.',
      buttons: [setUpGuest, checklist],
      done: stepKey('guestTools'),
      picture: { file: 'walkthrough-recovery-tools', shows: 'A terminal in a guest that lists what is well.' },
    },
  ],
};

const startPractice = { title: 'Start Practice Cluster…', command: command.startPractice };

/** The same steps on hosts and guests that are only simulated: what is done there ticks off these cards and no others. */
function practised(walkthrough: Walkthrough, title: string, first: Pick<Card, 'title' | 'text'>): Walkthrough {
  const cards = walkthrough.cards.map((card) => ({
    ...card,
    buttons: card.buttons.map((button) => (button.command === command.addCluster ? startPractice : button)),
    done: all(...card.done.split(' && ').map(practiceKey)),
  }));
  return {
    id: `${walkthrough.id}Practice`,
    title,
    description: 'The same without any machines: inside the editor, with nothing to lose.',
    cards: cards.map((card, index) => (index === 0 ? { ...card, ...first } : card)),
  };
}

export const walkthroughs: readonly Walkthrough[] = [
  hosts,
  guest,
  integrate,
  recovery,
  practised(hosts, 'Practise Setting Up Hosts', {
    title: 'Start bare practice hosts',
    text: 'Choose One bare host or Two bare hosts. They have nothing installed, and live as long as this window. What you do to them looks as it does on machines of your own.',
  }),
  practised(guest, 'Practise Preparing a Guest', {
    title: 'Choose the virtual machine',
    text: 'It takes practice hosts that have been set up: start bare ones, and lead them through their own walkthrough first. Then say which virtual machine it is, what its node is to be called, and whom to log in as.',
  }),
  practised(integrate, 'Practise Integrating a Guest', { title: 'Start the cluster', text: 'The practice hosts have to run the cluster, and the guest to be ready, as the walkthroughs before this one leave them.' }),
  practised(recovery, 'Practise a Guest’s Recovery', { title: 'Have it fail', text: 'pacemaker_remote is killed in the practice guest, as if the machine had hung. It takes a guest node that is online, with the five resources of the trial.' }),
];
