import * as vscode from 'vscode';
import { findResource } from '../core/change/resourcePlace';
import type { ClusterSnapshot } from '../core/snapshot';
import { displayName } from '../render/displayName';
import { nameList } from '../render/nameList';
import { metaWords, operationWords, typedWord, utilizationWords, wordChoices, type WordList } from '../render/wordChoices';
import { askForChoiceInStep } from './choiceInStep';
import { askForTextInStep } from './inputBox';
import { runSteps, type Step } from './steps';
import type { Asked } from './taskQuestions';

const { t } = vscode.l10n;

interface Word {
  readonly name: string;
  readonly value: string | null;
}

export async function askForMeta(snapshot: ClusterSnapshot, resources: readonly string[]): Asked {
  const word = await askForWord(t('Set Meta Attribute of {0}', nameList(resources, t)), { known: metaWords(t), set: commonWords(snapshot, resources, 'meta') });
  return word && { kind: 'setMeta', resources, ...word };
}

export async function askForUtilization(snapshot: ClusterSnapshot, resources: readonly string[]): Asked {
  const check = (typed: string) => (/^-?\d+$/.test(typed) ? null : t('What something uses is a whole number.'));
  const word = await askForWord(t('Set Utilization of {0}', nameList(resources, t)), { known: utilizationWords(snapshot, t), set: commonWords(snapshot, resources, 'utilization') }, check);
  return word && { kind: 'setUtilization', resources, ...word };
}

export async function askForDefault(snapshot: ClusterSnapshot, of: 'resource' | 'operation'): Asked {
  const list = of === 'resource' ? { known: metaWords(t), set: snapshot.resourceDefaults } : { known: operationWords(t), set: snapshot.operationDefaults };
  const word = await askForWord(of === 'resource' ? t('Set Default of Resources') : t('Set Default of Operations'), list);
  return word && { kind: 'setDefault', of, ...word };
}

/** What these resources all say in the same way. */
function commonWords(snapshot: ClusterSnapshot, resources: readonly string[], family: 'meta' | 'utilization'): Readonly<Record<string, string>> {
  const [first = {}, ...others] = resources.map((id) => findResource(snapshot, id)?.instances[0].config?.[family] ?? {});
  return Object.fromEntries(Object.entries(first).filter(([name, value]) => others.every((words) => Object.hasOwn(words, name) && words[name] === value)));
}

function askForWord(title: string, list: WordList, check: (typed: string) => string | null = () => null): Promise<Word | undefined> {
  const name: Step<Word> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('Which one, of these or any other'), choices: wordChoices(list, t), typed: (text) => typedWord(text, t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, name: answer.value } } : answer;
  };
  const value: Step<Word> = async (draft, position) => {
    const current = Object.hasOwn(list.set, draft.name) ? (list.set[draft.name] ?? '') : '';
    const message = t('The value of {0}. Leave it empty to take it out.', displayName(draft.name));
    const wrong = (typed: string) => (typed === current ? t('That is so already.') : typed === '' ? null : check(typed));
    const answer = await askForTextInStep({ title, message, value: current, check: wrong }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, value: answer.value === '' ? null : answer.value } } : answer;
  };
  return runSteps([name, value], { name: '', value: null });
}
