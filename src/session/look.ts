import { sameVersion } from '../core/cibVersion';
import type { Result } from '../core/result';
import type { CibVersion } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import type { HostReader } from './hostReader';
import { lifeDeadlineMs } from './pulse';

/**
 * What a look at the CIB's version tells.
 * same      the answering host has what was read
 * moved     it has this newer version
 * silent    it did not tell in time
 * strangers it has what was read, but these other hosts have another CIB: the copies of all members are equal, so one of them is none
 */
export type Seen =
  | { readonly kind: 'same' | 'silent' }
  | { readonly kind: 'moved'; readonly version: CibVersion }
  | { readonly kind: 'strangers'; readonly hosts: readonly HostReader[] };

/** Looks whether the CIB is still the one that `read` says, on the host that answers and beside it on others. */
export async function look(read: () => CibVersion | null, answering: HostReader, others: readonly HostReader[], clock: Clock): Promise<Seen> {
  const [own, ...theirs] = await Promise.all([answering, ...others].map((host) => versionOf(host, clock)));
  if (own?.ok !== true) return { kind: 'silent' };
  const known = read();
  const isKnown = (version: CibVersion | null) => version === null || known === null || sameVersion(version, known);
  if (own.value !== null && !isKnown(own.value)) return { kind: 'moved', version: own.value };
  const hosts = others.filter((_, index) => {
    const version = theirs[index];
    return version?.ok === true && !isKnown(version.value);
  });
  return hosts.length > 0 ? { kind: 'strangers', hosts } : { kind: 'same' };
}

async function versionOf(host: HostReader, clock: Clock): Promise<Result<CibVersion | null>> {
  const late = new AbortController();
  const deadline = clock.after(lifeDeadlineMs, () => late.abort());
  const version = await host.readVersion({ mayAsk: false, signal: late.signal });
  deadline.dispose();
  return version;
}
