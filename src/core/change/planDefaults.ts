import { type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, type Planning } from './planning';
import type { TaskOf } from './task';

/** What a default is, of resources or of operations; null where there is none. */
export function defaultOf({ resourceDefaults, operationDefaults }: ClusterSnapshot, of: 'resource' | 'operation', name: string): string | null {
  const defaults = of === 'resource' ? resourceDefaults : operationDefaults;
  return Object.hasOwn(defaults, name) ? (defaults[name] ?? null) : null;
}

/** Sets what counts for every resource or operation that says nothing else. Since 0.10 pcs can have several sets of them, and wants to be told that one is changed. */
export function planSetDefault({ of, name, value: given }: TaskOf<'setDefault'>, { dialect, snapshot }: Planning): Result<Draft> {
  const value = given === '' ? null : given;
  const option = optionLike([name]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  if (name.includes('=')) return impossible({ why: 'ambiguous', name });
  const before = defaultOf(snapshot, of, name);
  if (before === value) return impossible({ why: 'unchanged', name });
  const update = dialect.capabilities.has(`pcmk.properties.${of}-defaults.multiple`) ? ['update'] : [];
  // A value that is the name of a subcommand is none: it stands behind “=”. Without `update` the whole is, and begins with the name.
  if (update.length === 0 && ['config', 'delete', 'remove', 'set', 'show', 'update'].includes(name)) return impossible({ why: 'ambiguous', name });
  const command = pcs('resource', ...(of === 'operation' ? ['op'] : []), 'defaults', ...update, `${name}=${value ?? ''}`);
  return success({
    commands: [command],
    preview: edit(command),
    cautions: [{ code: 'counts-for-all', of }],
    expects: [{ kind: 'default', of, name, value }],
    undo: [{ kind: 'setDefault', of, name, value: before }],
  });
}
