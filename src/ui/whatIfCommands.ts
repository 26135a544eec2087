import * as vscode from 'vscode';
import { wholeCommand } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import { lossesOf } from '../core/whatIf/losses';
import { mayHappenToGuest, mayHappenToNode, mayHappenToResource } from '../core/whatIf/possibilities';
import type { WhatIf } from '../core/whatIf/whatIf';
import { displayName } from '../render/displayName';
import type { Subject } from '../render/row';
import { resilienceDocument, whatIfDocument } from '../render/whatIfDocument';
import { whatIfDetail, whatIfText } from '../render/whatIfText';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { type PlayedWhatIf, playWhatIfs } from '../session/playWhatIf';
import { askForChoiceInStep } from './choiceInStep';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import type { Documents } from './documents';
import { plainMessage } from './plainText';

const { t } = vscode.l10n;

export interface WhatIfPorts {
  readonly clusters: Clusters;
  readonly documents: Documents;
}

type WhatIfId = typeof wholeCommand.whatIf | typeof wholeCommand.showResilience;

/** What would come of something that might happen: played on a copy, told as a text. */
export function whatIfHandlers({ clusters, documents }: WhatIfPorts): Handlers<WhatIfId> {
  let shown = 0;
  const show = async ({ definition }: ClusterSession, title: string, text: string): Promise<Result<void>> => {
    const uri = documents.hold(definition.name, title, 'txt', `whatif-${String(++shown)}`, text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    return success(undefined);
  };

  /** The answer is told of the cluster that was asked about: the one of now may be another when it comes. */
  const play = async (session: ClusterSession, title: string, wanted: (snapshot: ClusterSnapshot) => readonly WhatIf[], textOf: (played: readonly PlayedWhatIf[], snapshot: ClusterSnapshot) => string): Promise<Result<void>> => {
    const { state, definition: { name } } = session;
    if (state.kind !== 'live') return failure({ code: 'not-live', cluster: name });
    const snapshot = state.last;
    const all = wanted(snapshot);
    const played = await whileAsking(title, all.length, (signal, onPlayed) =>
      session.changes.ask((host) => playWhatIfs(host, snapshot, all, { mayAsk: true, signal }, ({ whatIf }) => onPlayed(whatIfText(whatIf, snapshot, t)))));
    return played.ok ? show(session, title, textOf(played.value, snapshot)) : played;
  };

  return {
    [wholeCommand.whatIf]: ([subject]) => withSession(clusters, subject, async (session): Promise<Result<void>> => {
      if (subject === undefined || session.state.kind !== 'live') return failure({ code: 'not-live', cluster: session.definition.name });
      const snapshot = session.state.last;
      const whatIf = await choose(possibilitiesFor(subject, snapshot), snapshot);
      if (whatIf === undefined) return failure({ code: 'cancelled' });
      return play(session, t('What if {0}', displayName(whatIfText(whatIf, snapshot, t))), () => [whatIf], ([played], asked) => (played === undefined ? '' : whatIfDocument(played, asked, t)));
    }),
    [wholeCommand.showResilience]: ([subject]) => withSession(clusters, subject, (session) => play(session, t('Resilience Report'), lossesOf, (played, asked) => resilienceDocument(played, asked, t))),
  };
}

function possibilitiesFor(subject: Subject, snapshot: ClusterSnapshot): readonly WhatIf[] {
  switch (subject.kind) {
    case 'node':
      return mayHappenToNode(subject.node, snapshot);
    case 'guest':
      return mayHappenToGuest(subject.guest, snapshot);
    case 'resource':
      return mayHappenToResource(subject.resource, snapshot);
    default:
      return [];
  }
}

async function choose(possible: readonly WhatIf[], snapshot: ClusterSnapshot): Promise<WhatIf | undefined> {
  if (possible.length === 0) {
    void vscode.window.showInformationMessage(t('It does not run, so nothing can happen to it.'));
    return undefined;
  }
  const choices = possible.map((value) => ({ label: whatIfText(value, snapshot, t), description: '', detail: whatIfDetail(value, t), codicon: 'question', value }));
  const answer = await askForChoiceInStep({ title: t('What If…'), placeholder: t('What might happen'), choices }, { step: 1, totalSteps: 1 });
  return answer.kind === 'next' ? answer.value : undefined;
}

/** Shows how many of them have been played. Cancel ends it on the host as well. */
function whileAsking<T>(title: string, count: number, ask: (signal: AbortSignal, onPlayed: (what: string) => void) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true };
  return Promise.resolve(vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let played = 0;
    progress.report({ message: count === 1 ? t('asking Pacemaker what would happen…') : t('asking Pacemaker what would come of {0} losses…', count) });
    return ask(abort.signal, (what) => {
      played++;
      if (count > 1) progress.report({ message: plainMessage(t('{0} of {1}: {2}', played, count, what)), increment: 100 / count });
    });
  }));
}
