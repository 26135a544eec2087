/**
 * What all of these answer. Rejects with the first failure as Promise.all does, but not before each of them has ended:
 * one that went on would work on a lab that is being taken down.
 */
export async function together<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
