import { isFenceAgent } from '../core/agentName';
import { displayName } from './displayName';
import { type CheckedField, formField } from './formField';
import { metaField } from './formFieldIds';
import { guestNodeAttribute } from './guestNodeFields';
import { metaAttributes } from './metaAttributes';
import type { FormSource } from './resourceForm';
import type { Translate } from './row';

/** The fields of a resource's meta attributes, usual ones first; those by which it is a guest node stand by themselves. */
export function metaFields({ metadata, snapshot, resource }: FormSource, t: Translate): readonly CheckedField[] {
  const configured = new Map(Object.entries(resource?.config?.meta ?? {}));
  const known = metaAttributes(snapshot.cluster.pacemaker, { fencing: isFenceAgent(metadata.name) }, t);
  const unknown = [...configured.keys()].filter((name) => !guestNodeAttribute.test(name) && !known.some((attribute) => attribute.name === name));
  const field = (name: string, type: string, options: readonly string[], byDefault: string | null, help: string) => formField({
    id: metaField(name), label: displayName(name), type, options, default: byDefault, required: false, secret: false, help, more: '', value: configured.get(name) ?? '',
  }, t);
  return [
    ...[...known].sort((one, other) => Number(one.rare) - Number(other.rare)).map(({ name, type, choices, default: byDefault, meaning }) => field(name, type, choices, byDefault, meaning)),
    ...unknown.map((name) => field(name, 'string', [], null, t('Pacemaker has no meaning for it; something else may.'))),
  ];
}
