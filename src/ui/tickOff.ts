import * as vscode from 'vscode';

/**
 * Has context keys be true together for a moment. VS Code 1.139 reads the cards only when somebody opens the page of a walkthrough, takes what
 * is true by then for having happened long ago, and never ticks it off: so nothing stays true, and each look tells it anew.
 */
export async function tickOff(keys: readonly string[]): Promise<void> {
  for (const value of [true, false]) await Promise.all(keys.map((key) => vscode.commands.executeCommand('setContext', key, value)));
}
