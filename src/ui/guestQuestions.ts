import * as vscode from 'vscode';
import type { FoundMachine } from '../core/walkthrough/foundMachine';
import type { GuestChoice, WayToNode } from '../core/walkthrough/guestSituation';
import type { SeenCluster } from '../core/walkthrough/step';
import { addressProblem, likelyNode, machineChoices, machineProblem, nodeProblem, typedMachine, userProblem, wayChoices } from '../render/guestChoices';
import { askForChoiceInStep } from './choiceInStep';
import { askForTextInStep } from './inputBox';
import { runSteps, type Step } from './steps';

const { t } = vscode.l10n;

/** What is known when a guest is asked for. */
export interface KnownOfGuests {
  readonly machines: readonly FoundMachine[];
  readonly cluster: SeenCluster;
  /** The virtual machine whose row was clicked, which is not asked for then. */
  readonly domain: string | null;
  /** What was answered the last time. */
  readonly last: GuestChoice | null;
}

interface Draft {
  readonly domain: string;
  /** Empty until it is asked for. */
  readonly node: string;
  readonly user: string;
  readonly address: string;
  readonly way: WayToNode;
}

/** Which virtual machine is to be a guest node, how it is reached and how it becomes one. */
export async function askForGuest({ machines, cluster, domain, last }: KnownOfGuests): Promise<GuestChoice | undefined> {
  const title = t('Set Up Guest Node');
  const machine: Step<Draft> = async (draft, position) => {
    const answer = machines.length === 0
      ? await askForTextInStep({ title, message: t('No virtual machine was found on the hosts. Name one that is to be made: the first step of the guest gives you the command for it.'), value: draft.domain, check: (typed) => machineProblem(typed, cluster, t) }, position)
      : await askForChoiceInStep({ title, placeholder: t('The virtual machine, or the name of one that is to be made'), choices: machineChoices(machines, t), ...likeliest(draft.domain), typed: (name) => typedMachine(name, cluster, t) }, position);
    if (answer.kind !== 'next') return answer;
    // Another machine has another name and another address.
    return { kind: 'next', value: answer.value === draft.domain ? draft : { ...draft, domain: answer.value, node: '', address: '' } };
  };
  const likeliest = (name: string) => {
    const choice = machineChoices(machines, t).find(({ value }) => value === name);
    return choice === undefined ? {} : { likeliest: choice };
  };
  const node: Step<Draft> = async (draft, position) => {
    const message = t('What the guest is called as a node, and by the hosts. No resource may be called the same, the one of its machine neither.');
    const check = (typed: string) => nodeProblem({ ...draft, node: typed, address: null }, cluster, t);
    const answer = await askForTextInStep({ title, message, value: draft.node || likelyNode(draft.domain, cluster, t), check }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, node: answer.value } } : answer;
  };
  const user: Step<Draft> = async (draft, position) => {
    const message = t('The account to log in as: root, or one with sudo.');
    const answer = await askForTextInStep({ title, message, value: draft.user, check: (typed) => userProblem(typed, t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, user: answer.value } } : answer;
  };
  const address: Step<Draft> = async (draft, position) => {
    const message = t('Its address, as its host reaches it. Leave it empty to have libvirt tell.');
    const answer = await askForTextInStep({ title, message, value: draft.address, placeholder: t('what libvirt tells'), check: (typed) => addressProblem(typed.trim(), t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, address: answer.value.trim() } } : answer;
  };
  const way: Step<Draft> = async (draft, position) => {
    const choices = wayChoices(t);
    const last = choices.find(({ value }) => value === draft.way);
    const answer = await askForChoiceInStep({ title, placeholder: t('How the cluster is told that it is a node'), choices, ...(last === undefined ? {} : { likeliest: last }) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, way: answer.value } } : answer;
  };
  const isLast = last !== null && (domain === null || last.domain === domain);
  const first: Draft = isLast
    ? { ...last, address: last.address ?? '' }
    : { domain: domain ?? '', node: '', user: last?.user ?? 'root', address: '', way: last?.way ?? 'hand' };
  const draft = await runSteps(domain === null ? [machine, node, user, address, way] : [node, user, address, way], first);
  return draft && { ...draft, address: draft.address === '' ? null : draft.address };
}
