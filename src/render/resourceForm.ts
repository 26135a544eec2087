import type { AgentMetadata } from '../core/agent/agentMetadata';
import { isFenceAgent } from '../core/agentName';
import type { ClusterSnapshot, Resource } from '../core/snapshot';
import { displayName, displayText } from './displayName';
import { fieldProblem, isShown } from './fieldProblem';
import { type CheckedField, formField } from './formField';
import { idField, newGroupField } from './formFieldIds';
import { guestNodeFields } from './guestNodeFields';
import { metaFields } from './metaFields';
import { operationFields } from './operationFields';
import { parameterFields } from './parameterFields';
import { placeFields } from './placeFields';
import type { FormProblems, FormSection, FormValues, FormView } from './resourcePanelProtocol';
import type { Translate } from './row';
import { takenIds } from './takenIds';

/** What a form is made from. */
export interface FormSource {
  readonly metadata: AgentMetadata;
  /** The cluster when the form was opened. */
  readonly snapshot: ClusterSnapshot;
  /** The resource that is updated; null where one is created. */
  readonly resource: Resource | null;
}

/** The form in which a resource or fence device is created or updated. */
export interface ResourceForm {
  readonly source: FormSource;
  readonly view: FormView;
  /** Every field by its id, in their order. */
  readonly fields: ReadonlyMap<string, CheckedField>;
}

interface Section extends FormSection {
  readonly fields: readonly CheckedField[];
}

/** What has to be filled in comes first, then what is usual; the rest is folded away. */
export function resourceForm(source: FormSource, t: Translate): ResourceForm {
  const { metadata, snapshot, resource } = source;
  const fencing = isFenceAgent(metadata.name);
  const { usual, advanced } = parameterFields(metadata, resource, t);
  const sections: readonly Section[] = [
    section('identity', '', '', false, resource === null ? [nameField(fencing, t)] : []),
    section('parameters', t('Parameters'), '', false, usual),
    section('place', t('Where it belongs'), '', false, resource === null && !fencing ? placeFields(snapshot, t) : []),
    section('guest', t('Guest node'), t('Makes the virtual machine a node of the cluster: pacemaker_remote has to run inside it, with the cluster’s key.'), true, guestNodeFields(source, t)),
    section('advanced', t('Advanced parameters'), '', true, advanced),
    section('operations', t('Operations'), t('How long each operation may take, what is done when it fails, and how often it is watched.'), true, operationFields(source, t)),
    section('meta', t('Meta attributes'), t('How the cluster itself treats it.'), true, metaFields(source, t)),
  ].filter(({ fields }) => fields.length > 0);
  return {
    source,
    view: {
      title: titleOf(source, t),
      about: displayText(metadata.shortdesc),
      more: metadata.longdesc.trim(),
      sections: sections.map((each) => ({ ...each, fields: each.fields.map(({ type: _type, value: _value, ...field }) => field) })),
      verb: resource === null ? t('Create…') : t('Update…'),
    },
    fields: new Map(sections.flatMap(({ fields }) => fields.map((field) => [field.id, field]))),
  };
}

/** What the fields hold at first. */
export function firstValues({ fields }: ResourceForm): FormValues {
  return Object.fromEntries([...fields.values()].map(({ id, value }) => [id, value]));
}

/** What is wrong with these values. What is not shown is not asked for. */
export function formProblems({ fields, source }: ResourceForm, values: FormValues, t: Translate): FormProblems {
  const taken = takenIds(source.snapshot);
  const problems: [string, string][] = [];
  for (const field of fields.values()) {
    if (!isShown(field, values)) continue;
    const value = values[field.id] ?? '';
    const isTaken = field.type === 'id' && (taken.has(value) || (field.id === newGroupField && value === values[idField]));
    const problem = fieldProblem(field, value, t) ?? (isTaken ? t('The cluster has something of this name already. Choose another.') : null);
    if (problem !== null) problems.push([field.id, problem]);
  }
  return Object.fromEntries(problems);
}

function section(id: string, title: string, help: string, folded: boolean, fields: readonly CheckedField[]): Section {
  return { id, title, help, folded, fields };
}

function nameField(fencing: boolean, t: Translate): CheckedField {
  const help = fencing ? t('What the fence device is called in the cluster.') : t('What the resource is called in the cluster.');
  return formField({ id: idField, label: t('Name'), type: 'id', options: [], default: null, required: true, secret: false, help, more: '', value: '' }, t);
}

function titleOf({ metadata, resource }: FormSource, t: Translate): string {
  if (isFenceAgent(metadata.name)) return resource === null ? t('Create a fence device: {0}', displayName(metadata.name)) : t('Update the fence device {0}', displayName(resource.id));
  return resource === null ? t('Create a resource: {0}', displayName(metadata.name)) : t('Update the resource {0}', displayName(resource.id));
}
