import * as vscode from 'vscode';
import { programVersion, versionedPrograms } from '../core/commands/versions';
import type { Fault } from '../core/fault';
import { failure, type Result, success } from '../core/result';
import type { Clock } from '../core/surroundings';
import { type BundleParts, supportBundle } from '../render/supportBundle';
import { logOfCluster } from '../render/logOfCluster';
import type { ChangeRecord } from '../session/changeOutcome';
import type { ClusterSession } from '../session/clusterSession';
import type { ClusterDefinition } from '../session/clusterState';
import type { Documents } from './documents';
import { plainMessage } from './plainText';

const { t } = vscode.l10n;

/** So many of the newest lines of the log are enough to see what led to something. */
const mostLogLines = 500;

export interface SupportPorts {
  readonly context: Pick<vscode.ExtensionContext, 'extension' | 'logUri'>;
  readonly documents: Documents;
  readonly clock: Clock;
  readonly records: (session: ClusterSession) => readonly ChangeRecord[];
  /** All clusters of this window. */
  readonly definitions: () => readonly ClusterDefinition[];
}

/** Asks whether names may be in it, shows the whole of a support bundle, and saves it when the person has looked. */
export async function saveSupportBundle(session: ClusterSession, ports: SupportPorts): Promise<Result<void>> {
  const names = await askForNames();
  if (names === undefined) return failure({ code: 'cancelled' });
  const text = supportBundle(await partsOf(session, ports), { names });
  const uri = ports.documents.hold(session.definition.name, t('Support Bundle'), 'json', session.definition.id, text);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  const save = t('Save…');
  const said = t('This is all that the support bundle holds. Nothing is sent anywhere: look through it, save it, and give it to whom you trust.');
  if ((await vscode.window.showInformationMessage(plainMessage(said), save)) !== save) return failure({ code: 'cancelled' });
  const target = await vscode.window.showSaveDialog({ filters: { JSON: ['json'] }, title: t('Save Support Bundle'), saveLabel: t('Save') });
  if (target === undefined) return failure({ code: 'cancelled' });
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return success(undefined);
}

async function askForNames(): Promise<boolean | undefined> {
  const items = [
    { label: t('Without names'), description: t('names and addresses become words such as node-1, the same everywhere; the log is left out'), names: false },
    { label: t('With names'), description: t('names and addresses as they are'), names: true },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Save Support Bundle'), placeHolder: t('Secrets are in neither') }))?.names;
}

async function partsOf(session: ClusterSession, { context, clock, records, definitions }: SupportPorts): Promise<BundleParts> {
  const { definition } = session;
  const [hosts, log] = await Promise.all([Promise.all(definition.hosts.map(async ({ target }) => ({ target, versions: await versionsOf(session, target) }))), logLines(context.logUri)]);
  return {
    madeAt: new Date(clock.now()).toISOString(),
    versions: { extension: String((context.extension.packageJSON as { readonly version?: unknown }).version), editor: `${vscode.env.appName} ${vscode.version}`, platform: `${process.platform} ${process.arch}, Node ${process.version}` },
    shown: session,
    hosts,
    records: records(session),
    log: logOfCluster(log, definition, definitions()).slice(-mostLogLines),
  };
}

async function versionsOf(session: ClusterSession, target: string): Promise<Readonly<Record<string, string | Fault>>> {
  const told = await Promise.all(versionedPrograms.map(async (program) => {
    const answer = await session.run(target, programVersion(program));
    return [program, answer.ok ? answer.value : answer.fault] as const;
  }));
  return Object.fromEntries(told);
}

/** What the editor keeps of the extension's log; nothing where it keeps it out of reach. */
async function logLines(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    const files = (await vscode.workspace.fs.readDirectory(folder)).filter(([name, type]) => type === vscode.FileType.File && name.endsWith('.log'));
    const texts = await Promise.all(files.map(async ([name]) => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)))));
    return texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
  } catch {
    return [];
  }
}
