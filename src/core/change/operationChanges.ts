import type { Operation } from '../snapshot';
import { readRole } from '../statusResources';
import { readBoolean } from '../statusValues';
import type { OperationSetting } from './resourceFormTask';
import { defaultInterval } from './resourceXml';

/** How the operations of a resource become others: those that pcs finds by their name and sets anew, those that go, those that are new. */
export interface OperationChanges {
  readonly updated: readonly OperationSetting[];
  readonly removed: readonly Operation[];
  readonly added: readonly OperationSetting[];
}

export function operationChanges(before: readonly Operation[], wanted: readonly OperationSetting[]): OperationChanges {
  const left = [...before];
  const others: OperationSetting[] = [];
  for (const setting of wanted) {
    const same = left.findIndex((operation) => says(operation, setting));
    if (same < 0) others.push(setting);
    else left.splice(same, 1);
  }
  // pcs takes the first of a name, which is only the right one where there is no other.
  const isOnly = (name: string) => [before, wanted].every((all) => all.filter((each) => each.name === name).length === 1);
  return {
    updated: others.filter(({ name }) => isOnly(name)),
    removed: left.filter(({ name }) => !isOnly(name)),
    added: others.filter(({ name }) => !isOnly(name)),
  };
}

/** An operation as it would be set. */
export function settingOf({ name, interval, timeout, role, onFail, enabled, others }: Operation): OperationSetting {
  const options = { interval, timeout, role, 'on-fail': onFail, 'enabled': enabled ? null : 'false', ...others };
  return { name, options: Object.fromEntries(Object.entries(options).filter((pair): pair is [string, string] => pair[1] !== null)) };
}

function says(operation: Operation, { name, options }: OperationSetting): boolean {
  const { interval = '', timeout = null, role = null, 'on-fail': onFail = null, enabled = null, ...others } = options;
  return name === operation.name
    && (interval || defaultInterval(name)) === (operation.interval ?? defaultInterval(name))
    && (timeout || null) === operation.timeout && readRole(role || null) === readRole(operation.role) && (onFail || null) === operation.onFail
    && (readBoolean(enabled || null) ?? true) === operation.enabled
    && sameWords(others, operation.others ?? {});
}

/** An empty word is none. */
function sameWords(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const given = (words: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(words).filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1)));
  return given(one) === given(other);
}

/** What pcs can tell an operation. */
const KNOWN_TO_PCS = new Set(['interval', 'timeout', 'role', 'on-fail', 'enabled', 'start-delay', 'record-pending', 'interval-origin', 'description', 'OCF_CHECK_LEVEL']);

/** What an operation that pcs sets anew would lose, since pcs cannot tell it that; null where nothing. */
export function lostWord({ updated, added }: OperationChanges): string | null {
  return [...updated, ...added].flatMap(({ options }) => Object.keys(options)).find((name) => !KNOWN_TO_PCS.has(name)) ?? null;
}
