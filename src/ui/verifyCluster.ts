import * as vscode from 'vscode';
import { verifyConfiguration } from '../core/commands/verify';
import { type Result, success } from '../core/result';
import { verificationText } from '../render/verificationText';
import type { ClusterSession } from '../session/clusterSession';
import type { Documents } from './documents';
import { plainMessage } from './plainText';

const { t } = vscode.l10n;

/** Says that nothing is wrong with a cluster's configuration, or opens what is. */
export async function verifyCluster(session: ClusterSession, documents: Documents): Promise<Result<void>> {
  const { name, id } = session.definition;
  const verified = await session.run(null, verifyConfiguration(), { mayAsk: true });
  if (!verified.ok) return verified;
  const text = verificationText(verified.value, name, t);
  if (verified.value.lines.length === 0) {
    void vscode.window.showInformationMessage(plainMessage(text.trim()));
    return success(undefined);
  }
  const uri = documents.hold(name, t('Verification'), 'txt', id, text);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  return success(undefined);
}
