import { failure, type Result, success } from '../result';
import { readScore } from '../statusValues';
import type { ClusterSnapshot, Constraint } from '../snapshot';
import { emptyElement } from '../xmlText';
import { isAtLeast } from './dialect';
import { addedAgain } from './constraintTask';
import { impossible, optionLike, pcs } from './pcsWords';
import type { Words } from './plan';
import { configuredResource, type Draft, edit, knownNodes, type Planning } from './planning';
import { idsIn, multipliedBy, type PlacedResource } from './resourcePlace';
import type { Task, TaskOf } from './task';

const ELEMENTS: { readonly [K in Constraint['kind']]: string } = { location: 'rsc_location', colocation: 'rsc_colocation', order: 'rsc_order', ticket: 'rsc_ticket' };

export function planAddLocation({ resource, node, score }: TaskOf<'addLocation'>, planning: Planning): Result<Draft> {
  const found = constrainable([resource], LOCATION_WORDS, planning);
  if (!found.ok) return found;
  const nodes = knownNodes([node], planning);
  if (!nodes.ok) return nodes;
  const [{ id: rsc }] = found.value;
  if (node.includes('=') || rsc.includes('%')) return impossible({ why: 'ambiguous', name: node.includes('=') ? node : rsc });
  if (!isScore(score)) return impossible({ why: 'no-score', name: score });
  const id = sanitized(`location-${rsc}-${node}-${score}`);
  const isOfThese = (constraint: Constraint) => constraint.kind === 'location' && constraint.resource === rsc && constraint.node === node;
  const replaced = planning.snapshot.constraints.filter((constraint) => constraint.id === id || isOfThese(constraint));
  const [old] = replaced;
  // Only what pcs puts in the place of the new one takes that out again.
  const back: Task | null = !old ? { kind: 'deleteConstraints', constraints: [id] } : replaced.length === 1 && isOfThese(old) && !old.leftover ? addedAgain(old) : null;
  return success({
    commands: [pcs('constraint', 'location', rsc, ...(score.startsWith('-') ? ['avoids', `${node}=${score.slice(1)}`] : ['prefers', `${node}=${score}`]))],
    preview: edit(...replaced.map(deletion), creation('location', { id, rsc, node, score })),
    cautions: replaced.length === 0 ? [] : [{ code: 'replaces-constraint', ids: replaced.map((constraint) => constraint.id) }],
    expects: [{ kind: 'configured', id, is: true }],
    undo: back === null || (old?.kind === 'location' && old.score === score) ? null : [back],
  });
}

export function planAddColocation({ resource, withResource, score }: TaskOf<'addColocation'>, planning: Planning): Result<Draft> {
  const found = constrainable([resource, withResource], ['with', 'INFINITY'], planning);
  if (!found.ok) return found;
  const [{ id: rsc }, { id: other } = { id: withResource }] = found.value;
  if (!isScore(score)) return impossible({ why: 'no-score', name: score });
  const same = planning.snapshot.constraints.find((constraint) => constraint.kind === 'colocation' && constraint.sets.length === 0
    && constraint.resource === rsc && constraint.with === other && isStarted(constraint.role) && isStarted(constraint.withRole));
  if (same) return impossible({ why: 'exists', name: same.id });
  const { id, words } = newId(`colocation-${rsc}-${other}-${score}`, planning.snapshot);
  return success({
    commands: [pcs('constraint', 'colocation', 'add', rsc, 'with', other, ...scoreWords(score, words, planning))],
    preview: edit(creation('colocation', { id, rsc, 'with-rsc': other, score })),
    cautions: [],
    expects: [{ kind: 'configured', id, is: true }],
    undo: [{ kind: 'deleteConstraints', constraints: [id] }],
  });
}

