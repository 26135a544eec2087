import type { AgentMetadata, AgentParameter } from '../core/agent/agentMetadata';
import { isFenceAgent } from '../core/agentName';
import { isSecretName, MASK } from '../core/secretNames';
import type { Resource } from '../core/snapshot';
import { displayName } from './displayName';
import { type CheckedField, formField } from './formField';
import { parameterField, secretField, takenOut } from './formFieldIds';
import { nameList } from './nameList';
import type { Translate } from './row';

/** The fields of an agent's parameters, required ones first; those that are seldom wanted apart. What is configured is never among those. */
export function parameterFields(metadata: AgentMetadata, resource: Resource | null, t: Translate): { readonly usual: readonly CheckedField[]; readonly advanced: readonly CheckedField[] } {
  const configured = new Map(Object.entries(resource?.config?.parameters ?? {}));
  const known = new Set(metadata.parameters.map(({ name }) => name));
  const offered = metadata.parameters.filter(({ name, deprecated }) => configured.has(name) || !deprecated);
  const isRequired = (parameter: AgentParameter) => parameter.required && !parameter.deprecated && !isFilledIn(parameter, metadata.name);
  const fields = (parameter: AgentParameter) => fieldsOf(parameter, configured.get(parameter.name) ?? null, isRequired(parameter), t);
  const isUsual = (parameter: AgentParameter) => isRequired(parameter) || configured.has(parameter.name) || !parameter.advanced;
  return {
    usual: [
      ...offered.filter(isRequired).flatMap(fields),
      ...offered.filter((parameter) => isUsual(parameter) && !isRequired(parameter)).flatMap(fields),
      ...[...configured.keys()].filter((name) => !known.has(name)).flatMap((name) => fields(unknown(name, t))),
    ],
    advanced: offered.filter((parameter) => !isUsual(parameter)).flatMap(fields),
  };
}

/** Parameters that fence agents call required and Pacemaker fills in for each node. */
function isFilledIn({ name }: AgentParameter, agent: string): boolean {
  return isFenceAgent(agent) && /^(?:action|plug|port|nodename)$/.test(name);
}

function fieldsOf(parameter: AgentParameter, configured: string | null, required: boolean, t: Translate): readonly CheckedField[] {
  const { name, type, options, shortdesc, longdesc, deprecated, replacedBy } = parameter;
  const secret = parameter.secret || isSecretName(name) || configured === MASK;
  const outdated = !deprecated ? '' : replacedBy.length === 0 ? t('Out of use.') : t('Out of use; {0} has taken its place.', nameList(replacedBy, t));
  const field = formField({
    id: parameterField(name),
    label: displayName(name),
    type,
    options,
    default: secret ? null : parameter.default,
    required: required && !(secret && configured !== null),
    secret,
    help: [outdated, shortdesc].filter((text) => text !== '').join(' '),
    more: longdesc,
    value: configured ?? '',
  }, t);
  if (!secret || configured === null) return [field];
  const replaced = { ...field, placeholder: t('Set already; what is typed here replaces it') };
  if (required) return [replaced];
  // Nothing typed leaves it as it is, so that it is to go has to be said by itself.
  return [{ ...replaced, shownWith: [{ field: secretField(name), values: [''] }] }, whatBecomesOf(name, t)];
}

function whatBecomesOf(name: string, t: Translate): CheckedField {
  const label = t('{0}: what is set now', displayName(name));
  const stays = formField({ id: secretField(name), label, type: 'select', options: [takenOut], default: null, required: false, secret: false, help: '', more: '', value: '', beside: true }, t);
  return { ...stays, choices: [{ value: '', label: t('Stays unless another is typed') }, { value: takenOut, label: t('Is taken out') }] };
}

function unknown(name: string, t: Translate): AgentParameter {
  return {
    name, shortdesc: t('The agent on this host says nothing of it.'), longdesc: '', type: 'string', options: [], default: null,
    required: false, unique: false, advanced: false, secret: isSecretName(name), deprecated: false, replacedBy: [],
  };
}
