import * as vscode from 'vscode';
import { type Result, success } from '../core/result';
import { describeFault } from './describeFault';
import { documentAddress, documentScheme, type DocumentSubject, heldAddress, subjectOfQuery } from './documentUri';

/** Read-only documents of clusters, each as it was when it was last asked for. */
export class Documents implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly registrations: vscode.Disposable;
  readonly onDidChange = this.changes.event;

  /** `read` reads a document from its cluster. A password for sudo is asked for only where a person has just asked for the document. */
  constructor(private readonly read: (subject: DocumentSubject, options: { readonly mayAsk: boolean }) => Promise<Result<string>>) {
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(documentScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.texts.delete(uri.toString())),
    );
  }

  /** Reads the document anew and shows it; a document that is open already gets the newer text. */
  async show(subject: DocumentSubject, clusterName: string): Promise<Result<void>> {
    const read = await this.read(subject, { mayAsk: true });
    if (!read.ok) return read;
    const uri = vscode.Uri.from(documentAddress(subject, clusterName));
    this.texts.set(uri.toString(), read.value);
    this.changes.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    return success(undefined);
  }

  /** Keeps a text that no cluster could be asked for again, until its document is closed; the same title and key again give an open document the newer text. */
  hold(clusterName: string, title: string, ending: 'json' | 'sh' | 'txt' | 'xml', key: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from(heldAddress(clusterName, title, ending, key));
    this.texts.set(uri.toString(), text);
    this.changes.fire(uri);
    return uri;
  }

  /** The document is no longer what it was: where it is open it is read anew. */
  renew(uri: vscode.Uri): void {
    this.texts.delete(uri.toString());
    this.changes.fire(uri);
  }

  /** Answers the editor, also for a tab that it restores from an earlier day. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const kept = this.texts.get(uri.toString());
    if (kept !== undefined) return kept;
    const subject = subjectOfQuery(uri.query);
    if (subject === null) throw new Error(vscode.l10n.t('No cluster has such a document.'));
    const read = await this.read(subject, { mayAsk: false });
    if (!read.ok) throw new Error(describeFault(read.fault));
    return read.value;
  }

  dispose(): void {
    this.registrations.dispose();
    this.changes.dispose();
    this.texts.clear();
  }
}
