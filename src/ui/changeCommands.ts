import * as vscode from 'vscode';
import { changeCommand, type ChangeCommandId } from '../actions/ids';
import { ofStopped } from '../core/change/ofStopped';
import type { Words } from '../core/change/plan';
import type { Task } from '../core/change/task';
import { fencingHistory } from '../core/commands/fencingHistory';
import { failure, type Result, success } from '../core/result';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import { timeText } from '../render/age';
import { changeLogText, changeScript } from '../render/changeLogText';
import { displayName } from '../render/displayName';
import type { Subject } from '../render/row';
import { taskText } from '../render/taskText';
import type { ChangeRecord, Outcome } from '../session/changeOutcome';
import type { ClusterSession } from '../session/clusterSession';
import { isIdle } from '../session/clusterState';
import type { Clusters } from '../session/clusters';
import { type ChangedCluster, type ChangeDesk, isUndoable } from './changeDesk';
import { changeTask, type FormCommandId, type HostQuestionId, type PlainChangeId, type QuestionId, resourcesOf } from './changeTask';
import { withSession } from './clusterCommands';
import type { Handler, Handlers } from './commands';
import type { Documents } from './documents';
import { askForFencingLevel, askForLevelsToDelete, askForNewNode, askForNodeAttribute, askForNodeUtilization, askForTakeDown } from './hostQuestions';
import { askForAuthentication, askForNewCluster } from './newClusterQuestions';
import type { WithoutPassword } from './pcsPassword';
import { plainLabel } from './plainText';
import { shapeHandlers } from './shapeCommands';
import { saveSupportBundle } from './supportCommands';
import { verifyCluster } from './verifyCluster';
import { askForOrder } from './orderQuestions';
import { askForBan, askForColocation, askForLocation, askForMove, askForProperty, askForRestart } from './taskQuestions';

const { t } = vscode.l10n;

export interface ChangeCommandPorts {
  readonly clusters: Clusters;
  readonly desk: ChangeDesk;
  /** Leads a change that pcs wants a password for. */
  readonly withPassword: (session: ClusterSession, task: WithoutPassword) => Promise<Result<Outcome>>;
  /** A command as a line for a shell. */
  readonly line: (words: Words) => string;
  /** What was changed from this window, in any cluster, the oldest first. */
  readonly records: () => readonly ChangeRecord[];
  readonly documents: Documents;
  readonly clock: Clock;
  readonly context: vscode.ExtensionContext;
}

type Ask = (snapshot: ClusterSnapshot, resource: string) => Promise<Task | undefined>;

const questions: Readonly<Record<QuestionId, Ask>> = {
  [changeCommand.restartResource]: askForRestart,
  [changeCommand.moveResource]: askForMove,
  [changeCommand.banResource]: askForBan,
  [changeCommand.addLocation]: askForLocation,
  [changeCommand.addColocation]: askForColocation,
  [changeCommand.addOrder]: askForOrder,
  [changeCommand.setProperty]: askForProperty,
};

/** `node` is null where no row of one was chosen. */
type AskOfHosts = (snapshot: ClusterSnapshot, node: string | null) => Promise<Task | undefined>;

const ofNode = (ask: Ask): AskOfHosts => async (snapshot, node) => (node === null ? undefined : ask(snapshot, node));

const hostQuestions: Readonly<Record<Exclude<HostQuestionId, PasswordId>, AskOfHosts>> = {
  [changeCommand.takeDownNode]: ofNode(askForTakeDown),
  [changeCommand.setNodeAttribute]: ofNode(askForNodeAttribute),
  [changeCommand.setNodeUtilization]: ofNode(askForNodeUtilization),
  [changeCommand.addFencingLevel]: ofNode(askForFencingLevel),
  [changeCommand.deleteFencingLevel]: askForLevelsToDelete,
  [changeCommand.addNode]: askForNewNode,
};

/** What pcs wants a password for. */
type PasswordId = typeof changeCommand.authenticateHosts | typeof changeCommand.createCluster;

const passwordQuestions: Readonly<Record<PasswordId, (snapshot: ClusterSnapshot) => Promise<WithoutPassword | undefined>>> = {
  [changeCommand.authenticateHosts]: askForAuthentication,
  [changeCommand.createCluster]: (snapshot) => askForNewCluster(snapshot),
};

