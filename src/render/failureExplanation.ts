import type { FailureStanding } from '../core/failureStanding';
import { failureStandings } from '../core/failureStanding';
import { flatten } from '../core/flatten';
import { baseId } from '../core/liveResources';
import type { ClusterSnapshot, FailedAction, Operation, Resource } from '../core/snapshot';
import { readMilliseconds } from '../core/timeText';
import { dateTimeText } from './age';
import { displayName, displayText } from './displayName';
import { exitCodeText } from './exitCodes';
import { failedActionText, operationText, resultText } from './failedActionText';
import { failureStandingText } from './failureStandingText';
import type { Translate } from './row';

/** What is known of a failed action beyond the reading that has it. */
export interface FailureBackground {
  /** When the VM of its guest last started, in milliseconds since the epoch; null where it is no guest's connection, or that is not known. */
  readonly machineStartedAt: number | null;
}

/** A failed action explained to somebody who has not seen one before: a document in plain text. */
export function failureExplanation(failure: FailedAction, snapshot: ClusterSnapshot, { machineStartedAt }: FailureBackground, t: Translate): string {
  const standing = failureStandings(snapshot)(failure);
  const resource = flatten([...snapshot.resources, ...snapshot.fencing]).find(({ id, kind }) => kind === 'primitive' && baseId(id) === baseId(failure.resource)) ?? null;
  // A connection has no agent: its code says no more than that it failed.
  const code = failure.rc === null || failure.guest !== null ? null : exitCodeText(failure.rc, t);
  return [
    paragraph(failedActionText(failure, t), []),
    paragraph(t('What was asked'), [operationMeaning(failure, t), ...connectionMeaning(failure, standing, t)]),
    paragraph(t('What was answered'), [
      t('{0}.', resultText(failure, t)),
      ...(failure.guest !== null ? [] : [code?.meaning ?? t('This is no code that agents share; what it means, the agent’s own description may say.')]),
      ...(failure.guest !== null ? [] : [failure.reason === null ? t('The agent gave no reason.') : t('In its own words: {0}', displayText(failure.reason))]),
    ]),
    paragraph(t('How it stands now'), [
      failureStandingText(standing, failure, t) ?? t('It is not resolved as far as the cluster tells.'),
      ...machineText(failure, standing, machineStartedAt, t),
      ...(resource === null ? [] : countText(failure, resource, t)),
    ]),
    paragraph(t('What the cluster does about it'), reactionTexts(failure, resource, snapshot, t)),
    paragraph(t('What to do next'), nextTexts(standing, code?.next ?? null, t)),
  ].join('\n\n') + '\n';
}

