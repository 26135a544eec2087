import type { Choice } from './choice';
import type { Translate } from './row';

/** A score that is as good as said, or one that is asked for; `sign` is put before what is typed then. */
export type ScoreChoice = { readonly kind: 'score'; readonly score: 'INFINITY' | '-INFINITY' } | { readonly kind: 'ask'; readonly sign: '' | '-' };

const always: ScoreChoice = { kind: 'score', score: 'INFINITY' };
const never: ScoreChoice = { kind: 'score', score: '-INFINITY' };
const rather: ScoreChoice = { kind: 'ask', sign: '' };
const ratherNot: ScoreChoice = { kind: 'ask', sign: '-' };

/** How a resource can stand to a node. */
export function locationScores(t: Translate): readonly Choice<ScoreChoice>[] {
  return [
    { label: t('Prefer'), description: 'INFINITY', detail: t('It runs there whenever the node can run it, and elsewhere only while it cannot.'), codicon: 'pass', value: always },
    { label: t('Prefer with a Score…'), description: t('1 to 999999'), detail: t('It runs there unless other scores together weigh more.'), codicon: 'arrow-up', value: rather },
    { label: t('Avoid'), description: '-INFINITY', detail: t('It never runs there, not even when no other node is left.'), codicon: 'circle-slash', value: never },
    { label: t('Avoid with a Score…'), description: t('-1 to -999999'), detail: t('It runs there only when other scores weigh more or no better node is left.'), codicon: 'arrow-down', value: ratherNot },
  ];
}

/** How a resource can stand to another one, which is placed first. */
export function colocationScores(t: Translate): readonly Choice<ScoreChoice>[] {
  return [
    { label: t('Together'), description: 'INFINITY', detail: t('It runs only where the other one runs, and stops when that one has no place.'), codicon: 'link', value: always },
    { label: t('Together with a Score…'), description: t('1 to 999999'), detail: t('It runs where the other one runs unless other scores together weigh more.'), codicon: 'arrow-up', value: rather },
    { label: t('Apart'), description: '-INFINITY', detail: t('It never runs where the other one runs, and stops when no other node is left.'), codicon: 'circle-slash', value: never },
    { label: t('Apart with a Score…'), description: t('-1 to -999999'), detail: t('It runs where the other one runs only when other scores weigh more or no better node is left.'), codicon: 'arrow-down', value: ratherNot },
  ];
}

/** What is wrong with a score that was typed, or null. Its sign was chosen before. */
export function scoreProblem(typed: string, t: Translate): string | null {
  const value = typed.trim();
  if (/^[+-]?INFINITY$/i.test(value)) return t('Go back and choose the entry without a score: it stands for INFINITY.');
  if (value.startsWith('-')) return t('Leave the sign out: whether it is preferred or avoided was chosen before.');
  return /^0*[1-9]\d{0,5}$/.test(value) ? null : t('A score is a whole number from 1 to 999999.');
}

/** The score as Pacemaker writes it. */
export function scoreOf(choice: Extract<ScoreChoice, { readonly kind: 'ask' }>, typed: string): string {
  return `${choice.sign}${typed.trim().replace(/^0+/, '')}`;
}
