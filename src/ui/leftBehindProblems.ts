import * as vscode from 'vscode';
import { command, type CommandId } from '../actions/ids';
import { keptPerSnapshot } from '../core/keptPerSnapshot';
import type { Disposable } from '../core/surroundings';
import { type LeftBehindFix, type LeftBehindProblem, leftBehindText } from '../render/leftBehindText';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { shownName } from './documentCommands';
import { handedRow } from './commandTarget';
import type { Documents } from './documents';
import { documentAddress, documentScheme } from './documentUri';
import { followSessions } from './presentation';
import { renewal, type ShownProblems } from './shownProblems';

const { t } = vscode.l10n;

const commands: Readonly<Record<LeftBehindFix['how'], CommandId>> = {
  clear: command.clearResource, delete: command.deleteConstraint, refresh: command.refreshResource, cleanup: command.cleanUpFailedAction,
};

interface Shown extends ShownProblems<vscode.Uri> {
  readonly problems: readonly LeftBehindProblem[];
}

/**
 * What is left behind in each cluster, in the Problems panel, on the lines of a document that tells of it, each with what puts it away.
 * Only while the cluster is known as it is. The editor offers no quick fix in what cannot be edited, so the document has them as lenses too.
 */
export class LeftBehindProblems implements vscode.CodeActionProvider, vscode.CodeLensProvider, Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('Pacemaker');
  private readonly lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.lensesChanged.event;
  private readonly shown = new Map<string, Shown>();
  private readonly textOf = keptPerSnapshot((snapshot, cluster, name) => leftBehindText(snapshot, cluster, name, t));
  private readonly parts: readonly Disposable[];

  constructor(
    private readonly clusters: Clusters,
    private readonly documents: Documents,
  ) {
    const where = { scheme: documentScheme };
    this.parts = [
      this.collection,
      this.lensesChanged,
      vscode.languages.registerCodeActionsProvider(where, this, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
      vscode.languages.registerCodeLensProvider(where, this),
      followSessions(clusters, () => this.update()),
    ];
    this.update();
  }

  provideCodeActions({ uri }: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.problemsOf(uri).filter(({ line }) => range.start.line <= line && line <= range.end.line).flatMap((problem) => problem.fixes.map((fix, index) => {
      const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
      action.command = commandOf(fix);
      action.isPreferred = index === 0;
      action.diagnostics = (this.collection.get(uri) ?? []).filter((each) => each.range.start.line === problem.line);
      return action;
    }));
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    return this.problemsOf(uri).flatMap(({ line, fixes }) => fixes.map((fix) => new vscode.CodeLens(new vscode.Range(line, 0, line, 0), commandOf(fix))));
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  private problemsOf(uri: vscode.Uri): readonly LeftBehindProblem[] {
    return [...this.shown.values()].find((each) => each.uri.toString() === uri.toString())?.problems ?? [];
  }

  private update(): void {
    const { sessions } = this.clusters;
    for (const [cluster, { uri }] of this.shown) if (!sessions.some(({ definition }) => definition.id === cluster)) this.show(cluster, { uri, told: '', problems: [] });
    for (const session of sessions) this.show(session.definition.id, this.shownOf(session));
  }

  /** What is said of a cluster; nothing unless it is known as it is. */
  private shownOf({ definition, state }: ClusterSession): Shown {
    const uri = vscode.Uri.from(documentAddress({ kind: 'leftovers', cluster: definition.id }, shownName(definition)));
    if (state.kind !== 'live') return { uri, told: state.kind, problems: [] };
    const { text, problems } = this.textOf(state.last, definition.id, definition.name);
    return { uri, told: text, problems: definition.readOnly ? problems.map((problem) => ({ ...problem, fixes: [] })) : problems };
  }

  private show(cluster: string, now: Shown): void {
    const before = this.shown.get(cluster);
    const renewed = renewal(before, now);
    if (renewed === null) return;
    this.shown.set(cluster, now);
    if (renewed.cleared !== null) this.collection.delete(renewed.cleared);
    this.collection.set(now.uri, now.problems.map(diagnosticOf));
    this.documents.renew(now.uri);
    this.lensesChanged.fire();
  }
}

function diagnosticOf({ line, message, weighty }: LeftBehindProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(new vscode.Range(line, 0, line, message.length), message, weighty ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information);
  diagnostic.source = 'Pacemaker';
  return diagnostic;
}

function commandOf({ title, how, subject, flags }: LeftBehindFix): vscode.Command {
  return { title, command: commands[how], arguments: [handedRow(subject, flags)] };
}
