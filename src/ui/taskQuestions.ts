import * as vscode from 'vscode';
import { isPromotable } from '../core/change/resourcePlace';
import type { Task } from '../core/change/task';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from '../render/choice';
import { type ColocationAnswer, colocationOf, type LocationAnswer, locationOf } from '../render/constraintAnswers';
import { displayName } from '../render/displayName';
import { destinationChoices, instanceChoices, nodeChoices, resourceChoices } from '../render/placeChoices';
import { propertyChoices, propertyNameProblem, typedProperty } from '../render/propertyChoices';
import { ruleRoles } from '../render/roleChoices';
import { colocationScores, locationScores, type ScoreChoice, scoreOf, scoreProblem } from '../render/scoreChoices';
import { askForChoiceInStep } from './choiceInStep';
import { askForTextInStep } from './inputBox';
import { askForRolesInStep } from './setQuestions';
import { type Answer, runSteps, type Step, type StepPosition } from './steps';

const { t } = vscode.l10n;

/** Asks for what a task needs beside the rows that were chosen; `undefined` when the person gives up. */
export type Asked = Promise<Task | undefined>;

/** The whole of a clone or bundle is restarted, or one of its instances; all else has nothing to choose. */
export async function askForRestart(snapshot: ClusterSnapshot, resource: string): Asked {
  const { kind } = snapshot.resources.find(({ id }) => id === resource) ?? {};
  const choices = instanceChoices(snapshot, resource, t);
  if ((kind !== 'clone' && kind !== 'bundle') || choices.length <= 2) return { kind: 'restart', resource, node: null };
  const answer = await choose({ title: t('Restart {0}', displayName(resource)), placeholder: t('Where to restart it'), choices });
  return answer === undefined ? undefined : { kind: 'restart', resource, node: answer.value };
}

export async function askForMove(snapshot: ClusterSnapshot, resource: string): Asked {
  const choices = destinationChoices(snapshot, resource, t);
  const answer = await choose({ title: t('Move {0}', displayName(resource)), placeholder: t('Where to move it'), choices });
  return answer === undefined ? undefined : { kind: 'move', resource, node: answer.value };
}

export async function askForBan(snapshot: ClusterSnapshot, resource: string): Asked {
  const answer = await choose({ title: t('Ban {0}', displayName(resource)), placeholder: t('The node to keep it off'), choices: nodeChoices(snapshot, resource, t) });
  return answer === undefined ? undefined : { kind: 'ban', resource, node: answer.value };
}

/** Of a promotable clone one says for which instances; pcs has that only as a rule, which the task then is. */
export async function askForLocation(snapshot: ClusterSnapshot, resource: string): Asked {
  const title = t('Where {0} Runs', displayName(resource));
  const role: Step<LocationAnswer> = async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder: t('For which instances it counts'), choices: ruleRoles(t) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, role: answer.value } } : answer;
  };
  const answer = await runSteps<LocationAnswer>([
    choiceStep(title, t('The node to prefer or avoid'), nodeChoices(snapshot, resource, t), (draft, node) => ({ ...draft, node })),
    ...(isPromotable(snapshot, resource) ? [role] : []),
    scoreStep(title, (draft) => t('How {0} stands to {1}', displayName(resource), displayName(draft.node)), locationScores(t)),
  ], { node: '', score: '', role: null });
  return answer && locationOf(resource, answer);
}

export async function askForColocation(snapshot: ClusterSnapshot, resource: string): Asked {
  const title = t('What {0} Runs With', displayName(resource));
  const other: Step<ColocationAnswer> = async (draft, position) => {
    for (;;) {
      const chosen = await askForChoiceInStep({ title, placeholder: t('The other resource, which is placed first'), choices: resourceChoices(snapshot, resource, t) }, position);
      if (chosen.kind !== 'next') return chosen;
      const sets = [resource, chosen.value].map((each) => ({ resources: [each], options: {} }));
      const roles = await askForRolesInStep(title, 'colocation', sets, (each) => isPromotable(snapshot, each), position);
      if (roles.kind === 'next') return { kind: 'next', value: { ...draft, withResource: chosen.value, roles: roles.value.map(({ options }) => options) } };
      if (roles.kind === 'cancel') return roles;
    }
  };
  const answer = await runSteps<ColocationAnswer>([
    other,
    scoreStep(title, (draft) => t('How {0} stands to {1}', displayName(resource), displayName(draft.withResource)), colocationScores(t)),
  ], { withResource: '', score: '', roles: [] });
  return answer && colocationOf(resource, answer);
}