/** All that changes a cluster without a form, and what was changed. */
export function changeHandlers({ clusters, desk, withPassword, line, records, documents, clock, context }: ChangeCommandPorts): Handlers<Exclude<ChangeCommandId, FormCommandId>> {
  const ofCluster = ({ definition }: ClusterSession) => records().filter(({ id }) => id === definition.id);
  /** Nothing is asked for where nothing could be done. */
  const changeBy = <T>(taskOf: (subjects: readonly Subject[], snapshot: ClusterSnapshot) => Promise<T | undefined>, lead: (session: ClusterSession, task: T) => Promise<Result<Outcome>>): Handler => (subjects) =>
    withSession(clusters, subjects[0], async (session): Promise<Result<unknown>> => {
      const { definition: { name, readOnly }, state } = session;
      if (readOnly) return failure({ code: 'read-only', cluster: name });
      const known = state.kind === 'live' ? state.last : isIdle(state) ? ofStopped(state.host, state.at, state.last) : null;
      if (known === null) return failure({ code: 'not-live', cluster: name });
      const task = await taskOf(subjects, known);
      return task === undefined ? failure({ code: 'cancelled' }) : lead(session, task);
    });
  const change = (taskOf: (subjects: readonly Subject[], snapshot: ClusterSnapshot) => Promise<Task | undefined>): Handler => changeBy(taskOf, (session, task) => desk.change(changed(session), task));
  const askedWithPassword = (id: PasswordId): Handler => changeBy((_, snapshot) => passwordQuestions[id](snapshot), withPassword);
  const plain = (id: PlainChangeId): Handler => change(async (subjects, snapshot) => changeTask(id, subjects, snapshot) ?? undefined);
  const askedOfHosts = (id: Exclude<HostQuestionId, PasswordId>): Handler => change(async (subjects, snapshot) => {
    const [subject] = subjects;
    return hostQuestions[id](snapshot, subject?.kind === 'node' ? subject.node : null);
  });
  const asked = (id: QuestionId): Handler => change(async (subjects, snapshot) => {
    const [resource] = resourcesOf(subjects, snapshot);
    return resource === undefined && id !== changeCommand.setProperty ? undefined : questions[id](snapshot, resource ?? '');
  });

  return {
    [changeCommand.disableResource]: plain(changeCommand.disableResource),
    [changeCommand.enableResource]: plain(changeCommand.enableResource),
    [changeCommand.restartResource]: asked(changeCommand.restartResource),
    [changeCommand.manageResource]: plain(changeCommand.manageResource),
    [changeCommand.unmanageResource]: plain(changeCommand.unmanageResource),
    [changeCommand.moveResource]: asked(changeCommand.moveResource),
    [changeCommand.banResource]: asked(changeCommand.banResource),
    [changeCommand.clearResource]: plain(changeCommand.clearResource),
    [changeCommand.cleanUpResource]: plain(changeCommand.cleanUpResource),
    [changeCommand.refreshResource]: plain(changeCommand.refreshResource),
    [changeCommand.deleteResource]: plain(changeCommand.deleteResource),
    [changeCommand.standbyNode]: plain(changeCommand.standbyNode),
    [changeCommand.unstandbyNode]: plain(changeCommand.unstandbyNode),
    [changeCommand.startNodeMaintenance]: plain(changeCommand.startNodeMaintenance),
    [changeCommand.endNodeMaintenance]: plain(changeCommand.endNodeMaintenance),
    [changeCommand.bringBackNode]: plain(changeCommand.bringBackNode),
    [changeCommand.startNode]: plain(changeCommand.startNode),
    [changeCommand.stopNode]: plain(changeCommand.stopNode),
    [changeCommand.enableNode]: plain(changeCommand.enableNode),
    [changeCommand.disableNode]: plain(changeCommand.disableNode),
    [changeCommand.removeNode]: plain(changeCommand.removeNode),
    [changeCommand.clearNode]: plain(changeCommand.clearNode),
    [changeCommand.fenceNode]: plain(changeCommand.fenceNode),
    [changeCommand.confirmFenced]: plain(changeCommand.confirmFenced),
    [changeCommand.forgetFencing]: plain(changeCommand.forgetFencing),
    [changeCommand.startCluster]: plain(changeCommand.startCluster),
    [changeCommand.stopCluster]: plain(changeCommand.stopCluster),
    [changeCommand.enableCluster]: plain(changeCommand.enableCluster),
    [changeCommand.disableCluster]: plain(changeCommand.disableCluster),
    [changeCommand.destroyCluster]: plain(changeCommand.destroyCluster),
    [changeCommand.standbyAll]: plain(changeCommand.standbyAll),
    [changeCommand.unstandbyAll]: plain(changeCommand.unstandbyAll),
    [changeCommand.takeDownNode]: askedOfHosts(changeCommand.takeDownNode),
    [changeCommand.setNodeAttribute]: askedOfHosts(changeCommand.setNodeAttribute),
    [changeCommand.setNodeUtilization]: askedOfHosts(changeCommand.setNodeUtilization),
    [changeCommand.addFencingLevel]: askedOfHosts(changeCommand.addFencingLevel),
    [changeCommand.deleteFencingLevel]: askedOfHosts(changeCommand.deleteFencingLevel),
    [changeCommand.authenticateHosts]: askedWithPassword(changeCommand.authenticateHosts),
    [changeCommand.addNode]: askedOfHosts(changeCommand.addNode),
    [changeCommand.createCluster]: askedWithPassword(changeCommand.createCluster),
    [changeCommand.startMaintenance]: plain(changeCommand.startMaintenance),
    [changeCommand.endMaintenance]: plain(changeCommand.endMaintenance),
    [changeCommand.setProperty]: asked(changeCommand.setProperty),
    [changeCommand.cleanUpCluster]: plain(changeCommand.cleanUpCluster),
    [changeCommand.refreshCluster]: plain(changeCommand.refreshCluster),
    [changeCommand.cleanUpNode]: plain(changeCommand.cleanUpNode),
    [changeCommand.refreshNode]: plain(changeCommand.refreshNode),
    [changeCommand.cleanUpFailedAction]: plain(changeCommand.cleanUpFailedAction),
    [changeCommand.addLocation]: asked(changeCommand.addLocation),
    [changeCommand.addColocation]: asked(changeCommand.addColocation),
    [changeCommand.addOrder]: asked(changeCommand.addOrder),
    [changeCommand.deleteConstraint]: plain(changeCommand.deleteConstraint),
    ...shapeHandlers(change),
    [changeCommand.undoChange]: ([subject]) => withSession(clusters, subject, async (session): Promise<Result<unknown>> => {
      const record = await chooseRecord(ofCluster(session).filter(isUndoable), clock.now());
      return record === undefined ? failure({ code: 'cancelled' }) : desk.undo(changed(session), record);
    }),
    [changeCommand.showFencingHistory]: ([subject]) => withSession(clusters, subject, async (session): Promise<Result<unknown>> => {
      const read = await session.run(null, fencingHistory(), { mayAsk: true });
      if (!read.ok) return read;
      const { name, id } = session.definition;
      const uri = documents.hold(name, t('Fencing History'), 'txt', `${id}-fencing`, read.value);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
      return success(undefined);
    }),
    [changeCommand.saveSupportBundle]: ([subject]) => withSession(clusters, subject, (session) => saveSupportBundle(session, { context, documents, clock, records: ofCluster, definitions: () => clusters.sessions.map(({ definition }) => definition) })),
    [changeCommand.verifyCluster]: ([subject]) => withSession(clusters, subject, (session) => verifyCluster(session, documents)),
    [changeCommand.copyChanges]: ([subject]) => withSession(clusters, subject, async (session): Promise<Result<unknown>> => {
      const chosen = await chooseForScript(ofCluster(session), clock.now());
      if (chosen === undefined) return failure({ code: 'cancelled' });
      await vscode.env.clipboard.writeText(changeScript(chosen, { cluster: session.definition.name, line }, t));
      return success(undefined);
    }),
    [changeCommand.showChanges]: ([subject]) => withSession(clusters, subject, async (session) => {
      const { name, id } = session.definition;
      const text = changeLogText(ofCluster(session), { cluster: name, line }, t);
      const uri = documents.hold(name, t('Changes'), 'sh', id, text);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
      return success(undefined);
    }),
  };
}

