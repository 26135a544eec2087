import * as vscode from 'vscode';
import { failure, type Result, success } from '../core/result';
import type { PackageEstimate, PackageProgress } from '../practice/debianPackages';
import type { Programs } from '../practice/programs';

const { t } = vscode.l10n;

/**
 * Pacemaker's programs on this machine. Where they are missing the person is asked, told how much would be fetched and where it goes;
 * with `mayAsk: false` that is a `practice-programs-missing`. Faults otherwise: those of `fetchPrograms`.
 */
export async function providePrograms({ mayAsk }: { readonly mayAsk: boolean }): Promise<Result<Programs>> {
  const { describePrograms, fetchPrograms, findPrograms } = await import('../practice/programs');
  const { defaultCache } = await import('../practice/cachedFolder');
  const cache = defaultCache();
  const found = findPrograms(cache);
  if (found !== null) return success(found);
  if (!mayAsk) return failure({ code: 'practice-programs-missing', reason: t('they are not installed') });

  const estimate = await withProgress(t('Looking how much a practice cluster needs'), (_, signal) => describePrograms(cache, signal));
  if (!estimate.ok) return estimate;
  if (!(await askToFetch(estimate.value, cache))) return failure({ code: 'cancelled' });
  return withProgress(t('Fetching Pacemaker’s programs'), (report, signal) => fetchPrograms(cache, (progress) => report(progressText(progress)), signal));
}

/** A notification with progress. Cancelling it aborts the signal: `run` has to heed that. */
async function withProgress<T>(title: string, run: (report: (message: string) => void, signal: AbortSignal) => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      return await run((message) => progress.report({ message }), abort.signal);
    } finally {
      listener.dispose();
    }
  });
}

async function askToFetch(estimate: PackageEstimate | null, cache: string): Promise<boolean> {
  const fetch = t('Fetch');
  const size = estimate === null
    ? t('How much that is cannot be said beforehand; it has been about 80 MB.')
    : t('{0} packages, {1} MB, and package lists of about 10 MB.', estimate.packages, Math.ceil(estimate.downloadBytes / 1_000_000));
  const detail = [
    t('A practice cluster runs Pacemaker’s own programs, which are not installed on this machine. They would come from its package sources.'),
    size,
    t('They are unpacked into {0}. Nothing is installed, and no server is touched.', cache),
  ].join('\n\n');
  return (await vscode.window.showInformationMessage(t('Fetch Pacemaker’s programs for a practice cluster?'), { modal: true, detail }, fetch)) === fetch;
}

function progressText(progress: PackageProgress): string {
  switch (progress.step) {
    case 'lists':
      return t('reading the package lists');
    case 'download':
      return t('package {0} of {1}', progress.done, progress.total);
    case 'unpack':
      return t('unpacking {0} of {1}', progress.done, progress.total);
  }
}
