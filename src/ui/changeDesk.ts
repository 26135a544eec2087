import type { Plan } from '../core/change/plan';
import type { Task, TaskKind } from '../core/change/task';
import type { Consequences } from '../core/change/transition';
import { failure, type Result, success } from '../core/result';
import type { Log } from '../core/surroundings';
import { cautionText } from '../render/cautionText';
import { type Line, scriptOfPlan, shownCommand } from '../render/commandText';
import { type Confirmation, confirmationChoices, type NoPreview, noPreviewText, previewDocument } from '../render/confirmationText';
import { consequenceDocument } from '../render/consequenceDocument';
import { consequenceText } from '../render/consequenceText';
import { displayCommand } from '../render/displayName';
import { expectationText } from '../render/expectationText';
import { outcomeText } from '../render/outcomeText';
import type { Translate } from '../render/row';
import { taskText, taskVerb } from '../render/taskText';
import { valueText } from '../render/valueText';
import { brokeOff, changedSince, losesWayBack, notShown, sameCommands, wayBack } from '../session/changeEnding';
import type { ChangeRecord, Outcome, ReadyPlan } from '../session/changeOutcome';
import type { Changes } from '../session/changes';
import type { ChangeScreen, ConfirmationRequest, OutcomeChoice } from './changeScreen';

/** A cluster that is changed: what the person calls it, and who plans and makes the changes. */
export interface ChangedCluster {
  readonly name: string;
  readonly changes: Pick<Changes, 'prepare' | 'force' | 'preview' | 'carryOut' | 'undo'>;
}

export interface ChangeDeskPorts {
  readonly screen: ChangeScreen;
  /** A command as a line for a shell. */
  readonly line: Line;
  /** What was changed from this window, the oldest first. */
  readonly records: () => readonly ChangeRecord[];
  readonly log: Log;
  readonly t: Translate;
}

export interface ChangeDesk {
  /** Leads a task all the way: planned, previewed, confirmed, made, told. Answers when it has ended, whatever is made of that afterwards. */
  change(cluster: ChangedCluster, task: Task): Promise<Result<Outcome>>;
  /** Takes a change back, the same way. */
  undo(cluster: ChangedCluster, record: ChangeRecord): Promise<Result<Outcome>>;
}

/** What only lets the cluster do more, or leaves all as it is. */
const calm: ReadonlySet<TaskKind> = new Set<TaskKind>(['enable', 'unmanage', 'startMaintenance', 'startCluster', 'enableCluster', 'addNode', 'authenticateHosts', 'setNodeUtilization', 'addFencingLevel', 'bringBack']);

/** What one command does in several steps: it stops before it deletes or starts again, bans before it lifts the ban, and may give up waiting for what it has begun. */
const inSteps: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'restart', 'move', 'deleteResources', 'cleanup', 'refresh', 'fence', 'takeDown', 'bringBack', 'startCluster', 'stopCluster', 'enableCluster', 'disableCluster', 'destroyCluster', 'addNode', 'removeNode', 'addGuestNode', 'createCluster',
]);

