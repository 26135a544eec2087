// What is fetched once for all clones, by the same code that the extension uses for Pacemaker's programs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { importSource } from './source.mjs';

const { cachedFolder, defaultCache } = /** @type {typeof import('../src/practice/cachedFolder')} */ (await importSource('src/practice/cachedFolder.ts'));
const { unpackDebianPackages, packageProgressText } = /** @type {typeof import('../src/practice/debianPackages')} */ (
  await importSource('src/practice/debianPackages.ts')
);
const { faultText } = /** @type {typeof import('../src/render/faultText')} */ (await importSource('src/render/faultText.ts'));
const programs = /** @type {typeof import('../src/practice/programs')} */ (await importSource('src/practice/programs.ts'));

/** The folder that tests and the extension look into, too. */
export const cache = defaultCache();

/**
 * The path of a folder of the cache, made when it is missing.
 * @param {string} name name and version of what is in it
 * @param {string} title what is being done, for the progress line
 * @param {(folder: string, report: (detail: string) => void) => Promise<void>} make
 * @returns {Promise<string>}
 */
export async function cached(name, title, make) {
  return step(title, async (report) => {
    const result = await cachedFolder({
      cache,
      name,
      make: async (folder) => {
        await make(folder, report);
        return { ok: true, value: undefined };
      },
      onWait: () => report('waiting for another process that does the same'),
    });
    if (!result.ok) throw faultError(title, result.fault);
    return result.value;
  });
}

/**
 * Unpacks Debian packages into a folder of the cache.
 * @param {string} name
 * @param {string} title
 * @param {readonly string[]} packages
 * @param {readonly RegExp[]} [exclude]
 * @returns {Promise<string>}
 */
export function cachedPackages(name, title, packages, exclude) {
  return cached(name, title, async (folder, report) => {
    const unpacked = await unpackDebianPackages({
      packages,
      ...(exclude ? { exclude } : {}),
      folder,
      aptFolder: join(cache, 'apt'),
      onProgress: (progress) => report(packageProgressText(progress)),
    });
    if (!unpacked.ok) throw faultError(title, unpacked.fault);
  });
}

/** Pacemaker's programs, for the practice cluster: installed ones do as well. */
export async function fetchPrograms() {
  if (programs.findPrograms(cache)) return;
  const title = 'Fetching Pacemaker\'s programs';
  /** @type {import('../src/core/result').Result<unknown>} */
  const fetched = await step(title, (report) => programs.fetchPrograms(cache, (progress) => report(packageProgressText(progress))));
  if (!fetched.ok) throw new Error(sentence(fetched.fault));
}

/**
 * @param {string} title
 * @param {import('../src/core/fault').Fault} fault
 */
function faultError(title, fault) {
  switch (fault.code) {
    case 'packages-unsupported': return new Error(`${title}: ${fault.program} is missing, so this is not Debian or its kin. Install the program instead.`);
    case 'packages-not-fetched': return new Error(`${title}: the package sources of this machine did not give it (${fault.reason}). Check its network and its package sources.`);
    default: return new Error(`${title}: ${sentence(fault)}`);
  }
}

/** @param {import('../src/core/fault').Fault} fault */
function sentence(fault) {
  return faultText(fault, (message, ...values) => message.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])));
}

/** What packages were made for, such as `debian-12`. */
export function debianRelease() {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const field = (/** @type {string} */ name) => new RegExp(`^${name}="?([^"\n]+)`, 'm').exec(text)?.[1] ?? 'unknown';
  return `${field('ID')}-${field('VERSION_ID')}`;
}
