import * as vscode from 'vscode';
import { wholeCommand } from '../actions/ids';
import { type Result, success } from '../core/result';
import { stepOf } from '../core/walkthrough/allSteps';
import type { GuestChoice } from '../core/walkthrough/guestSituation';
import type { Subject } from '../render/row';
import { stepOutcomeText, type StepOutcomeText } from '../render/stepChoices';
import type { ClusterSession } from '../session/clusterSession';
import type { ConfirmedStep, StepTaken } from '../session/takeStep';
import { plainMessage } from './plainText';
import { tickOffSteps } from './tickOffSteps';

const { t } = vscode.l10n;

interface TellPorts {
  readonly log: vscode.LogOutputChannel;
}

/** Says how far a step has come, and ticks off what is done by now. */
export function told(session: ClusterSession, { id, guest = null }: ConfirmedStep, taken: Result<StepTaken>, { log }: TellPorts): Result<void> {
  if (!taken.ok) return taken;
  const { outcomes, now } = taken.value;
  if (now !== null) void tickOffSteps(now, session.definition);
  const text = stepOutcomeText(stepOf(id), outcomes, now, t);
  for (const each of text.lines) log.info(`${session.definition.name}: ${each}`);
  sayStep(session, text, guest, log);
  return success(undefined);
}

/** Says how a step ended, and offers to go on with the next where it went well. */
export function sayStep({ definition: { id: cluster } }: ClusterSession, { tone, message }: Pick<StepOutcomeText, 'tone' | 'message'>, choice: GuestChoice | null, log: vscode.LogOutputChannel): void {
  const [next, show] = [t('Next Step…'), t('Show Log')];
  const told = tone === 'quiet' ? vscode.window.showInformationMessage(plainMessage(message), next, show) : vscode.window.showErrorMessage(plainMessage(message), show);
  void told.then((chosen) => {
    if (chosen === show) log.show();
    if (chosen !== next) return;
    const subject: Subject = choice === null ? { kind: 'cluster', cluster } : { kind: 'guest', cluster, guest: choice.domain, host: null };
    void vscode.commands.executeCommand(choice === null ? wholeCommand.setUp : wholeCommand.setUpGuest, { subjects: [subject] });
  });
}

