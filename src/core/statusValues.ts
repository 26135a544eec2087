import { firstAttribute, type XmlElement } from './xml';

const TRUE = new Set(['true', 'yes', 'on', '1', 'y']);
const FALSE = new Set(['false', 'no', 'off', '0', 'n']);

/** A yes or no in any spelling Pacemaker knows; `null` for every other text and for none. */
export function readBoolean(text: string | null): boolean | null {
  const word = text?.toLowerCase() ?? '';
  return TRUE.has(word) ? true : FALSE.has(word) ? false : null;
}

/** The first of these attributes that is there, as yes or no. */
export function readFlag(element: XmlElement, ...names: readonly string[]): boolean | null {
  return readBoolean(firstAttribute(element, ...names));
}

/** An integer; `INFINITY` and Pacemaker's number for it, one million, are `Infinity`. */
export function readScore(text: string | null): number | null {
  const match = /^([+-]?)(INFINITY|\d+)$/i.exec(text?.trim() ?? '');
  if (!match) return null;
  const size = /^\d+$/.test(match[2] ?? '') ? Number(match[2]) : Infinity;
  return (match[1] === '-' ? -1 : 1) * (size >= 1_000_000 ? Infinity : size);
}

/** A record whose keys come from a document: it inherits nothing, so `__proto__` is a key like another. */
export function namedRecord<T>(entries: Iterable<readonly [string, T]> = []): Record<string, T> {
  const record = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) record[name] = value;
  return record;
}
