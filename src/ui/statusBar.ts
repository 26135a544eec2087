import * as vscode from 'vscode';
import { view } from '../actions/ids';
import type { StatusBarText } from '../render/statusBar';
import { plainLabel } from './plainText';

/** The item for the active cluster; a click shows the Clusters view. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('pacemaker.status', vscode.StatusBarAlignment.Left, 0);

  constructor() {
    this.item.name = 'Pacemaker';
    this.item.command = `${view.clusters}.focus`;
  }

  show(said: StatusBarText | null): void {
    if (said === null) return this.item.hide();
    this.item.text = `$(${said.codicon}) ${plainLabel(said.text)}`;
    this.item.tooltip = said.accessibleLabel;
    this.item.accessibilityInformation = { label: said.accessibleLabel };
    this.item.backgroundColor = background(said.severity);
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function background(severity: StatusBarText['severity']): vscode.ThemeColor | undefined {
  return severity === 'normal' ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`);
}
