import type { Checkpoint } from '../core/commands/checkpoints';
import { timeText } from './age';
import type { Choice } from './choice';
import { displayName } from './displayName';
import type { Translate } from './row';

/** A former configuration as an entry of a list: when it was replaced, its version, and by whom it was made, so far as it tells. */
export function checkpointChoice({ number, until, version, written, user, host, client }: Checkpoint, now: number, t: Translate): Omit<Choice<never>, 'value'> {
  const { adminEpoch, epoch } = version;
  const by = user !== null && host !== null ? t('{0} on {1}', displayName(user), displayName(host)) : displayName(user ?? host ?? '');
  const made = [written === null ? '' : t('made {0}', displayName(written)), by === '' ? '' : t('by {0}', by), client === null ? '' : t('with {0}', displayName(client))];
  return {
    label: t('Until {0}', timeText(until, now)),
    description: t('checkpoint {0}, version {1}', number, `${String(adminEpoch)}.${String(epoch)}`),
    detail: made.filter((part) => part !== '').join(' '),
    codicon: 'history',
  };
}
