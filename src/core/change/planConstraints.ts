import { failure, type Result, success } from '../result';
import type { Constraint } from '../snapshot';
import { readRole } from '../statusResources';
import { addedAgain } from './constraintTask';
import { roleFor } from './formWords';
import { constrainable, creation, deletion, isScore, LOCATION_WORDS, newId, sanitized, scoreWords } from './newConstraint';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, knownNodes, type Planning } from './planning';
import { removedElement } from './recreateTask';
import type { TicketRole } from './shapeTask';
import type { Task, TaskOf } from './task';

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

export function planAddColocation({ resource, withResource, score, role, withRole }: TaskOf<'addColocation'>, planning: Planning): Result<Draft> {
  const found = constrainable([resource, withResource], ['with', 'INFINITY'], planning);
  if (!found.ok) return found;
  const [{ id: rsc }, { id: other } = { id: withResource }] = found.value;
  if (!isScore(score)) return impossible({ why: 'no-score', name: score });
  const same = planning.snapshot.constraints.find((constraint) => constraint.kind === 'colocation' && constraint.sets.length === 0
    && constraint.resource === rsc && constraint.with === other && isRole(constraint.role, role) && isRole(constraint.withRole, withRole));
  if (same) return impossible({ why: 'exists', name: same.id });
  const { id, words } = newId(`colocation-${rsc}-${other}-${score}`, planning.snapshot);
  const said = (of: TicketRole | undefined) => (of === undefined ? [] : [roleFor(planning.dialect, of)]);
  const command = pcs('constraint', 'colocation', 'add', ...said(role), rsc, 'with', ...said(withRole), other, ...scoreWords('colocation', score, words, planning));
  return success({
    commands: [command],
    // In which word a role stands in the CIB is for pcs to say.
    preview: edit(role === undefined && withRole === undefined ? creation('colocation', { id, rsc, 'with-rsc': other, score }) : command),
    cautions: [],
    expects: [{ kind: 'configured', id, is: true }],
    undo: [{ kind: 'deleteConstraints', constraints: [id] }],
  });
}

export function planAddOrder({ first, then, firstAction = 'start', thenAction = 'start', orderKind, symmetrical = true }: TaskOf<'addOrder'>, planning: Planning): Result<Draft> {
  const found = constrainable([first, then], [], planning);
  if (!found.ok) return found;
  const [one, other = one] = found.value;
  const group = one.parents.at(-1);
  if (group && group === other.parents.at(-1)) return impossible({ why: 'same-group', name: group.id });
  const same = planning.snapshot.constraints.find((constraint) => constraint.kind === 'order' && constraint.sets.length === 0
    && constraint.first === one.id && constraint.then === other.id && (constraint.firstAction ?? 'start') === firstAction && (constraint.thenAction ?? constraint.firstAction ?? 'start') === thenAction);
  if (same) return impossible({ why: 'exists', name: same.id });
  const { id, words } = newId(`order-${one.id}-${other.id}-${orderKind ?? 'mandatory'}`, planning.snapshot);
  const more: Readonly<Record<string, string>> = { ...(orderKind === undefined ? {} : { kind: orderKind }), ...(symmetrical ? {} : { symmetrical: 'false' }) };
  return success({
    // With both actions named, no name of a resource can be taken for one.
    commands: [pcs('constraint', 'order', firstAction, one.id, 'then', thenAction, other.id, ...Object.entries(more).map(([name, value]) => `${name}=${value}`), ...words)],
    preview: edit(creation('order', { id, first: one.id, then: other.id, 'first-action': firstAction, 'then-action': thenAction, ...more })),
    cautions: [],
    expects: [{ kind: 'configured', id, is: true }],
    undo: [{ kind: 'deleteConstraints', constraints: [id] }],
  });
}

export function planDeleteConstraints({ constraints: ids }: TaskOf<'deleteConstraints'>, { snapshot, dialect, cib }: Planning): Result<Draft> {
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
    cautions: cib === null && again.includes(null) ? [{ code: 'no-way-back' }] : [],
    expects: constraints.map(({ id }) => ({ kind: 'configured', id, is: false })),
    undo: again.includes(null) ? putBack(constraints, cib) : again.filter((task) => task !== null),
  });
}

/** What puts constraints back that no task says in full: as they are written. */
function putBack(constraints: readonly Constraint[], cib: string | null | undefined): readonly Task[] | null {
  const elements = cib === undefined || cib === null ? [null] : constraints.map(({ id }) => removedElement('constraints', id, null, cib));
  return elements.includes(null) ? null : [{ kind: 'recreate', elements: elements.filter((element) => element !== null) }];
}

function isRole(role: string | null, wanted: TicketRole | undefined): boolean {
  return (readRole(role) ?? 'Started') === (wanted ?? 'Started');
}
