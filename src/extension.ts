import * as vscode from 'vscode';
import { contextKey, setting } from './actions/ids';
import type { Application } from './compose';
import { createClusterStore } from './ui/clusterStore';
import { registerCommands } from './ui/commands';
import { Documents } from './ui/documents';
import { readSetting } from './ui/settings';
import { Sidebar } from './ui/sidebar';
import { StatusBar } from './ui/statusBar';
import { type TestAccess, testAccess } from './ui/testAccess';

let application: Promise<Application> | null = null;

/**
 * Called by VS Code after it has started. Only what the editor has to know of is made here; the rest, which takes longer to load,
 * when there is a cluster to show or a command to run. Answers something only to the in-host tests.
 */
export function activate(context: vscode.ExtensionContext): TestAccess | undefined {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('Pacemaker Explorer', { log: true });
  const screen = { sidebar: new Sidebar(), statusBar: new StatusBar() };
  const store = createClusterStore(log);
  const documents = new Documents(async (subject, options) => (await load()).readDocument(subject, options));
  const commands = registerCommands(async () => {
    const { clusters, handlers } = await load();
    return { handlers, log, rows: () => screen.sidebar.rows, activeCluster: () => clusters.active?.definition.id ?? null, clusterName: (id) => clusters.session(id)?.definition.name ?? null };
  });
  function load(): Promise<Application> {
    application ??= import('./compose').then(({ compose }) => compose({ context, log, store, screen, documents }));
    return application;
  }

  const hasClusters = store.list().length > 0;
  void vscode.commands.executeCommand('setContext', contextKey.hasClusters, hasClusters);
  void vscode.commands.executeCommand('setContext', contextKey.activeState, 'none');
  if (hasClusters || readSetting(setting.startPracticeAutomatically) !== 'off') void load();
  context.subscriptions.push(log, screen.sidebar, screen.statusBar, documents, commands, store.onDidChange(() => void load()));
  return context.extensionMode === vscode.ExtensionMode.Test ? testAccess({ load, sidebar: screen.sidebar, activationMs: performance.now() - started }) : undefined;
}

/** Called by VS Code when the window closes or the extension is turned off; it waits for the answer for a few seconds. */
export async function deactivate(): Promise<void> {
  await (await application)?.dispose();
}
