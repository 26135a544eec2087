// The real programs that tests and the practice cluster run: installed ones, or Debian's, unpacked into the cache.
import { existsSync } from 'node:fs';
import { libc } from './browser.mjs';
import { cache, cachedPackages, debianRelease, fetchPrograms } from './cache.mjs';

/** Fetches what is missing and tells tests where to find it, as environment variables. */
export async function programPaths() {
  await fetchPrograms();
  return { PACEMAKER_EXPLORER_CACHE: cache, PACEMAKER_EXPLORER_OPENSSH: await openSsh() };
}

/** The folder below which OpenSSH's programs lie in usr/sbin and usr/bin. */
async function openSsh() {
  if (existsSync('/usr/sbin/sshd') && existsSync('/usr/bin/ssh')) return '/';
  return cachedPackages(`openssh-${debianRelease()}`, 'Fetching OpenSSH', ['openssh-server', 'openssh-client'], libc);
}