/** The way of every change on the screen. */
export function createChangeDesk({ screen, line, records, log, t }: ChangeDeskPorts): ChangeDesk {
  const linesOf = ({ plan }: ReadyPlan) => plan.commands.map((words, index) => shownCommand(words, plan.inputs?.[index], line));
  const scriptFor = ({ plan: { commands, inputs } }: ReadyPlan, from = 0) => scriptOfPlan({ commands: commands.slice(from), ...(inputs === undefined ? {} : { inputs: inputs.slice(from) }) }, line, t);

  async function lead(cluster: ChangedCluster, ready: ReadyPlan, note: string | null): Promise<Result<Outcome>> {
    const title = taskText(ready.plan.task, t);
    const previewed = await preview(cluster, ready, title);
    if (!(await screen.confirm(request(cluster, ready, previewed, note)))) return failure({ code: 'cancelled' });
    const outcome = await screen.whileRunning(title, ready.host, (signal, onStep) => cluster.changes.carryOut(ready, { mayAsk: true, signal, onStep }));
    if (outcome.kind === 'changed') return lead(cluster, outcome.now, changedNote(ready, outcome.now));
    tell(cluster, ready, outcome);
    return success(outcome);
  }

  function changedNote(before: ReadyPlan, now: ReadyPlan): string {
    if (now.host !== before.host || !sameCommands(now.plan, before.plan)) return t('The cluster has changed since this was planned. What would be run now is another:');
    const values = changedSince(before, now);
    if (values.length > 0) return t('Nothing was run: somebody else has changed what this would change. By now {0}.', values.map((value) => valueText(value, t)).join('; '));
    if (losesWayBack(before.plan, now.plan)) return t('Nothing was run: when this was planned it could be taken back, and now nothing would take it back.');
    const cautions = notShown(before.plan, now.plan);
    if (cautions.length === 0) return t('Nothing was run: what this would change is no longer as it was when this was planned, so taking it back would not lead there. Look at what it is now.');
    return t('Nothing was run: the cluster has changed since this was planned, and you were not shown this: {0}', cautions.map((caution) => cautionText(caution, t)).join(' '));
  }

  async function preview(cluster: ChangedCluster, ready: ReadyPlan, title: string): Promise<Consequences | NoPreview> {
    if (ready.plan.preview.kind === 'none') return ready.plan.preview.why;
    const answer = await screen.whileAsking(title, (signal) => cluster.changes.preview(ready, signal));
    if (answer === null) return 'not-waited';
    if (answer.ok) return answer.value;
    return answer.fault.code === 'cancelled' ? 'not-waited' : answer.fault;
  }

  function request(cluster: ChangedCluster, ready: ReadyPlan, previewed: Consequences | NoPreview, note: string | null): ConfirmationRequest {
    const { task, cautions } = ready.plan;
    const title = taskText(task, t);
    const known = isPreview(previewed) ? previewed : null;
    const confirmation: Confirmation = {
      host: ready.host,
      cluster: cluster.name,
      note,
      consequences: isPreview(previewed) ? consequenceText(previewed, t) : [noPreviewText(previewed, t)],
      cautions: cautions.map((caution) => cautionText(caution, t)),
      commands: linesOf(ready),
    };
    return {
      title,
      verb: ready.refused === undefined ? taskVerb(task, t) : t('Use Force'),
      confirmation,
      typed: typedFor(cluster, ready),
      choices: confirmationChoices({ harmless: calm.has(task.kind) && known !== null && !interrupts(known) && cautions.length === 0, previewed: known !== null }),
      copied: scriptFor(ready),
      full: known === null ? null : { cluster: cluster.name, title, text: previewDocument(title, confirmation, consequenceDocument(known, t), t), consequences: known },
    };
  }

  function tell(cluster: ChangedCluster, ready: ReadyPlan, outcome: Exclude<Outcome, { readonly kind: 'changed' }>): void {
    const title = taskText(ready.plan.task, t);
    const record = records().findLast((each) => each.outcome === outcome);
    const undoable = record !== undefined && isUndoable(record);
    const leadsBack = undoable && brokeOff(record);
    const text = outcomeText(outcome, { title, commands: linesOf(ready), leadsBack, host: ready.host, expectation: (each) => expectationText(each, t), inSteps: inSteps.has(ready.plan.task.kind), isForced: ready.refused !== undefined }, t);
    const logged = `${cluster.name}: ${text.message}`;
    if (text.tone === 'quiet') log.info(logged);
    else log.warn(logged);
    const forceable = outcome.kind === 'refused' && outcome.forceHelps && ready.refused === undefined;
    const choices: readonly OutcomeChoice[] = [...(forceable ? ['force' as const] : []), ...(undoable ? ['undo' as const] : []), ...(text.tone === 'error' || isUnfinished(ready.plan, outcome) ? ['copy' as const] : []), ...(text.tone === 'quiet' ? [] : ['log' as const])];
    void screen.tell(text, choices, scriptFor(ready, firstLeft(outcome))).then(async (chosen) => {
      if (chosen === 'force' && outcome.kind === 'refused') {
        const done = await force(cluster, ready, outcome);
        if (!done.ok && done.fault.code !== 'cancelled') screen.fail(t('Use Force: {0}', title), done.fault);
      }
      if (chosen !== 'undo' || record === undefined) return;
      const undone = await takeBack(cluster, record);
      if (!undone.ok && undone.fault.code !== 'cancelled') screen.fail(t('Undo: {0}', title), undone.fault);
    }).catch((error: unknown) => log.error(`${cluster.name}: ${title}: ${String(error)}`));
  }

  /** A decision of its own, made on what pcs said: it is previewed anew, and no answer to it is given beforehand. */
  async function force(cluster: ChangedCluster, ready: ReadyPlan, { ran, said }: Extract<Outcome, { readonly kind: 'refused' }>): Promise<Result<Outcome>> {
    const forced = await cluster.changes.force(ready, ran);
    return forced.ok ? lead(cluster, forced.value, t('pcs refused this: {0}', displayCommand(said))) : forced;
  }

  async function takeBack(cluster: ChangedCluster, record: ChangeRecord): Promise<Result<Outcome>> {
    const plans = await cluster.changes.undo(record);
    if (!plans.ok) return plans;
    let last: Result<Outcome> = failure({ code: 'cancelled' });
    for (const ready of plans.value) {
      last = await lead(cluster, ready, t('This takes back “{0}”.', taskText(record.plan.task, t)));
      // What follows was to build on it.
      if (!last.ok || last.value.kind !== 'done') return last;
    }
    return last;
  }

  return {
    async change(cluster, task) {
      const ready = await cluster.changes.prepare(task);
      return ready.ok ? lead(cluster, ready.value, null) : ready;
    },
    undo: takeBack,
  };
}

