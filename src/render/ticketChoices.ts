import type { LossPolicy, TicketRole } from '../core/change/shapeTask';
import type { ClusterSnapshot } from '../core/snapshot';
import type { Choice } from './choice';
import { displayName } from './displayName';
import type { Translate } from './row';

/** The tickets that are known here, in the state or in constraints. */
export function ticketChoices({ tickets, constraints }: Pick<ClusterSnapshot, 'tickets' | 'constraints'>, t: Translate): readonly Choice<string>[] {
  const names = new Set([...tickets.map(({ id }) => id), ...constraints.flatMap((constraint) => (constraint.kind === 'ticket' ? [constraint.ticket] : []))]);
  return [...names].map((name) => {
    const isGranted = tickets.some(({ id, granted }) => id === name && granted === true);
    return { label: displayName(name), description: isGranted ? t('granted here') : t('not granted here'), detail: '', codicon: isGranted ? 'pass' : 'circle-slash', value: name };
  });
}

/** What was typed as a ticket that is not known: the entry, or what is wrong with it. */
export function typedTicket(typed: string, t: Translate): Choice<string> | string {
  if (!/^[\w.-]+$/.test(typed)) return t('The name of a ticket has letters, digits, “-”, “_” and “.” in it.');
  return { label: displayName(typed), description: t('not known here yet, so not granted'), detail: '', codicon: 'edit', value: typed };
}

/** Which of a promotable clone needs the ticket. */
export function ticketRoles(t: Translate): readonly Choice<TicketRole | null>[] {
  return [
    { label: t('To Run at All'), description: '', detail: t('Without the ticket no instance runs.'), codicon: 'pass', value: null },
    { label: t('To Be Promoted'), description: 'Promoted', detail: t('Without the ticket its instances run, and none is promoted.'), codicon: 'star-full', value: 'Promoted' },
  ];
}

/** What becomes of a resource whose ticket is taken away. */
export function lossPolicies(t: Translate): readonly Choice<LossPolicy | null>[] {
  return [
    { label: t('Stop'), description: 'stop', detail: t('It is stopped; what was promoted only is demoted. This is the default.'), codicon: 'debug-stop', value: null },
    { label: t('Fence'), description: 'fence', detail: t('The nodes that it runs on are fenced: quickest, and hardest.'), codicon: 'zap', value: 'fence' },
    { label: t('Freeze'), description: 'freeze', detail: t('It goes on running, and the cluster leaves it alone.'), codicon: 'debug-pause', value: 'freeze' },
    { label: t('Demote'), description: 'demote', detail: t('It goes on running unpromoted; for promotable clones.'), codicon: 'arrow-down', value: 'demote' },
  ];
}
