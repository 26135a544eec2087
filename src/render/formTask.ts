import { defaultOperations } from '../core/agent/defaultOperations';
import type { ResourceFormTask, ResourcePlacement } from '../core/change/resourceFormTask';
import { baseId } from '../core/liveResources';
import { Secret } from '../core/secret';
import { isShown } from './fieldProblem';
import type { CheckedField } from './formField';
import { afterField, bundleField, cloneField, groupField, idField, metaField, newGroup, newGroupField, parameterField, placeField, secretField, startField, takenOut } from './formFieldIds';
import { cloneMetaAttributes } from './metaAttributes';
import { operationSettings, operationsOf } from './operationFields';
import type { ResourceForm } from './resourceForm';
import type { FormValues } from './resourcePanelProtocol';
import type { Translate } from './row';

/** What is to be done for these values, which have no problem; null where an update would change nothing. An update holds only what differs. */
export function formTask(form: ResourceForm, values: FormValues, t: Translate): ResourceFormTask | null {
  const { metadata, resource } = form.source;
  const id = resource === null ? (values[idField] ?? '') : baseId(resource.id);
  const secretOr = ({ field, name, value }: Changed) => [name, value === null || field.kind !== 'secret' ? value : new Secret(value, t('{0} of {1}', name, id))] as const;
  const parameters = [...changed(form, values, parameterField('')), ...secretsTakenOut(form, values)];
  const meta = changed(form, values, metaField(''));
  const operations = operationSettings(form.source, values);
  if (resource === null) {
    const given = parameters.map(secretOr).filter((pair): pair is readonly [string, string | Secret] => pair[1] !== null);
    // With a secret it is not pcs that makes it, and nobody else would look up what the agent recommends.
    const otherwise = given.some(([, value]) => value instanceof Secret) ? defaultOperations(metadata) : [];
    return {
      kind: 'createResource',
      id,
      agent: metadata.name,
      parameters: Object.fromEntries(given),
      meta: Object.fromEntries(meta.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]))),
      operations: operations ?? otherwise,
      place: placement(values, t),
      disabled: values[startField] === 'disabled',
    };
  }
  if (parameters.length + meta.length === 0 && operations === null) return null;
  return {
    kind: 'updateResource',
    resource: id,
    parameters: Object.fromEntries(parameters.map(secretOr)),
    meta: Object.fromEntries(meta.map(({ name, value }) => [name, value])),
    operations,
    ...(operations === null ? {} : { since: operationsOf(form.source) }),
  };
}

interface Changed {
  readonly field: CheckedField;
  readonly name: string;
  /** null where it is taken out. */
  readonly value: string | null;
}

/** The values of the fields whose id begins so that are not as they were. */
function changed({ fields }: ResourceForm, values: FormValues, prefix: string): readonly Changed[] {
  return [...fields.values()].filter((field) => field.id.startsWith(prefix) && isShown(field, values)).flatMap((field): Changed[] => {
    const value = values[field.id] ?? '';
    const name = field.id.slice(prefix.length);
    // What a secret is now nobody here knows: nothing typed leaves it as it is.
    if (value === field.value) return [];
    return [{ field, name, value: value === '' ? null : value }];
  });
}

/** Of secrets that are set nothing is known but their names. */
function secretsTakenOut({ fields }: ResourceForm, values: FormValues): readonly Changed[] {
  const prefix = secretField('');
  return [...fields.values()].filter(({ id }) => id.startsWith(prefix) && values[id] === takenOut).map((field) => ({ field, name: field.id.slice(prefix.length), value: null }));
}

function placement(values: FormValues, t: Translate): ResourcePlacement {
  const kind = values[placeField];
  switch (kind) {
    case 'group': {
      const group = values[groupField] ?? '';
      if (group === newGroup) return { kind, group: values[newGroupField] ?? '', after: null };
      return { kind, group, after: values[afterField(group)] || null };
    }
    case 'clone':
    case 'promotable': {
      const set = cloneMetaAttributes(kind === 'promotable', t).map(({ name }) => [name, values[cloneField(kind, name)] ?? ''] as const);
      return { kind, meta: Object.fromEntries(set.filter(([, value]) => value !== '')) };
    }
    case 'bundle':
      return { kind, bundle: values[bundleField] ?? '' };
    default:
      return { kind: 'alone' };
  }
}
