import * as vscode from 'vscode';
import type { Task, TaskOf } from '../core/change/task';
import type { ClusterSnapshot } from '../core/snapshot';
import { displayName } from '../render/displayName';
import { deviceChoices, levelChoices, levelProblem, nextLevel, nodeValueChoices, takeDownChoices, typedNodeValue } from '../render/hostChoices';
import { askForChoiceInStep } from './choiceInStep';
import { askForTextInStep } from './inputBox';
import { plainLabel } from './plainText';
import { runSteps, type Step } from './steps';

const { t } = vscode.l10n;

type Asked = Promise<Task | undefined>;

/** How a node is to be led out of its work. */
export async function askForTakeDown(snapshot: ClusterSnapshot, name: string): Asked {
  const node = snapshot.nodes.find((candidate) => candidate.name === name);
  if (node === undefined) return undefined;
  const question = { title: t('Take Down {0}', displayName(name)), placeholder: t('What is to become of what runs there'), choices: takeDownChoices(node, t) };
  const answer = await askForChoiceInStep(question, { step: 1, totalSteps: 1 });
  return answer.kind === 'next' ? { kind: 'takeDown', node: name, how: answer.value } : undefined;
}

export function askForNodeAttribute(snapshot: ClusterSnapshot, node: string): Asked {
  const values = snapshot.nodes.find(({ name }) => name === node)?.configured ?? {};
  return askForNodeValue('setNodeAttribute', node, values, {
    title: t('Attributes of {0}', displayName(node)),
    which: t('The attribute, one of these or a new one'),
    value: t('Its value. Leave it empty to take the attribute out.'),
    check: () => null,
  });
}

export function askForNodeUtilization(snapshot: ClusterSnapshot, node: string): Asked {
  const values = snapshot.nodes.find(({ name }) => name === node)?.utilization ?? {};
  return askForNodeValue('setNodeUtilization', node, values, {
    title: t('Utilization of {0}', displayName(node)),
    which: t('What it has so much of, one of these or another: cpu, memory'),
    value: t('How much of it there is, a whole number. Leave it empty to say nothing of it.'),
    check: (typed) => (typed === '' || /^-?\d+$/.test(typed) ? null : t('Type a whole number.')),
  });
}

interface ValueQuestion {
  readonly title: string;
  readonly which: string;
  readonly value: string;
  readonly check: (typed: string) => string | null;
}

function askForNodeValue(kind: 'setNodeAttribute' | 'setNodeUtilization', node: string, values: Readonly<Record<string, string>>, question: ValueQuestion): Asked {
  const { title, which, value: message, check } = question;
  const current = (name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : undefined);
  const name: Step<ValueDraft> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: which, choices: nodeValueChoices(values, t), typed: (text) => typedNodeValue(text, t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, name: answer.value } } : answer;
  };
  const value: Step<ValueDraft> = async (draft, position) => {
    const changes = (typed: string) => (typed === (current(draft.name) ?? '') ? t('That is what it says already.') : check(typed));
    const answer = await askForTextInStep({ title: t('Set {0}', displayName(draft.name)), message, value: current(draft.name) ?? '', check: changes }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, value: answer.value === '' ? null : answer.value } } : answer;
  };
  return runSteps<ValueDraft>([name, value], { kind, node, name: '', value: null });
}

type ValueDraft = TaskOf<'setNodeAttribute'> | TaskOf<'setNodeUtilization'>;

export function askForFencingLevel(snapshot: ClusterSnapshot, node: string): Asked {
  const title = t('Fencing Level of {0}', displayName(node));
  const level: Step<TaskOf<'addFencingLevel'>> = async (draft, position) => {
    const message = t('The level, from 1 to 9: level 1 is tried first, the next where that fails.');
    const answer = await askForTextInStep({ title, message, value: String(draft.level), check: (typed) => levelProblem(typed, t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, level: Number(answer.value) } } : answer;
  };
  const devices: Step<TaskOf<'addFencingLevel'>> = async (draft) => {
    const items = deviceChoices(snapshot, t).map(({ label, description, detail, value }) => ({ label: plainLabel(label), description: plainLabel(description), detail: plainLabel(detail), value }));
    const options = { title, placeHolder: t('The devices of this level, all of which have to succeed'), canPickMany: true, ignoreFocusOut: true } as const;
    const chosen = await vscode.window.showQuickPick(items, options);
    return chosen === undefined || chosen.length === 0 ? { kind: 'cancel' } : { kind: 'next', value: { ...draft, devices: chosen.map(({ value }) => value) } };
  };
  return runSteps([level, devices], { kind: 'addFencingLevel', target: node, level: Math.min(9, nextLevel(snapshot, node)), devices: [] });
}

/** Which levels are to go: those of a node, or with null any. */
export async function askForLevelsToDelete(snapshot: ClusterSnapshot, node: string | null): Asked {
  const items = levelChoices(snapshot, node, t).map(({ label, description, detail, value }) => ({ label: plainLabel(label), description: plainLabel(description), detail: plainLabel(detail), value }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(node === null ? t('This cluster has no fencing level.') : plainLabel(t('{0} has no fencing level of its own.', displayName(node))));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(items, { title: t('Delete Fencing Levels'), placeHolder: t('The levels to delete'), canPickMany: true, ignoreFocusOut: true });
  return chosen === undefined || chosen.length === 0 ? undefined : { kind: 'deleteFencingLevels', levels: chosen.map(({ value }) => value) };
}

/** Which host is to become a node. */
export function askForNewNode(_: ClusterSnapshot): Asked {
  const title = t('Add a Node');
  const name: Step<TaskOf<'addNode'>> = async (draft, position) => {
    const message = t('The name of the host, by which it was authenticated.');
    const answer = await askForTextInStep({ title, message, value: draft.node, check: (typed) => (/^[^-=,\s][^=,\s]*$/.test(typed) ? null : t('Type the name of a host.')) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, node: answer.value } } : answer;
  };
  const address: Step<TaskOf<'addNode'>> = async (draft, position) => {
    const message = t('The address that the cluster reaches it at. Leave it empty where its name is one.');
    const answer = await askForTextInStep({ title, message, value: draft.address ?? '', check: (typed) => (/^-|\s/.test(typed) ? t('Type an address or nothing.') : null) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, address: answer.value === '' ? null : answer.value } } : answer;
  };
  const start: Step<TaskOf<'addNode'>> = async (draft, position) => {
    const choices = [
      { label: t('Start the Cluster There, Now and at Each Boot'), description: '', detail: t('It takes part at once.'), codicon: 'debug-start', value: true },
      { label: t('Only Add It'), description: '', detail: t('The cluster is started there by hand.'), codicon: 'add', value: false },
    ];
    const answer = await askForChoiceInStep({ title, placeholder: t('Whether the new node is to start'), choices }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, start: answer.value } } : answer;
  };
  return runSteps([name, address, start], { kind: 'addNode', node: '', address: null, start: true });
}
