// The package that is installed into VS Code, and what has to be true of it.
import { createVSIX } from '@vscode/vsce';
import { readFileSync } from 'node:fs';
import { buildExtension } from './build.mjs';
import { step } from './progress.mjs';
import { zipFiles } from './zip.mjs';

export const packageFile = 'dist/pacemaker-explorer.vsix';
const packageLimit = 1_500_000;
const bundleLimit = 700_000;

/** What runs in the extension host. */
const bundle = ['extension/dist/extension.js', 'extension/dist/ssh2.js'];
const required = [...bundle, 'extension/dist/readerThread.js', 'extension/package.json', 'extension/package.nls.json', 'extension/LICENSE.txt'];
const allowed = [
  /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/\w+\.js$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/media\/[\w-]+\.(svg|png)$/,
];

/** Builds and writes `packageFile`. */
export async function packageExtension() {
  await step('Packaging the extension', async () => {
    await buildExtension({ minify: true });
    await createVSIX({ packagePath: packageFile, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
  });
  return packageFile;
}

/**
 * Measures the package and rejects one that holds what it should not, lacks what it needs, or is too large.
 * @returns {{ files: number, bytes: number, bundleBytes: number }}
 */
export function checkPackage() {
  const archive = readFileSync(packageFile);
  const files = zipFiles(archive);
  const bundleBytes = files.filter(({ name }) => bundle.includes(name)).reduce((sum, { content }) => sum + content.length, 0);
  const wrong = [
    ...required.filter((name) => !files.some((file) => file.name === name)).map((name) => `${name} is missing`),
    ...files.filter(({ name }) => !allowed.some((pattern) => pattern.test(name))).map(({ name }) => `${name} does not belong there`),
    ...files.filter(({ content }) => /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}/.test(content.toString('latin1'))).map(({ name }) => `${name} holds a private key`),
    ...(archive.length < packageLimit ? [] : [`it has ${archive.length} bytes; the limit is ${packageLimit}`]),
    ...(bundleBytes < bundleLimit ? [] : [`extension.js and ssh2.js have ${bundleBytes} bytes; the limit is ${bundleLimit}`]),
  ];
  if (wrong.length > 0) throw new Error(`${packageFile} is not as it should be:\n  ${wrong.join('\n  ')}`);
  return { files: files.length, bytes: archive.length, bundleBytes };
}
