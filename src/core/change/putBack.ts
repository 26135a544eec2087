import { elementText } from '../elementText';
import type { Constraint } from '../snapshot';
import type { Caution } from './caution';
import type { Words } from './plan';
import type { Planning } from './planning';
import { inOneLine, removedElement, type RemovedElement, SECTIONS } from './recreateTask';
import { isReferred } from './tags';

/** Constraints as they are written, to be put back when pcs has changed or dropped them; null where one could not be put back as it was. */
export function writtenConstraints(constraints: readonly Constraint[], cib: string | null | undefined): readonly RemovedElement[] | null {
  if (constraints.length === 0) return [];
  if (cib === null || cib === undefined || inSets(constraints).length > 0) return null;
  const elements = constraints.map(({ id }) => removedElement('constraints', id, null, cib)).filter((element) => element !== null);
  return elements.length === constraints.length && elements.every(({ xml }) => xml.every((piece) => typeof piece === 'string')) ? elements : null;
}

/** pcs takes a resource out of the sets that name it, and nobody could say where in them it was. */
function inSets(constraints: readonly Constraint[]): readonly Constraint[] {
  return constraints.filter(({ sets }) => sets.length > 0);
}

/** Why what goes with a clone or group, constraints and its places in tags, cannot be put back. */
export function setsLost(gone: readonly Constraint[], { cib }: Planning): readonly Caution[] {
  const sets = inSets(gone);
  if (sets.length > 0) return [{ code: 'sets-lost', ids: sets.map(({ id }) => id) }];
  return cib === null ? [{ code: 'no-way-back' }] : [];
}

/**
 * What writes these constraints as they were; null where one of them is no longer as the change has left it: gone, or the same but for the
 * name that pcs has put for the other. `mayBeGone`: the change has dropped some.
 */
export function putBackWords(elements: readonly RemovedElement[], names: readonly [string, string], cib: string | null | undefined, { mayBeGone }: { readonly mayBeGone: boolean }): readonly Words[] | null {
  if (elements.length === 0) return [];
  if (cib === null || cib === undefined) return null;
  const texts = elements.map(({ xml }) => xml.join(''));
  const isAsLeft = elements.every(({ id }, index) => {
    const now = elementText(cib, SECTIONS.constraints, id);
    return now === null ? mayBeGone : alike(now, names) === alike(texts[index] ?? '', names);
  });
  if (!isAsLeft) return null;
  return [['cibadmin', '--modify', '--allow-create', '--scope', 'configuration', '--xml-text', `<configuration><constraints>${texts.join('')}</constraints></configuration>`]];
}

/**
 * Whether somebody has named, since it was made, what taking its making back takes away: in a constraint that is none of those to be put back, in a tag,
 * in a permission. pcs would take all of that away with it. `putBack` is absent where nothing is taken back, and a person has been told of it.
 */
export function isNamedSince(id: string, gone: readonly Constraint[], putBack: readonly RemovedElement[] | undefined, { cib }: Planning): boolean {
  if (putBack === undefined) return false;
  return isReferred([id], cib ?? '') || gone.some((constraint) => !putBack.some((element) => element.id === constraint.id));
}

/** An element without the order of its attributes, and with one of two names of a resource for both. */
function alike(xml: string, [name, other]: readonly [string, string]): string {
  return inOneLine(xml).replace(/<([\w.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>/g, (_whole, tag: string, attributes: string, end: string) => {
    const each = [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => `${key}="${REFERENCES.has(key) && value === other ? name : value}"`);
    return `<${[tag, ...each.sort()].join(' ')}${end}>`;
  });
}

/** Where a constraint names a resource. */
const REFERENCES: ReadonlySet<string> = new Set(['rsc', 'with-rsc', 'first', 'then']);
