import { failure, type Result } from '../core/result';

/** The first success, or the first fault when there is none. */
export async function firstSuccess(attempts: readonly Promise<Result<void>>[]): Promise<Result<void>> {
  const successes = attempts.map((attempt) => attempt.then((result) => (result.ok ? result : Promise.reject(new Error(result.fault.code)))));
  return Promise.any(successes).catch(async () => (await Promise.all(attempts))[0] ?? failure({ code: 'cancelled' }));
}
