import type { CibResource } from '../cibResources';
import { failure, map, type Result } from '../result';
import { childNamed, childrenNamed, type XmlElement } from '../xml';
import { type Dialect, isAtLeast } from './dialect';
import type { MadeBy } from './madeBy';
import { type Making, type Part, planned, saying, together } from './makingParts';
import { ownCloneId } from './planClones';
import { ofWords, primitiveAsCommands, setWords } from './primitiveAsCommands';
import type { BundleMapping } from './shapeTask';

/**
 * The commands that would make a resource or fence device as it stands, with all that is in it. Each is planned as the task that it is, for a cluster
 * in which nothing stands yet that is still to be made. Of a clone or bundle it is the whole, and so of a group with one member.
 */
export function resourceAsCommands(id: string, making: Making): Result<MadeBy> {
  const path = pathTo(id, making.cib.resources);
  const [root] = path;
  const resource = path.at(-1);
  if (!root || !resource) return failure({ code: 'not-configured', id });
  const others = making.cib.resources.filter((each) => each !== root);
  const isMember = resource !== root && root.kind === 'group' && root.children.length > 1;
  return map(isMember ? member(resource, root, others, making) : whole(root, others, making), (part) => ({ id: isMember ? id : root.id, ...part }));
}

function pathTo(id: string, resources: readonly CibResource[]): readonly CibResource[] {
  for (const resource of resources) {
    const below = resource.id === id ? [] : pathTo(id, resource.children);
    if (resource.id === id || below.length > 0) return [resource, ...below];
  }
  return [];
}

function whole(root: CibResource, others: readonly CibResource[], making: Making): Result<Part> {
  switch (root.kind) {
    case 'primitive':
      return primitiveAsCommands(root, { kind: 'alone' }, others, making);
    case 'group':
      return group(root, others, making);
    case 'clone':
      return clone(root, others, making);
    case 'bundle':
      return bundle(root, others, making);
  }
}

/** One of several members: behind the one before it. The first is put before the others when it is there. */
function member(resource: CibResource, around: CibResource, others: readonly CibResource[], making: Making): Result<Part> {
  const index = around.children.indexOf(resource);
  const rest = around.children.filter((child) => child !== resource);
  const [next] = rest;
  const made = primitiveAsCommands(resource, { kind: 'group', group: around.id, after: around.children[index - 1]?.id ?? null }, [...others, { ...around, children: rest }], making);
  if (index > 0 || next === undefined) return made;
  const first = planned({ kind: 'groupResources', group: around.id, resources: [resource.id], place: { kind: 'before', member: next.id }, meta: {} }, [...others, { ...around, children: [...rest, resource] }], making);
  return together(made, first);
}

function group(root: CibResource, others: readonly CibResource[], making: Making): Result<Part> {
  const members = root.children.map((child, index) => {
    const before = index === 0 ? [] : [{ ...root, children: root.children.slice(0, index) }];
    return primitiveAsCommands(child, { kind: 'group', group: root.id, after: null }, [...others, ...before], making);
  });
  return together(...members, setWords('meta', root.id, root.config.meta), ofWhole(root, making));
}

function clone(root: CibResource, others: readonly CibResource[], making: Making): Result<Part> {
  const [inner] = root.children;
  if (!inner) return failure({ code: 'not-configured', id: root.id });
  const { promotable } = root;
  const { promotable: _, ...meta } = root.config.meta;
  const isNamedByPcs = root.id === ownCloneId(inner.id, promotable, making.planning.dialect);
  const made = inner.kind === 'primitive' && isNamedByPcs
    ? primitiveAsCommands(inner, { kind: promotable ? 'promotable' : 'clone', meta }, others, making)
    : together(whole(inner, others, making), planned({ kind: 'clone', resource: inner.id, clone: root.id, promotable, meta }, [...others, inner], making));
  return together(made, ofWhole(root, making));
}

function bundle(root: CibResource, others: readonly CibResource[], making: Making): Result<Part> {
  const { dialect } = making.planning;
  const element = making.byId(root.id);
  const container = element && childNamed(element, root.container ?? '');
  if (!container || (container.name !== 'docker' && container.name !== 'podman')) {
    return failure({ code: 'change-impossible', why: 'no-container', name: root.container ?? '', pcs: dialect.pcs });
  }
  const [network, storage] = [childNamed(element, 'network'), childNamed(element, 'storage')];
  const around = planned({
    kind: 'createBundle',
    bundle: root.id,
    container: container.name,
    options: promoted(attributesOf(container), dialect),
    network: attributesOf(network),
    mappings: [...mappings('port', network), ...mappings('storage', storage)],
    meta: root.config.meta,
  }, others, making);
  const inside = root.children.map((inner) => primitiveAsCommands(inner, { kind: 'bundle', bundle: root.id }, [...others, { ...root, children: [] }], making));
  return together(around, ...inside, ofWhole(root, making));
}

/** 0.9 has another word for how many containers are promoted. */
function promoted(options: Readonly<Record<string, string>>, { pcs }: Dialect): Readonly<Record<string, string>> {
  const [word, other] = isAtLeast(pcs, '0.10') ? ['promoted-max', 'masters'] : ['masters', 'promoted-max'];
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name === other ? word : name, value]));
}

function mappings(of: BundleMapping['of'], owner: XmlElement | null): readonly BundleMapping[] {
  return owner === null ? [] : childrenNamed(owner, `${of}-mapping`).map((each) => ({ of, options: attributesOf(each) }));
}

function attributesOf(element: XmlElement | null): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(element?.attributes ?? {}).map(([key, value]) => [key.slice(1), value]));
}

function ofWhole(root: CibResource, making: Making): Result<Part> {
  const hasParameters = Object.keys(root.config.parameters).length > 0;
  return saying(...ofWords(root, making), ...(hasParameters ? [{ code: 'parameters-of-whole', id: root.id } as const] : []));
}
