// What has to be true of the package.

const packageLimit = 1_500_000;
const bundleLimit = 700_000;

/** What runs in the extension host. */
const bundle = ['extension/dist/extension.js', 'extension/dist/compose.js', 'extension/dist/ssh2.js'];
const required = [...bundle, 'extension/dist/readerThread.js', 'extension/package.json', 'extension/package.nls.json', 'extension/LICENSE.txt'];
const allowed = [
  /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/\w+\.js$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/media\/[\w-]+\.(svg|png)$/,
];
const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}/;

/** @typedef {{ readonly name: string, readonly content: Buffer }} PackedFile */

/**
 * What is wrong with a package that has these files and so many bytes.
 * @param {readonly PackedFile[]} files
 * @param {number} bytes
 * @returns {readonly string[]}
 */
export function faultsOfPackage(files, bytes) {
  const code = bundleSize(files);
  return [
    ...required.filter((name) => !files.some((file) => file.name === name)).map((name) => `${name} is missing`),
    ...files.filter(({ name }) => !allowed.some((pattern) => pattern.test(name))).map(({ name }) => `${name} does not belong there`),
    ...files.filter(({ content }) => privateKey.test(content.toString('latin1'))).map(({ name }) => `${name} holds a private key`),
    ...(bytes < packageLimit ? [] : [`it has ${bytes} bytes; the limit is ${packageLimit}`]),
    ...(code < bundleLimit ? [] : [`extension.js, compose.js and ssh2.js have ${code} bytes; the limit is ${bundleLimit}`]),
  ];
}

/**
 * Bytes of the code that runs in the extension host.
 * @param {readonly PackedFile[]} files
 */
export function bundleSize(files) {
  return files.filter(({ name }) => bundle.includes(name)).reduce((sum, { content }) => sum + content.length, 0);
}
