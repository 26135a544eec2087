import { displayName, displayText } from './displayName';

/** Names and values of a record on one line: `a=1, b=2`. */
export function pairs(record: Readonly<Record<string, string | number>>): string {
  return Object.entries(record).map(([name, value]) => `${displayName(name)}=${displayText(String(value))}`).join(', ');
}
