// What has to be true of the package.

const packageLimit = 1_500_000;
const bundleLimit = 700_000;
const laterLimit = 850_000;
const pageLimit = 140_000;

/** @param {readonly string[]} names */
const built = (names) => names.map((name) => `extension/dist/${name}.js`);
/** What runs in the extension host as soon as a cluster is connected. */
const bundle = built(['extension', 'compose', 'faultText', 'xml', 'secret', 'ssh2']);
/** What is loaded there when somebody changes a cluster, sets hosts up, asks for its agents, wants its whole status in words, or practises. */
const later = built(['composeChanges', 'planChange', 'resourcePanel', 'setUpCommands', 'runbookCommands', 'guestCheckCommands', 'probeCommand', 'guestProbe', 'allSteps', 'progress', 'stepText', 'guestStepText', 'evidenceText', 'taskText', 'askScheduler', 'askAgents', 'statusText', 'practicePrograms', 'startPracticeCluster', 'leftBehindProblems', 'leftBehindText', 'failureExplanation', 'logDocuments', 'configFile']);
/** What a browser loads with the form of a resource. */
const page = ['extension/dist/resourcePage.js', 'extension/dist/resourcePage.css'];
const required = [...bundle, ...later, ...page, ...built(['readerThread']), 'extension/package.json', 'extension/package.nls.json', 'extension/LICENSE.txt'];
const allowed = [
  /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/\w+\.(js|css)$/,
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
  const codeLater = sizeOf(files, later);
  const codeOfPage = sizeOf(files, page);
  return [
    ...required.filter((name) => !files.some((file) => file.name === name)).map((name) => `${name} is missing`),
    ...files.filter(({ name }) => !allowed.some((pattern) => pattern.test(name))).map(({ name }) => `${name} does not belong there`),
    ...files.filter(({ content }) => privateKey.test(content.toString('latin1'))).map(({ name }) => `${name} holds a private key`),
    ...(bytes < packageLimit ? [] : [`it has ${bytes} bytes; the limit is ${packageLimit}`]),
    ...(code < bundleLimit ? [] : [`${shortNames(bundle)} have ${code} bytes; the limit is ${bundleLimit}`]),
    ...(codeLater < laterLimit ? [] : [`${shortNames(later)} have ${codeLater} bytes; the limit is ${laterLimit}`]),
    ...(codeOfPage < pageLimit ? [] : [`${shortNames(page)} have ${codeOfPage} bytes; the limit is ${pageLimit}`]),
  ];
}

/**
 * Bytes of the code that runs in the extension host as soon as a cluster is connected.
 * @param {readonly PackedFile[]} files
 */
export function bundleSize(files) {
  return sizeOf(files, bundle);
}

/** Those files, for people. */
export const bundleNames = shortNames(bundle);

/**
 * @param {readonly PackedFile[]} files
 * @param {readonly string[]} names
 */
function sizeOf(files, names) {
  return files.filter(({ name }) => names.includes(name)).reduce((sum, { content }) => sum + content.length, 0);
}

/** @param {readonly string[]} names */
function shortNames(names) {
  return names.map((name) => name.replace(/.*\//, '')).join(', ').replace(/, ([^,]*)$/, ' and $1');
}
