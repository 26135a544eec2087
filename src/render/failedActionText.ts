import type { FailedAction } from '../core/snapshot';
import { dateTimeText } from './age';
import { displayName, displayText } from './displayName';
import type { Translate } from './row';

/** What was tried: `monitor every 30 s`. */
export function operationText({ task, interval }: FailedAction, t: Translate): string {
  return interval > 0 ? t('{0} every {1} s', displayName(task), interval / 1000) : displayName(task);
}

/** How it went: `error (1): Lost connection to remote executor`. */
export function resultText({ text, rc, reason }: FailedAction, t: Translate): string {
  const status = rc === null ? displayText(text ?? t('unknown status')) : t('{0} ({1})', displayText(text ?? t('unknown status')), rc);
  return reason === null ? status : t('{0}: {1}', status, displayText(reason));
}

/** The whole as one sentence, also for the clipboard. */
export function failedActionText(failure: FailedAction, t: Translate): string {
  const { guest } = failure;
  const time = failureTime(failure);
  const what = guest === null
    ? t('{0} of {1} on {2} failed', operationText(failure, t), displayName(failure.resource), displayName(failure.node))
    : t('{0} of the connection to guest {1} on {2} failed', operationText(failure, t), displayName(guest), displayName(failure.node));
  return time === null ? t('{0} with {1}.', what, resultText(failure, t)) : t('{0} at {1} with {2}.', what, time, resultText(failure, t));
}

/** When, in local time; the cluster's own word where it is no time. */
function failureTime({ at }: FailedAction): string | null {
  if (at === null) return null;
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? displayName(at) : dateTimeText(moment);
}
