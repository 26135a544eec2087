import type { Constraint } from '../snapshot';
import { banId, isLasting, preferId } from './leftovers';
import type { Task } from './task';

/** Whether it says no more than that a resource is to be on a node or not, and how much. */
function isSimpleLocation(constraint: Constraint): boolean {
  return constraint.kind === 'location' && isLasting(constraint) && constraint.resource !== null && constraint.score !== null && (constraint.role === null || constraint.leftover) && constraint.discovery === null && constraint.sets.length === 0;
}

/** The task that makes such a constraint anew, under the id that pcs gives it; null where no task says all that it says. `moveLeaves`: a move leaves one. */
export function addedAgain(constraint: Constraint, moveLeaves = false): Task | null {
  if (constraint.sets.length > 0) return null;
  switch (constraint.kind) {
    case 'location': {
      const { id, resource, node, score } = constraint;
      if (!isSimpleLocation(constraint) || resource === null || node === null || score === null) return null;
      if (id === banId(resource, node)) return { kind: 'ban', resource, node };
      if (id === preferId(resource)) return moveLeaves ? { kind: 'move', resource, node } : null;
      return constraint.leftover ? null : { kind: 'addLocation', resource, node, score };
    }
    case 'colocation': {
      const { resource, with: withResource, score, role, withRole } = constraint;
      return resource === null || withResource === null || score === null || role !== null || withRole !== null ? null : { kind: 'addColocation', resource, withResource, score };
    }
    case 'order': {
      const { first, then, firstAction, thenAction, orderKind, symmetrical } = constraint;
      const isPlain = (firstAction ?? 'start') === 'start' && (thenAction ?? 'start') === 'start' && (orderKind ?? 'Mandatory') === 'Mandatory' && symmetrical !== false;
      return first === null || then === null || !isPlain ? null : { kind: 'addOrder', first, then };
    }
    case 'ticket':
      return null;
  }
}
