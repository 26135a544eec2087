import type { OrderAction } from '../core/change/task';
import type { Choice } from './choice';
import { displayName } from './displayName';
import type { Translate } from './row';

/** What of a resource an order can be about; only promotable clones are promoted and demoted. */
export function orderActions(resource: string, isPromotable: boolean, t: Translate): readonly Choice<OrderAction>[] {
  const name = displayName(resource);
  return [
    { label: t('Start'), description: 'start', detail: t('{0} is started.', name), codicon: 'debug-start', value: 'start' },
    ...(isPromotable ? [{ label: t('Promote'), description: 'promote', detail: t('An instance of {0} is promoted.', name), codicon: 'star-full', value: 'promote' } as const] : []),
    { label: t('Stop'), description: 'stop', detail: t('{0} is stopped.', name), codicon: 'debug-stop', value: 'stop' },
    ...(isPromotable ? [{ label: t('Demote'), description: 'demote', detail: t('An instance of {0} is demoted.', name), codicon: 'star-empty', value: 'demote' } as const] : []),
  ];
}

/** Whether an order holds always, or only where several things happen at once anyway; empty is the default. */
export function orderKinds(t: Translate): readonly Choice<'' | 'Optional' | 'Serialize'>[] {
  return [
    { label: t('Always'), description: 'Mandatory', detail: t('Nothing starts while what comes before it does not run, and stops before that stops.'), codicon: 'lock', value: '' },
    { label: t('Only When They Start or Stop Together'), description: 'Optional', detail: t('Each may run without the others.'), codicon: 'unlock', value: 'Optional' },
    { label: t('Never Two at Once'), description: 'Serialize', detail: t('They start and stop one at a time, in whatever order.'), codicon: 'list-ordered', value: 'Serialize' },
  ];
}

/** Whether an order says something of the way back. */
export function orderWays(t: Translate): readonly Choice<boolean>[] {
  return [
    { label: t('Both Ways'), description: 'symmetrical=true', detail: t('What is done last is undone first: what starts last stops first. This is the default.'), codicon: 'arrow-both', value: true },
    { label: t('This Way Only'), description: 'symmetrical=false', detail: t('Nothing is said of the way back: they stop in whatever order.'), codicon: 'arrow-right', value: false },
  ];
}
