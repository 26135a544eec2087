import * as vscode from 'vscode';
import type { ConfigurationProblem } from '../core/configuration/configurationProblems';
import { plainSecretLines } from '../core/configuration/maskedSecrets';
import type { ReadConfiguration } from '../session/checkConfiguration';
import { describeFault } from './describeFault';
import { fileName } from './documentUri';
import { EditedConfigurations, type Push } from './editedConfigurations';

const { t } = vscode.l10n;

export const configurationScheme = 'pacemaker-cib';

/**
 * Configurations as documents that can be edited. To save one is to push it. They are held in memory only, and what the editor gets has masked values in
 * place of secrets, since it may write what is not saved to a disk.
 */
export class ConfigurationDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly edited = new EditedConfigurations();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly problems = vscode.languages.createDiagnosticCollection('Pacemaker');
  private readonly registrations: vscode.Disposable;
  private isDisposed = false;
  readonly onDidChangeFile = this.changes.event;

  constructor(private readonly push: Push) {
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(configurationScheme, this, { isCaseSensitive: true }),
      vscode.workspace.onDidCloseTextDocument(({ uri, isDirty }) => {
        if (uri.scheme === configurationScheme && !isDirty) setTimeout(() => this.closed(uri), 0);
      }),
      vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
        if (uri.scheme === configurationScheme) this.edited.beforeSave(uri.toString(), reason === vscode.TextDocumentSaveReason.Manual);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (document.uri.scheme === configurationScheme && this.edited.afterSave(document.uri.toString(), document.getText(), document.isDirty)) this.tell(document.uri);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document.uri.scheme === configurationScheme && this.warnOfSecrets(document)),
    );
  }

  /**
   * Opens the configuration of a cluster. One that is being edited stays as it is. True where the editor had kept an edited text from before this window
   * was open: nobody knows which configuration that one was made from.
   */
  async open(cluster: string, name: string, read: ReadConfiguration): Promise<boolean> {
    const uri = addressOf(cluster, name);
    const address = uri.toString();
    const isKnown = this.edited.find(address) !== undefined;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
    if (open?.isDirty !== true || !isKnown) {
      this.edited.take(address, read);
      this.tell(uri);
    }
    const document = await vscode.workspace.openTextDocument(uri);
    const shown = await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'xml'), { preview: false });
    // That such a text is not saved is told later than that it is there.
    return !isKnown && shown.document.getText() !== this.edited.find(address)?.text;
  }

  /** Shows the text that was read last in place of what was typed. */
  async startAnew(cluster: string, name: string): Promise<void> {
    const address = addressOf(cluster, name).toString();
    // What is reverted is the editor that is active, which by now may be another.
    const { document } = await vscode.window.showTextDocument(addressOf(cluster, name), { preview: false });
    if (vscode.window.activeTextEditor?.document === document) await vscode.commands.executeCommand('workbench.action.files.revert');
    if (document.getText() !== this.edited.find(address)?.text) this.forget(cluster, name);
  }

  /** It counts as made from none, and cannot be saved until it is opened again. */
  forget(cluster: string, name: string): void {
    this.edited.afterClose(addressOf(cluster, name).toString(), false);
  }

  /** From now on it counts as made from this one: the person has taken over what is new in it. */
  rebase(cluster: string, name: string, base: ReadConfiguration): vscode.Uri {
    const uri = addressOf(cluster, name);
    this.edited.rebase(uri.toString(), base);
    return uri;
  }

  /** Marks what is wrong with it, at the line where that can be said. */
  show(cluster: string, name: string, problems: readonly ConfigurationProblem[]): void {
    this.problems.set(addressOf(cluster, name), problems.map(({ message, severity, line }) => diagnostic((line ?? 1) - 1, message, severity)));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { text, mtime } = this.find(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: Buffer.byteLength(text) };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.find(uri).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    this.find(uri);
    const text = Buffer.from(content).toString();
    const pushed = await this.edited.save(uri.toString(), text, (base) => this.push(uri.query, base, text));
    if (!pushed.ok) throw vscode.FileSystemError.Unavailable(pushed.fault.code === 'cancelled' ? t('It was not pushed.') : describeFault(pushed.fault));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.isDisposed = true;
    this.registrations.dispose();
    this.problems.dispose();
    this.changes.dispose();
    this.edited.clear();
  }

  private closed(uri: vscode.Uri): void {
    const address = uri.toString();
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === address);
    if (!this.isDisposed && this.edited.afterClose(address, isOpen)) this.problems.delete(uri);
  }

  private tell(uri: vscode.Uri): void {
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  private find(uri: vscode.Uri): { readonly text: string; readonly mtime: number } {
    const edited = this.edited.find(uri.toString());
    if (!edited) throw vscode.FileSystemError.FileNotFound(uri);
    return edited;
  }

  /** A secret that is typed as it is would lie on a disk until it is pushed. */
  private warnOfSecrets(document: vscode.TextDocument): void {
    const others = (this.problems.get(document.uri) ?? []).filter(({ source }) => source !== secretSource);
    const found = plainSecretLines(document.getText()).map((line) => {
      const warning = diagnostic(line - 1, t('This secret can be read, and the editor may write it to this machine’s disk. Write ******** in its place: you are asked for it when you save.'), 'warning');
      warning.source = secretSource;
      return warning;
    });
    if (found.length > 0 || others.length !== (this.problems.get(document.uri) ?? []).length) this.problems.set(document.uri, [...others, ...found]);
  }
}

const secretSource = 'Pacemaker Explorer';

function addressOf(cluster: string, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: configurationScheme, path: `/${fileName(name)}/configuration.xml`, query: cluster });
}

function diagnostic(line: number, message: string, severity: ConfigurationProblem['severity']): vscode.Diagnostic {
  const range = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
  return new vscode.Diagnostic(range, message, severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning);
}
