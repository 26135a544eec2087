import { failure } from '../core/result';
import { stepOf } from '../core/walkthrough/allSteps';
import type { FoundMachine } from '../core/walkthrough/foundMachine';
import { type GuestChoice, type GuestSituation, guestTarget, type WayToNode } from '../core/walkthrough/guestSituation';
import { leadsOn } from '../core/walkthrough/readAddresses';
import type { SeenCluster } from '../core/walkthrough/step';
import type { Choice } from './choice';
import { displayName } from './displayName';
import { evidenceText } from './evidenceText';
import { nameList } from './nameList';
import type { Translate } from './row';

/** What does not matter to the names of a guest. */
const blank = { user: '', address: null, way: 'hand' } as const;

/** Virtual machines to choose from, those that are no nodes yet first. */
export function machineChoices(found: readonly FoundMachine[], t: Translate): readonly Choice<string>[] {
  return [...found.filter(({ node }) => node === null), ...found.filter(({ node }) => node !== null)].map(({ name, state, hosts, node }) => ({
    label: displayName(name),
    description: state === null ? t('known to the cluster alone') : hosts.length === 0 ? displayName(state) : t('{0} on {1}', displayName(state), nameList(hosts, t)),
    detail: node === null ? '' : t('It is the guest node {0}.', displayName(node)),
    codicon: state === 'running' ? 'vm-running' : 'vm',
    value: name,
  }));
}

/** A name that was typed, for a virtual machine that is to be made; or what is wrong with it. */
export function typedMachine(name: string, cluster: SeenCluster, t: Translate): Choice<string> | string {
  const problem = machineProblem(name, cluster, t);
  return problem ?? { label: displayName(name), description: t('not there yet'), detail: t('The first step of the guest gives you the command that makes it.'), codicon: 'add', value: name };
}

export function machineProblem(name: string, cluster: SeenCluster, t: Translate): string | null {
  return name === '' ? t('Type the name of a virtual machine.') : problemOf('domain', { ...blank, domain: name, node: name }, cluster, t);
}

/** What is wrong with the name of the node, or null: what its own step would say of it. */
export function nodeProblem(choice: GuestChoice, cluster: SeenCluster, t: Translate): string | null {
  return problemOf('nodeName', choice, cluster, t);
}

/** What a virtual machine's node is called, or could well be. */
export function likelyNode(domain: string, cluster: SeenCluster, t: Translate): string {
  const known = cluster.kind === 'running' ? cluster.snapshot.guests.find(({ name }) => name === domain)?.node : null;
  if (known) return known;
  const plain = domain.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '') || 'guest1';
  const names = [plain, `guest-${plain}`];
  return names.find((node) => nodeProblem({ ...blank, domain, node }, cluster, t) === null) ?? plain;
}

export function userProblem(user: string, t: Translate): string | null {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.$-]*$/u.test(user) ? null : t('Type the name of an account.');
}

/** Nothing at all leaves it to libvirt. */
export function addressProblem(address: string, t: Translate): string | null {
  return address === '' || leadsOn(address) ? null : t('Type an IPv4 or IPv6 address by which the hosts reach it, or nothing.');
}

/** How it is to become a node: as tutorials do it first. */
export function wayChoices(t: Translate): readonly Choice<WayToNode>[] {
  return [
    { label: t('By Hand'), description: 'meta remote-node', detail: t('Its resource is created as a node at once. pcs wants to be forced for that.'), codicon: 'edit', value: 'hand' },
    { label: t('By pcs'), description: 'pcs cluster node add-guest', detail: t('Its resource is created, kept from starting until pcs has made a node of it, and started then.'), codicon: 'terminal', value: 'pcs' },
  ];
}

/** What a step would say that has seen nothing but the cluster. */
function problemOf(id: 'domain' | 'nodeName', choice: GuestChoice, cluster: SeenCluster, t: Translate): string | null {
  const guest: GuestSituation = { choice, target: guestTarget(choice.domain), libvirtUri: '', hosts: [], address: null, through: null, seen: failure({ code: 'guest-nowhere', domain: choice.domain }), clockAheadMs: null };
  const wrong = stepOf(id).check({ hosts: [], cluster, guest }).find(({ standing }) => standing === 'wrong');
  return wrong === undefined ? null : evidenceText(wrong.evidence, t);
}
