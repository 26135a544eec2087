import type { FailureStanding } from '../core/failureStanding';
import type { FailedAction, Guest } from '../core/snapshot';
import { displayName } from './displayName';
import { nameList } from './nameList';
import type { Translate } from './row';

/** What has become of a failed action, in one sentence; null where nothing is to be said beyond that it failed. */
export function failureStandingText(standing: FailureStanding, failure: FailedAction, t: Translate): string | null {
  switch (standing.kind) {
    case 'guest':
      return guestText(standing.guest, t);
    case 'resource':
      if (!standing.resolved) return standing.keptOff ? t('The failure keeps {0} off {1} until it is cleaned up.', displayName(failure.resource), displayName(failure.node)) : null;
      return standing.keptOff
        ? t('It is resolved: {0} runs on {1}. It is kept off {2} until the failure is cleaned up.', displayName(failure.resource), nameList(standing.nodes, t), displayName(failure.node))
        : t('It is resolved: {0} runs on {1}.', displayName(failure.resource), nameList(standing.nodes, t));
    case 'gone':
      return t('The cluster has no resource {0} any more.', displayName(failure.resource));
  }
}

/** The connection is nothing by itself: what matters is how its guest is. */
function guestText(guest: Guest, t: Translate): string {
  const name = displayName(guest.node ?? guest.name);
  const host = guest.host === null ? null : displayName(guest.host);
  switch (guest.state) {
    case 'online':
      return host === null ? t('It is resolved: the connection to guest {0} was lost and is back.', name) : t('It is resolved: the connection to guest {0} was lost and is back; its VM runs on {1}.', name, host);
    case 'recovering':
      return t('The connection to guest {0} was lost, and the cluster is recovering the guest now.', name);
    case 'stopped':
      return t('The connection to guest {0} was lost, and its VM is stopped.', name);
    case 'connection-lost':
    case 'managed':
    case 'not-managed':
      return host === null ? t('The connection to guest {0} was lost.', name) : t('The connection to guest {0} was lost; its VM runs on {1}.', name, host);
  }
}
