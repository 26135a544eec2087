import * as vscode from 'vscode';
import { view } from './actions/ids';

/** Called once by VS Code, after it has started. */
export function activate(context: vscode.ExtensionContext): void {
  for (const id of Object.values(view)) {
    context.subscriptions.push(vscode.window.createTreeView(id, { treeDataProvider: { getChildren: () => [], getTreeItem: () => new vscode.TreeItem('') } }));
  }
}
