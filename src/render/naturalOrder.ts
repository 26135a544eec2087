const collator = new Intl.Collator('en', { numeric: true });

/** Compares names as people sort them, `node2` before `node10`, the same on every machine. */
export function naturalOrder(left: string, right: string): number {
  return collator.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);
}
