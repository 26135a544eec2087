import { type Result, success } from '../result';
import { readBoolean } from '../statusValues';
import type { Caution } from './caution';
import { clusterProperty } from './clusterProperty';
import { isAtLeast } from './dialect';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, type Planning } from './planning';
import { notWatched, stops } from './stopCautions';
import type { TaskOf } from './task';

export function planSetProperty({ name, value: given }: TaskOf<'setProperty'>, planning: Planning): Result<Draft> {
  const { dialect, snapshot } = planning;
  // To pcs no value is no property.
  const value = given === '' ? null : given;
  const before = clusterProperty(snapshot, name);
  const option = optionLike([name]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  // Before 0.11 the whole is taken apart at each “=”.
  if (name.includes('=') || (value?.includes('=') && !isAtLeast(dialect.pcs, '0.11'))) return impossible({ why: 'ambiguous', name: name.includes('=') ? name : `${name}=${value ?? ''}` });
  if (value === null && before === null) return impossible({ why: 'not-set', name });
  return success({
    commands: [value === null ? pcs('property', 'unset', name) : pcs('property', 'set', `${name}=${value}`)],
    preview: edit(['crm_attribute', '--type', 'crm_config', '--name', name, ...(value === null ? ['--delete'] : [`--update=${value}`])]),
    cautions: cautions(name, value, planning),
    expects: [{ kind: 'property', name, value }],
    undo: before === value ? null : [{ kind: 'setProperty', name, value: before }],
  });
}

function cautions(name: string, value: string | null, { snapshot }: Planning): readonly Caution[] {
  const isOn = readBoolean(value);
  switch (name) {
    case 'maintenance-mode':
      return isOn === true ? notWatched(snapshot.resources) : [];
    case 'stop-all-resources':
      return isOn === true ? stops(snapshot.resources) : [];
    case 'stonith-enabled':
    case 'fencing-enabled':
      return isOn === false && snapshot.cluster.stonithEnabled !== false ? [{ code: 'no-fencing' }] : [];
    default:
      return [];
  }
}
