import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Words } from '../core/change/plan';
import type { Clock } from '../core/surroundings';
import { panelPage } from '../render/panelPage';
import { type FormSource, resourceForm } from '../render/resourceForm';
import type { ChangedCluster, ChangeDesk } from './changeDesk';
import { describeFault } from './describeFault';
import { FormDesk } from './formDesk';

const { t } = vscode.l10n;

/** How long it is said that something was copied, in milliseconds. */
const goodNewsMs = 10_000;

export interface ResourcePanelPorts {
  readonly desk: ChangeDesk;
  readonly clock: Clock;
  /** A command as a line for a shell. */
  readonly line: (words: Words) => string;
  /** The folder of the extension. */
  readonly extension: vscode.Uri;
}

/** The panels that are open, by what they are about: who wants to update the same again is led to the one there is, as the cluster is by now. */
const panels = new Map<string, { readonly panel: vscode.WebviewPanel; readonly formDesk: FormDesk }>();

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(t('The command is on the clipboard.'), goodNewsMs);
}

/** Shows the form in which a resource is created or updated. */
export function openResourcePanel(cluster: ChangedCluster & { readonly id: string }, source: FormSource, { desk, clock, line, extension }: ResourcePanelPorts): void {
  const key = JSON.stringify([cluster.id, source.resource?.id ?? null, source.metadata.name]);
  const open = source.resource === null ? undefined : panels.get(key);
  const form = resourceForm(source, t);
  if (open !== undefined) {
    open.formDesk.renew(form);
    return open.panel.reveal();
  }

  const files = vscode.Uri.joinPath(extension, 'dist');
  const panel = vscode.window.createWebviewPanel('pacemaker.resourceForm', form.view.title, vscode.ViewColumn.Active, { enableScripts: true, enableFindWidget: true, localResourceRoots: [files] });
  const { webview } = panel;
  const formDesk = new FormDesk({
    form,
    changes: cluster.changes,
    carryOut: (task) => desk.change(cluster, task),
    post: (message) => void webview.postMessage(message),
    copy: (text) => void copy(text),
    done: () => void panel.dispose(),
    line,
    describe: describeFault,
    clock,
    t,
  });
  panels.set(key, { panel, formDesk });
  panel.onDidDispose(() => {
    if (panels.get(key)?.panel === panel) panels.delete(key);
    formDesk.dispose();
  });
  webview.onDidReceiveMessage((message: unknown) => formDesk.receive(message));
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(files, file)).toString();
  webview.html = panelPage({
    language: vscode.env.language,
    title: form.view.title,
    script: address('resourcePage.js'),
    style: address('resourcePage.css'),
    source: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
  });
}
