import { type Result, success } from '../result';
import { readScore } from '../statusValues';
import { isAtLeast } from './dialect';
import { constrainable, isScore, LOCATION_WORDS, sanitized, unusedId } from './newConstraint';
import { impossible, optionLike, pcs } from './pcsWords';
import { type Draft, edit, type Planning } from './planning';
import { ruleWords } from './ruleWords';
import type { TaskOf } from './task';

/** What pcs takes for an option of the rule where the rule should begin. */
const optionOfRule = /^(?:id|constraint-id|role|score|score-attribute|resource-discovery)=/;

/** Lets a rule say where a resource may run. Whether pcs understands the rule, its own preview tells. */
export function planAddRule({ resource, rule, score, role }: TaskOf<'addRule'>, planning: Planning): Result<Draft> {
  const found = constrainable([resource], LOCATION_WORDS, planning);
  if (!found.ok) return found;
  const [{ id: rsc }] = found.value;
  if (rsc.includes('%')) return impossible({ why: 'ambiguous', name: rsc });
  if (!isScore(score)) return impossible({ why: 'no-score', name: score });
  const said = ruleWords(rule, planning);
  if (!said.ok) return said;
  const words = said.value;
  const option = optionLike(words.length === 0 ? [''] : words);
  if (option !== null) return impossible({ why: 'option-like', name: option });
  if (optionOfRule.test(words[0] ?? '')) return impossible({ why: 'ambiguous', name: rule });
  const id = unusedId(sanitized(`location-${rsc}`), planning.snapshot);
  const command = pcs('constraint', 'location', rsc, 'rule', `constraint-id=${id}`, ...(role === null ? [] : [`role=${roleOfRule(role, planning)}`]), `score=${score}`, ...words);
  return success({
    commands: [command],
    preview: edit(command),
    cautions: readScore(score) === -Infinity ? [{ code: 'must', id }] : [],
    expects: [{ kind: 'configured', id, is: true }],
    undo: [{ kind: 'deleteConstraints', constraints: [id] }],
  });
}

/** Rules have role names of their own before 0.11. */
export function roleOfRule(role: 'Promoted' | 'Unpromoted', { dialect }: Planning): string {
  if (isAtLeast(dialect.pcs, '0.11')) return role;
  return role === 'Promoted' ? 'master' : 'slave';
}
