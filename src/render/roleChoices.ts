import type { SetDraft, TicketRole } from '../core/change/shapeTask';
import type { Choice } from './choice';
import type { Translate } from './row';

/** For which instances of a promotable clone a rule counts. */
export function ruleRoles(t: Translate): readonly Choice<Exclude<TicketRole, 'Started'> | null>[] {
  return [
    { label: t('Every Instance'), description: '', detail: t('The rule says where instances may run, promoted or not.'), codicon: 'pass', value: null },
    { label: t('The Promoted Ones'), description: 'Promoted', detail: t('The rule says where an instance may be promoted, not where it may run.'), codicon: 'star-full', value: 'Promoted' },
    { label: t('The Unpromoted Ones'), description: 'Unpromoted', detail: t('The rule counts only for instances that are not promoted.'), codicon: 'star-empty', value: 'Unpromoted' },
  ];
}

/** What of a set with promotable clones in it counts, as options of the set. */
export function setRoles(of: 'order' | 'colocation' | 'ticket', t: Translate): readonly Choice<SetDraft['options']>[] {
  if (of === 'order') {
    return [
      { label: t('That They Start'), description: 'action=start', detail: t('What comes next waits until they run, promoted or not.'), codicon: 'pass', value: {} },
      { label: t('That They Are Promoted'), description: 'action=promote', detail: t('They are promoted at that place of the order, and what comes next waits for that.'), codicon: 'star-full', value: { action: 'promote' } },
    ];
  }
  return [
    { label: t('Every Instance'), description: '', detail: t('It counts for instances promoted or not.'), codicon: 'pass', value: {} },
    { label: t('The Promoted Ones'), description: 'role=Promoted', detail: t('It counts for instances that are promoted.'), codicon: 'star-full', value: { role: 'Promoted' } },
    { label: t('The Unpromoted Ones'), description: 'role=Unpromoted', detail: t('It counts for instances that are not promoted.'), codicon: 'star-empty', value: { role: 'Unpromoted' } },
  ];
}
