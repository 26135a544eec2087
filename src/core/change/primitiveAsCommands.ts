import { REMOTE_AGENT } from '../agentName';
import { type ById, follow } from '../cibAttributes';
import type { CibResource } from '../cibResources';
import { failure, map, type Result } from '../result';
import { Secret } from '../secret';
import { MASK } from '../secretNames';
import { childNamed, childrenNamed, type XmlElement } from '../xml';
import { isAtLeast } from './dialect';
import { assignments, unreadable } from './formWords';
import type { Unsaid } from './madeBy';
import { command, type Making, type Part, planned, saying, together } from './makingParts';
import { OPERATION_WORDS, settingOf } from './operationChanges';
import { pcs } from './pcsWords';
import type { ResourcePlacement } from './resourceFormTask';

/** The commands that would make a resource that consists of no others, or a fence device, at its place. */
export function primitiveAsCommands(resource: CibResource, place: ResourcePlacement, standing: readonly CibResource[], making: Making): Result<Part> {
  const { id, agent, config } = resource;
  if (agent === null) return failure({ code: 'not-configured', id });
  const given = config.operations.map(settingOf);
  const operations = given.map(({ name, options }) => ({ name, options: Object.fromEntries(Object.entries(options).filter(([word]) => OPERATION_WORDS.has(word))) }));
  // What is masked is secret, under whatever name.
  const parameters = Object.fromEntries(Object.entries(config.parameters).map(([name, value]) => [name, value === MASK ? new Secret(MASK, `${name} (${id})`) : value]));
  const created = planned({ kind: 'createResource', id, agent, parameters, meta: config.meta, operations, place, disabled: false }, standing, making);
  const lost = given.map(({ name, options }) => ({ operation: name, words: Object.keys(options).filter((word) => !OPERATION_WORDS.has(word)) }));
  return together(
    agent === REMOTE_AGENT && isAtLeast(making.planning.dialect.pcs, '0.9.158') ? forced(created, id) : created,
    setWords('utilization', id, config.utilization),
    saying(
      ...ofWords(resource, making),
      ...(config.template === null ? [] : [{ code: 'template', id, template: config.template } as const]),
      ...lost.filter(({ words }) => words.length > 0).map((each) => ({ code: 'operation-words', id, ...each }) as const),
      ...(operations.some(({ name }) => name === 'monitor') ? [] : [{ code: 'gets-operations', id } as const]),
    ),
  );
}

/** Meta attributes or utilization of a resource that is there. */
export function setWords(of: 'meta' | 'utilization', id: string, values: Readonly<Record<string, string>>): Result<Part> {
  if (Object.keys(values).length === 0) return saying();
  return unreadable(Object.keys(values), []) ?? command(pcs('resource', of, id, ...assignments(values)));
}

/** What of a resource itself is not said whatever it is: what is written of it for people, and what counts only at times. */
export function ofWords({ id, config }: CibResource, { byId }: Making): readonly Unsaid[] {
  const element = byId(id);
  const operations = element ? childrenNamed(element, 'operations').flatMap((each) => follow(each, byId).children) : [];
  const isUnderRule = element !== null && [element, ...operations].some((each) => hasRule(each, byId));
  return [
    ...(config.description === null ? [] : [{ code: 'description', id } as const]),
    ...(isUnderRule ? [{ code: 'under-rule', id } as const] : []),
  ];
}

/** pcs has the resource of a remote node made by another command, unless it is forced. */
function forced(created: Result<Part>, id: string): Result<Part> {
  return map(created, ({ commands, inputs, unsaid }) => ({
    commands: commands.map(([program, ...words]) => (program === 'pcs' && words[1] === 'create' ? [program, ...words, '--force'] : [program, ...words])),
    inputs,
    unsaid: [...unsaid, { code: 'remote-by-hand', id }],
  }));
}

const SETS = ['instance_attributes', 'meta_attributes', 'utilization'];

function hasRule(owner: XmlElement, byId: ById): boolean {
  return owner.children.some((set) => SETS.includes(set.name) && childNamed(follow(set, byId), 'rule') !== null);
}
