import type { ActionKind } from './transition';

const KINDS: ReadonlyMap<string, ActionKind> = new Map([
  ['start', 'start'], ['stop', 'stop'], ['move', 'move'], ['migrate', 'migrate'], ['restart', 'restart'], ['reload', 'reload'],
  ['recover', 'recover'], ['promote', 'promote'], ['demote', 'demote'], ['re-promote', 'repromote'],
]);

/** What Pacemaker's word for an action of the summary means (`rsc_action_default` in its `pcmk_output.c`). */
export function actionKind(word: string): ActionKind {
  return KINDS.get(word.toLowerCase()) ?? 'other';
}
