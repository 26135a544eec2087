import * as vscode from 'vscode';
import type { Action } from '../actions/action';
import type { CommandId } from '../actions/ids';
import { actions } from '../actions/table';
import type { FaultCode } from '../core/fault';
import type { Result } from '../core/result';
import type { Row, Subject } from '../render/row';
import { commandTarget } from './commandTarget';
import { describeFault } from './describeFault';
import { plainLabel, plainMessage } from './plainText';
import { remedyOf } from './remedy';

const { t } = vscode.l10n;

/** Does one action to its subjects: none where the action needs none, several only where the table allows it. */
export type Handler = (subjects: readonly Subject[]) => Promise<Result<unknown>>;

export type Handlers<Ids extends CommandId = CommandId> = Readonly<Record<Ids, Handler>>;

/** What a command needs when it runs. */
export interface CommandDesk {
  readonly handlers: Handlers;
  /** The rows of all views. */
  rows(): readonly Row[];
  activeCluster(): string | null;
  /** What the person calls a cluster. */
  clusterName(id: string): string | null;
  readonly log: vscode.LogOutputChannel;
}

/** Registers every action of the table. The desk is made when the first command runs, if not before. */
export function registerCommands(desk: () => Promise<CommandDesk>): vscode.Disposable {
  return vscode.Disposable.from(
    ...actions.map((action) => vscode.commands.registerCommand(action.id, async (...handed: unknown[]) => run(action, handed, await desk()))),
  );
}

async function run(action: Action, handed: readonly unknown[], desk: CommandDesk): Promise<void> {
  const subjects = await resolve(action, handed, desk);
  if (subjects === undefined) return;
  const failure = await failureOf(desk.handlers[action.id], subjects);
  if (failure === null) return;
  const [subject] = subjects;
  const cluster = subject === undefined ? null : desk.clusterName(subject.cluster);
  // What the log tells of a cluster begins with its name.
  desk.log.error(`${cluster === null ? '' : `${cluster}: `}${action.title}: ${failure.words}`);
  void tellFailure(failure, subject?.cluster ?? desk.activeCluster(), desk.log);
}

interface Failure {
  readonly words: string;
  /** null where it is a defect of ours. */
  readonly code: FaultCode | null;
}

/** What went wrong; null also where the person changed their mind, who knows that. */
async function failureOf(handler: Handler, subjects: readonly Subject[]): Promise<Failure | null> {
  try {
    const result = await handler(subjects);
    const isNews = !result.ok && result.fault.code !== 'cancelled' && result.fault.code !== 'prompt-declined';
    return isNews ? { words: describeFault(result.fault), code: result.fault.code } : null;
  } catch (error) {
    return { words: t('Something went wrong that should not: {0}', error instanceof Error ? error.message : String(error)), code: null };
  }
}

async function resolve(action: Action, handed: readonly unknown[], desk: CommandDesk): Promise<readonly Subject[] | undefined> {
  const target = commandTarget(action, handed, desk.rows(), desk.activeCluster());
  switch (target.kind) {
    case 'known':
      return target.subjects;
    case 'choose':
      return chooseAmong(action.title, target.candidates);
    case 'none':
      void vscode.window.showInformationMessage(t('Nothing that is shown now fits “{0}”.', action.title));
      return undefined;
  }
}

async function chooseAmong(title: string, candidates: readonly Row[]): Promise<readonly Subject[] | undefined> {
  const items = candidates.map((row) => ({
    label: plainLabel(row.label),
    description: plainLabel(row.description),
    iconPath: new vscode.ThemeIcon(row.icon.codicon),
    subject: row.subject,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen && [chosen.subject];
}

/** The one notification we show: what a person asked for has failed. It leads on where something can be done about that to the cluster, which is the one shown when it has just been added. */
async function tellFailure({ words, code }: Failure, cluster: string | null, log: vscode.OutputChannel): Promise<void> {
  const showLog = t('Show Log');
  const remedy = code === null || cluster === null ? null : remedyOf(code);
  const chosen = await vscode.window.showErrorMessage(plainMessage(words), ...(remedy === null ? [] : [remedy.title]), showLog);
  if (chosen === showLog) log.show();
  else if (chosen !== undefined && remedy !== null && cluster !== null) await vscode.commands.executeCommand(remedy.id, { subjects: [{ kind: 'cluster', cluster } satisfies Subject] });
}
