import { contextValue } from '../../../src/actions/contextValue';
import type { Row } from '../../../src/render/row';

/** A tree as text: what the screen shows of each row, its icon, and what menus know of it. */
export function drawnRows(rows: readonly Row[], indent = ''): string {
  return rows.map((row) => {
    const fold = row.children.length === 0 ? ' ' : row.expanded ? '▾' : '▸';
    return `${indent}${fold} ${row.label} · ${row.description} [${row.icon.codicon}] ${contextValue(row)}\n${drawnRows(row.children, `${indent}  `)}`;
  }).join('');
}

/** Tooltips of all rows, and their sentences for a screen reader. */
export function drawnTooltips(rows: readonly Row[]): string {
  return rows.map((row) => {
    const { title, lines } = row.tooltip.build();
    const words = lines.map(({ name, value }) => `  ${name === '' ? '' : `${name}: `}${value}\n`).join('');
    return `${title}\n${words}  » ${row.accessibleLabel}\n${drawnTooltips(row.children)}`;
  }).join('');
}

export function everyRow(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => [row, ...everyRow(row.children)]);
}
