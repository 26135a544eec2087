import { flatten } from '../core/flatten';
import { baseId } from '../core/liveResources';
import type { ClusterSnapshot } from '../core/snapshot';
import { primitivesIn } from '../core/change/resourcePlace';
import { displayName } from './displayName';
import { type CheckedField, type FieldSource, formField } from './formField';
import { afterField, bundleField, cloneField, groupField, newGroup, newGroupField, placeField, startField } from './formFieldIds';
import { cloneMetaAttributes, type MetaAttribute } from './metaAttributes';
import type { FormChoice, ShownWith } from './resourcePanelProtocol';
import type { Translate } from './row';

/** Whether a new resource stands alone or is part of something, and whether it is started. */
export function placeFields(snapshot: ClusterSnapshot, t: Translate): readonly CheckedField[] {
  const groups = new Map(flatten(snapshot.resources).filter(({ kind, orphaned }) => kind === 'group' && !orphaned).map(({ id, children }) => [baseId(id), children.map((member) => baseId(member.id))]));
  const bundles = snapshot.resources.filter((each) => each.kind === 'bundle' && primitivesIn([each]).every(({ implicit }) => implicit));
  const kinds: readonly FormChoice[] = [
    { value: '', label: t('On its own, on one node at a time') },
    { value: 'group', label: t('In a group, together with others') },
    { value: 'clone', label: t('As a clone, on many nodes at once') },
    { value: 'promotable', label: t('As a promotable clone, one of them promoted') },
    ...(bundles.length > 0 ? [{ value: 'bundle', label: t('In a bundle, inside its containers') }] : []),
  ];
  const inGroup: ShownWith = { field: placeField, values: ['group'] };
  const positions = [...groups].map(([id, members]) => choice({
    id: afterField(id),
    label: t('Place in the group'),
    choices: [{ value: '', label: t('At its end') }, ...members.map((member) => ({ value: member, label: t('After {0}', displayName(member)) }))],
    help: t('Members start in their order, and stop in the reverse.'),
    shownWith: [inGroup, { field: groupField, values: [id] }],
    beside: true,
  }, t));
  return [
    choice({ id: placeField, label: t('Runs'), choices: kinds, help: '' }, t),
    choice({
      id: groupField,
      label: t('Group'),
      choices: [{ value: '', label: t('Choose…') }, ...[...groups.keys()].map((id) => ({ value: id, label: displayName(id) })), { value: newGroup, label: t('A new group') }],
      help: '',
      required: true,
      shownWith: [inGroup],
    }, t),
    ...positions,
    formField({ ...blank, id: newGroupField, label: t('Name of the new group'), type: 'id', required: true, shownWith: [inGroup, { field: groupField, values: [newGroup] }], beside: true }, t),
    ...(['clone', 'promotable'] as const).flatMap((kind) => cloneMetaAttributes(kind === 'promotable', t).map((attribute) => metaField(kind, attribute, t))),
    ...(bundles.length > 0
      ? [choice({
          id: bundleField,
          label: t('Bundle'),
          choices: [{ value: '', label: t('Choose…') }, ...bundles.map(({ id }) => ({ value: id, label: displayName(id) }))],
          help: '',
          required: true,
          shownWith: [{ field: placeField, values: ['bundle'] }],
        }, t)]
      : []),
    choice({ id: startField, label: t('Start'), choices: [{ value: '', label: t('As soon as it is created') }, { value: 'disabled', label: t('Not before it is enabled') }], help: '' }, t),
  ];
}

const blank: FieldSource = { id: '', label: '', type: 'string', options: [], default: null, required: false, secret: false, help: '', more: '', value: '' };

function choice(part: Pick<FieldSource, 'id' | 'label' | 'help'> & Partial<FieldSource> & { readonly choices: readonly FormChoice[] }, t: Translate): CheckedField {
  return { ...formField({ ...blank, ...part }, t), kind: 'choice', type: 'choice', choices: part.choices };
}

function metaField(kind: 'clone' | 'promotable', { name, type, choices, default: byDefault, meaning }: MetaAttribute, t: Translate): CheckedField {
  return formField({ ...blank, id: cloneField(kind, name), label: name, type, options: choices, default: byDefault, help: meaning, shownWith: [{ field: placeField, values: [kind] }] }, t);
}
