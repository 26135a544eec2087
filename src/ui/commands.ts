import * as vscode from 'vscode';
import type { Action } from '../actions/action';
import type { CommandId } from '../actions/ids';
import { actions } from '../actions/table';
import type { Fault } from '../core/fault';
import type { Result } from '../core/result';
import type { Row, Subject } from '../render/row';
import type { Log } from '../session/ports';
import { commandTarget } from './commandTarget';
import { plainLabel, plainMessage } from './plainText';

const { t } = vscode.l10n;

/** Does one action to its subjects: none where the action needs none, several only where the table allows it. */
export type Handler = (subjects: readonly Subject[]) => Promise<Result<unknown>>;

export type Handlers<Ids extends CommandId = CommandId> = Readonly<Record<Ids, Handler>>;

export interface CommandPorts {
  /** The rows of all views. */
  rows(): readonly Row[];
  activeCluster(): string | null;
  /** Puts a fault into words. */
  describe(fault: Fault): string;
  showLog(): void;
  readonly log: Log;
}

/** Registers every action of the table. */
export function registerCommands(handlers: Handlers, ports: CommandPorts): vscode.Disposable {
  return vscode.Disposable.from(
    ...actions.map((action) => vscode.commands.registerCommand(action.id, (...handed: unknown[]) => run(action, handlers[action.id], handed, ports))),
  );
}

async function run(action: Action, handler: Handler, handed: readonly unknown[], ports: CommandPorts): Promise<void> {
  const subjects = await resolve(action, handed, ports);
  if (subjects === undefined) return;
  const result = await handler(subjects);
  if (result.ok || result.fault.code === 'cancelled' || result.fault.code === 'prompt-declined') return;
  const words = ports.describe(result.fault);
  ports.log.error(`${action.title} ${words}`);
  void tellFailure(words, ports);
}

async function resolve(action: Action, handed: readonly unknown[], ports: CommandPorts): Promise<readonly Subject[] | undefined> {
  const target = commandTarget(action, handed, ports.rows(), ports.activeCluster());
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

/** The one notification we show: what a person asked for has failed. */
async function tellFailure(words: string, ports: CommandPorts): Promise<void> {
  const showLog = t('Show Log');
  if ((await vscode.window.showErrorMessage(plainMessage(words), showLog)) === showLog) ports.showLog();
}