/** A session as the desk of changes knows it. */
export function changed({ definition, changes }: ClusterSession): ChangedCluster {
  return { name: definition.name, changes };
}

interface RecordItem extends vscode.QuickPickItem {
  readonly record: ChangeRecord;
}

/** Changes to choose from, the newest first. */
function recordItems(records: readonly ChangeRecord[], now: number): readonly RecordItem[] {
  return records.toReversed().map((record) => ({
    label: plainLabel(taskText(record.plan.task, t)),
    description: plainLabel(t('{0}, on {1}', timeText(record.at, now), displayName(record.host))),
    record,
  }));
}

/** Asks which change to take back, the newest first. */
async function chooseRecord(records: readonly ChangeRecord[], now: number): Promise<ChangeRecord | undefined> {
  if (records.length === 0) {
    void vscode.window.showInformationMessage(t('Nothing that was changed in this cluster from this window can be taken back.'));
    return undefined;
  }
  return (await vscode.window.showQuickPick(recordItems(records, now), { title: t('Undo Change'), placeHolder: t('Which change to take back'), matchOnDescription: true }))?.record;
}

/** Asks which changes the script is to be of: all, or one. */
async function chooseForScript(records: readonly ChangeRecord[], now: number): Promise<readonly ChangeRecord[] | undefined> {
  if (records.length === 0) {
    void vscode.window.showInformationMessage(t('Nothing was changed in this cluster from this window.'));
    return undefined;
  }
  const all = { label: t('All changes'), description: t('{0}, the oldest first', records.length), records };
  const items = [all, ...recordItems(records, now).map((item) => ({ ...item, records: [item.record] }))];
  return (await vscode.window.showQuickPick(items, { title: t('Copy Changes as Script'), placeHolder: t('What the script is to do again'), matchOnDescription: true }))?.records;
}
