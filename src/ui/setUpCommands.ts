import * as vscode from 'vscode';
import { wholeCommand } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import type { GuestChoice } from '../core/walkthrough/guestSituation';
import { nextOf } from '../core/walkthrough/progress';
import type { Situation } from '../core/walkthrough/step';
import { displayName } from '../render/displayName';
import { stepChoices } from '../render/stepChoices';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { findMachines } from '../session/findMachines';
import { seenCluster } from '../session/lookAtHosts';
import { askForChoiceInStep } from './choiceInStep';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import { createGuestMemory } from './guestMemory';
import { askForGuest } from './guestQuestions';
import { lookingAround } from './lookingAround';
import { plainMessage } from './plainText';
import { type ChecklistPorts, showChecklist } from './shownChecklist';
import { watchRecoveries } from './shownRecovery';
import { takeOnScreen, type StepPorts } from './stepDesk';

const { t } = vscode.l10n;

export interface SetUpPorts extends ChecklistPorts, Pick<StepPorts, 'desk' | 'withPassword' | 'log'> {
  readonly clusters: Clusters;
  /** Where it is kept which guests were chosen. */
  readonly state: Pick<vscode.Memento, 'get' | 'update'>;
  /** Disposes of something when the extension ends. */
  readonly keep: (part: vscode.Disposable) => void;
}

type SetUpId = typeof wholeCommand.showChecklist | typeof wholeCommand.setUp | typeof wholeCommand.setUpGuest;

/** Looks at what is missing on the hosts of a cluster and in a guest, and does what a person chooses of it. */
export function setUpHandlers(ports: SetUpPorts): Handlers<SetUpId> {
  const { clusters, documents, log, keep } = ports;
  const chosen = createGuestMemory(ports.state);
  const recoveries = watchRecoveries(documents, log);
  keep(recoveries);
  const known = (session: ClusterSession): Pick<Situation, 'recovery'> => {
    const recovery = recoveries.seen(session);
    return recovery === null ? {} : { recovery };
  };

  /** Lets a person choose among the steps, of which the next is at hand, until one of them is taken. */
  const lead = async (session: ClusterSession, choice: GuestChoice | null): Promise<Result<void>> => {
    const situation = await lookingAround(session, choice, known(session));
    if (situation === null) return failure({ code: 'cancelled' });
    const choices = stepChoices(situation, t);
    const following = nextOf(choices.flatMap(({ value }) => (typeof value === 'string' ? [] : [value])));
    const next = choices.find(({ value }) => value === following);
    const cluster = displayName(session.definition.name);
    const title = choice === null ? t('Set Up the Hosts of {0}', cluster) : t('Set Up {0} as a Guest Node of {1}', displayName(choice.domain), cluster);
    const answer = await askForChoiceInStep({ title, placeholder: t('What to do next'), choices, ...(next === undefined ? {} : { likeliest: next }) }, { step: 1, totalSteps: 1 });
    if (answer.kind !== 'next') return failure({ code: 'cancelled' });
    if (answer.value === 'checklist') return success(await showChecklist(session.definition, situation, ports));
    if (answer.value !== 'guest') return takeOnScreen(session, situation, answer.value, { ...ports, recoveries, known });
    return leadGuest(session, null, choice === null);
  };

  /** Leads through the steps of a guest: of the one that is meant by now, or of another that a person says. */
  const leadGuest = async (session: ClusterSession, domain: string | null, mayBeKnown = true): Promise<Result<void>> => {
    const { id } = session.definition;
    const choice = (mayBeKnown ? chosen.of(id, domain) : null) ?? (await ask(session, domain));
    if (choice === null) return failure({ code: 'cancelled' });
    await chosen.keep(id, choice);
    return lead(session, choice);
  };

  /** Which guest it is; null where the person does not say. */
  const ask = async (session: ClusterSession, domain: string | null): Promise<GuestChoice | null> => {
    const { id, name } = session.definition;
    const title = plainMessage(t('Looking for the virtual machines of {0}…', displayName(name)));
    const machines = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const found = await findMachines(session, { mayAsk: true, signal: abort.signal });
      return abort.signal.aborted ? null : found;
    });
    if (machines === null) return null;
    return (await askForGuest({ machines, cluster: seenCluster(session.state), domain, last: chosen.of(id, domain) ?? chosen.of(id, null) })) ?? null;
  };

  return {
    [wholeCommand.showChecklist]: ([subject]) => withSession(clusters, subject, async (session) => {
      const situation = await lookingAround(session, chosen.of(session.definition.id, null), known(session));
      return situation === null ? failure({ code: 'cancelled' }) : success(await showChecklist(session.definition, situation, ports));
    }),
    [wholeCommand.setUp]: ([subject]) => withSession(clusters, subject, async (session) => writable(session) ?? lead(session, null)),
    [wholeCommand.setUpGuest]: ([subject]) => withSession(clusters, subject, async (session) => writable(session) ?? leadGuest(session, subject?.kind === 'guest' ? subject.guest : null)),
  };
}

/** Why nothing may be changed on a cluster; null where it may. */
function writable({ definition: { name, readOnly } }: ClusterSession): Result<void> | null {
  return readOnly ? failure({ code: 'read-only', cluster: name }) : null;
}

