// npm, called the same way whether or not npm called us.
import { existsSync, lstatSync, statSync } from 'node:fs';
import { step } from './progress.mjs';
import { run } from './run.mjs';

/**
 * Runs npm in a folder. What an outer npm says of its own project is left out, what it says of registry and proxy stays.
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {string} what
 */
export async function npm(folder, args, what) {
  const outer = /^npm_(package|lifecycle)_|^npm_config_(local_prefix|prefix|dry_run|json|loglevel)$|^INIT_CWD$/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  try {
    return await run('npm', [...args, ...quiet], { cwd: folder, env, what });
  } catch (error) {
    const [, reason] = /^npm error (.*\b(?:ECONN\w+|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT|ENETUNREACH)\b.*)$/m.exec(String(error instanceof Error && error.cause)) ?? [];
    if (reason === undefined) throw error;
    throw new Error(`${what}: npm does not reach its registry (${reason}). Check the network, and the registry and proxy that npm is set to (npm config list).`);
  }
}

/** Installs the packages of the lock file when they are missing or older than it. Needs nothing but Node and npm. */
export async function installPackages() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  // npm empties what a link leads to, which may be another clone's.
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) throw new Error('node_modules is a link and out of date: remove the link, or run npm ci where it leads to.');
  await step('Installing the packages of package-lock.json', () => npm('.', ['ci', '--ignore-scripts'], 'The packages could not be installed'));
}
