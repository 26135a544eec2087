import { failure, type Result, success } from '../result';
import { readScore } from '../statusValues';
import type { ClusterSnapshot, Constraint } from '../snapshot';
import { emptyElement } from '../xmlText';
import { isAtLeast } from './dialect';
import { impossible } from './pcsWords';
import type { Words } from './plan';
import { configuredResource, type Planning } from './planning';
import { idsIn, multipliedBy, type PlacedResource } from './resourcePlace';
import { xmlElement } from './xmlInput';

const ELEMENTS: { readonly [K in Constraint['kind']]: string } = { location: 'rsc_location', colocation: 'rsc_colocation', order: 'rsc_order', ticket: 'rsc_ticket' };

/** What `pcs constraint location` would read as something else at a resource's place. */
export const LOCATION_WORDS = ['add', 'remove', 'delete', 'show', 'config'];

/** Resources that a constraint may name: of a clone or bundle it is the whole. `taken` are words that pcs would read otherwise at their place. */
export function constrainable(ids: readonly string[], taken: readonly string[], { snapshot }: Planning): Result<readonly [PlacedResource, ...PlacedResource[]]> {
  const found: PlacedResource[] = [];
  for (const id of ids) {
    const resource = configuredResource(id, snapshot);
    if (!resource.ok) return resource;
    const around = multipliedBy(resource.value);
    if (around) return impossible({ why: 'inside', name: resource.value.id, instead: around.id });
    if (taken.includes(resource.value.id)) return impossible({ why: 'ambiguous', name: resource.value.id });
    found.push(resource.value);
  }
  const [first, ...others] = found;
  return first ? success([first, ...others]) : failure({ code: 'not-configured', id: '' });
}

/** The id that pcs will give, and where that is taken already, words that give another. */
export function newId(wanted: string, snapshot: ClusterSnapshot): { readonly id: string; readonly words: readonly string[] } {
  const id = unusedId(wanted, snapshot);
  return { id, words: id === wanted ? [] : [`id=${id}`] };
}

/** An id, with a number behind it where the configuration has it already: pcs does the same. */
export function unusedId(wanted: string, { constraints, resources, fencing }: ClusterSnapshot): string {
  const taken = new Set([...constraints.map(({ id }) => id), ...idsIn([...resources, ...fencing])]);
  if (!taken.has(wanted)) return wanted;
  for (let number = 1; ; number++) {
    const id = `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** As pcs makes an id of any words. */
export function sanitized(id: string): string {
  return id.slice(0, 1).replace(/[^a-zA-Z_]/, '') + id.slice(1).replace(/[^a-zA-Z0-9_.-]/g, '');
}

/** The step that puts a constraint without anything in it into a copy of the CIB. */
export function creation(kind: Constraint['kind'], attributes: Readonly<Record<string, string>>): Words {
  return ['cibadmin', '--create', '--scope', 'constraints', '--xml-text', emptyElement(ELEMENTS[kind], attributes)];
}

/** The step that takes one out. */
export function deletion({ kind, id }: Constraint): Words {
  return ['cibadmin', '--delete', '--scope', 'constraints', '--xml-text', emptyElement(ELEMENTS[kind], { id })];
}

/** The command that changes attributes of one and leaves all else of it as it is; an error where there is none of that id. */
export function modification({ kind, id }: Constraint, attributes: Readonly<Record<string, string>>): Words {
  return ['cibadmin', '--modify', '--scope', 'constraints', '--xml-text', emptyElement(ELEMENTS[kind], { id, ...attributes })];
}

/** The same for the score of one of its rules. */
export function ruleModification(constraint: string, rule: string, score: string): Words {
  return ['cibadmin', '--modify', '--scope', 'constraints', '--xml-text', xmlElement('rsc_location', { id: constraint }, [xmlElement('rule', { id: rule, score })]).join('')];
}

/** As pcs reads one, but for a plus sign. */
export function isScore(text: string): boolean {
  return /^-?(?:\d+|INFINITY)$/.test(text) && readScore(text) !== null;
}

/** A score and what stands behind it. One that stands alone is deprecated since 0.12; before, a negative one has to be kept from being an option. 0.9 knows no `--` and tells by the number. */
export function scoreWords(of: 'colocation' | 'location', score: string, behind: readonly string[], { dialect: { pcs: version, capabilities } }: Planning): readonly string[] {
  if (capabilities.has(`pcmk.constraint.${of}.simple.options.score`)) return [`score=${score}`, ...behind];
  return score.startsWith('-') && isAtLeast(version, '0.10') ? ['--', score, ...behind] : [score, ...behind];
}

/** Pacemaker 2.1 has other words for the two roles, and pcs takes them from 0.11 on. */
export function roleWord(role: string, { dialect }: Planning): string {
  if (dialect.capabilities.has('pcmk.cib.roles.promoted-unpromoted') || isAtLeast(dialect.pcs, '0.11')) return role;
  return role === 'Promoted' ? 'Master' : role === 'Unpromoted' ? 'Slave' : role;
}
