import type { Row } from './row';

/** Rows as indented lines of plain text, deeper ones only where `below` says so. */
export function rowsText(rows: readonly Row[], indent: string, below: (row: Row) => readonly Row[] = ({ children }) => children): readonly string[] {
  return rows.flatMap((row) => [
    `${indent}${row.label}${row.description === '' ? '' : `: ${row.description}`}`,
    ...rowsText(below(row), `${indent}  `, below),
  ]);
}
