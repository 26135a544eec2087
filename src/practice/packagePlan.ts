import { failure, success, type Result } from '../core/result';
import type { Apt } from './aptConfiguration';
import { runProcess } from './localProcess';

export interface PackageRequest {
  /** Names as apt knows them, or alternatives (`new-name|old-name`), of which the first that exists is taken (`name|` where it may be missing); what they depend on comes with them. */
  readonly packages: readonly string[];
  /** Packages that are left out although something depends on them. */
  readonly exclude?: readonly RegExp[];
  /** Holds apt's lists and lock. May be shared by everything that fetches packages. */
  readonly aptFolder: string;
}

export interface PlannedPackage {
  readonly name: string;
  readonly version: string;
  readonly bytes: number;
}

/** `--print-uris` prints `'URI' NAME_VERSION_ARCHITECTURE.deb BYTES CHECKSUM`, with a colon in a version written `%3a`. */
export async function planDownload(apt: Apt, request: PackageRequest, signal?: AbortSignal): Promise<Result<readonly PlannedPackage[]>> {
  const packages = await chooseAlternatives(apt, request.packages, signal);
  if (!packages.ok) return packages;
  const answer = await runProcess([...apt.command, 'install', '--print-uris', '-y', '-qq', ...packages.value], { env: apt.env, signal });
  if (!answer.ok) return answer;
  if (answer.value.exitCode !== 0) return failure({ code: 'packages-not-fetched', reason: lastError(answer.value.stderr) ?? 'apt-get failed' });
  return success([...answer.value.stdout.matchAll(/^'[^']*' ([^_\s]+)_([^_\s]+)_[^_\s]+\.deb (\d+) /gm)]
    .map(([, name, version, bytes]) => ({ name: name!, version: decodeURIComponent(version!), bytes: Number(bytes) }))
    .filter(({ name }) => !request.exclude?.some((pattern) => pattern.test(name))));
}

/** Debian splits and renames packages from release to release. */
async function chooseAlternatives(apt: Apt, wanted: readonly string[], signal?: AbortSignal): Promise<Result<readonly string[]>> {
  if (!wanted.some((name) => name.includes('|'))) return success(wanted);
  const answer = await runProcess(['apt-cache', 'pkgnames'], { env: apt.env, signal });
  if (!answer.ok) return answer;
  const known = new Set(answer.value.stdout.split('\n'));
  return success(wanted.flatMap((names) => {
    const alternatives = names.split('|');
    return alternatives.find((name) => name === '' || known.has(name)) ?? alternatives[0] ?? [];
  }).filter((name) => name !== ''));
}

export function totalBytes(plan: readonly PlannedPackage[]): number {
  return plan.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What apt says went wrong: its `E:` line; where it only warns, the first thing that could not be fetched rather than that some could not. */
export function lastError(stderr: string): string | undefined {
  const lines = stderr.split('\n').filter((line) => /^(E|W|Err|dpkg-deb|tar): ?/.test(line));
  const said = lines.findLast((line) => line.startsWith('E:')) ?? lines.find((line) => line.startsWith('W: Failed to fetch')) ?? lines.at(-1);
  return said?.replace(/^[EW]: /, '');
}
