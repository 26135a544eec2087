import type { Secret } from '../secret';
import type { Input } from './plan';
import type { OperationSetting } from './resourceFormTask';
import type { TaskOf } from './task';
import { xmlElement } from './xmlInput';

type CreateTask = TaskOf<'createResource'>;
type Values = Readonly<Record<string, string | Secret>>;

/** Ids as pcs makes them; two that would be equal are told apart by a number. */
class Ids {
  private readonly used = new Set<string>();

  make(...parts: readonly string[]): string {
    const id = parts.join('-').replace(/[^\p{L}\p{N}_.-]/gu, '');
    for (let number = 0; ; number++) {
      const each = number === 0 ? id : `${id}-${number}`;
      if (this.used.has(each)) continue;
      this.used.add(each);
      return each;
    }
  }
}

/**
 * A new resource as pcs writes it into the CIB, with what it is put into: a group or bundle that is there stands around it with its id
 * alone. `role` is the word of the CIB for a role.
 */
export function resourceXml(task: CreateTask, role: (word: string) => string): Input {
  const ids = new Ids();
  const { id, place, disabled } = task;
  const stopped: Values = disabled ? { 'target-role': 'Stopped' } : {};
  switch (place.kind) {
    case 'alone':
      return primitive(task, { ...task.meta, ...stopped }, role, ids);
    case 'group':
      return xmlElement('group', { id: place.group }, [primitive(task, { ...task.meta, ...stopped }, role, ids)]);
    case 'bundle':
      return xmlElement('bundle', { id: place.bundle }, [primitive(task, { ...task.meta, ...stopped }, role, ids)]);
    case 'clone':
    case 'promotable': {
      const clone = ids.make(id, 'clone');
      const inside = primitive(task, task.meta, role, ids);
      const meta = { ...place.meta, ...(place.kind === 'promotable' ? { promotable: 'true' } : {}), ...stopped };
      return xmlElement('clone', { id: clone }, [...pairs('meta_attributes', clone, meta, ids), inside]);
    }
  }
}

/** The id of the clone that a new resource gets. */
export function cloneId(resource: string): string {
  return `${resource}-clone`;
}

function primitive({ id, agent, parameters, operations }: CreateTask, meta: Values, role: (word: string) => string, ids: Ids): Input {
  const [standard = '', ...rest] = agent.split(':');
  const named: Readonly<Record<string, string>> = standard === 'ocf' ? { class: standard, provider: rest[0] ?? '', type: rest.slice(1).join(':') } : { class: standard, type: rest.join(':') };
  const ops = operations.map((operation) => operationXml(id, operation, role, ids));
  return xmlElement('primitive', { id: ids.make(id), ...named }, [
    ...pairs('instance_attributes', id, parameters, ids),
    ...pairs('meta_attributes', id, meta, ids),
    ...(ops.length === 0 ? [] : [xmlElement('operations', {}, ops)]),
  ]);
}

/** A set of values; none where there is nothing in it. */
function pairs(set: 'instance_attributes' | 'meta_attributes', owner: string, values: Values, ids: Ids): readonly Input[] {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  if (given.length === 0) return [];
  const id = ids.make(owner, set);
  return [xmlElement(set, { id }, given.map(([name, value]) => xmlElement('nvpair', { id: ids.make(id, name), name, value })))];
}

/** What pcs puts into an operation's own set of values instead of its attributes. */
const CHECK_LEVEL = 'OCF_CHECK_LEVEL';

/** An operation that takes the place of the one of this id. */
export function operationInPlace(id: string, setting: OperationSetting, role: (word: string) => string): Input {
  const ids = new Ids();
  return operationWith(ids.make(id), setting, role, ids);
}

function operationXml(owner: string, setting: OperationSetting, role: (word: string) => string, ids: Ids): Input {
  return operationWith(ids.make(owner, setting.name, 'interval', intervalOf(setting)), setting, role, ids);
}

function operationWith(id: string, setting: OperationSetting, role: (word: string) => string, ids: Ids): Input {
  const { name, options: { [CHECK_LEVEL]: level, interval: _interval, ...others } } = setting;
  const interval = intervalOf(setting);
  const attributes = Object.entries(others).filter(([, value]) => value !== '').map(([key, value]) => [key, key === 'role' ? role(value) : value] as const);
  return xmlElement('op', { id, name, interval, ...Object.fromEntries(attributes) }, level === undefined ? [] : pairs('instance_attributes', id, { [CHECK_LEVEL]: level }, ids));
}

function intervalOf({ name, options }: OperationSetting): string {
  return options['interval'] || defaultInterval(name);
}

/** The interval that pcs gives an operation without one. */
export function defaultInterval(operation: string): string {
  return operation === 'monitor' ? '60s' : '0s';
}
