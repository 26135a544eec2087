import * as vscode from 'vscode';
import { ofStopped } from '../core/change/ofStopped';
import { failure, type Result, success } from '../core/result';
import type { GuestChoice } from '../core/walkthrough/guestSituation';
import { type Progress, progressOf } from '../core/walkthrough/progress';
import type { Situation, StepCaution, StepPlan } from '../core/walkthrough/step';
import { planLines } from '../render/checklistText';
import { displayName } from '../render/displayName';
import { evidenceText } from '../render/evidenceText';
import { recoveryText } from '../render/recoveryText';
import { stepAdvice } from '../render/stepChoices';
import { stepTitle, stepUrge } from '../render/stepText';
import type { Outcome } from '../session/changeOutcome';
import type { ClusterSession } from '../session/clusterSession';
import { isIdle } from '../session/clusterState';
import type { ConfirmedStep } from '../session/takeStep';
import { changed } from './changeCommands';
import type { ChangeDesk } from './changeDesk';
import { askForText } from './inputBox';
import { lookingAround } from './lookingAround';
import { askForNewCluster } from './newClusterQuestions';
import type { WithoutPassword } from './pcsPassword';
import { plainMessage } from './plainText';
import type { RecoveryWatch } from './recoveryWatch';
import { type RunPorts, runningStep } from './runningStep';
import { showingRecovery } from './shownRecovery';
import { sayStep, told } from './toldStep';

const { t } = vscode.l10n;

export interface StepPorts extends RunPorts {
  readonly desk: ChangeDesk;
  /** Leads a change that pcs wants a password for. */
  readonly withPassword: (session: ClusterSession, task: WithoutPassword) => Promise<Result<Outcome>>;
  readonly recoveries: RecoveryWatch;
  /** What no look at a cluster finds. */
  readonly known: (session: ClusterSession) => Pick<Situation, 'recovery'>;
}

/** Does a step once it has been confirmed, looks again, and says how far it has come. */
export async function takeOnScreen(session: ClusterSession, situation: Situation, before: Progress, ports: StepPorts): Promise<Result<void>> {
  const agreed = await agreedTo(situation, before);
  if (agreed === null) return failure({ code: 'cancelled' });
  const { id } = before.step;
  const progress = progressOf(agreed).find(({ step }) => step.id === id);
  if (progress === undefined) return failure({ code: 'cancelled' });
  const { plan } = progress;
  const choice = agreed.guest?.choice ?? null;
  switch (plan.kind) {
    case 'none':
      if (id === 'recovery' && choice !== null && progress.standing === 'missing' && progress.after.length === 0) return recover(session, choice, ports);
      void vscode.window.showInformationMessage(plainMessage(stepAdvice(progress, t)));
      return success(undefined);
    case 'copy':
      await vscode.env.clipboard.writeText(plan.commands.map(ports.line).join('\n'));
      void vscode.window.showInformationMessage(plainMessage(t('{0} Copied; run it in a terminal on {1}.', stepAdvice(progress, t), displayName(plan.target))));
      return success(undefined);
    case 'cluster':
      return create(session, plan.hosts, choice, ports);
    case 'tasks':
      if (plan.cautions.length > 0 && !(await confirmed(progress, ports.line))) return failure({ code: 'cancelled' });
      for (const task of plan.tasks) {
        const done = await ports.desk.change(changed(session), task);
        if (!done.ok) return done;
        if (done.value.kind !== 'done') return success(undefined);
      }
      await lookingAround(session, choice, ports.known(session));
      return success(undefined);
    case 'commands':
    case 'key': {
      if (!(await confirmed(progress, ports.line, agreed.agreed !== undefined))) return failure({ code: 'cancelled' });
      const step = { id, plan, guest: choice, ...(agreed.agreed === undefined ? {} : { agreed: agreed.agreed }) };
      return id === 'kill' && choice !== null ? lose(session, step, choice, ports) : told(session, step, await runningStep(session, step, ports), ports);
    }
  }
}

/** A node with more in it than what a trial put there is lost only where its name was typed; null where it was not. */
async function agreedTo(situation: Situation, { step: { id }, findings: [finding], after }: Progress): Promise<Situation | null> {
  if (finding?.evidence.code !== 'runs-others' || after.length > 0) return situation;
  const { node } = finding.evidence;
  const check = (typed: string) => (typed === node ? null : t('Type {0}, or escape to leave it running.', displayName(node)));
  const typed = await askForText({ title: stepTitle(id, t), message: evidenceText(finding.evidence, t), placeholder: displayName(node), check });
  return typed === undefined ? null : { ...situation, agreed: typed };
}

/** What becomes of the node is followed from before it is lost: what is over soon would not be seen. */
async function lose(session: ClusterSession, step: ConfirmedStep, choice: GuestChoice, ports: StepPorts): Promise<Result<void>> {
  ports.recoveries.begin(session, choice.node);
  const taken = await runningStep(session, step, ports);
  const outcomes = taken.ok ? taken.value.outcomes : [];
  if (taken.ok && outcomes.every(({ kind }) => kind === 'done')) return recover(session, choice, ports);
  if (!outcomes.some(({ kind }) => kind === 'unclear')) ports.recoveries.end(session);
  return told(session, step, taken, ports);
}

/** Shows a node's recovery as it happens, looks again when it is back, and says what was seen. */
async function recover(session: ClusterSession, choice: GuestChoice, { recoveries, log, known }: StepPorts): Promise<Result<void>> {
  const seen = await showingRecovery(session, choice.node, recoveries);
  if (seen === null) return failure({ code: 'cancelled' });
  await lookingAround(session, choice, known(session));
  sayStep(session, { tone: 'quiet', message: t('{0}: {1}', stepTitle('recovery', t), recoveryText(seen, t)) }, choice, log);
  return success(undefined);
}

/** A new cluster is made by the way of every change, of the hosts that were looked at. */
async function create(session: ClusterSession, hosts: readonly string[], choice: GuestChoice | null, { withPassword, known }: StepPorts): Promise<Result<void>> {
  const { definition, state } = session;
  if (!isIdle(state)) return failure({ code: 'not-live', cluster: definition.name });
  const task = await askForNewCluster(ofStopped(state.host, state.at, state.last), hosts);
  if (task === undefined) return failure({ code: 'cancelled' });
  const done = await withPassword(session, task);
  if (!done.ok) return done;
  if (done.value.kind === 'done') await lookingAround(session, choice, known(session));
  return success(undefined);
}

/** What takes from a cluster what keeps data whole wants a second word. */
async function confirmed({ step, plan }: Progress, line: StepPorts['line'], isAgreed = false): Promise<boolean> {
  const ask = async (question: string, detail: string, yes: string) => (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
  if (!(await ask(t('{0}?', stepTitle(step.id, t)), planLines(plan, line, t).join('\n'), t('Run')))) return false;
  // Who has typed a name has meant it.
  const urge = isAgreed ? null : cautionsOf(plan).map((caution) => stepUrge(caution, t)).find((each) => each !== null);
  return !urge || ask(urge.question, urge.detail, urge.yes);
}

function cautionsOf(plan: StepPlan): readonly StepCaution[] {
  return 'cautions' in plan ? plan.cautions : [];
}
