import { join } from 'node:path';
import { guestImage, type GuestImage } from './guestImage';
import { hostRoot } from './hostRoot';
import { installPrerequisites } from './prerequisites';
import type { Release } from './release';

/** What all machines of a release are made of, in the cache. */
export interface Roots {
  /** Root file system of hosts. */
  readonly host: string;
  /** Of guests, and of the remote node: pacemaker and pacemaker-remote exclude each other. */
  readonly guest: GuestImage;
}

/** Makes what is missing in the cache for a release's lab. Throws an Error with a sentence. */
export async function buildRoots(release: Release, report: (detail: string) => void): Promise<Roots> {
  await installPrerequisites(report);
  const [host, guest] = await Promise.all([hostRoot(release, report), guestImage(release, report)]);
  return { host: join(host, 'root'), guest };
}