export function planAddOrder({ first, then }: TaskOf<'addOrder'>, planning: Planning): Result<Draft> {
  const found = constrainable([first, then], [], planning);
  if (!found.ok) return found;
  const [one, other = one] = found.value;
  const group = one.parents.at(-1);
  if (group && group === other.parents.at(-1)) return impossible({ why: 'same-group', name: group.id });
  const same = planning.snapshot.constraints.find((constraint) => constraint.kind === 'order' && constraint.sets.length === 0
    && constraint.first === one.id && constraint.then === other.id && isStart(constraint.firstAction) && isStart(constraint.thenAction ?? constraint.firstAction));
  if (same) return impossible({ why: 'exists', name: same.id });
  const { id, words } = newId(`order-${one.id}-${other.id}-mandatory`, planning.snapshot);
  return success({
    // With both actions named, no name of a resource can be taken for one.
    commands: [pcs('constraint', 'order', 'start', one.id, 'then', 'start', other.id, ...words)],
    preview: edit(creation('order', { id, first: one.id, then: other.id, 'first-action': 'start', 'then-action': 'start' })),
    cautions: [],
    expects: [{ kind: 'configured', id, is: true }],
    undo: [{ kind: 'deleteConstraints', constraints: [id] }],
  });
}

export function planDeleteConstraints({ constraints: ids }: TaskOf<'deleteConstraints'>, { snapshot, dialect }: Planning): Result<Draft> {
  const constraints: Constraint[] = [];
  for (const id of new Set(ids)) {
    const option = optionLike([id]);
    if (option !== null) return impossible({ why: 'option-like', name: option });
    const constraint = snapshot.constraints.find((candidate) => candidate.id === id);
    if (!constraint) return failure({ code: 'not-configured', id });
    constraints.push(constraint);
  }
  const again = constraints.map((constraint) => addedAgain(constraint, !dialect.capabilities.has('pcmk.resource.move.autoclean.default')));
  return success({
    commands: [pcs('constraint', 'delete', ...constraints.map(({ id }) => id))],
    preview: edit(...constraints.map(deletion)),
    cautions: [],
    expects: constraints.map(({ id }) => ({ kind: 'configured', id, is: false })),
    undo: again.includes(null) ? null : again.filter((task) => task !== null),
  });
}

/** What `pcs constraint location` would read as something else at a resource's place. */
const LOCATION_WORDS = ['add', 'remove', 'delete', 'show', 'config'];

/** Resources that a constraint may name: of a clone or bundle it is the whole. */
function constrainable(ids: readonly string[], taken: readonly string[], { snapshot }: Planning): Result<readonly [PlacedResource, ...PlacedResource[]]> {
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

/** A score that stands alone is deprecated since 0.12; before, a negative one has to be kept from being an option. 0.9 knows no `--` and tells by the number. */
function scoreWords(score: string, id: readonly string[], { dialect: { pcs: version, capabilities } }: Planning): readonly string[] {
  if (capabilities.has('pcmk.constraint.colocation.simple.options.score')) return [`score=${score}`, ...id];
  return score.startsWith('-') && isAtLeast(version, '0.10') ? ['--', score, ...id] : [score, ...id];
}

/** The id that pcs will give, and where that is taken already, words that give another. */
function newId(wanted: string, { constraints, resources, fencing }: ClusterSnapshot): { readonly id: string; readonly words: readonly string[] } {
  const taken = new Set([...constraints.map(({ id }) => id), ...idsIn([...resources, ...fencing])]);
  if (!taken.has(wanted)) return { id: wanted, words: [] };
  for (let number = 1; ; number++) {
    const id = `${wanted}-${number}`;
    if (!taken.has(id)) return { id, words: [`id=${id}`] };
  }
}

/** As pcs makes an id of any words. */
function sanitized(id: string): string {
  return id.slice(0, 1).replace(/[^a-zA-Z_]/, '') + id.slice(1).replace(/[^a-zA-Z0-9_.-]/g, '');
}

function creation(kind: Constraint['kind'], attributes: Readonly<Record<string, string>>): Words {
  return ['cibadmin', '--create', '--scope', 'constraints', '--xml-text', emptyElement(ELEMENTS[kind], attributes)];
}

function deletion({ kind, id }: Constraint): Words {
  return ['cibadmin', '--delete', '--scope', 'constraints', '--xml-text', emptyElement(ELEMENTS[kind], { id })];
}

/** As pcs reads one, but for a plus sign. */
function isScore(text: string): boolean {
  return /^-?(?:\d+|INFINITY)$/.test(text) && readScore(text) !== null;
}

function isStarted(role: string | null): boolean {
  return role === null || role === 'Started';
}

function isStart(action: string | null): boolean {
  return action === null || action === 'start';
}

