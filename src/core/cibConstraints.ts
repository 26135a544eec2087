import { type ById, follow } from './cibAttributes';
import { readRules, readRuleScores } from './cibRules';
import type { Constraint, ResourceSet } from './snapshot';
import { readBoolean } from './statusValues';
import { attribute, childrenNamed, firstAttribute, type XmlElement } from './xml';

/** The constraints of a CIB in its order. Elements of other names are passed over. */
export function readConstraints(parent: XmlElement, byId: ById): Constraint[] {
  return parent.children.map((element) => readConstraint(element, byId)).filter((constraint) => constraint !== null);
}

/** `crm_resource --move` and `--ban`, and pcs with them, name what they leave behind in these ways. */
const LEFTOVER = /^cli-(?:prefer|ban|standby)-/;

function readConstraint(element: XmlElement, byId: ById): Constraint | null {
  const value = (...names: readonly string[]) => firstAttribute(element, ...names);
  const id = value('id') ?? '';
  const base = { id, leftover: LEFTOVER.test(id), sets: readSets(element, byId) };
  switch (element.name) {
    case 'rsc_location':
      return {
        ...base,
        kind: 'location',
        resource: value('rsc'),
        pattern: value('rsc-pattern'),
        node: value('node'),
        score: value('score'),
        role: value('role'),
        discovery: value('resource-discovery'),
        rules: readRules(element, byId),
        ...readRuleScores(element, byId),
      };
    case 'rsc_colocation':
      return { ...base, kind: 'colocation', resource: value('rsc'), role: value('rsc-role'), with: value('with-rsc'), withRole: value('with-rsc-role'), score: value('score') };
    case 'rsc_order':
      return {
        ...base,
        kind: 'order',
        first: value('first'),
        firstAction: value('first-action'),
        then: value('then'),
        thenAction: value('then-action'),
        orderKind: value('kind', 'score'),
        symmetrical: readBoolean(value('symmetrical')),
      };
    case 'rsc_ticket':
      return { ...base, kind: 'ticket', ticket: value('ticket') ?? '', resource: value('rsc'), role: value('rsc-role'), lossPolicy: value('loss-policy') };
    default:
      return null;
  }
}

function readSets(element: XmlElement, byId: ById): ResourceSet[] {
  return childrenNamed(element, 'resource_set').map((reference) => {
    const set = follow(reference, byId);
    return {
      id: attribute(set, 'id') ?? '',
      resources: childrenNamed(set, 'resource_ref').map((resource) => attribute(resource, 'id') ?? ''),
      role: attribute(set, 'role'),
      action: attribute(set, 'action'),
      sequential: readBoolean(attribute(set, 'sequential')),
      requireAll: readBoolean(attribute(set, 'require-all')),
    };
  });
}
