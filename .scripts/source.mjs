// Modules of the project that are written in TypeScript, for scripts.
import { build } from 'esbuild';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Bundles a module and imports it.
 * @param {string} file
 */
export async function importSource(file) {
  const outfile = join('out', 'sources', file.replace(/\.ts$/, '.mjs'));
  await build({ entryPoints: [file], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' });
  return import(pathToFileURL(outfile).href);
}
