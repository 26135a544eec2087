import { baseId } from '../core/liveResources';
import type { ActionKind, Consequences, SummaryAction, Transition } from '../core/change/transition';
import { actionText, fencingText } from './actionText';
import type { Translate } from './row';

/** Lines of a dialog about what would come of a change, fencing aside, all of which is said. */
const most = 8;

/** What would come of a change, in short: a sentence to a line, the weightiest first. */
export function consequenceText({ change, anyway, homeless }: Consequences, t: Translate): readonly string[] {
  const without = new Set(homeless);
  const actions = inOrderOfWeight(change, without).map((action) => actionText(action, without, t));
  const nothing = change.fencing.length + actions.length === 0;
  return [
    ...change.fencing.map((fenced) => fencingText(fenced, t)),
    ...(nothing ? [t('Pacemaker would start, stop or move nothing because of it.')] : actions.length <= most ? actions : [...actions.slice(0, most - 1), t('… and {0} more', actions.length - most + 1)]),
    ...anywayText(anyway, t),
  ];
}

/** Actions by what a person wants to know first. Those of one weight stay in the scheduler's order, where a guest comes before what is inside. */
export function inOrderOfWeight({ actions }: Transition, homeless: ReadonlySet<string>): Transition['actions'] {
  const weight = ({ kind, blocked, resource }: SummaryAction) => (blocked ? 0 : kind === 'stop' && homeless.has(baseId(resource)) ? 1 : 2 + WEIGHTS.findIndex((kinds) => kinds.includes(kind)));
  return [...actions].sort((one, other) => weight(one) - weight(other));
}

const WEIGHTS: readonly (readonly ActionKind[])[] = [['stop'], ['demote'], ['recover', 'restart', 'repromote', 'move'], ['migrate'], ['promote', 'start', 'reload', 'other']];

/** A cluster that is not at rest does more than was asked of it. */
function anywayText(anyway: Transition, t: Translate): readonly string[] {
  const { fencing, actions } = anyway;
  if (fencing.length + actions.length === 0) return [];
  const sentences = [...fencing.map((fenced) => fencingText(fenced, t)), ...inOrderOfWeight(anyway, new Set()).map((action) => actionText(action, new Set(), t))];
  const shown = sentences.slice(0, Math.max(2, fencing.length));
  const rest = sentences.length - shown.length;
  return [t('The cluster is not at rest. What it is about to do without this change: {0}', rest === 0 ? shown.join(' ') : t('{0} … and {1} more', shown.join(' '), rest))];
}
