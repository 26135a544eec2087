import * as vscode from 'vscode';
import { plainLabel, plainMessage } from './plainText';
import type { Answer, StepPosition } from './steps';

export interface TextQuestion {
  readonly title: string;
  /** Plain text below the input. */
  readonly message: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** Whether what is typed stays hidden. */
  readonly password?: boolean;
  /** A switch beside the title; `on` and `off` say which way it stands. */
  readonly toggle?: { readonly on: string; readonly off: string; readonly changed: (on: boolean) => void };
  /** What is wrong with a value, or null; such a value is not accepted. */
  readonly check?: (value: string) => string | null;
}

/** Asks for one line of text; `undefined` when the person escapes. */
export async function askForText(question: TextQuestion): Promise<string | undefined> {
  const answer = await askForTextInStep(question, { step: 1, totalSteps: 1 });
  return answer.kind === 'next' ? answer.value : undefined;
}

/** Asks for one line of text as one of several questions. It stays open when another window takes the focus. */
export function askForTextInStep(question: TextQuestion, position: StepPosition): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = shown(question.message);
  box.value = question.value ?? '';
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  showPosition(box, position);
  return new Promise<Answer<string>>((answer) => {
    addButtons(box, question, position, () => answer({ kind: 'back' }));
    box.onDidChangeValue(() => (box.validationMessage = undefined));
    box.onDidAccept(() => {
      const wrong = question.check?.(box.value) ?? null;
      if (wrong === null) answer({ kind: 'next', value: box.value });
      else box.validationMessage = shown(wrong);
    });
    box.onDidHide(() => answer({ kind: 'cancel' }));
    box.show();
  }).finally(() => box.dispose());
}

/** What all our questions have in common: a place in their sequence, and staying open without the focus. */
export function showPosition(input: vscode.QuickInput, { step, totalSteps }: StepPosition): void {
  input.ignoreFocusOut = true;
  if (totalSteps === 1) return;
  input.step = step;
  input.totalSteps = totalSteps;
}

function addButtons(box: vscode.InputBox, { toggle }: TextQuestion, { step }: StepPosition, back: () => void): void {
  let on = false;
  const show = () => {
    const switched = toggle && { iconPath: new vscode.ThemeIcon(on ? 'pass-filled' : 'circle-large-outline'), tooltip: on ? toggle.on : toggle.off };
    box.buttons = [...(step > 1 ? [vscode.QuickInputButtons.Back] : []), ...(switched ? [switched] : [])];
  };
  box.onDidTriggerButton((button) => {
    if (button === vscode.QuickInputButtons.Back) return back();
    on = !on;
    toggle?.changed(on);
    show();
  });
  show();
}

function shown(text: string): string {
  return plainLabel(plainMessage(text));
}
