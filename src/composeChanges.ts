import * as vscode from 'vscode';
import { type ChangeCommandId, wholeCommand, type WholeCommandId } from './actions/ids';
import type { Clock } from './core/surroundings';
import type { PcsPasswords, Prompts } from './remote/ports';
import { quote } from './remote/quote';
import type { ChangeLog } from './session/changeLog';
import type { ClusterSession } from './session/clusterSession';
import type { Clusters } from './session/clusters';
import { changed, changeHandlers } from './ui/changeCommands';
import { createChangeDesk } from './ui/changeDesk';
import type { Handlers } from './ui/commands';
import { copyAsCommandsHandlers } from './ui/copyAsCommands';
import { configurationHandlers } from './ui/configurationCommands';
import type { Documents } from './ui/documents';
import { laterHandlers } from './ui/laterHandlers';
import { changeByPassword, type WithoutPassword } from './ui/pcsPassword';
import { resourceFormHandlers } from './ui/resourceFormCommands';
import { vscodeChangeScreen } from './ui/vscodeChangeScreen';
import { whatIfHandlers } from './ui/whatIfCommands';

/** What is there when the first cluster is to be changed. */
export interface ChangeSurroundings {
  readonly clusters: Clusters;
  readonly changeLog: ChangeLog;
  readonly documents: Documents;
  readonly passwords: PcsPasswords;
  readonly prompts: Pick<Prompts, 'secret'>;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly context: vscode.ExtensionContext;
}

/** Puts together what changes clusters; loaded when somebody wants to. */
export function composeChanges({ clusters, changeLog, documents, passwords, prompts, clock, log, context }: ChangeSurroundings): Handlers<ChangeCommandId | WholeCommandId> {
  const records = () => changeLog.records;
  const keep = (part: vscode.Disposable) => void context.subscriptions.push(part);
  const screen = vscodeChangeScreen({ documents, clock, line: quote, log });
  const desk = createChangeDesk({ screen, line: quote, records, log, t: vscode.l10n.t });
  const withPassword = (session: ClusterSession, task: WithoutPassword) =>
    changeByPassword({ ...changed(session), id: session.definition.id }, task, { desk, passwords, prompts, t: vscode.l10n.t });
  return {
    ...changeHandlers({ clusters, desk, withPassword, line: quote, records, documents, clock, context }),
    ...resourceFormHandlers(clusters, { desk, line: quote, clock, extension: context.extensionUri }),
    ...copyAsCommandsHandlers(clusters, quote),
    ...whatIfHandlers({ clusters, documents }),
    ...laterHandlers([wholeCommand.setUp, wholeCommand.setUpGuest, wholeCommand.showChecklist], async () => (await import('./ui/setUpCommands')).setUpHandlers({ clusters, desk, withPassword, documents, clock, line: quote, log, state: context.globalState, keep })),
    ...laterHandlers([wholeCommand.exportRunbook, wholeCommand.exportSetUpScript], async () => (await import('./ui/runbookCommands')).runbookHandlers({ clusters, clock, line: quote, state: context.globalState })),
    ...laterHandlers([wholeCommand.checkGuestSetUp], async () => (await import('./ui/guestCheckCommands')).guestCheckHandlers({ clusters, documents, clock, line: quote, state: context.globalState })),
    ...configurationHandlers({ clusters, desk, documents, keep }),
  };
}
