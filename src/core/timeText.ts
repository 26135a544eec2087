const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A time as Pacemaker writes it, as ISO 8601 in UTC with seconds; `null` when it is none.
 * Known: `2026-11-22 16:20:14Z` (2.0.3 and later, in failures), `2026-11-22 17:20:14 +01:00`, and `Sun Nov 22 17:05:01 2026`,
 * which names no zone and is taken for UTC since every command runs with `TZ=UTC`.
 */
export function readTime(text: string | null): string | null {
  if (text === null) return null;
  const ctime = /^\w{3}\s+(\w{3})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(\d{4})$/.exec(text.trim());
  if (ctime) {
    const [, month = '', day, hour, minute, second, year] = ctime;
    const index = MONTHS.indexOf(month.toLowerCase());
    return index === -1 ? null : isoSeconds(Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second)));
  }
  const iso = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (!iso) return null;
  const [, day, time, zone = 'Z'] = iso;
  return isoSeconds(Date.parse(`${day}T${time}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`));
}

/** A span in milliseconds, from `30000`, `30000ms`, `30s`, `5min`; `null` when it is none. */
export function readMilliseconds(text: string | null): number | null {
  const match = /^\s*(\d+)\s*([a-z]*)\s*$/i.exec(text ?? '');
  if (!match) return null;
  const unit = UNITS.get((match[2] ?? '').toLowerCase());
  return unit === undefined ? null : Number(match[1]) * unit;
}

/** crm_mon writes bare numbers in milliseconds, unlike the CIB, where they are seconds. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1], ['ms', 1], ['msec', 1], ['s', 1000], ['sec', 1000],
  ['m', 60_000], ['min', 60_000], ['h', 3_600_000], ['hr', 3_600_000],
]);

function isoSeconds(milliseconds: number): string | null {
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
