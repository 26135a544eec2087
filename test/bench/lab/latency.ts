import type { Change, Sight, Witness } from './changes';
import type { Occurrence } from './cibLog';

/** Times are milliseconds since the epoch, all of one clock. */
export interface RowEvent {
  readonly at: number;
  readonly view: string;
  /** What was drawn again: label and description of every row, and of those below it. */
  readonly lines: readonly string[];
}

/** Rows that were painted on the screen, as a screen reader says them. */
export type Painting = Pick<RowEvent, 'at' | 'lines'>;

/** What somebody else's output showed, from `at` on. What it says was asked for at `begun`, where that is known. */
export interface Sighting {
  readonly begun: number | null;
  readonly at: number;
  readonly text: string;
}

/** A change that was made: asked for at `at`, taken back not before `until`. */
export interface Made {
  readonly change: Change;
  readonly at: number;
  readonly until: number;
}

export type Records = Readonly<Record<Witness, readonly Occurrence[]>>;

/** Milliseconds by which a record may seem to be older than the question for it: the steps of the log's clock. */
const clockStep = 5;

/** When it became true; null where there is no record of it before the change was taken back. */
export function recordOf({ at, until }: Made, { witness, isRecord }: Sight, records: Records): number | null {
  return records[witness].find((each) => each.at >= at - clockStep && each.at < until && isRecord(each.text))?.at ?? null;
}

/** When it became true. Throws where there is no record of it: a change that did not happen is no measurement. */
function recordedAt(made: Made, sight: Sight, records: Records): number {
  const at = recordOf(made, sight, records);
  if (at === null) {
    const since = records[sight.witness].filter((each) => each.at >= made.at && each.at < made.until + 10_000);
    const there = since.map((each) => `${each.at - made.at} ms: ${each.text.slice(0, 200)}`);
    throw new Error([`There is no record of what was done to ${made.change.thing} (${made.change.script}) within ${made.until - made.at} ms. There is:`, ...there].join('\n'));
  }
  return at;
}

/** Milliseconds until the tree was told to draw the row that says so. Throws where it never was. */
export function untilRow(made: Made, sight: Sight, records: Records, events: readonly RowEvent[]): number {
  const start = recordedAt(made, sight, records);
  const { view, line } = sight.row;
  const event = events.find((each) => each.at >= start && each.view === view && each.lines.some((text) => line.test(text)));
  if (event === undefined || event.at > made.until) {
    const told = events.filter((each) => each.at >= start && each.at <= made.until).map((each) => `${each.at - start} ms, ${each.view}: ${each.lines.join(' |')}`);
    throw new Error([`No row of ${view} told in time what was done to ${made.change.thing} (${made.change.script}). In these ${made.until - start} ms rows were:`, ...told].join('\n'));
  }
  return event.at - start;
}

/** Milliseconds after which a row that is painted has only been brought onto the screen by another. */
const offScreenMs = 5_000;

/** Milliseconds until its row was painted; null where that was not on the screen. */
export function untilPainted(made: Made, sight: Sight, records: Records, painted: readonly Painting[]): number | null {
  const start = recordOf(made, sight, records);
  if (start === null) return null;
  const seen = painted.find((each) => each.at >= start && each.at < Math.min(made.until, start + offScreenMs) && each.lines.some((text) => sight.spoken.test(text)));
  return seen === undefined ? null : seen.at - start;
}

/** Milliseconds until this output showed it; null where it never did before it was taken back, or had not noticed what was before. */
export function untilSeen(made: Made, sight: Sight, records: Records, sightings: readonly Sighting[], form: 'screen' | 'xml'): number | null {
  const pattern = sight.elsewhere?.[form];
  const start = recordOf(made, sight, records);
  if (pattern === undefined || start === null) return null;
  const before = sightings.findLast((each) => each.at < start);
  if (before !== undefined && pattern.test(before.text)) return null;
  const seen = sightings.find((each) => (each.begun ?? each.at) >= start && each.at < made.until && pattern.test(each.text));
  return seen === undefined ? null : seen.at - start;
}

export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
}

/** The values below which half of all are, and 95 of a hundred (nearest rank); null without any. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((one, other) => one - other);
  const rank = (share: number) => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    return value === undefined ? null : Math.round(value);
  };
  return { p50: rank(0.5), p95: rank(0.95) };
}
