import { type ById, follow } from '../cibAttributes';
import { map, type Result, success } from '../result';
import type { Constraint } from '../snapshot';
import { attribute, childrenNamed, type XmlElement } from '../xml';
import type { MadeBy } from './madeBy';
import { roleFor } from './formWords';
import { constrainable, isScore, LOCATION_WORDS, scoreWords, unusedId } from './newConstraint';
import { impossible, optionLike, pcs } from './pcsWords';
import type { Words } from './plan';
import { planChange } from './planChange';
import type { Planning } from './planning';
import { roleOfRule } from './planRule';
import { ruleAsWords } from './ruleAsWords';
import { ruleWords } from './ruleWords';
import type { Task } from './task';
import { readRole } from '../statusResources';

/** What pcs has words for in each kind of constraint. Whatever else one says would be lost, so that the constraint would be another. */
const SAID: { readonly [K in Constraint['kind']]: readonly string[] } = {
  location: ['rsc', 'rsc-pattern', 'node', 'score', 'role', 'resource-discovery', 'rule'],
  colocation: ['rsc', 'rsc-role', 'with-rsc', 'with-rsc-role', 'score', 'resource_set'],
  order: ['first', 'first-action', 'then', 'then-action', 'kind', 'score', 'symmetrical', 'require-all', 'resource_set'],
  ticket: ['rsc', 'rsc-role', 'ticket', 'loss-policy', 'resource_set'],
};

const SAID_OF_SETS = ['id', 'sequential', 'require-all', 'action', 'role', 'resource_ref'];
const UNSAID_WITH_SETS = ['score', 'require-all'];
const SAID_OF_RULES = ['id', 'score', 'score-attribute', 'role', 'boolean-op'];

/** What an element says: the names of its attributes and of what is in it. */
function names(element: XmlElement): readonly string[] {
  return [...Object.keys(element.attributes).map((key) => key.slice(1)).filter((name) => name !== 'id'), ...element.children.map(({ name }) => name)];
}

/** The commands that would make a constraint as it stands, under the id that it has. */
export function constraintAsCommands(constraint: Constraint, element: XmlElement, byId: ById, planning: Planning): Result<MadeBy> {
  const { id, kind } = constraint;
  const lacks = (words: string) => impossible({ why: 'no-words', name: id, words, pcs: planning.dialect.pcs });
  const sets = childrenNamed(element, 'resource_set').map((set) => follow(set, byId));
  const unsaid = [...names(element).filter((name) => !SAID[kind].includes(name) || (sets.length > 0 && kind === 'order' && UNSAID_WITH_SETS.includes(name))), ...sets.flatMap((set) => names(set).filter((name) => !SAID_OF_SETS.includes(name)))];
  if (unsaid.length > 0) return lacks([...new Set(unsaid)].join(', '));
  const made = (...commands: readonly Words[]) => success<MadeBy>({ id, commands, inputs: [], unsaid: [] });
  if (constraint.kind === 'location') return locationAsCommands(constraint, element, byId, planning);
  if (sets.length > 0) return map(planChange(ofSets(constraint, sets, element), planning.dialect, planning.snapshot), ({ commands }) => ({ id, commands, inputs: [], unsaid: [] }));
  switch (constraint.kind) {
    case 'colocation': {
      const { resource, role, with: other, withRole, score } = constraint;
      const found = constrainable([resource ?? '', other ?? ''], ['with', 'INFINITY'], planning);
      if (!found.ok) return found;
      // Without a score it says nothing to Pacemaker; pcs would take that for INFINITY.
      const weight = score ?? '0';
      if (!isScore(weight)) return impossible({ why: 'no-score', name: weight });
      return made(pcs('constraint', 'colocation', 'add', ...said(role, planning), resource ?? '', 'with', ...said(withRole, planning), other ?? '', ...scoreWords('colocation', weight, [`id=${id}`], planning)));
    }
    case 'order': {
      const { first, then, firstAction, thenAction } = constraint;
      const found = constrainable([first ?? '', then ?? ''], [], planning);
      if (!found.ok) return found;
      // Left out, the second action is the first; pcs takes it for a start.
      const action = firstAction ?? 'start';
      return made(pcs('constraint', 'order', action, first ?? '', 'then', thenAction ?? action, then ?? '', ...options(element, ['kind', 'score', 'symmetrical', 'require-all']), `id=${id}`));
    }
    case 'ticket': {
      const { ticket, resource, role } = constraint;
      const found = constrainable([resource ?? ''], [], planning);
      if (!found.ok) return found;
      const option = optionLike([ticket]);
      if (option !== null) return impossible({ why: 'option-like', name: option });
      const ambiguous = [ticket, resource ?? ''].find((name) => name.includes('='));
      if (ambiguous !== undefined) return impossible({ why: 'ambiguous', name: ambiguous });
      return made(pcs('constraint', 'ticket', 'add', ticket, ...said(role, planning), resource ?? '', ...options(element, ['loss-policy']), `id=${id}`));
    }
  }
}

