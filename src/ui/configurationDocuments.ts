import * as vscode from 'vscode';
import type { ConfigurationProblem } from '../core/configuration/configurationProblems';
import { plainSecretLines } from '../core/configuration/maskedSecrets';
import { redactCib } from '../core/redact';
import type { Result } from '../core/result';
import type { ReadConfiguration } from '../session/checkConfiguration';
import { describeFault } from './describeFault';
import { fileName } from './documentUri';

const { t } = vscode.l10n;

export const configurationScheme = 'pacemaker-cib';

/** A configuration that is edited: what was read, with its secrets, and the text as it was saved last. */
interface Edited {
  base: ReadConfiguration;
  text: string;
  mtime: number;
}

/** Pushes what a person saved. Its answer is what the document is from then on; with a fault it stays as it is, not saved. */
export type Push = (cluster: string, base: ReadConfiguration, text: string) => Promise<Result<ReadConfiguration>>;

/**
 * Configurations as documents that can be edited. To save one is to push it. They are held in memory only, and what the editor gets has masked values in
 * place of secrets, since it may write what is not saved to a disk.
 */
export class ConfigurationDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly edited = new Map<string, Edited>();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly problems = vscode.languages.createDiagnosticCollection('Pacemaker');
  private readonly registrations: vscode.Disposable;
  readonly onDidChangeFile = this.changes.event;

  constructor(private readonly push: Push) {
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(configurationScheme, this, { isCaseSensitive: true }),
      vscode.workspace.onDidCloseTextDocument(({ uri, isDirty }) => {
        if (uri.scheme !== configurationScheme || isDirty) return;
        this.edited.delete(uri.toString());
        this.problems.delete(uri);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document.uri.scheme === configurationScheme && this.warnOfSecrets(document)),
    );
  }

  /** Opens the configuration of a cluster. One that is being edited stays as it is. */
  async open(cluster: string, name: string, read: ReadConfiguration): Promise<vscode.Uri> {
    const uri = addressOf(cluster, name);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open?.isDirty !== true || !this.edited.has(uri.toString())) this.take(uri, read);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'xml'), { preview: false });
    return uri;
  }

  /** From now on it counts as made from this one: the person has taken over what is new in it. */
  rebase(cluster: string, name: string, base: ReadConfiguration): vscode.Uri {
    const uri = addressOf(cluster, name);
    const edited = this.edited.get(uri.toString());
    if (edited) edited.base = base;
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
    const edited = this.find(uri);
    const text = Buffer.from(content).toString();
    const pushed = await this.push(uri.query, edited.base, text);
    if (!pushed.ok) throw vscode.FileSystemError.Unavailable(pushed.fault.code === 'cancelled' ? t('It was not pushed.') : describeFault(pushed.fault));
    this.take(uri, pushed.value);
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
    this.registrations.dispose();
    this.problems.dispose();
    this.changes.dispose();
    this.edited.clear();
  }

  private take(uri: vscode.Uri, base: ReadConfiguration): void {
    const before = this.edited.get(uri.toString());
    this.edited.set(uri.toString(), { base, text: `${redactCib(base.text)}\n`, mtime: (before?.mtime ?? 0) + 1 });
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  private find(uri: vscode.Uri): Edited {
    const edited = this.edited.get(uri.toString());
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
