/** Whether two values of plain data (records, lists, strings, numbers, …) are equal in every part. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length
    && keys.every((key) => Object.hasOwn(right, key) && sameValue((left as Keyed)[key], (right as Keyed)[key]));
}

type Keyed = Readonly<Record<string, unknown>>;
