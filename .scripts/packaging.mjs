// The package that is installed into VS Code, and what has to be true of it.
import { createVSIX } from '@vscode/vsce';
import { readFileSync } from 'node:fs';
import { buildExtension } from './build.mjs';
import { bundleSize, faultsOfPackage } from './packageRules.mjs';
import { step } from './progress.mjs';
import { zipFiles } from './zip.mjs';

export const packageFile = 'dist/pacemaker-explorer.vsix';

/** Builds and writes `packageFile`. */
export async function packageExtension() {
  await step('Packaging the extension', async () => {
    await buildExtension({ minify: true });
    await createVSIX({ packagePath: packageFile, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
  });
  return packageFile;
}

/**
 * Measures the package, and rejects one that is not as it should be.
 * @returns {{ files: number, bytes: number, bundleBytes: number }}
 */
export function checkPackage() {
  const archive = readFileSync(packageFile);
  const files = zipFiles(archive);
  const wrong = faultsOfPackage(files, archive.length);
  if (wrong.length > 0) throw new Error(`${packageFile} is not as it should be:\n  ${wrong.join('\n  ')}`);
  return { files: files.length, bytes: archive.length, bundleBytes: bundleSize(files) };
}