/** What a person has to type before a cluster is destroyed. Of one that is in the way of a new one only its hosts are known. */
function typedFor({ name }: ChangedCluster, { plan: { task }, refused }: ReadyPlan): string | null {
  if (task.kind === 'destroyCluster') return name;
  return task.kind === 'createCluster' && refused !== undefined ? task.hosts.map((host) => host.name).join(' ') : null;
}

/** Whether something could be there to take back: what exactly stands in the way is found out when it is wanted. */
export function isUndoable(record: ChangeRecord): boolean {
  const back = wayBack(record);
  if (back === null || back.length === 0) return false;
  const { outcome } = record;
  return brokeOff(record) || outcome.kind === 'done' || outcome.kind === 'instead' || outcome.kind === 'left' || (outcome.kind === 'uncertain' && outcome.reached === true);
}

/** The first of the commands that were certainly not run, for somebody who wants to run them: what may have been run is not run again. */
function firstLeft(outcome: Outcome): number {
  return outcome.kind === 'refused' ? outcome.ran : outcome.kind === 'uncertain' ? outcome.ran + 1 : 0;
}

/** Whether commands are left that were never sent, after one of which nobody knows. */
function isUnfinished({ commands }: Plan, outcome: Outcome): boolean {
  return outcome.kind === 'uncertain' && firstLeft(outcome) < commands.length;
}

function isPreview(previewed: Consequences | NoPreview): previewed is Consequences {
  return typeof previewed === 'object' && 'change' in previewed;
}

/** Whether anything that runs would be stopped, be it only to be started again, or a node be fenced. */
function interrupts({ change, homeless }: Consequences): boolean {
  return change.fencing.length > 0 || homeless.length > 0 || change.actions.some(({ kind }) => kind !== 'start' && kind !== 'promote' && kind !== 'other');
}
