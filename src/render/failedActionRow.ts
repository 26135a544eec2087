import type { FailedAction } from '../core/snapshot';
import { failedActionText, operationText, resultText } from './failedActionText';
import { displayName } from './displayName';
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
}

export function failedActionRow(failure: FailedAction, id: string, { cluster, knownResources, knownNodes }: FailureContext, t: Translate): Row {
  const sentence = failedActionText(failure, t);
  return {
    id,
    label: t('{0}: {1}', displayName(failure.resource), operationText(failure, t)),
    description: phrase([failure.guest === null ? null : t('connection to guest {0}', displayName(failure.guest)), resultText(failure, t)]),
    icon: icons.failed,
    accessibleLabel: t('Failed action: {0}', sentence),
    subject: { kind: 'failedAction', cluster, resource: failure.resource, task: failure.task, interval: failure.interval, node: failure.node },
    flags: flags('failedAction', {
      guestConnection: failure.guest !== null,
      placed: knownNodes.has(failure.node),
      resource: knownResources.has(failure.resource),
    }),
    tooltip: {
      from: failure,
      build: () => ({ title: t('Failed action'), lines: sentences([sentence]) }),
    },
    children: [],
    expanded: false,
  };
}
