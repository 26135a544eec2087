import type { Row } from '../render/row';
import { sameValue } from '../render/sameValue';

/** Milliseconds that a person has to read a tooltip before its row is drawn anew for it, which closes it. */
export const timeToRead = 5_000;

/**
 * The tooltips that the editor holds. It asks for one when a person first points at a row and never again until it is told to draw
 * that row anew: a row whose tooltip nobody has seen need not be drawn for it, however often it changes.
 */
export class HeldTooltips {
  private readonly held = new Map<string, { readonly from: unknown; readonly since: number }>();

  /** The editor has been given the tooltip of this row. `now` in milliseconds, as everywhere here. */
  give({ id, tooltip }: Row, now: number): void {
    this.held.set(id, { from: tooltip.from, since: now });
  }

  /** Ids of rows whose tooltip is not the one that the editor holds any more, once there was time to read that. */
  outdated(rowOf: (id: string) => Row | undefined, now: number): readonly string[] {
    return [...this.held].filter(([id, { from, since }]) => {
      const row = rowOf(id);
      return row !== undefined && now - since >= timeToRead && !sameValue(from, row.tooltip.from);
    }).map(([id]) => id);
  }

  /** The editor draws these rows anew, or with `null` all, and lets go of their tooltips. */
  drop(ids: readonly string[] | null): void {
    if (ids === null) this.held.clear();
    else for (const id of ids) this.held.delete(id);
  }
}
