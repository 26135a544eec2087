import { type Result, success } from '../result';
import type { ClusterSnapshot } from '../snapshot';
import { readScore } from '../statusValues';
import type { Caution } from './caution';
import { roleFor } from './formWords';
import { constrainable, creation, isScore, newId, roleWord, sanitized, unusedId } from './newConstraint';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, type Planning } from './planning';
import { ids } from './planResources';
import type { TaskOf } from './task';

/** Lets a resource run, or be promoted, only where the cluster has a ticket. */
export function planAddTicket({ ticket, resource, role, lossPolicy }: TaskOf<'addTicket'>, planning: Planning): Result<Draft> {
  const found = constrainable([resource], [], planning);
  if (!found.ok) return found;
  const [{ id: rsc }] = found.value;
  const option = optionLike([ticket]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const ambiguous = [ticket, rsc].find((name) => name.includes('='));
  if (ambiguous !== undefined) return impossible({ why: 'ambiguous', name: ambiguous });
  const roleSaid = role === null ? null : roleWord(role, planning);
  const { id, words } = newId(sanitized(`ticket-${ticket}-${rsc}${roleSaid === null ? '' : `-${roleSaid}`}`), planning.snapshot);
  const same = planning.snapshot.constraints.find((constraint) => constraint.kind === 'ticket' && constraint.sets.length === 0
    && constraint.ticket === ticket && constraint.resource === rsc && (constraint.role ?? 'Started') === (roleSaid ?? 'Started'));
  if (same) return impossible({ why: 'exists', name: same.id });
  const policy: Readonly<Record<string, string>> = lossPolicy === null ? {} : { 'loss-policy': lossPolicy };
  return success({
    commands: [pcs('constraint', 'ticket', 'add', ticket, ...(roleSaid === null ? [] : [roleSaid]), rsc, ...pairs(policy), ...words)],
    preview: edit(creation('ticket', { id, ticket, rsc, ...(roleSaid === null ? {} : { 'rsc-role': roleSaid }), ...policy })),
    cautions: notGranted(ticket, [rsc], planning.snapshot),
    expects: [{ kind: 'configured', id, is: true }],
    undo: [{ kind: 'deleteConstraints', constraints: [id] }],
  });
}

/** One constraint of many resources: ordered, kept together, or bound to a ticket in sets. */
export function planAddSets({ of, sets, options, id: given }: TaskOf<'addSets'>, planning: Planning): Result<Draft> {
  const filled = sets.filter(({ resources }) => resources.length > 0);
  if (filled.length === 0) return impossible({ why: 'nothing-chosen', name: '' });
  const names: string[][] = [];
  for (const { resources } of filled) {
    const found = constrainable(resources, ['set', 'setoptions'], planning);
    if (!found.ok) return found;
    names.push([...new Set(ids(found.value))]);
  }
  const all = names.flat();
  const ambiguous = all.find((name) => name.includes('='));
  if (ambiguous !== undefined) return impossible({ why: 'ambiguous', name: ambiguous });
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) return impossible({ why: 'twice', name: twice });
  const score = options['score'];
  if (score !== undefined && !isScore(score)) return impossible({ why: 'no-score', name: score });
  const ticket = of === 'ticket' ? (options['ticket'] ?? '') : null;
  if (ticket === '') return impossible({ why: 'option-like', name: '' });
  // The id is always told: what pcs makes of the names of a set differs from version to version.
  const id = given ?? unusedId(sanitized(`${of}-set-${all[0] ?? ''}-${all.at(-1) ?? ''}`), planning.snapshot);
  const setWords = filled.flatMap((set, index) => ['set', ...(names[index] ?? []), ...pairs(said(set.options, planning))]);
  const command = pcs('constraint', of, ...setWords, 'setoptions', `id=${id}`, ...pairs(options));
  return success({
    commands: [command],
    preview: edit(command),
    cautions: [
      ...(ticket === null ? [] : notGranted(ticket, all, planning.snapshot)),
      ...(all.length === 1 && of !== 'ticket' ? [{ code: 'single-member', resource: all[0] ?? '' } as const] : []),
      ...(of === 'colocation' && Math.abs(readScore(score ?? 'INFINITY') ?? 0) === Infinity ? [{ code: 'must', id } as const] : []),
    ],
    expects: [{ kind: 'configured', id, is: true }],
    undo: [{ kind: 'deleteConstraints', constraints: [id] }],
  });
}

/** The options of a set with the role as this pcs has it. */
function said(options: Readonly<Record<string, string>>, planning: Planning): Readonly<Record<string, string>> {
  const { role } = options;
  return role === undefined ? options : { ...options, role: roleFor(planning.dialect, role) };
}

function pairs(options: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(options).map(([name, value]) => `${name}=${value}`);
}

function notGranted(ticket: string, resources: readonly string[], { tickets }: ClusterSnapshot): readonly Caution[] {
  return tickets.some(({ id, granted }) => id === ticket && granted === true) ? [] : [{ code: 'ticket-not-granted', ticket, resources }];
}
