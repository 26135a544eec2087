import type { Action } from '../actions/action';
import { contextValue, isTarget } from '../actions/contextValue';
import type { Row, Subject } from '../render/row';
import { clusterOfChecklist } from './documentUri';

/** What a command is to be done to: known, to be chosen by the person, or nothing at hand fits. */
export type CommandTarget =
  | { readonly kind: 'known'; readonly subjects: readonly Subject[] }
  | { readonly kind: 'choose'; readonly candidates: readonly Row[] }
  | { readonly kind: 'none' };

/**
 * Works out the target from what the editor hands to a command: the row and the selected rows from a menu,
 * the address of a checklist from its title bar, something else or nothing from another, a welcome text or the palette. `rows` are those of all views.
 */
export function commandTarget(action: Action, handed: readonly unknown[], rows: readonly Row[], activeCluster: string | null): CommandTarget {
  if (action.targets.length === 0) return { kind: 'known', subjects: [] };
  const dropped = subjectsOf(handed[0]);
  if (dropped !== null) return { kind: 'known', subjects: dropped };
  const clicked = rowOf(handed[0]);
  if (clicked !== null && fits(action, clicked)) return { kind: 'known', subjects: selection(action, clicked, handed[1]) };
  if (action.palette === 'always') return { kind: 'known', subjects: [] };
  const cluster = clicked?.subject.cluster ?? clusterOfChecklist(handed[0]) ?? (handed.length > 0 ? activeCluster : null);
  // A title bar is about the cluster that is shown: what does not fit that one is never done to another.
  const candidates = distinct(allRows(rows).filter((row) => fits(action, row) && (cluster === null || row.subject.cluster === cluster)));
  const ofCluster = candidates.filter(({ subject }) => subject.kind === 'cluster');
  const offered = ofCluster.length > 0 ? ofCluster : candidates;
  const [only, ...others] = offered;
  if (only === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'known', subjects: [only.subject] } : { kind: 'choose', candidates: offered };
}

/** What a command is handed to be done to this, as if its row had been clicked; `flags` are those of the row. */
export function handedRow(subject: Subject, flags: Row['flags']): unknown {
  return { row: { subject, flags } };
}

function selection(action: Action, clicked: Row, selected: unknown): readonly Subject[] {
  const rows = Array.isArray(selected) ? selected.flatMap((element) => rowOf(element) ?? []) : [];
  if (!action.multiple || !rows.includes(clicked)) return [clicked.subject];
  return distinct(rows.filter((row) => fits(action, row))).map(({ subject }) => subject);
}

function fits(action: Action, row: Row): boolean {
  const value = contextValue(row);
  return action.targets.some((target) => isTarget(target, value));
}

function rowOf(element: unknown): Row | null {
  return typeof element === 'object' && element !== null && 'row' in element ? (element.row as Row) : null;
}

/** What was worked out already by whoever ran the command: where a row was dropped on another, say. */
function subjectsOf(handed: unknown): readonly Subject[] | null {
  return typeof handed === 'object' && handed !== null && 'subjects' in handed && Array.isArray(handed.subjects) ? (handed.subjects as readonly Subject[]) : null;
}

function allRows(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => [row, ...allRows(row.children)]);
}

/** The same thing may have a row in several views. */
function distinct(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row.subject), row])).values()];
}
