import * as vscode from 'vscode';
import type { Result } from '../core/result';
import type { Clock } from '../core/surroundings';
import { confirmationInShort, confirmationText, type ConfirmationChoice } from '../render/confirmationText';
import { displayCommand, displayName } from '../render/displayName';
import { expectationText } from '../render/expectationText';
import type { OutcomeText } from '../render/outcomeText';
import type { ChangeStep, Outcome } from '../session/changeOutcome';
import type { ChangeScreen, ConfirmationRequest, FullPreview, OutcomeChoice } from './changeScreen';
import { describeFault } from './describeFault';
import type { Documents } from './documents';
import { askForText } from './inputBox';
import { plainLabel, plainMessage } from './plainText';

const { t } = vscode.l10n;

/** An answer that comes so soon needs no progress on the screen, in milliseconds. */
const atOnceMs = 400;
/** After so long it is said that it may take longer, in milliseconds. */
const longMs = 5_000;
/** How long good news stand in the status bar, in milliseconds. */
const goodNewsMs = 10_000;

export interface ScreenPorts {
  readonly documents: Documents;
  readonly clock: Clock;
  /** A command as a line for a shell. */
  readonly line: (words: readonly string[]) => string;
  readonly log: vscode.OutputChannel;
}

/** Changes as VS Code shows them. */
export function vscodeChangeScreen(ports: ScreenPorts): ChangeScreen {
  const { clock, line, log } = ports;
  let shown = 0;
  return {
    whileAsking: (title, ask) => whileAsking(title, ask, clock),
    confirm: async (request) => (await confirm(request, (full) => showInFull(full, ++shown, ports.documents))) && confirmTyped(request),
    whileRunning: (title, host, run) => whileRunning(title, host, run, line),
    async tell(text, choices, copied) {
      const chosen = await tell(text, choices);
      if (chosen === 'copy') await copy(copied);
      if (chosen === 'log') log.show();
      return chosen;
    },
    fail: (title, fault) => void vscode.window.showErrorMessage(plainMessage(`${title}: ${describeFault(fault)}`)),
  };
}

async function whileAsking<T>(title: string, ask: (signal: AbortSignal) => Promise<Result<T>>, clock: Clock): Promise<Result<T> | null> {
  const abort = new AbortController();
  const asked = ask(abort.signal);
  const early = await Promise.race([asked, pause(atOnceMs, clock)]);
  if (early !== undefined) return early;
  const options = { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message: t('asking Pacemaker what would happen…') });
    const long = clock.after(longMs, () => progress.report({ message: t('asking Pacemaker what would happen… On a large cluster this takes long. Cancel goes on without it: you are asked before anything is changed.') }));
    const notWaited = new Promise<null>((resolve) => token.onCancellationRequested(() => {
      abort.abort();
      resolve(null);
    }));
    return Promise.race([asked, notWaited]).finally(() => long.dispose());
  });
}

/** Asks in a dialog. Who wants to see more is asked again beside what is shown then, in a notification: a dialog would cover it. */
async function confirm(request: ConfirmationRequest, showInFull: (full: FullPreview) => Promise<void>): Promise<boolean> {
  const { title, confirmation, full, copied } = request;
  const words: Readonly<Record<ConfirmationChoice, string>> = { do: request.verb, copy: t('Copy as Command'), full: t('Show in Full') };
  const chosenOf = (chosen: string | undefined) => request.choices.find((choice) => words[choice] === chosen);
  const detail = confirmationText(confirmation, t);
  const answer = chosenOf(await vscode.window.showWarningMessage(t('{0}?', title), { modal: true, detail }, ...request.choices.map((choice) => words[choice])));
  if (answer === 'copy') await copy(copied);
  if (answer !== 'full' || full === null) return answer === 'do';
  await showInFull(full);
  const inShort = plainMessage(confirmationInShort(title, confirmation, t));
  for (;;) {
    const then = chosenOf(await vscode.window.showWarningMessage(inShort, words.do, words.copy, t('Cancel')));
    if (then !== 'copy') return then === 'do';
    await copy(copied);
  }
}

/** Has a person type what is destroyed: a button alone is pressed too soon. */
async function confirmTyped({ title, typed }: ConfirmationRequest): Promise<boolean> {
  if (typed === null) return true;
  const check = (value: string) => (value.trim() === typed ? null : t('Type {0}, or escape to leave everything as it is.', displayName(typed)));
  const message = t('The cluster that is destroyed by this cannot be brought back. Type {0} to destroy it.', displayName(typed));
  return (await askForText({ title, message, placeholder: displayName(typed), check })) !== undefined;
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(t('The command is on the clipboard.'), goodNewsMs);
}

/** What would come of it as a text, with what changes in the CIB behind it. */
async function showInFull({ cluster, title, text, consequences }: FullPreview, number: number, documents: Documents): Promise<void> {
  const before = documents.hold(cluster, t('CIB Now'), 'xml', `${number}-before`, consequences.before);
  const after = documents.hold(cluster, t('CIB After {0}', title), 'xml', `${number}-after`, consequences.after);
  await vscode.commands.executeCommand('vscode.diff', before, after, t('CIB: {0}', displayName(title)), { preview: false });
  const whole = documents.hold(cluster, t('Preview of {0}', title), 'txt', `${number}-whole`, text);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(whole), { preview: false });
}

function whileRunning(title: string, host: string, run: (signal: AbortSignal, onStep: (step: ChangeStep) => void) => Promise<Outcome>, line: ScreenPorts['line']): Promise<Outcome> {
  const options = { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true };
  return Promise.resolve(vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return run(abort.signal, (step) => progress.report({ message: plainMessage(stepText(step, host, line)) }));
  }));
}

function stepText(step: ChangeStep, host: string, line: ScreenPorts['line']): string {
  switch (step.kind) {
    case 'checking':
      return t('seeing whether the cluster is still as it was…');
    case 'running':
      return t('{0} runs {1}', displayName(host), displayCommand(line(step.words)));
    case 'waiting': {
      const [first] = step.unmet;
      const stop = t('Cancel only stops the waiting.');
      return first === undefined ? t('waiting for the cluster… {0}', stop) : t('waiting for the cluster: {0}… {1}', expectationText(first, t), stop);
    }
    case 'asking':
      return t('the connection broke; the cluster is asked what came of it…');
  }
}

async function tell({ tone, message }: OutcomeText, choices: readonly OutcomeChoice[]): Promise<OutcomeChoice | null> {
  const words: Readonly<Record<OutcomeChoice, string>> = { undo: t('Undo'), force: t('Use Force…'), copy: t('Copy as Command'), log: t('Show Log') };
  if (tone === 'quiet' && choices.length === 0) {
    vscode.window.setStatusBarMessage(plainLabel(message), goodNewsMs);
    return null;
  }
  const show = { quiet: vscode.window.showInformationMessage, information: vscode.window.showInformationMessage, warning: vscode.window.showWarningMessage, error: vscode.window.showErrorMessage }[tone];
  const chosen = await show<string>(plainMessage(message), ...choices.map((choice) => words[choice]));
  return choices.find((choice) => words[choice] === chosen) ?? null;
}

function pause(milliseconds: number, clock: Clock): Promise<undefined> {
  return new Promise((resolve) => clock.after(milliseconds, () => resolve(undefined)));
}
