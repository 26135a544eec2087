/**
 * Skips a test, or from a `before` hook its whole suite, and says why. Without a reason a skipped test counts as failed:
 * this is the only way to skip one.
 */
export function skip(context: Mocha.Context, reason: string): never {
  const runnable: Mocha.Runnable & { readonly type?: string } = context.runnable();
  Object.assign((runnable.type === 'hook' ? runnable.parent : runnable) ?? runnable, { skipReason: reason });
  return context.skip();
}
