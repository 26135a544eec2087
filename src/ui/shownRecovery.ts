import * as vscode from 'vscode';
import type { Recovery } from '../core/walkthrough/recovery';
import { displayName } from '../render/displayName';
import { latestMoment, recoveryDocument } from '../render/recoveryText';
import type { ClusterSession } from '../session/clusterSession';
import type { Documents } from './documents';
import { plainMessage } from './plainText';
import { RecoveryWatch } from './recoveryWatch';

const { t } = vscode.l10n;

/** Follows recoveries, each in a document that opens with the first that is seen of it and is written on while the person looks. */
export function watchRecoveries(documents: Documents, log: vscode.LogOutputChannel): RecoveryWatch {
  return new RecoveryWatch(({ definition: { id, name } }, recovery) => {
    log.info(`${name}: ${latestMoment(recovery, t)}`);
    const uri = documents.hold(name, t('Recovery of {0}', displayName(recovery.node)), 'txt', `recovery-${id}`, recoveryDocument(recovery, name, t));
    if (recovery.moments.length === 1) void show(uri);
  });
}

/** Says how far a node's recovery is until it is back or the person does not wait for it; what has been seen then, null where it is not back. */
export async function showingRecovery(session: ClusterSession, node: string, watch: RecoveryWatch): Promise<Recovery | null> {
  watch.begin(session, node);
  const title = plainMessage(t('Watching what becomes of {0}. Cancel only stops the waiting.', displayName(node)));
  const isWaited = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    await watch.returned(session, abort.signal, (recovery) => progress.report({ message: plainMessage(latestMoment(recovery, t)) }));
    return !abort.signal.aborted;
  });
  return isWaited ? watch.seen(session) : null;
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false, preserveFocus: true });
}
