import { hostRoot } from './hostRoot';
import { installPrerequisites } from './prerequisites';
import type { Release } from './release';

/** Folders in the cache of what all machines of a release are made of. */
export interface Roots {
  readonly host: string;
}

/** Makes what is missing in the cache for a release's lab. Throws an Error with a sentence. */
export async function buildRoots(release: Release, report: (detail: string) => void): Promise<Roots> {
  await installPrerequisites(report);
  return { host: await hostRoot(release, report) };
}
