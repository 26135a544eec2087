import * as vscode from 'vscode';
import type { GuestChoice } from '../core/walkthrough/guestSituation';
import type { Situation } from '../core/walkthrough/step';
import { displayName } from '../render/displayName';
import type { ClusterSession } from '../session/clusterSession';
import { lookAround } from '../session/lookAround';
import { plainMessage } from './plainText';
import { tickOffSteps } from './tickOffSteps';

const { t } = vscode.l10n;

/** What is found on the hosts, and on the guest where one is chosen, while it is said that somebody looks; null where a person did not wait for it. `known` is what no look finds. */
export function lookingAround(session: ClusterSession, choice: GuestChoice | null, known: Pick<Situation, 'recovery'> = {}): Promise<Situation | null> {
  const cluster = displayName(session.definition.name);
  const title = choice === null ? t('Looking at the hosts of {0}…', cluster) : t('Looking at the hosts of {0} and at the guest {1}…', cluster, displayName(choice.domain));
  return Promise.resolve(vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true }, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const found = await lookAround(session, choice, { mayAsk: true, signal: abort.signal });
    if (abort.signal.aborted) return null;
    const situation = { ...found, ...known };
    void tickOffSteps(situation, session.definition);
    return situation;
  }));
}
