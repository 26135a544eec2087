import type { Plan, Words } from './plan';

/**
 * The rest of a plan of which pcs refused one command: that one with `--force`, and what was to follow it as it was. What came before it
 * was run and is not run again. Null where the plan has no such command (any more), or where it was forced already.
 */
export function forcedPlan(plan: Plan, refused: Words): Plan | null {
  const at = plan.commands.findIndex((words) => sameWords(words, refused));
  if (at < 0 || refused[0] !== 'pcs' || isForced(refused)) return null;
  const force = (words: Words) => (sameWords(words, refused) ? forced(words) : words);
  const { preview, inputs } = plan;
  return {
    ...plan,
    commands: [forced(refused), ...plan.commands.slice(at + 1)],
    ...(inputs === undefined ? {} : { inputs: inputs.slice(at) }),
    // Of what the plan plays instead of pcs's own commands, nothing was refused.
    preview: preview.kind === 'edit' ? { ...preview, steps: preview.steps.map(force) } : preview,
    cautions: [{ code: 'forces' }, ...plan.cautions],
  };
}

/** Whether pcs is told to leave out its checks. */
export function isForced(words: Words): boolean {
  return words.includes('--force');
}

/** What follows `--` is no option. */
function forced([program, ...words]: Words): Words {
  const end = words.indexOf('--');
  return end < 0 ? [program, ...words, '--force'] : [program, ...words.slice(0, end), '--force', ...words.slice(end)];
}

function sameWords(one: Words, other: Words): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}
