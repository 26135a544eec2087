import type { LinkReason } from '../core/fault';
import { displayName, displayText } from './displayName';
import type { Translate } from './row';

/** Why a way to a host failed: our own reasons in words, those of others as they stand. */
export function reasonText(reason: LinkReason | (string & {}), t: Translate): string {
  switch (reason) {
    case 'name-missing': return t('a name is missing');
    case 'option-like': return t('a name begins with “-”');
    case 'shell-character': return t('a name has a character with a meaning to shells');
    case 'port-range': return t('the port is no number from 1 to 65535');
    case 'too-many-jumps': return t('too many jump hosts');
    case 'no-host': return t('no host is named');
    case 'closed-at-once': return t('the host closed it at once');
    case 'closed-in-login': return t('the host closed it during the login');
    case 'closed': return t('the host closed it');
    case 'no-answer': return t('the host stopped answering');
    case 'binary-revocation-list': return t('a binary list of revoked keys cannot be checked here');
    default: return displayText(reason) || '…';
  }
}

/** Where a host key that is known stands. */
export function knownFromText(from: string, t: Translate): string {
  switch (from) {
    case 'trusted-here': return t('accepted in this editor');
    case 'given': return t('known beforehand');
    default: return displayName(from);
  }
}
