import { contextValue, isTarget } from '../actions/contextValue';
import { shapeCommand } from '../actions/ids';
import { actionOf } from '../actions/table';
import type { Row, Subject } from '../render/row';

/**
 * What comes of rows that are dropped on another.
 * place         a resource is to be placed on a node
 * no-node       the row below is none of a node that a resource can be placed on
 * several       more than one row was dragged
 * no-resource   the dragged row is none of a resource that can be placed
 * other-cluster it belongs to another cluster than the node
 */
export type RowDrop = { readonly kind: 'place'; readonly subjects: readonly [resource: Subject, node: Subject] } | { readonly kind: 'no-node' | 'several' | 'no-resource' | 'other-cluster'; readonly label: string };

export function rowDrop(dragged: readonly Row[], target: Row | undefined): RowDrop {
  const [row, ...others] = dragged;
  if (!row || others.length > 0) return { kind: 'several', label: row?.label ?? '' };
  if (row.subject.kind !== 'resource' || !isPlaceable(row)) return { kind: 'no-resource', label: row.label };
  if (target?.subject.kind !== 'node' || !isPlaceable(target)) return { kind: 'no-node', label: target?.label ?? '' };
  return row.subject.cluster === target.subject.cluster ? { kind: 'place', subjects: [row.subject, target.subject] } : { kind: 'other-cluster', label: row.label };
}

/** Whether the menu of such a row offers to place it: dragging can do no more. */
function isPlaceable(row: Row): boolean {
  return actionOf(shapeCommand.placeResource).targets.some((target) => isTarget(target, contextValue(row)));
}
