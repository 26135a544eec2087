import * as vscode from 'vscode';
import { wholeCommand } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import type { Clock } from '../core/surroundings';
import type { Situation } from '../core/walkthrough/step';
import type { Line } from '../render/commandText';
import { runbookText } from '../render/runbookText';
import { setUpScript } from '../render/setUpScript';
import type { SetUpTelling } from '../render/setUpTelling';
import type { Clusters } from '../session/clusters';
import { pcsThere } from '../session/pcsThere';
import { withSession } from './clusterCommands';
import type { Handler, Handlers } from './commands';
import { createGuestMemory } from './guestMemory';
import { lookingAround } from './lookingAround';

const { t } = vscode.l10n;

export interface RunbookPorts {
  readonly clusters: Clusters;
  readonly clock: Clock;
  readonly line: Line;
  /** Where it is kept which guests were chosen. */
  readonly state: Pick<vscode.Memento, 'get' | 'update'>;
}

type RunbookId = typeof wholeCommand.exportRunbook | typeof wholeCommand.exportSetUpScript;

/** Writes a set-up down, as it is found now, into a document that a person can save. */
export function runbookHandlers({ clusters, clock, line, state }: RunbookPorts): Handlers<RunbookId> {
  const exporting = (language: string, textOf: (situation: Situation, telling: SetUpTelling) => string): Handler => ([subject]) => withSession(clusters, subject, async (session): Promise<Result<void>> => {
    const { name, practice } = session.definition;
    if (practice) return failure({ code: 'practice-hosts', cluster: name });
    const situation = await lookingAround(session, createGuestMemory(state).of(session.definition.id, null));
    if (situation === null) return failure({ code: 'cancelled' });
    const content = textOf(situation, { cluster: name, at: clock.now(), line, ...(await pcsThere(session, situation, { mayAsk: true })) });
    // Nobody's file yet: where it is to be kept a person says on saving it.
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }), { preview: false });
    return success(undefined);
  });

  return {
    [wholeCommand.exportRunbook]: exporting('markdown', (situation, telling) => runbookText(situation, telling, t)),
    [wholeCommand.exportSetUpScript]: exporting('shellscript', (situation, telling) => setUpScript(situation, telling, t)),
  };
}
