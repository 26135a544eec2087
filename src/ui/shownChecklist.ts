import * as vscode from 'vscode';
import type { Clock } from '../core/surroundings';
import type { Situation } from '../core/walkthrough/step';
import { checklistText } from '../render/checklistText';
import type { Line } from '../render/commandText';
import type { ClusterDefinition } from '../session/clusterState';
import type { Documents } from './documents';
import { checklistKey } from './documentUri';

const { t } = vscode.l10n;

export interface ChecklistPorts {
  readonly documents: Documents;
  readonly clock: Clock;
  readonly line: Line;
}

/** Shows every step with what was found of it as a document. */
export async function showChecklist({ id, name }: ClusterDefinition, situation: Situation, { documents, clock, line }: ChecklistPorts): Promise<void> {
  const text = checklistText(situation, { cluster: name, at: clock.now(), line }, t);
  const uri = documents.hold(name, t('Set-up Checklist'), 'txt', checklistKey(id), text);
  // As a preview it would take the place of the walkthrough that led to it.
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}