function paragraph(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function operationMeaning(failure: FailedAction, t: Translate): string {
  const [what, node] = [displayName(failure.resource), displayName(failure.node)];
  switch (failure.task) {
    case 'monitor':
      return failure.interval > 0
        ? t('{0}: the cluster asks on {1} whether {2} runs and is well.', operationText(failure, t), node, what)
        : t('A probe: the cluster asks on {0} whether {1} runs there, before it starts it anywhere.', node, what);
    case 'start': return t('start: the cluster had {0} started on {1}.', what, node);
    case 'stop': return t('stop: the cluster had {0} stopped on {1}. Only when that is done may it run elsewhere.', what, node);
    case 'promote': return t('promote: the cluster had {0} promoted on {1}.', what, node);
    case 'demote': return t('demote: the cluster had {0} demoted on {1}.', what, node);
    case 'migrate_to': return t('migrate_to: {0} was to leave {1} while it runs.', what, node);
    case 'migrate_from': return t('migrate_from: {0} was to arrive on {1} while it runs.', what, node);
    default: return t('{0}: an operation of {1} on {2}.', operationText(failure, t), what, node);
  }
}

function connectionMeaning({ guest, node }: FailedAction, standing: FailureStanding, t: Translate): readonly string[] {
  if (guest === null) return [];
  const machine = standing.kind === 'guest' ? standing.guest.resource : null;
  return [
    t('{0} is no service: it is the connection from {1} to pacemaker_remote inside the guest, which Pacemaker made itself. Without it the cluster cannot tell what runs there.', displayName(guest), displayName(node)),
    ...(machine === null ? [] : [t('When it is lost, the cluster stops and starts the guest’s VM, the resource {0}, and with it all that ran inside.', displayName(machine))]),
  ];
}

function machineText({ at }: FailedAction, standing: FailureStanding, startedAt: number | null, t: Translate): readonly string[] {
  const failedAt = at === null ? NaN : Date.parse(at);
  if (standing.kind !== 'guest' || startedAt === null || Number.isNaN(failedAt)) return [];
  const machine = displayName(standing.guest.resource ?? standing.guest.name);
  return [startedAt >= failedAt
    ? t('The VM {0} was restarted: it started at {1}, after the failure.', machine, dateTimeText(startedAt))
    : t('The VM {0} has not been restarted since: it started at {1}.', machine, dateTimeText(startedAt))];
}

function countText({ node }: FailedAction, { failCounts, config }: Resource, t: Translate): readonly string[] {
  const count = failCounts[node];
  const { 'migration-threshold': threshold, 'failure-timeout': timeout } = config?.meta ?? {};
  return [
    ...(count === undefined ? [] : [t('Failures counted on {0}: {1}.', displayName(node), count === Infinity ? 'INFINITY' : count)]),
    ...(threshold === undefined ? [] : [t('migration-threshold is {0}: after so many it leaves the node.', displayName(threshold))]),
    ...(timeout === undefined ? [] : [t('failure-timeout is {0}: after that time the failure is forgotten by itself.', displayName(timeout))]),
  ];
}

function reactionTexts(failure: FailedAction, resource: Resource | null, { cluster: { stonithEnabled } }: ClusterSnapshot, t: Translate): readonly string[] {
  const onFail = configured(failure, resource?.config?.operations ?? [])?.onFail ?? null;
  if (onFail !== null) return [t('The operation is configured with on-fail={0}: {1}', displayName(onFail), onFailMeaning(onFail, t))];
  switch (failure.task) {
    case 'stop':
      return [stonithEnabled === false
        ? t('A resource that cannot be stopped is blocked: fencing is off, so the cluster cannot make sure that it has ended, and leaves it alone until you have.')
        : t('A node that cannot stop a resource is fenced, so that the resource can run elsewhere.')];
    case 'start':
      return [t('A start that failed is not tried again on that node until the failure is cleaned up (start-failure-is-fatal, unless it is set to false). Another node may run it.')];
    default:
      return [t('It stops the resource and starts it again, on the same node until there are as many failures as migration-threshold allows.')];
  }
}

function configured({ task, interval }: FailedAction, operations: readonly Operation[]): Operation | undefined {
  // In the CIB a number without a unit is seconds.
  const span = (text: string | null) => (text !== null && /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : readMilliseconds(text));
  return operations.find(({ name, interval: every }) => name === task && (span(every) ?? 0) === interval);
}

function onFailMeaning(onFail: string, t: Translate): string {
  switch (onFail) {
    case 'ignore': return t('the failure is only remembered.');
    case 'block': return t('the cluster does nothing with the resource until the failure is cleaned up.');
    case 'stop': return t('the resource is stopped, and not started elsewhere.');
    case 'restart': return t('the resource is stopped and started again, perhaps elsewhere.');
    case 'demote': return t('the resource is demoted.');
    case 'fence': return t('the node is fenced.');
    case 'standby': return t('the node is put on standby: everything leaves it.');
    case 'restart-container': return t('the guest or container it runs in is restarted.');
    default: return t('a word that this extension does not know.');
  }
}

function nextTexts(standing: FailureStanding, next: string | null, t: Translate): readonly string[] {
  const steps = [
    next,
    standing.kind === 'guest' && !standing.resolved ? t('Look whether the guest runs, answers on the network, and runs pacemaker_remote (TCP port 3121) with the cluster’s key.') : null,
    standing.resolved
      ? t('When you know the cause, choose Clean Up Failed Action: it forgets the failure, which is all that is left of it.')
      : t('When the cause is gone, choose Clean Up Failed Action: the cluster then tries again what it had given up.'),
    standing.kind === 'guest' ? t('Its confirmation shows how this version of Pacemaker forgets the failure of a connection without harm to the guest, before anything is run.') : null,
  ].filter((step) => step !== null);
  return steps.map((step, index) => `${index + 1}. ${step}`);
}
