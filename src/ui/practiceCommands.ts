import * as vscode from 'vscode';
import { command } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import type { Failure } from '../practice/failures';
import type { PracticeCluster } from '../practice/practiceCluster';
import type { TemplateName } from '../practice/templates/template';
import { displayName } from '../render/displayName';
import type { Subject } from '../render/row';
import type { Clusters } from '../session/clusters';
import type { Log } from '../core/surroundings';
import type { Handlers } from './commands';
import { describeFault } from './describeFault';
import { plainLabel } from './plainText';
import type { PracticeClusters } from './practiceClusters';

const { t } = vscode.l10n;

/** What is done with practice clusters, which live inside the extension. */
export function practiceHandlers(clusters: Clusters, practice: PracticeClusters) {
  const withPractice = async <T>(subject: Subject | undefined, act: (cluster: PracticeCluster, id: string) => Promise<Result<T>>): Promise<Result<T>> => {
    const cluster = subject && practice.get(subject.cluster);
    return cluster === undefined ? failure({ code: 'cancelled' }) : act(cluster, subject!.cluster);
  };
  return {
    [command.startPractice]: async () => {
      const template = await chooseTemplate();
      return template === undefined ? failure({ code: 'cancelled' }) : startPractice(template, clusters, practice, { mayAsk: true });
    },
    [command.injectFailure]: ([subject]) => withPractice(subject, async (cluster) => {
      const chosen = await chooseFailure(cluster.listFailures());
      return chosen === undefined ? failure({ code: 'cancelled' }) : cluster.inject(chosen);
    }),
    [command.resetPractice]: ([subject]) => withPractice(subject, async (cluster) => {
      if (!(await confirmReset())) return failure({ code: 'cancelled' });
      return inProgress(t('Resetting the practice cluster'), cluster.reset());
    }),
    [command.stopPractice]: ([subject]) => withPractice(subject, async (_, id) => success(await practice.stop(id, clusters))),
  } satisfies Partial<Handlers>;
}

/** Starts a practice cluster as the setting wants it: without a question, and only where nothing has to be fetched for it. */
export async function startPracticeQuietly(template: TemplateName, clusters: Clusters, practice: PracticeClusters, log: Log): Promise<void> {
  try {
    const started = await startPractice(template, clusters, practice, { mayAsk: false });
    if (!started.ok) log.warn(`${practiceName(template)}: ${describeFault(started.fault)}`);
  } catch (error) {
    log.error(`${practiceName(template)}: ${String(error)}`);
  }
}

/** Starts a practice cluster, connects to it and shows it. Without questions it is shown only where no other cluster is. */
export async function startPractice(template: TemplateName, clusters: Clusters, practice: PracticeClusters, { mayAsk }: { readonly mayAsk: boolean }): Promise<Result<void>> {
  const { providePrograms } = await import('./practicePrograms');
  const programs = await providePrograms({ mayAsk });
  if (!programs.ok) return programs;
  const starting = practice.start(template, programs.value, clusters);
  const session = await (mayAsk ? inProgress(t('Starting the practice cluster'), starting) : starting);
  if (!session.ok) return session;
  if (mayAsk) clusters.makeActive(session.value.definition.id);
  const connected = await session.value.connect({ mayAsk: false });
  // Bare hosts have no program that could tell of a cluster.
  return !connected.ok && connected.fault.code === 'program-missing' ? success(undefined) : connected;
}

/** Says that something is under way which takes a few seconds. */
async function inProgress<T>(title: string, work: Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () => work);
}

/** What the screen calls a practice cluster; everywhere it adds that this is one. */
export function practiceName(template: TemplateName): string {
  switch (template) {
    case 'one-host': return t('One host');
    case 'two-hosts': return t('Two hosts');
    case 'bare-host': return t('One bare host');
    case 'two-bare-hosts': return t('Two bare hosts');
  }
}

async function chooseTemplate(): Promise<TemplateName | undefined> {
  const templates: readonly (vscode.QuickPickItem & { readonly template: TemplateName })[] = [
    { label: practiceName('one-host'), detail: t('example-host with the guest guest1, as at the end of the walkthrough'), template: 'one-host' },
    { label: practiceName('two-hosts'), detail: t('Hosts that share their guests, with fencing'), template: 'two-hosts' },
    { label: practiceName('bare-host'), detail: t('Nothing is installed: for Set Up Hosts…, from the beginning of the walkthrough'), template: 'bare-host' },
    { label: practiceName('two-bare-hosts'), detail: t('As much twice, with another firewall on each'), template: 'two-bare-hosts' },
  ];
  return (await vscode.window.showQuickPick(templates, { title: t('Start Practice Cluster') }))?.template;
}

async function chooseFailure(failures: readonly Failure[]): Promise<Failure | undefined> {
  const items = failures.map((each) => ({ ...failureItem(each), failure: each }));
  return (await vscode.window.showQuickPick(items, { title: t('Inject Failure'), placeHolder: t('What should fail in the practice cluster'), matchOnDetail: true }))?.failure;
}

function failureItem(what: Failure): vscode.QuickPickItem {
  const shown = (name: string) => plainLabel(displayName(name));
  switch (what.kind) {
    case 'connection-lost':
      return { label: t('Kill pacemaker_remoted in {0}', shown(what.guest)), detail: t('The connection to the guest is lost; Pacemaker restarts its virtual machine and connects again.') };
    case 'guest-crashed':
      return { label: t('Crash the virtual machine of {0}', shown(what.guest)), detail: t('Pacemaker finds it stopped and starts it again.') };
    case 'resource-failed':
      return { label: t('Let {0} fail on {1}', shown(what.resource), shown(what.node)), detail: t('Its monitor finds it stopped; Pacemaker starts it again.') };
    case 'node-lost':
      return { label: t('Cut the power of {0}', shown(what.node)), detail: t('The node is unclean until it has been fenced; what ran there moves.') };
  }
}

async function confirmReset(): Promise<boolean> {
  const reset = t('Reset');
  const detail = t('Every change that was made to it is lost. No real cluster is touched.');
  return (await vscode.window.showWarningMessage(t('Put the practice cluster back to how it started?'), { modal: true, detail }, reset)) === reset;
}
