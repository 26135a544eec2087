import type { FailureStanding } from '../core/failureStanding';
import type { FailedAction } from '../core/snapshot';
import { failedActionText, operationText, resultText } from './failedActionText';
import { displayName } from './displayName';
import { failureStandingText } from './failureStandingText';
import { flags } from './flags';
import { icons } from './icons';
import { phrase } from './phrase';
import type { Row, Translate } from './row';
import { sentences } from './tooltipLines';

/** What a failed action is looked up in. */
export interface FailureContext {
  readonly cluster: string;
  readonly knownResources: ReadonlySet<string>;
  readonly knownNodes: ReadonlySet<string>;
  readonly standingOf: (failure: FailedAction) => FailureStanding;
}

export function failedActionRow(failure: FailedAction, id: string, { cluster, knownResources, knownNodes, standingOf }: FailureContext, t: Translate): Row {
  const standing = standingOf(failure);
  const become = failureStandingText(standing, failure, t);
  const sentence = failedActionText(failure, t);
  return {
    id,
    label: t('{0}: {1}', displayName(failure.resource), operationText(failure, t)),
    description: phrase([standing.resolved ? t('resolved') : null, failure.guest === null ? null : t('connection to guest {0}', displayName(failure.guest)), guestPlace(standing, t), resultText(failure, t)]),
    icon: standing.resolved ? icons.leftover : icons.failed,
    accessibleLabel: [t('Failed action: {0}', sentence), become].filter((each) => each !== null).join(' '),
    subject: { kind: 'failedAction', cluster, resource: failure.resource, task: failure.task, interval: failure.interval, node: failure.node },
    flags: flags('failedAction', {
      guestConnection: failure.guest !== null,
      placed: knownNodes.has(failure.node),
      resolved: standing.resolved,
      resource: knownResources.has(failure.resource),
    }),
    tooltip: {
      from: { failure, become },
      build: () => ({ title: t('Failed action'), lines: sentences([sentence, become]) }),
    },
    children: [],
    expanded: false,
  };
}

/** Where the VM of a guest runs whose connection has failed. */
function guestPlace(standing: FailureStanding, t: Translate): string | null {
  if (standing.kind !== 'guest' || standing.guest.host === null || standing.guest.state === 'stopped') return null;
  return t('its VM runs on {0}', displayName(standing.guest.host));
}
