import { flatten } from '../core/flatten';
import type { ClusterSnapshot } from '../core/snapshot';
import type { WhatIf } from '../core/whatIf/whatIf';
import { displayName as name } from './displayName';
import type { Translate } from './row';

/** What might happen, as a sentence without its end: “host2 fails”. */
export function whatIfText(whatIf: WhatIf, snapshot: ClusterSnapshot, t: Translate): string {
  switch (whatIf.kind) {
    case 'nodeFails':
      return t('{0} fails', name(whatIf.node));
    case 'nodeFenced':
      return t('{0} is fenced', name(whatIf.node));
    case 'nodeLeaves':
      return t('{0} shuts down cleanly', name(whatIf.node));
    case 'connectionLost':
      return t('the connection to {0} is lost', name(whatIf.resource));
    case 'cannotStart':
      return t('{0} cannot be started on {1} any more', name(whatIf.resource), name(whatIf.node));
    case 'monitorFails': {
      const guest = guestOf(whatIf.resource, snapshot);
      return guest === null ? t('{0} fails on {1}', name(whatIf.resource), name(whatIf.node)) : t('the virtual machine of {0} ({1} on {2}) dies', name(guest), name(whatIf.resource), name(whatIf.node));
    }
  }
}

/** What it stands for, in a sentence. */
export function whatIfDetail({ kind }: WhatIf, t: Translate): string {
  switch (kind) {
    case 'nodeFails':
      return t('It crashes or is cut off, without a word.');
    case 'nodeFenced':
      return t('It has been turned off for certain.');
    case 'nodeLeaves':
      return t('Pacemaker is stopped on it, which hands over what runs there first.');
    case 'connectionLost':
      return t('Pacemaker Remote does not answer any more.');
    case 'cannotStart':
      return t('It is stopped there, and a start has failed as often as counts.');
    case 'monitorFails':
      return t('Its monitor finds that it does not run any more.');
  }
}

function guestOf(resource: string, { guests, resources }: ClusterSnapshot): string | null {
  const found = flatten(resources).find(({ id }) => id === resource);
  return found === undefined ? null : guests.find((guest) => guest.resource === resource)?.name ?? null;
}
