import { sameVersion } from '../core/cibVersion';
import type { Result } from '../core/result';
import type { CibVersion } from '../core/snapshot';
import type { Clock } from '../core/surroundings';
import { withDeadline } from './deadline';
import type { HostReader } from './hostReader';
import { lifeDeadlineMs } from './pulse';

/**
 * What a look at the CIB's version tells.
 * same    the host has what was read
 * moved   it has this newer version
 * silent  it did not tell in time
 */
export type Seen = { readonly kind: 'same' | 'silent' } | { readonly kind: 'moved'; readonly version: CibVersion };

/** Looks whether a host's CIB is still the one that `read` says when the answer has come. */
export async function look(read: () => CibVersion | null, host: HostReader, clock: Clock): Promise<Seen> {
  const version = await versionOf(host, clock);
  if (!version.ok) return { kind: 'silent' };
  return isAnother(version.value, read()) ? { kind: 'moved', version: version.value } : { kind: 'same' };
}

/** Whether the configuration that is kept of a host is the one it has, also where its epoch does not tell. One that takes its time is looked at another time. */
export function configurationHolds(host: HostReader, now: CibVersion, clock: Clock): Promise<boolean> {
  return withDeadline(clock, host.patienceMs, (signal) => host.configurationHolds(now, { mayAsk: false, signal }));
}

/** Which of these hosts have another CIB than `read` says: the copies of all members are equal, so whoever has another may be none. */
export async function strangers(read: () => CibVersion | null, hosts: readonly HostReader[], clock: Clock): Promise<readonly HostReader[]> {
  const versions = await Promise.all(hosts.map((host) => versionOf(host, clock)));
  const known = read();
  return hosts.filter((_, index) => {
    const version = versions[index];
    return version?.ok === true && isAnother(version.value, known);
  });
}

function versionOf(host: HostReader, clock: Clock): Promise<Result<CibVersion | null>> {
  return withDeadline(clock, lifeDeadlineMs, (signal) => host.readVersion({ mayAsk: false, signal }));
}

/** What was not told is no other version. */
function isAnother(version: CibVersion | null, known: CibVersion | null): version is CibVersion {
  return version !== null && known !== null && !sameVersion(version, known);
}
