import { secondsOf } from '../agent/defaultOperations';
import type { Operation } from '../snapshot';
import { readRole } from '../statusResources';
import { readBoolean } from '../statusValues';
import type { OperationSetting } from './resourceFormTask';
import { defaultInterval } from './resourceXml';

/**
 * How the operations of a resource become others: those that pcs finds by their name and role and sets anew, those that change and are not the only
 * ones of their name, those that are new, those that go. pcs would change one of several by taking it out and adding another, of which it may
 * refuse the second.
 */
export interface OperationChanges {
  readonly updated: readonly OperationSetting[];
  readonly replaced: readonly { readonly operation: Operation; readonly setting: OperationSetting }[];
  readonly added: readonly OperationSetting[];
  readonly removed: readonly Operation[];
}

export function operationChanges(before: readonly Operation[], wanted: readonly OperationSetting[]): OperationChanges {
  let left = [...before];
  const take = (is: (operation: Operation) => boolean): Operation | undefined => {
    const taken = left.find(is);
    left = left.filter((operation) => operation !== taken);
    return taken;
  };
  const different = wanted.filter((setting) => take((operation) => says(operation, setting)) === undefined);
  // pcs takes the first of a name and role, which is only the right one where there is no other.
  const isOnly = (name: string) => [before, wanted].every((all) => all.filter((each) => each.name === name).length === 1);
  const known = new Map<OperationSetting, Operation>();
  // What is watched as often is the same operation, then what is watched in the same role.
  for (const isSame of [sameInterval, sameRole, () => true]) {
    for (const setting of different) {
      const operation = known.has(setting) ? undefined : take((each) => each.name === setting.name && isSame(each, setting));
      if (operation !== undefined) known.set(setting, operation);
    }
  }
  const isUpdated = (setting: OperationSetting, operation: Operation) => isOnly(setting.name) && sameRole(operation, setting);
  return {
    updated: [...known].filter(([setting, operation]) => isUpdated(setting, operation)).map(([setting]) => setting),
    replaced: [...known].filter(([setting, operation]) => !isUpdated(setting, operation)).map(([setting, operation]) => ({ operation, setting })),
    added: different.filter((setting) => !known.has(setting)),
    removed: left,
  };
}

/** Whether a resource has just these operations. */
export function hasOperations(operations: readonly Operation[], wanted: readonly OperationSetting[]): boolean {
  return Object.values(operationChanges(operations, wanted)).every((each: readonly unknown[]) => each.length === 0);
}

/** The name of an operation that is there twice with one interval, of which Pacemaker heeds one; null where there is none. */
export function operationTwice(wanted: readonly OperationSetting[]): string | null {
  const at = ({ name, options: { interval } }: OperationSetting) => `${name} ${secondsOf(interval || defaultInterval(name)) ?? interval}`;
  return wanted.find((one, index) => wanted.slice(0, index).some((other) => at(one) === at(other)))?.name ?? null;
}

/**
 * Whether pcs wants to be forced to add an operation beside these, be its interval its own: it tells monitors apart by role and level, and others by
 * nothing (`operation_exists_by_name` in its utils.py).
 */
export function isOneMore({ name, options }: OperationSetting, others: readonly OperationSetting[]): boolean {
  const kind = (of: OperationSetting['options']) => JSON.stringify([readRole(of['role'] || null) ?? 'Started', of['OCF_CHECK_LEVEL'] || null]);
  return others.some((other) => other.name === name && (name !== 'monitor' || kind(other.options) === kind(options)));
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

function sameInterval({ name, interval }: Operation, { options }: OperationSetting): boolean {
  return (interval ?? defaultInterval(name)) === (options['interval'] || defaultInterval(name));
}

function sameRole({ role }: Operation, { options }: OperationSetting): boolean {
  return readRole(role) === readRole(options['role'] || null);
}

/** An empty word is none. */
function sameWords(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const given = (words: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(words).filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1)));
  return given(one) === given(other);
}

/** What pcs can tell an operation. */
export const OPERATION_WORDS: ReadonlySet<string> = new Set(['interval', 'timeout', 'role', 'on-fail', 'enabled', 'start-delay', 'record-pending', 'interval-origin', 'description', 'OCF_CHECK_LEVEL']);

/** What an operation of these that is set anew would lose, since pcs cannot tell it that; null where nothing. */
export function lostWord({ updated, replaced, added }: OperationChanges, before: readonly Operation[]): string | null {
  // What is updated is the only one of its name.
  const anew = [...replaced.map(({ operation }) => operation), ...before.filter(({ name }) => updated.some((setting) => setting.name === name))];
  if (anew.some(({ ruled }) => ruled)) return 'rule';
  return [...updated, ...replaced.map(({ setting }) => setting), ...added].flatMap(({ options }) => Object.keys(options)).find((name) => !OPERATION_WORDS.has(name)) ?? null;
}
