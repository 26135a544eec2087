import type { Guest } from '../core/snapshot';
import { displayName } from './displayName';
import { icons, kindIcon } from './icons';
import type { RowIcon, Translate } from './row';

/** How a guest stands, in words and as a picture. */
export interface GuestStateText {
  readonly words: readonly string[];
  readonly icon: RowIcon;
  /** Whether somebody should look at it. */
  readonly problem: boolean;
}

export function guestState(guest: Guest, t: Translate): GuestStateText {
  const { words, icon, problem } = clusterView(guest, t);
  if (guest.disagreements.length === 0) return { words, icon, problem };
  return { words: [...words, t('libvirt and Pacemaker disagree')], icon: icons.warning, problem: true };
}

function clusterView(guest: Guest, t: Translate): GuestStateText {
  const domain = guest.domainState === null ? [] : [displayName(guest.domainState)];
  switch (guest.state) {
    case 'not-managed':
      return { words: [t('not managed'), ...domain], icon: kindIcon('guest', guest.domainState === 'running' ? null : icons.off), problem: false };
    case 'managed':
      return { words: [t('managed by {0}', displayName(guest.resource ?? '')), ...domain], icon: guest.domainState === 'running' ? icons.good : icons.off, problem: false };
    case 'online':
      return { words: [t('guest node online')], icon: icons.good, problem: false };
    case 'connection-lost':
      return { words: [t('connection lost')], icon: icons.lost, problem: true };
    case 'recovering':
      return { words: [t('recovering')], icon: icons.busy, problem: false };
    case 'stopped':
      return { words: [t('guest node stopped')], icon: icons.off, problem: false };
  }
}
