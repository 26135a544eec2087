import { maskSecret } from './secretNames';
import { readScore, namedRecord } from './statusValues';
import { attribute, childrenNamed, childNamed, type XmlElement } from './xml';

/** Finds what an `id-ref` points at; every part of a CIB may be written once and used again by its id. */
export type ById = (id: string) => XmlElement | null;

export function indexIds(root: XmlElement): ById {
  const index = new Map<string, XmlElement>();
  const visit = (element: XmlElement) => {
    const id = attribute(element, 'id');
    if (id !== null && !index.has(id)) index.set(id, element);
    element.children.forEach(visit);
  };
  root.children.forEach(visit);
  return (id) => index.get(id) ?? null;
}

export function follow(element: XmlElement, byId: ById): XmlElement {
  const reference = attribute(element, 'id-ref');
  return (reference !== null && byId(reference)) || element;
}

/**
 * The name-value pairs of all sets of one kind (`instance_attributes`, `meta_attributes`, …), as Pacemaker merges them:
 * the set of the highest score first, then the first in the document; a pair that is there is not replaced.
 * Sets with a rule are left out: whether they hold now is the scheduler's to say, and the status shows what came of it.
 * Secrets end here: their values are masked.
 */
export function readPairs(owner: XmlElement, setName: string, byId: ById): Record<string, string> {
  const sets = childrenNamed(owner, setName)
    .map((set) => follow(set, byId))
    .filter((set) => childNamed(set, 'rule') === null)
    .map((set) => ({ set, score: readScore(attribute(set, 'score')) ?? 0 }));
  const pairs = namedRecord<string>();
  for (const { set } of sets.sort((one, other) => (one.score === other.score ? 0 : other.score - one.score))) {
    for (const pair of childrenNamed(set, 'nvpair')) {
      const original = follow(pair, byId);
      const name = attribute(pair, 'name') ?? attribute(original, 'name');
      if (name !== null && !Object.hasOwn(pairs, name)) pairs[name] = maskSecret(name, attribute(original, 'value') ?? '');
    }
  }
  return pairs;
}
