import type { Consequences, Transition } from '../core/change/transition';
import { actionWithReason, fencingText } from './actionText';
import { inOrderOfWeight } from './consequenceText';
import { displayName } from './displayName';
import type { Translate } from './row';

/** All that would come of a change, as plain text with Pacemaker's reasons. */
export function consequenceDocument({ change, anyway, homeless }: Consequences, t: Translate): string {
  const without = new Set(homeless);
  const blocked = change.actions.filter((action) => action.blocked);
  const done = inOrderOfWeight(change, without).filter((action) => !action.blocked);
  const sections = [
    section(t('Nodes that would be fenced'), change.fencing.map((fenced) => fencingText(fenced, t))),
    section(t('Resources that no node would run any longer'), homeless.map(displayName)),
    section(t('What would be blocked'), blocked.map((action) => actionWithReason(action, without, t))),
    section(t('What Pacemaker would do because of the change'), done.map((action) => actionWithReason(action, without, t))),
    change.fencing.length + change.actions.length === 0 ? t('Pacemaker would start, stop or move nothing because of it.') : null,
    isAtRest(anyway) ? null : section(t('What it is about to do without the change, since the cluster is not at rest'), [
      ...anyway.fencing.map((fenced) => fencingText(fenced, t)),
      ...inOrderOfWeight(anyway, new Set()).map((action) => actionWithReason(action, new Set(), t)),
    ]),
    t('This is what Pacemaker’s own scheduler plans for a copy of the configuration. It takes for granted that every action succeeds and that nothing else changes.'),
  ];
  return `${sections.filter((text) => text !== null).join('\n\n')}\n`;
}

function isAtRest({ actions, fencing }: Transition): boolean {
  return actions.length + fencing.length === 0;
}

function section(title: string, lines: readonly string[]): string | null {
  return lines.length === 0 ? null : [title, ...lines.map((line) => `  * ${line}`)].join('\n');
}
