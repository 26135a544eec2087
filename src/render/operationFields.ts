import { defaultOperations } from '../core/agent/defaultOperations';
import { settingOf } from '../core/change/operationChanges';
import type { OperationSetting } from '../core/change/resourceFormTask';
import { displayName } from './displayName';
import { type CheckedField, formField } from './formField';
import type { FormSource } from './resourceForm';
import type { FormValues } from './resourcePanelProtocol';
import type { Translate } from './row';

type OperationOption = 'timeout' | 'on-fail' | 'interval';

/** Pacemaker's timeout for an operation that has none. */
const defaultTimeout = '20s';

/** The fields of the operations: of a new resource those that its agent recommends, else those that are configured. */
export function operationFields(source: FormSource, t: Translate): readonly CheckedField[] {
  const isNew = source.resource === null;
  return operationsOf(source).flatMap(({ name, options }, index) => {
    const label = options['role'] === undefined ? displayName(name) : `${displayName(name)} (${displayName(options['role'])})`;
    const field = (option: OperationOption, type: string, choices: readonly string[], byDefault: string | null) => formField({
      id: fieldId(index, option),
      label: t('{0}: {1}', label, option),
      type,
      options: choices,
      default: isNew ? (options[option] ?? byDefault) : byDefault,
      required: false,
      secret: false,
      help: '',
      more: '',
      value: isNew ? '' : (options[option] ?? ''),
      beside: option !== 'timeout',
    }, t);
    return [
      field('timeout', 'time', [], defaultTimeout),
      field('on-fail', 'choice', reactions(name), name === 'stop' ? (source.snapshot.cluster.stonithEnabled === false ? 'block' : 'fence') : 'restart'),
      ...(name === 'monitor' ? [field('interval', 'time', [], null)] : []),
    ];
  });
}

/** All operations as a task says them, or null where none is other than it is, or than the agent recommends. */
export function operationSettings(source: FormSource, values: FormValues): readonly OperationSetting[] | null {
  const isNew = source.resource === null;
  let differs = false;
  const all = operationsOf(source).map(({ name, options }, index) => {
    const changed = new Map(Object.entries(options));
    for (const option of ['interval', 'timeout', 'on-fail'] as const) {
      const value = values[fieldId(index, option)];
      if (value === undefined || value === (isNew ? '' : (options[option] ?? ''))) continue;
      differs = true;
      if (value === '') changed.delete(option);
      else changed.set(option, value);
    }
    return { name, options: Object.fromEntries(changed) };
  });
  return differs ? all : null;
}

/** The operations that the form began with. */
export function operationsOf({ metadata, resource }: FormSource): readonly OperationSetting[] {
  if (resource === null) return defaultOperations(metadata);
  return (resource.config?.operations ?? []).map(settingOf);
}

/** Whether a field is of one of the operations, which are told apart by their place alone. */
export function isOfOperation(field: string): boolean {
  return field.startsWith('operation ');
}

function fieldId(index: number, option: OperationOption): string {
  return `operation ${index} ${option}`;
}

function reactions(name: string): readonly string[] {
  return name === 'stop' ? ['fence', 'block', 'ignore'] : ['restart', 'stop', 'block', 'standby', 'fence', 'demote', 'ignore'];
}
