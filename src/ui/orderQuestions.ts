import * as vscode from 'vscode';
import { isPromotable } from '../core/change/resourcePlace';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from '../render/choice';
import { type OrderAnswer, orderOf } from '../render/constraintAnswers';
import { displayName } from '../render/displayName';
import { orderActions, orderKinds, orderWays } from '../render/orderChoices';
import { resourceChoices } from '../render/placeChoices';
import { askForChoiceInStep } from './choiceInStep';
import { runSteps, type Step } from './steps';
import { type Asked, choiceStep } from './taskQuestions';

const { t } = vscode.l10n;

interface OrderDraft {
  readonly first: string;
  readonly then: string;
  readonly isDetailed: boolean;
}

/** Which of two starts first; all else that an order can say is asked for only on demand. */
export async function askForOrder(snapshot: ClusterSnapshot, resource: string): Asked {
  const title = t('When {0} Starts', displayName(resource));
  const answer = await runSteps<OrderDraft>([
    choiceStep(title, t('The other resource'), resourceChoices(snapshot, resource, t), (draft, then) => ({ ...draft, first: resource, then })),
    directionStep(title, resource, true),
  ], { first: resource, then: '', isDetailed: false });
  if (answer === undefined) return undefined;
  const { first, then, isDetailed } = answer;
  return isDetailed ? askForDetails(snapshot, resource, { first, then }) : { kind: 'addOrder', first, then };
}

function directionStep<Draft extends { readonly first: string; readonly then: string }>(title: string, resource: string, offersDetails: boolean): Step<Draft> {
  return async (draft, position) => {
    const other = draft.first === resource ? draft.then : draft.first;
    const directions = [{ first: other, then: resource }, { first: resource, then: other }].map((value): Choice<Partial<OrderDraft>> => ({
      label: t('First {0}, then {1}', displayName(value.first), displayName(value.then)),
      description: '',
      detail: offersDetails ? t('{1} starts when {0} has started; {0} stops when {1} has stopped.', displayName(value.first), displayName(value.then)) : '',
      codicon: 'arrow-right',
      value: { ...value, isDetailed: false },
    }));
    const details: Choice<Partial<OrderDraft>> = { label: t('Details…'), description: '', detail: t('Promoting, demoting or stopping; only where both happen anyway; or one way only.'), codicon: 'settings', value: { isDetailed: true } };
    const answer = await askForChoiceInStep({ title, placeholder: t('Which of them is first'), choices: offersDetails ? [...directions, details] : directions }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, ...answer.value } } : answer;
  };
}

async function askForDetails(snapshot: ClusterSnapshot, resource: string, pair: Pick<OrderDraft, 'first' | 'then'>): Asked {
  const title = t('Order of {0} and {1}', displayName(pair.first), displayName(pair.then));
  const firstAction: Step<OrderAnswer> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('What comes first'), choices: orderActions(draft.first, isPromotable(snapshot, draft.first), t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, firstAction: answer.value } } : answer;
  };
  const thenAction: Step<OrderAnswer> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('What comes after that'), choices: orderActions(draft.then, isPromotable(snapshot, draft.then), t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, thenAction: answer.value } } : answer;
  };
  const kind: Step<OrderAnswer> = async (draft, position) => {
    for (;;) {
      const answer = await askForChoiceInStep({ title, placeholder: t('When the order holds'), choices: orderKinds(t) }, position);
      if (answer.kind !== 'next') return answer;
      // What is never done at once has no order that could be turned round.
      if (answer.value === 'Serialize') return { kind: 'next', value: { ...draft, kind: answer.value, symmetrical: true } };
      const way = await askForChoiceInStep({ title, placeholder: t('Whether it holds the other way round, too'), choices: orderWays(t) }, position);
      if (way.kind === 'next') return { kind: 'next', value: { ...draft, kind: answer.value, symmetrical: way.value } };
      if (way.kind === 'cancel') return way;
    }
  };
  const blank: OrderAnswer = { ...pair, firstAction: 'start', thenAction: 'start', kind: '', symmetrical: true };
  const answer = await runSteps([directionStep<OrderAnswer>(title, resource, false), firstAction, thenAction, kind], blank);
  return answer && orderOf(answer);
}
