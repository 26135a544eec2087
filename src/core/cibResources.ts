import { type ById, follow, readPairs } from './cibAttributes';
import { isSecretName, maskSecret } from './secretNames';
import type { Operation, ResourceConfig, ResourceKind } from './snapshot';
import { namedRecord, readBoolean } from './statusValues';
import { attribute, childNamed, childrenNamed, type XmlElement } from './xml';

/** A resource as it is configured. */
export interface CibResource {
  readonly id: string;
  readonly kind: Exclude<ResourceKind, 'replica'>;
  /** `class:provider:type`; `null` for what is not a primitive. */
  readonly agent: string | null;
  readonly promotable: boolean;
  readonly config: ResourceConfig;
  readonly children: readonly CibResource[];
  /** The container technology of a bundle: `docker`, `podman`, `rkt`. */
  readonly container: string | null;
}

const KINDS: ReadonlyMap<string, CibResource['kind']> = new Map([
  ['primitive', 'primitive'], ['group', 'group'], ['clone', 'clone'], ['master', 'clone'], ['bundle', 'bundle'],
]);

/** The resources directly below `parent`, in the order of the document. `master` is 1.1's promotable clone. */
export function readCibResources(parent: XmlElement, byId: ById): CibResource[] {
  const resources: CibResource[] = [];
  for (const element of parent.children) {
    const kind = KINDS.get(element.name);
    if (kind) resources.push(readResource(element, kind, byId));
  }
  return resources;
}

function readResource(element: XmlElement, kind: CibResource['kind'], byId: ById): CibResource {
  const templateId = attribute(element, 'template');
  const template = templateId === null ? null : byId(templateId);
  const config = readConfig(element, template, templateId, byId);
  return {
    id: attribute(element, 'id') ?? '',
    kind,
    agent: kind === 'primitive' ? agentOf(attribute(element, 'class') === null && template ? template : element) : null,
    promotable: element.name === 'master' || readBoolean(config.meta['promotable'] ?? null) === true,
    config,
    children: readCibResources(element, byId),
    container: kind === 'bundle' ? (element.children.find((child) => /^(?:docker|podman|rkt)$/.test(child.name))?.name ?? null) : null,
  };
}

function agentOf(element: XmlElement): string | null {
  const parts = [attribute(element, 'class'), attribute(element, 'provider'), attribute(element, 'type')].filter((part) => part !== null);
  return parts.length < 2 ? null : parts.join(':');
}

/** A primitive's own words come before its template's. */
function readConfig(element: XmlElement, template: XmlElement | null, templateId: string | null, byId: ById): ResourceConfig {
  const merged = (name: string) => namedRecord([...Object.entries(template ? readPairs(template, name, byId) : {}), ...Object.entries(readPairs(element, name, byId))]);
  const operations = [...readOperations(element, byId)];
  for (const operation of template ? readOperations(template, byId) : []) {
    if (!operations.some((own) => own.name === operation.name && own.interval === operation.interval)) operations.push(operation);
  }
  return {
    description: attribute(element, 'description'),
    template: templateId,
    parameters: merged('instance_attributes'),
    meta: merged('meta_attributes'),
    utilization: merged('utilization'),
    operations,
    ...secretPlaces(element),
  };
}

/** The ids of secret parameters, and of the sets that they are in; what is written elsewhere and only used here is not the resource's own. */
function secretPlaces(element: XmlElement): Pick<ResourceConfig, 'secretPlaces'> {
  const places = namedRecord<{ readonly set: string; readonly pair: string }>();
  for (const set of childrenNamed(element, 'instance_attributes').filter((each) => childNamed(each, 'rule') === null)) {
    for (const pair of childrenNamed(set, 'nvpair')) {
      const [name, setId, id] = [attribute(pair, 'name'), attribute(set, 'id'), attribute(pair, 'id')];
      if (name !== null && setId !== null && id !== null && isSecretName(name) && !Object.hasOwn(places, name)) places[name] = { set: setId, pair: id };
    }
  }
  return Object.keys(places).length === 0 ? {} : { secretPlaces: places };
}

function readOperations(element: XmlElement, byId: ById): Operation[] {
  const operations = childNamed(element, 'operations');
  return (operations ? childrenNamed(follow(operations, byId), 'op') : []).map((op) => ({
    id: attribute(op, 'id') ?? '',
    name: attribute(op, 'name') ?? '',
    interval: attribute(op, 'interval'),
    timeout: attribute(op, 'timeout'),
    role: attribute(op, 'role'),
    onFail: attribute(op, 'on-fail'),
    enabled: readBoolean(attribute(op, 'enabled')) ?? true,
    ...othersOf(op, byId),
    ...(OWN_SETS.some((name) => childrenNamed(op, name).some((set) => childNamed(follow(set, byId), 'rule') !== null)) ? { ruled: true } : {}),
  }));
}

const OWN_SETS = ['meta_attributes', 'instance_attributes'];

const OWN_ATTRIBUTES = new Set(['id', 'name', 'interval', 'timeout', 'role', 'on-fail', 'enabled']);

function othersOf(op: XmlElement, byId: ById): Pick<Operation, 'others'> {
  const attributes = Object.entries(op.attributes).map(([key, value]) => [key.replace(/^@/, ''), value] as const).filter(([name]) => !OWN_ATTRIBUTES.has(name)).map(([name, value]) => [name, maskSecret(name, value)] as const);
  const others = namedRecord([...attributes, ...OWN_SETS.flatMap((set) => Object.entries(readPairs(op, set, byId)))]);
  return Object.keys(others).length === 0 ? {} : { others };
}
