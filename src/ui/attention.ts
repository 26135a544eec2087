import * as vscode from 'vscode';
import type { Attention } from '../session/pace';
import type { Sidebar } from './sidebar';

/** How closely the sidebar is being watched right now. */
export function currentAttention(sidebar: Sidebar): Attention {
  if (!sidebar.visible) return 'hidden';
  return vscode.window.state.focused ? 'visible' : 'unfocused';
}

/** Tells whenever a view is shown or hidden, or the window gets or loses the focus. */
export function onDidChangeAttention(sidebar: Sidebar, listener: (attention: Attention) => void): vscode.Disposable {
  const tell = () => listener(currentAttention(sidebar));
  return vscode.Disposable.from(vscode.window.onDidChangeWindowState(tell), ...sidebar.all.map((view) => view.onDidChangeVisibility(tell)));
}
