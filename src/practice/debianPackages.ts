import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { failure, success, type Result } from '../core/result';
import { aptIn, type Apt } from './aptConfiguration';
import { runProcess } from './localProcess';
import { lastError, planDownload, totalBytes, type PackageRequest, type PlannedPackage } from './packagePlan';
import { programFile } from './programFiles';

export interface PackageEstimate {
  readonly packages: number;
  /** Bytes of the packages; the package lists, fetched first, are some 10 MB more. */
  readonly downloadBytes: number;
}

export type PackageProgress =
  | { readonly step: 'lists' }
  | { readonly step: 'download'; readonly done: number; readonly total: number; readonly bytes: number }
  | { readonly step: 'unpack'; readonly done: number; readonly total: number };

/**
 * How much `unpackDebianPackages` would fetch, without fetching anything: read from our own package lists or the machine's.
 * `null` when neither knows these packages. Fault: `packages-unsupported`.
 */
export async function describeDebianPackages(request: PackageRequest, signal?: AbortSignal): Promise<Result<PackageEstimate | null>> {
  const missing = missingProgram();
  if (missing) return failure({ code: 'packages-unsupported', program: missing });
  for (const lists of ['own', 'machine'] as const) {
    const apt = await aptIn(request.aptFolder, lists);
    if (!apt.ok) return apt;
    const plan = await planDownload(apt.value, request, signal);
    if (plan.ok) return success({ packages: plan.value.length, downloadBytes: totalBytes(plan.value) });
    if (plan.fault.code === 'cancelled') return plan;
  }
  return success(null);
}

/**
 * Unpacks packages and what they depend on into `folder` (new and empty), as any user, on Debian and its kin.
 * Nothing is installed: no maintainer script runs. Faults: `packages-unsupported`, `packages-not-fetched`, `cancelled`.
 */
export async function unpackDebianPackages(
  request: PackageRequest & { readonly folder: string; readonly onProgress?: (progress: PackageProgress) => void; readonly signal?: AbortSignal },
): Promise<Result<void>> {
  const { folder, signal, onProgress } = request;
  const missing = missingProgram();
  if (missing) return failure({ code: 'packages-unsupported', program: missing });
  const prepared = await aptIn(request.aptFolder, 'own');
  if (!prepared.ok) return prepared;
  const apt = prepared.value;

  onProgress?.({ step: 'lists' });
  // A source that cannot be reached is no reason to stop: the others, or older lists, may have all that is needed.
  const updated = await runProcess([...apt.command, 'update', '-q'], { env: apt.env, signal });
  if (!updated.ok) return updated;
  const plan = await planDownload(apt, request, signal);
  if (!plan.ok) {
    const why = lastError(updated.value.stderr);
    return plan.fault.code === 'packages-not-fetched' && why ? failure({ code: 'packages-not-fetched', reason: why }) : plan;
  }

  const debs = join(folder, '.debs');
  await mkdir(debs, { recursive: true });
  const fetched = await download(apt, plan.value, debs, onProgress, signal);
  if (!fetched.ok) return fetched;
  const unpacked = await unpackAll(debs, folder, onProgress, signal);
  if (!unpacked.ok) return unpacked;
  await rm(debs, { recursive: true, force: true });
  await linkMergedFolders(folder);
  return success(undefined);
}

/** A sentence's worth of English on what is being done, for a terminal or a progress notification. */
export function packageProgressText(progress: PackageProgress): string {
  switch (progress.step) {
    case 'lists': return 'reading the package lists';
    case 'download': return `fetching package ${progress.done} of ${progress.total} (${Math.ceil(progress.bytes / 1e6)} MB in all)`;
    case 'unpack': return `unpacking package ${progress.done} of ${progress.total}`;
  }
}

/** `apt-get download` takes exactly the named packages and checks them like an installation would. */
async function download(
  apt: Apt, plan: readonly PlannedPackage[], folder: string, onProgress?: (progress: PackageProgress) => void, signal?: AbortSignal,
): Promise<Result<void>> {
  let done = 0;
  const bytes = totalBytes(plan);
  onProgress?.({ step: 'download', done, total: plan.length, bytes });
  const onLine = (line: string) => {
    if (line.startsWith('Get:')) onProgress?.({ step: 'download', done: ++done, total: plan.length, bytes });
  };
  const names = plan.map(({ name, version }) => `${name}=${version}`);
  const answer = await runProcess([...apt.command, 'download', '-q', ...names], { cwd: folder, env: apt.env, signal, onLine });
  if (!answer.ok) return answer;
  if (answer.value.exitCode !== 0) return failure({ code: 'packages-not-fetched', reason: lastError(answer.value.stderr) ?? 'apt-get failed' });
  return success(undefined);
}

async function unpackAll(
  debs: string, folder: string, onProgress?: (progress: PackageProgress) => void, signal?: AbortSignal,
): Promise<Result<void>> {
  const waiting = (await readdir(debs)).filter((name) => name.endsWith('.deb'));
  const count = waiting.length;
  let done = 0;
  const work = async (): Promise<Result<void>> => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const answer = await runProcess(['dpkg-deb', '-x', join(debs, name), folder], { signal });
      if (!answer.ok) return answer;
      if (answer.value.exitCode !== 0) return failure({ code: 'packages-not-fetched', reason: lastError(answer.value.stderr) ?? `dpkg-deb could not unpack ${name}` });
      onProgress?.({ step: 'unpack', done: ++done, total: count });
    }
    return success(undefined);
  };
  const results = await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return results.find((result) => !result.ok) ?? success(undefined);
}

/** Where everything lies in /usr, as from Debian 13 on, `/lib64` and its like are links that no package but `base-files` brings. */
async function linkMergedFolders(folder: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    const missing = await lstat(join(folder, name)).then(() => false, () => true);
    if (missing && existsSync(join(folder, 'usr', name))) await symlink(join('usr', name), join(folder, name));
  }
}

function missingProgram(): string | undefined {
  return ['apt-get', 'dpkg-deb', 'flock'].find((name) => programFile(name) === undefined);
}
