import type { Operation } from '../snapshot';

/**
 * The XPath of an operation of a resource's own, if it is still all that was read of it and nothing else: the path to what somebody has told something
 * else since, or has told more or less, leads nowhere, and so does that to an operation that is written elsewhere and only used here.
 */
export function pathToOperation(resource: string, operation: Operation): string {
  const words = Object.entries(attributesOf(operation)).map(([name, value]) => `@${name}="${value}"`);
  // Whether it stands among the attributes or in a set of the operation's own is not told apart where it is read.
  const others = Object.entries(operation.others ?? {}).map(([name, value]) => `(@*[name()="${name}"]="${value}" or */nvpair[@name="${name}"]/@value="${value}")`);
  const all = `count(@*[not(name()="enabled")]|*/nvpair)=${words.length + others.length}`;
  return `//primitive[@id="${resource}"]/operations/op[${[...words, ...others, isOnOrOff(operation), all, 'not(*/rule)'].join(' and ')}]`;
}

/** What could not stand between the quotes of such a path; null where all can. */
export function unquotable(resource: string, operations: readonly Operation[]): string | null {
  return [resource, ...operations.flatMap((operation) => [...Object.values(attributesOf(operation)), ...Object.entries(operation.others ?? {}).flat()])].find((word) => word.includes('"')) ?? null;
}

function attributesOf({ id, name, interval, timeout, role, onFail }: Operation): Readonly<Record<string, string>> {
  const attributes = { id, name, interval, timeout, role, 'on-fail': onFail };
  return Object.fromEntries(Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== null));
}

/** What is on may say so or say nothing; the schemas know these two words for what is off. */
function isOnOrOff({ enabled }: Operation): string {
  const off = '@enabled="false" or @enabled="0"';
  return enabled ? `not(${off})` : `(${off})`;
}
