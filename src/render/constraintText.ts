import type { Constraint, ResourceSet } from '../core/snapshot';
import { displayName, displayText } from './displayName';
import { phrase } from './phrase';
import type { Translate } from './row';

/** What a constraint means, in one line. */
export function constraintText(constraint: Constraint, t: Translate): string {
  switch (constraint.kind) {
    case 'location':
      return locationText(constraint, t);
    case 'colocation':
      return constraint.sets.length > 0
        ? negative(constraint.score) ? t('{0} apart', sets(constraint.sets, t)) : t('{0} together', sets(constraint.sets, t))
        : negative(constraint.score)
          ? t('{0} not with {1}', inRole(constraint.resource, constraint.role, t), inRole(constraint.with, constraint.withRole, t))
          : t('{0} with {1}', inRole(constraint.resource, constraint.role, t), inRole(constraint.with, constraint.withRole, t));
    case 'order':
      return constraint.sets.length > 0
        ? t('{0} in this order', sets(constraint.sets, t))
        : t('{0} then {1}', step(constraint.firstAction, constraint.first), step(constraint.thenAction ?? constraint.firstAction, constraint.then));
    case 'ticket':
      return t('{0} needs ticket {1}', constraint.sets.length > 0 ? sets(constraint.sets, t) : inRole(constraint.resource, constraint.role, t), displayName(constraint.ticket));
  }
}

function locationText(constraint: Extract<Constraint, { kind: 'location' }>, t: Translate): string {
  const what = constraint.sets.length > 0
    ? sets(constraint.sets, t)
    : constraint.pattern !== null
      ? t('resources like {0}', displayName(constraint.pattern))
      : inRole(constraint.resource, constraint.role, t);
  if (constraint.node === null) return t('{0} by rule', what);
  return negative(constraint.score) ? t('{0} avoids {1}', what, displayName(constraint.node)) : t('{0} prefers {1}', what, displayName(constraint.node));
}

/** Score and options that change what it means. */
export function constraintDetails(constraint: Constraint, t: Translate): string {
  switch (constraint.kind) {
    case 'location':
      return phrase([scoreText(constraint.score, t), constraint.discovery === null ? null : t('resource-discovery {0}', displayName(constraint.discovery)), ...constraint.rules.map(displayText)]);
    case 'colocation':
      return scoreText(constraint.score, t) ?? '';
    case 'order':
      return phrase([constraint.orderKind === null ? null : displayName(constraint.orderKind), constraint.symmetrical === false ? t('not symmetrical') : null]);
    case 'ticket':
      return constraint.lossPolicy === null ? '' : t('loss-policy {0}', displayName(constraint.lossPolicy));
  }
}

/** The resources a constraint names, in its order, each once. */
export function constrainedResources(constraint: Constraint): readonly string[] {
  return [...new Set([...named(constraint), ...constraint.sets.flatMap(({ resources }) => resources)])];
}

function named(constraint: Constraint): readonly string[] {
  switch (constraint.kind) {
    case 'colocation': return present(constraint.resource, constraint.with);
    case 'order': return present(constraint.first, constraint.then);
    case 'location':
    case 'ticket': return present(constraint.resource);
  }
}

function present(...ids: readonly (string | null)[]): readonly string[] {
  return ids.filter((id) => id !== null);
}

function scoreText(score: string | null, t: Translate): string | null {
  return score === null ? null : t('score {0}', displayName(score));
}

function negative(score: string | null): boolean {
  return score?.trim().startsWith('-') === true;
}

function inRole(resource: string | null, role: string | null, t: Translate): string {
  const id = displayName(resource ?? '');
  return role === null || role === 'Started' ? id : t('{0} ({1})', id, displayName(role));
}

/** The start of a resource goes without saying. */
function step(action: string | null, resource: string | null): string {
  const id = displayName(resource ?? '');
  return action === null || action === 'start' ? id : `${displayName(action)} ${id}`;
}

/** With what of them counts, without which a constraint of the promoted ones would look like one of all. */
function sets(all: readonly ResourceSet[], t: Translate): string {
  return all.map(({ resources, role, action }) => `{${resources.map((id) => (role === null ? step(action, id) : inRole(id, role, t))).join(', ')}}`).join(' ');
}
