import type { Row } from './row';
import { sameValue } from './sameValue';

/** What has to be redrawn so that a tree of rows becomes another. */
export interface RowDifference {
  /** Whether rows without a parent came, went or changed places: the view as a whole has to be redrawn. */
  readonly root: boolean;
  /** Ids of rows that look different or have other children, in the order of the tree; each is in both trees. */
  readonly changed: readonly string[];
}

/**
 * Compares by id: a row that differs is named, and its parent only when that differs too.
 * Tooltips are left out: the editor holds none but those that it asked for.
 */
export function rowDifference(before: readonly Row[], after: readonly Row[]): RowDifference {
  const changed: string[] = [];
  collect(before, after, changed);
  return { root: !sameIds(before, after), changed };
}

function collect(before: readonly Row[], after: readonly Row[], changed: string[]): void {
  if (before === after) return;
  const known = new Map(before.map((row) => [row.id, row]));
  for (const row of after) {
    const old = known.get(row.id);
    if (old === undefined || old === row) continue;
    if (!looksSame(old, row) || !sameIds(old.children, row.children)) changed.push(row.id);
    collect(old.children, row.children, changed);
  }
}

function sameIds(before: readonly Row[], after: readonly Row[]): boolean {
  return before.length === after.length && before.every((row, index) => row.id === after[index]?.id);
}

function looksSame(before: Row, after: Row): boolean {
  return before.label === after.label
    && before.description === after.description
    && before.accessibleLabel === after.accessibleLabel
    && before.expanded === after.expanded
    && before.icon.codicon === after.icon.codicon
    && before.icon.color === after.icon.color
    && sameValue(before.flags, after.flags)
    && sameValue(before.subject, after.subject);
}
