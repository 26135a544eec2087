import * as vscode from 'vscode';
import type { Choice } from '../render/choice';
import { showPosition } from './inputBox';
import { plainLabel } from './plainText';
import type { Answer, StepPosition } from './steps';

export interface ChoiceQuestion<T> {
  readonly title: string;
  /** What is asked, in the empty input. */
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** The choice that Enter takes at first; the first of them unless it is said. */
  readonly likeliest?: Choice<T>;
  /** What was typed as an entry of its own, where it is none of the list: the entry, or what is wrong with it. */
  readonly typed?: (text: string) => Choice<T> | string;
}

interface ChoiceItem<T> extends vscode.QuickPickItem {
  /** Null where choosing it does nothing. */
  readonly choice: Choice<T> | null;
}

/** Asks for one of several things as one of several questions. It stays open when another window takes the focus. */
export function askForChoiceInStep<T>({ title, placeholder, choices, likeliest, typed }: ChoiceQuestion<T>, position: StepPosition): Promise<Answer<T>> {
  const picker = vscode.window.createQuickPick<ChoiceItem<T>>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.buttons = position.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  showPosition(picker, position);
  const listed = choices.flatMap((choice) => [...(choice.heading === undefined ? [] : [headingItem(choice.heading)]), itemOf(choice)]);
  const show = () => {
    const text = picker.value.trim();
    const isListed = text === '' || choices.some(({ label }) => label === text);
    picker.items = typed === undefined || isListed ? listed : [...listed, typedItem(text, typed(text))];
  };
  return new Promise<Answer<T>>((answer) => {
    if (typed !== undefined) picker.onDidChangeValue(show);
    picker.onDidTriggerButton(() => answer({ kind: 'back' }));
    picker.onDidAccept(() => {
      const choice = picker.selectedItems[0]?.choice ?? null;
      if (choice !== null) answer({ kind: 'next', value: choice.value });
    });
    picker.onDidHide(() => answer({ kind: 'cancel' }));
    show();
    if (likeliest !== undefined) picker.activeItems = listed.filter(({ choice }) => choice === likeliest);
    picker.show();
  }).finally(() => picker.dispose());
}

function itemOf<T>(choice: Choice<T>): ChoiceItem<T> {
  const { label, description, detail, codicon } = choice;
  return {
    label: plainLabel(label),
    description: plainLabel(description),
    ...(detail === '' ? {} : { detail: plainLabel(detail) }),
    iconPath: new vscode.ThemeIcon(codicon),
    choice,
  };
}

function headingItem(heading: string): ChoiceItem<never> {
  return { label: plainLabel(heading), kind: vscode.QuickPickItemKind.Separator, choice: null };
}

function typedItem<T>(text: string, read: Choice<T> | string): ChoiceItem<T> {
  if (typeof read !== 'string') return { ...itemOf(read), alwaysShow: true };
  return { label: plainLabel(text), detail: plainLabel(read), iconPath: new vscode.ThemeIcon('error'), alwaysShow: true, choice: null };
}