export function askForProperty(snapshot: ClusterSnapshot): Asked {
  const title = t('Set Cluster Property');
  const name: Step<PropertyDraft> = async (draft, position) => {
    const typed = (text: string) => propertyNameProblem(text, t) ?? typedProperty(text, t);
    const answer = await askForChoiceInStep({ title, placeholder: t('The property, one of these or any other'), choices: propertyChoices(snapshot, t), typed }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, name: answer.value } } : answer;
  };
  const value: Step<PropertyDraft> = async (draft, position) => {
    const message = t('Its value. Leave it empty to take the property out, so that its default counts.');
    const current = snapshot.properties[draft.name] ?? '';
    const answer = await askForTextInStep({ title: t('Set {0}', displayName(draft.name)), message, value: current, check: (typed) => unchanged(typed, snapshot.properties[draft.name]) }, position);
    return answer.kind === 'next' ? { kind: 'next', value: { ...draft, value: answer.value === '' ? null : answer.value } } : answer;
  };
  return runSteps([name, value], { kind: 'setProperty' as const, name: '', value: null });
}

interface PropertyDraft {
  readonly kind: 'setProperty';
  readonly name: string;
  readonly value: string | null;
}

function unchanged(typed: string, current: string | undefined): string | null {
  if (typed !== (current ?? '')) return null;
  return current === undefined ? t('It is not set. Type a value to set it.') : t('That is its value already.');
}

/** Asks one question; `undefined` when the person gives up. */
export async function choose<T>(question: { readonly title: string; readonly placeholder: string; readonly choices: readonly Choice<T>[] }): Promise<{ readonly value: T } | undefined> {
  const answer = await askForChoiceInStep(question, { step: 1, totalSteps: 1 });
  return answer.kind === 'next' ? { value: answer.value } : undefined;
}

/** Asks for one of a list and puts it into the draft. */
export function choiceStep<Draft>(title: string, placeholder: string, choices: readonly Choice<string>[], put: (draft: Draft, chosen: string) => Draft): Step<Draft> {
  return async (draft, position) => {
    const answer = await askForChoiceInStep({ title, placeholder, choices }, position);
    return answer.kind === 'next' ? { kind: 'next', value: put(draft, answer.value) } : answer;
  };
}

/** Asks how much it counts; a score that has to be typed belongs to the same step, from which one goes back to the choice. */
export function scoreStep<Draft extends { readonly score: string }>(title: string, question: (draft: Draft) => string, choices: readonly Choice<ScoreChoice | { readonly kind: 'score'; readonly score: string }>[]): Step<Draft> {
  return async (draft, position) => {
    for (;;) {
      const answer = await askForChoiceInStep({ title, placeholder: question(draft), choices }, position);
      if (answer.kind !== 'next') return answer;
      const score = answer.value.kind === 'score' ? { kind: 'next' as const, value: answer.value.score } : await askForScore(title, answer.value, position);
      if (score.kind === 'next') return { kind: 'next', value: { ...draft, score: score.value } };
      if (score.kind === 'cancel') return score;
    }
  };
}

async function askForScore(title: string, choice: Extract<ScoreChoice, { readonly kind: 'ask' }>, position: StepPosition): Promise<Answer<string>> {
  const message = t('The score, a whole number from 1 to 999999. The scores of all constraints of a resource are added up for each node.');
  const answer = await askForTextInStep({ title, message, check: (typed) => scoreProblem(typed, t) }, position);
  return answer.kind === 'next' ? { kind: 'next', value: scoreOf(choice, answer.value) } : answer;
}
