import * as vscode from 'vscode';
import { viewIds } from './ui/viewIds';

/** Called once by VS Code, when a view of ours is first shown or a command of ours is first run. */
export function activate(context: vscode.ExtensionContext): void {
  for (const id of viewIds) {
    context.subscriptions.push(vscode.window.createTreeView(id, { treeDataProvider: { getChildren: () => [], getTreeItem: () => new vscode.TreeItem('') } }));
  }
}
