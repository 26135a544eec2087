/** How one question of several ended. */
export type Answer<T> = { readonly kind: 'next'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'cancel' };

export interface StepPosition {
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks one question about a draft and answers with a newer draft. */
export type Step<T> = (draft: T, position: StepPosition) => Promise<Answer<T>>;

/** Asks the questions in order; going back from one asks the one before again, with what was answered. `undefined` when the person gives up. */
export async function runSteps<T>(steps: readonly Step<T>[], draft: T): Promise<T | undefined> {
  let current = draft;
  let index = 0;
  for (let step = steps[index]; step !== undefined; step = steps[index]) {
    const answer = await step(current, { step: index + 1, totalSteps: steps.length });
    if (answer.kind === 'cancel') return undefined;
    if (answer.kind === 'next') current = answer.value;
    index = Math.max(0, index + (answer.kind === 'next' ? 1 : -1));
  }
  return current;
}
