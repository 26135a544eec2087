import * as vscode from 'vscode';
import type { SetDraft } from '../core/change/shapeTask';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from '../render/choice';
import { displayName } from '../render/displayName';
import { resourceChoices } from '../render/placeChoices';
import { setRoles } from '../render/roleChoices';
import type { Translate } from '../render/row';
import { askForChoiceInStep } from './choiceInStep';
import type { Answer, StepPosition } from './steps';

const { t } = vscode.l10n;

/** `together` orders sets whose resources need not wait for one another. */
export type SetsKind = 'order' | 'together' | 'colocation' | 'ticket';

export function setsKinds(translate: Translate): readonly Choice<SetsKind>[] {
  return [
    { label: translate('Start One After the Other'), description: translate('order'), detail: translate('In the order in which they are chosen; they stop the other way round.'), codicon: 'list-ordered', value: 'order' },
    { label: translate('Start Set by Set'), description: 'sequential=false', detail: translate('Those of a set start together; the next set starts when all of them run.'), codicon: 'layers', value: 'together' },
    { label: translate('Run Together or Apart'), description: translate('colocation'), detail: translate('Each is placed where the one before it is, or where that is not.'), codicon: 'link', value: 'colocation' },
    { label: translate('Run Only with a Ticket'), description: translate('ticket'), detail: translate('They run only while this cluster has been granted the ticket.'), codicon: 'key', value: 'ticket' },
  ];
}

type Pick = { readonly kind: 'add'; readonly resource: string } | { readonly kind: 'nextSet' } | { readonly kind: 'done' };

/** Asks for resources one by one, in sets, until the person has enough. Going back takes the last one out. */
export async function askForSetsInStep(title: string, kind: SetsKind, snapshot: ClusterSnapshot, chosen: readonly string[], position: StepPosition): Promise<Answer<readonly SetDraft[]>> {
  let sets: readonly (readonly string[])[] = [[...chosen]];
  for (;;) {
    const answer = await askForChoiceInStep({ title, placeholder: placeholderOf(sets), choices: picks(sets, kind, snapshot) }, position);
    if (answer.kind === 'cancel') return answer;
    if (answer.kind === 'back') {
      if (sets.flat().length <= chosen.length) return answer;
      sets = withoutLast(sets);
    } else if (answer.value.kind === 'done') {
      return { kind: 'next', value: sets.filter((set) => set.length > 0).map((resources) => ({ resources, options: {} })) };
    } else {
      sets = answer.value.kind === 'nextSet' ? [...sets, []] : [...sets.slice(0, -1), [...(sets.at(-1) ?? []), answer.value.resource]];
    }
  }
}

/** Asks of each set with a promotable clone in it what of that counts; nothing where there is none. */
export async function askForRolesInStep(title: string, of: 'order' | 'colocation' | 'ticket', sets: readonly SetDraft[], isPromotable: (resource: string) => boolean, position: StepPosition): Promise<Answer<readonly SetDraft[]>> {
  const asked = sets.filter(({ resources }) => resources.some(isPromotable));
  const chosen: SetDraft['options'][] = [];
  for (let set = asked[0]; set !== undefined; set = asked[chosen.length]) {
    const answer = await askForChoiceInStep({ title, placeholder: t('What counts of {0}', set.resources.map(displayName).join(', ')), choices: setRoles(of, t) }, position);
    if (answer.kind === 'cancel' || (answer.kind === 'back' && chosen.length === 0)) return answer;
    if (answer.kind === 'next') chosen.push(answer.value);
    else chosen.pop();
  }
  return { kind: 'next', value: sets.map((set) => ({ ...set, options: chosen[asked.indexOf(set)] ?? {} })) };
}

function withoutLast(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const last = sets.at(-1) ?? [];
  return last.length === 0 ? sets.slice(0, -1) : [...sets.slice(0, -1), last.slice(0, -1)];
}

function placeholderOf(sets: readonly (readonly string[])[]): string {
  const said = sets.filter((set) => set.length > 0).map((set) => set.map(displayName).join(', ')).join(' | ');
  return said === '' ? t('The first resource') : t('So far: {0}. The next one, or Done', said);
}

function picks(sets: readonly (readonly string[])[], kind: SetsKind, snapshot: ClusterSnapshot): readonly Choice<Pick>[] {
  const all = sets.flat();
  const done: Choice<Pick> = { label: t('Done'), description: t('{0} chosen', all.length), detail: '', codicon: 'check', value: { kind: 'done' } };
  // Of one set each is placed where the one before it is; of two sets the first goes where the second is (Pacemaker Explained, "Colocation sets").
  const detail = kind === 'colocation' ? t('What is chosen from now on is in a set of its own, and placed first: those so far depend on it.') : t('What is chosen from now on is in a set of its own.');
  const next: Choice<Pick> = { label: t('Next Set'), description: '', detail, codicon: 'layers', value: { kind: 'nextSet' } };
  const others = resourceChoices(snapshot, '', t).filter(({ value }) => !all.includes(value)).map((choice): Choice<Pick> => ({ ...choice, value: { kind: 'add', resource: choice.value } }));
  return [...(all.length > 0 ? [done] : []), ...((sets.at(-1) ?? []).length > 0 ? [next] : []), ...others];
}
