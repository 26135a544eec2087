import { baseId } from '../core/liveResources';
import type { FencedNode, SummaryAction } from '../core/change/transition';
import { displayName as name, displayText } from './displayName';
import type { Translate } from './row';

/** What would be done to a node. Said in capitals, as crm_mon says UNCLEAN: nothing else that may come of a change weighs as much. */
export function fencingText({ node, how, reason, resource }: FencedNode, t: Translate): string {
  const what = resource === null
    ? t('FENCES {0} ({1}): whatever runs there is cut off', name(node), name(how))
    : t('FENCES the guest {0} by restarting {1}: whatever runs inside is cut off', name(node), name(resource));
  return withReason(what, reason, t);
}

/** An action of the scheduler as a sentence. Instances of a clone go by the name of their resource, as everywhere. */
export function actionText(action: SummaryAction, homeless: ReadonlySet<string>, t: Translate): string {
  return action.blocked ? blockedText(action, t) : t('{0}.', doneText(action, homeless, t));
}

/** The same with why the scheduler wants it. */
export function actionWithReason(action: SummaryAction, homeless: ReadonlySet<string>, t: Translate): string {
  return action.blocked ? blockedText(action, t) : withReason(doneText(action, homeless, t), action.reason, t);
}

function doneText(action: SummaryAction, homeless: ReadonlySet<string>, t: Translate): string {
  const { kind, role } = action;
  const [resource, here, there] = placesOf(action);
  const moves = action.from !== null && action.to !== null && action.from !== action.to;
  switch (kind) {
    case 'stop':
      return homeless.has(baseId(action.resource)) ? t('Stops {0} on {1}, and no node would run it', resource, here) : t('Stops {0} on {1}', resource, here);
    case 'start':
      return role === null ? t('Starts {0} on {1}', resource, there) : t('Starts {0} on {1} as {2}', resource, there, role);
    case 'move':
      return role === null ? t('Moves {0} from {1} to {2}', resource, here, there) : t('Moves {0} from {1} to {2} as {3}', resource, here, there, role);
    case 'migrate':
      return t('Migrates {0} live from {1} to {2}', resource, here, there);
    case 'restart':
      return moves ? t('Restarts {0} on {2}, away from {1}', resource, here, there) : t('Restarts {0} on {1}', resource, here);
    case 'reload':
      return t('Reloads {0} on {1}', resource, here);
    case 'recover':
      return moves ? t('Recovers {0} on {2}, away from {1}', resource, here, there) : t('Recovers {0} on {1}', resource, here);
    case 'promote':
      return moves ? t('Moves {0} from {1} to {2} and promotes it', resource, here, there) : t('Promotes {0} on {1}', resource, here);
    case 'demote':
      return moves ? t('Demotes {0} on {1} and moves it to {2}', resource, here, there) : t('Demotes {0} on {1}', resource, here);
    case 'repromote':
      return t('Demotes {0} on {1} and promotes it again', resource, here);
    case 'other':
      return t('Does something else to {0} on {1}', resource, here);
  }
}

/** The scheduler wants it and cannot have it, which is why it stays as it is. */
function blockedText(action: SummaryAction, t: Translate): string {
  const [resource, here, there] = placesOf(action);
  switch (action.kind) {
    case 'start':
      return withReason(t('BLOCKED: {0} cannot start on {1}', resource, there), action.reason, t);
    case 'stop':
      return withReason(t('BLOCKED: {0} cannot stop on {1}', resource, here), action.reason, t);
    default:
      return withReason(t('BLOCKED: {0} stays as it is on {1}', resource, here), action.reason, t);
  }
}

function placesOf({ resource, from, to }: SummaryAction): readonly [resource: string, here: string, there: string] {
  return [name(baseId(resource)), name(from ?? to ?? ''), name(to ?? from ?? '')];
}

function withReason(what: string, reason: string | null, t: Translate): string {
  return reason === null ? t('{0}.', what) : t('{0} ({1}).', what, displayText(reason));
}
