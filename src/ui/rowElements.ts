import type { Row } from '../render/row';

/**
 * A row as the editor's tree knows it: one object for as long as the row is shown,
 * because the editor tells its elements apart by identity.
 */
export interface RowElement {
  readonly row: Row;
  readonly parent: RowElement | null;
}

interface MutableElement {
  row: Row;
  parent: MutableElement | null;
}

/** The elements of one view, by the id of their rows. */
export class RowElements {
  private byId = new Map<string, MutableElement>();
  private rows: readonly Row[] = [];

  get current(): readonly Row[] {
    return this.rows;
  }

  get(id: string): RowElement | undefined {
    return this.byId.get(id);
  }

  /** The first, in the order of the tree, of which something is true. */
  find(is: (row: Row) => boolean): RowElement | undefined {
    return [...this.byId.values()].find(({ row }) => is(row));
  }

  /** The elements of a row's children, or with `undefined` of the topmost rows. */
  childrenOf(element: RowElement | undefined): RowElement[] {
    const rows = element === undefined ? this.rows : element.row.children;
    return rows.flatMap(({ id }) => this.byId.get(id) ?? []);
  }

  /** Takes newer rows. True when a row has another parent than before, so that only a redraw of the whole view is safe. */
  replace(rows: readonly Row[]): boolean {
    if (rows === this.rows) return false;
    const next = new Map<string, MutableElement>();
    let moved = false;
    const take = (row: Row, parent: MutableElement | null): void => {
      const element = this.byId.get(row.id) ?? { row, parent };
      moved ||= element.parent !== parent;
      element.row = row;
      element.parent = parent;
      next.set(row.id, element);
      for (const child of row.children) take(child, element);
    };
    for (const row of rows) take(row, null);
    this.byId = next;
    this.rows = rows;
    return moved;
  }
}
