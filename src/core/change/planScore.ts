import { failure, type Result, success } from '../result';
import { readScore } from '../statusValues';
import type { Constraint, RuleScore } from '../snapshot';
import { isScore, modification, ruleModification } from './newConstraint';
import { impossible, optionLike } from './pcsWords';
import { type Draft, edit, type Planning } from './planning';
import type { TaskOf } from './task';

/**
 * Changes what a constraint weighs. pcs could only delete it and make another, with a moment in between in which it counts for nothing, so this is
 * one edit of the one attribute: id, rules and all else of it stay.
 */
export function planSetScore({ constraint: id, score, rule: wanted }: TaskOf<'setScore'>, { snapshot }: Planning): Result<Draft> {
  const option = optionLike([id]);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  const constraint = snapshot.constraints.find((candidate) => candidate.id === id);
  if (!constraint) return failure({ code: 'not-configured', id });
  const rule = ruleOf(constraint, wanted);
  const before = rule === null ? ownScore(constraint) : rule.score;
  if (before === undefined || (wanted !== undefined && rule === null)) return impossible({ why: 'no-own-score', name: id });
  if (!isScore(score)) return impossible({ why: 'no-score', name: score });
  if (before === score) return impossible({ why: 'unchanged', name: id });
  const command = rule === null ? modification(constraint, { score }) : ruleModification(id, rule.id, score);
  const of = rule === null ? {} : { rule: rule.id };
  return success({
    commands: [command],
    preview: edit(command),
    cautions: Math.abs(readScore(score) ?? 0) === Infinity ? [{ code: 'must', id }] : [],
    expects: [{ kind: 'score', constraint: id, score, ...of }],
    undo: before === null ? null : [{ kind: 'setScore', constraint: id, score: before, ...of }],
  });
}

/** The rule of a constraint that is meant; null where it is the constraint itself, or none can be. */
function ruleOf(constraint: Constraint, wanted: string | undefined): RuleScore | null {
  const rules = constraint.kind === 'location' ? (constraint.ruleScores ?? []) : [];
  if (wanted !== undefined) return rules.find(({ id }) => id === wanted) ?? null;
  return constraint.kind === 'location' && constraint.rules.length === 1 ? (rules[0] ?? null) : null;
}

/** The score that a constraint has itself; null where it may have one and has none, undefined where it has none or its rules have. */
export function ownScore(constraint: Constraint): string | null | undefined {
  if (constraint.kind === 'colocation') return constraint.score;
  return constraint.kind === 'location' && constraint.rules.length === 0 ? constraint.score : undefined;
}
