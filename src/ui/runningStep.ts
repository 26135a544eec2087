import * as vscode from 'vscode';
import type { Result } from '../core/result';
import type { Clock } from '../core/surroundings';
import type { Line } from '../render/commandText';
import { displayCommand, displayName, displayText } from '../render/displayName';
import { stepTitle } from '../render/stepText';
import type { ClusterSession } from '../session/clusterSession';
import { type ConfirmedStep, type StepTaken, takeStep } from '../session/takeStep';
import { plainMessage } from './plainText';
import { WholeLines } from './wholeLines';

const { t } = vscode.l10n;

export interface RunPorts {
  readonly clock: Clock;
  readonly line: Line;
  readonly log: vscode.LogOutputChannel;
}

/** Does a step that was confirmed while it is said what runs where; what the commands write goes to the log. */
export function runningStep(session: ClusterSession, step: ConfirmedStep, { log, line, clock }: RunPorts): Promise<Result<StepTaken>> {
  const options = { location: vscode.ProgressLocation.Notification, title: plainMessage(stepTitle(step.id, t)), cancellable: true };
  const logged = (text: string) => log.info(`${session.definition.name}: ${text}`);
  return Promise.resolve(vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
      progress.report({ message: t('what runs now is waited for; nothing more is run…') });
    });
    const lines = new WholeLines((target, text) => logged(`${displayName(target)}: ${displayText(text)}`));
    return takeStep(session, step, {
      mayAsk: true,
      signal: abort.signal,
      clock,
      waits: (target, atMostMs) => progress.report({ message: plainMessage(t('{0} restarts; it is waited for, {1} min at most. Cancel only stops the waiting.', displayName(target), Math.round(atMostMs / 60_000))) }),
      looks: () => progress.report({ message: t('looking at the hosts…') }),
      begins: (target, words) => {
        const said = t('{0} runs {1}', displayName(target), displayCommand(line(words)));
        logged(said);
        progress.report({ message: plainMessage(said) });
      },
      heard: (target, text) => lines.hear(target, text),
    }).finally(() => lines.end());
  }));
}
