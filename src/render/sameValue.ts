/** Whether two values of plain data (records, lists, strings, numbers, …) are equal in every part. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left)) return Array.isArray(right) && sameList(left, right);
  return !Array.isArray(right) && sameRecord(left as Keyed, right as Keyed);
}

type Keyed = Readonly<Record<string, unknown>>;

function sameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (!sameValue(left[index], right[index])) return false;
  return true;
}

function sameRecord(left: Keyed, right: Keyed): boolean {
  let count = 0;
  for (const key in left) {
    if (!Object.hasOwn(right, key) || !sameValue(left[key], right[key])) return false;
    count++;
  }
  return count === Object.keys(right).length;
}
