import * as vscode from 'vscode';

/** A message that a person was shown, with the buttons below it. */
export interface Shown {
  readonly message: string;
  /** The text below the message of a dialog; null where it was a notification. */
  readonly detail: string | null;
  readonly buttons: readonly string[];
}

const ways = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/**
 * Stands for the person before the screen: answers every message, whose real dialogs no test inside the editor could answer.
 * `restore` gives the editor its messages back.
 */
export function answering(answer: (shown: Shown) => string | undefined): { readonly seen: readonly Shown[]; restore(): void } {
  const seen: Shown[] = [];
  const window = vscode.window as unknown as Record<(typeof ways)[number], unknown>;
  const kept = ways.map((way) => window[way]);
  for (const way of ways) {
    window[way] = (message: string, ...rest: readonly (string | vscode.MessageOptions)[]) => {
      const options = rest.find((each) => typeof each === 'object');
      const shown = { message, detail: options?.modal === true ? (options.detail ?? '') : null, buttons: rest.filter((each) => typeof each === 'string') };
      seen.push(shown);
      return Promise.resolve(answer(shown));
    };
  }
  return {
    seen,
    restore() {
      for (const [index, way] of ways.entries()) window[way] = kept[index];
    },
  };
}

/**
 * Stands for the person who cancels what takes long as soon as its progress says this. `said` is all that was said of progress.
 */
export function cancelling(when: RegExp): { readonly said: readonly string[]; restore(): void } {
  const said: string[] = [];
  const window = vscode.window as unknown as { withProgress: typeof vscode.window.withProgress };
  const kept = window.withProgress;
  window.withProgress = async (options, task) => {
    const cancel = new vscode.CancellationTokenSource();
    const report = ({ message }: { readonly message?: string }) => {
      said.push(`${options.title ?? ''}: ${message ?? ''}`);
      if (options.cancellable === true && when.test(message ?? '')) cancel.cancel();
    };
    return Promise.resolve(task({ report }, cancel.token)).finally(() => cancel.dispose());
  };
  return { said, restore: () => void (window.withProgress = kept) };
}
