import * as vscode from 'vscode';
import type { Documents } from '../../src/ui/documents';

/** Documents that keep each text they are given to hold, all shown as one document, which the editor made: an address of a test's own may be that of a file there. */
export async function heldTexts(): Promise<{ readonly documents: Documents; readonly texts: readonly string[] }> {
  const texts: string[] = [];
  const { uri } = await vscode.workspace.openTextDocument({ content: '' });
  const hold: Documents['hold'] = (...[, , , , text]) => (texts.push(text), uri);
  return { documents: { hold } as unknown as Documents, texts };
}