/** One by a node and a score, or by rules: pcs makes a constraint of each rule. */
function locationAsCommands(constraint: Constraint & { readonly kind: 'location' }, element: XmlElement, byId: ById, planning: Planning): Result<MadeBy> {
  const { id, resource, pattern, node, role, discovery } = constraint;
  const { dialect, snapshot } = planning;
  const lacks = (words: string) => impossible({ why: 'no-words', name: id, words, pcs: dialect.pcs });
  if (role !== null && readRole(role) !== 'Started') return lacks(`role=${role}`);
  if (pattern !== null && !dialect.capabilities.has('pcmk.constraint.location.simple.resource-regexp')) return lacks('rsc-pattern');
  const rules = childrenNamed(element, 'rule').map((rule) => follow(rule, byId));
  const found = pattern === null ? constrainable([resource ?? ''], rules.length === 0 ? [] : LOCATION_WORDS, planning) : null;
  if (found?.ok === false) return found;
  if (resource?.includes('%')) return impossible({ why: 'ambiguous', name: resource });
  const rsc = pattern === null ? (resource ?? '') : `regexp%${pattern}`;
  const discovered = discovery === null ? [] : [`resource-discovery=${discovery}`];
  if (rules.length === 0) {
    const score = constraint.score ?? 'INFINITY';
    if (!isScore(score)) return impossible({ why: 'no-score', name: score });
    const option = optionLike([node]);
    if (option !== null) return impossible({ why: 'option-like', name: option });
    // pcs keeps one of a resource and a node, and takes others of these out.
    const replaced = snapshot.constraints.filter((other) => other.kind === 'location' && other.id !== id && other.node === node && other.resource === resource && other.pattern === pattern);
    return success({
      id,
      commands: [pcs('constraint', 'location', 'add', id, rsc, node ?? '', ...scoreWords('location', score, discovered, planning))],
      inputs: [],
      unsaid: replaced.length === 0 ? [] : [{ code: 'caution', caution: { code: 'replaces-constraint', ids: replaced.map((other) => other.id) } }],
    });
  }
  const commands: Words[] = [];
  for (const [index, rule] of rules.entries()) {
    const text = ruleAsWords(rule, byId);
    const unsaid = names(rule).filter((name) => !SAID_OF_RULES.includes(name) && !['rule', 'expression', 'date_expression'].includes(name));
    if (text === null || unsaid.length > 0) return lacks(unsaid.join(', ') || `rule ${attribute(rule, 'id') ?? ''}`);
    const words = ruleWords(text, planning);
    if (!words.ok) return words;
    const ruleRole = readRole(attribute(rule, 'role'));
    const own = index === 0 ? id : unusedId(`${id}-${index}`, snapshot);
    commands.push(pcs(
      'constraint', 'location', rsc, 'rule', `id=${attribute(rule, 'id') ?? ''}`, `constraint-id=${own}`, ...discovered,
      ...(ruleRole === 'Promoted' || ruleRole === 'Unpromoted' ? [`role=${roleOfRule(ruleRole, planning)}`] : []),
      ...options(rule, attribute(rule, 'score') === null && attribute(rule, 'score-attribute') !== null ? ['score-attribute'] : ['score']),
      ...words.value,
    ));
  }
  return success({ id, commands, inputs: [], unsaid: rules.length > 1 ? [{ code: 'rules-apart', id }] : [] });
}

function ofSets(constraint: Constraint, sets: readonly XmlElement[], element: XmlElement): Task {
  const of = constraint.kind === 'order' || constraint.kind === 'ticket' ? constraint.kind : 'colocation';
  const whole = pairsOf(element, of === 'order' ? ['kind', 'symmetrical'] : of === 'ticket' ? ['ticket', 'loss-policy'] : ['score']);
  return {
    kind: 'addSets',
    of,
    sets: sets.map((set) => ({
      resources: childrenNamed(set, 'resource_ref').map((each) => attribute(each, 'id') ?? ''),
      options: pairsOf(set, ['sequential', 'require-all', 'action', 'role']),
    })),
    // As above.
    options: of === 'colocation' ? { score: '0', ...whole } : whole,
    id: constraint.id,
  };
}

function said(role: string | null, { dialect }: Planning): readonly string[] {
  return role === null ? [] : [roleFor(dialect, role)];
}

function pairsOf(element: XmlElement, wanted: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(wanted.flatMap((name) => {
    const value = attribute(element, name);
    return value === null ? [] : [[name, value] as const];
  }));
}

function options(element: XmlElement, wanted: readonly string[]): readonly string[] {
  return Object.entries(pairsOf(element, wanted)).map(([name, value]) => `${name}=${value}`);
}
