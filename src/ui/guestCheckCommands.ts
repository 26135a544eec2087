import * as vscode from 'vscode';
import { wholeCommand } from '../actions/ids';
import { failure, type Result, success } from '../core/result';
import type { GuestChoice } from '../core/walkthrough/guestSituation';
import type { Clock } from '../core/surroundings';
import type { Line } from '../render/commandText';
import { displayName } from '../render/displayName';
import { guestCheckText } from '../render/guestCheckText';
import { likelyNode, machineChoices } from '../render/guestChoices';
import type { Subject } from '../render/row';
import type { ClusterSession } from '../session/clusterSession';
import type { Clusters } from '../session/clusters';
import { findMachines } from '../session/findMachines';
import { seenCluster } from '../session/lookAtHosts';
import { askForChoiceInStep } from './choiceInStep';
import { withSession } from './clusterCommands';
import type { Handlers } from './commands';
import type { Documents } from './documents';
import { createGuestMemory } from './guestMemory';
import { lookingAround } from './lookingAround';
import { plainMessage } from './plainText';

const { t } = vscode.l10n;

export interface GuestCheckPorts {
  readonly clusters: Clusters;
  readonly documents: Documents;
  readonly clock: Clock;
  readonly line: Line;
  /** Where it is kept which guests were chosen. */
  readonly state: Pick<vscode.Memento, 'get' | 'update'>;
}

/** Looks at a guest node from its hosts and from within, and tells what is wrong with it. Nothing is changed, so this serves a cluster that is read-only, too. */
export function guestCheckHandlers({ clusters, documents, clock, line, state }: GuestCheckPorts): Handlers<typeof wholeCommand.checkGuestSetUp> {
  const check = async (session: ClusterSession, subject: Subject | undefined): Promise<Result<void>> => {
    const { id, name, readOnly } = session.definition;
    const domain = domainOf(session, subject) ?? await askForMachine(session);
    if (domain === null) return failure({ code: 'cancelled' });
    const situation = await lookingAround(session, createGuestMemory(state).of(id, domain) ?? likelyChoice(session, domain));
    if (situation === null) return failure({ code: 'cancelled' });
    const text = guestCheckText(situation, { cluster: name, readOnly, at: clock.now(), line }, t);
    const uri = documents.hold(name, t('Check of {0}', displayName(domain)), 'txt', `guest-check-${id}-${domain}`, text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
    return success(undefined);
  };
  return { [wholeCommand.checkGuestSetUp]: ([subject]) => withSession(clusters, subject, (session) => check(session, subject)) };
}

/** The virtual machine that a row is about; null where it is about a host. */
function domainOf({ state }: ClusterSession, subject: Subject | undefined): string | null {
  if (subject?.kind === 'guest') return subject.guest;
  return subject?.kind === 'node' ? (state.last?.guests.find(({ node }) => node === subject.node)?.name ?? null) : null;
}

/** Which of several it is: those that are nodes already stand first. Null where the person does not say, or there is none. */
async function askForMachine(session: ClusterSession): Promise<string | null> {
  const machines = await findMachines(session, { mayAsk: true });
  const [only, ...others] = machines;
  if (only === undefined) void vscode.window.showInformationMessage(plainMessage(t('No host of {0} has a virtual machine.', displayName(session.definition.name))));
  if (only === undefined || others.length === 0) return only?.name ?? null;
  const answer = await askForChoiceInStep({ title: t('Check Guest Node Set-up'), placeholder: t('The virtual machine'), choices: [...machineChoices(machines, t)].reverse() }, { step: 1, totalSteps: 1 });
  return answer.kind === 'next' ? answer.value : null;
}

/** How a guest of which nobody has said anything is reached: as root, where libvirt says that it is. */
function likelyChoice({ state }: ClusterSession, domain: string): GuestChoice {
  return { domain, node: likelyNode(domain, seenCluster(state), t), user: 'root', address: null, way: 'hand' };
}
