// Builds the extension into dist/; with --tests every test file into out/ as well.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * ssh2 loads two optional native add-ons inside try/catch. A bundle has none: the module that stands for them throws.
 * Nothing here transfers files, and SFTP is a seventh of ssh2: the class that stands for it throws when one is made.
 * @type {import('esbuild').Plugin}
 */
const withoutUnusedParts = {
  name: 'without-unused-parts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /(\.node$)|(^cpu-features$)/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not in this bundle`)});`,
    }));
    onLoad({ filter: /[\\/]ssh2[\\/]lib[\\/]protocol[\\/]SFTP\.js$/ }, () => ({
      contents: 'exports.SFTP = class SFTP { constructor() { throw new Error("SFTP is not in this bundle"); } };',
    }));
  },
};

/**
 * What is not needed at activation stands in files of its own, which cost nothing until they are: all that `compose`
 * puts together, until there is a cluster or a command; ssh2, half of the code, until something connects; what reads an ssh configuration without OpenSSH, or the names in it, until that is wanted; what plans, previews and
 * makes changes, until somebody wants one; the form of a resource, and its page, until somebody opens it; the set-up of hosts, until somebody looks at one; what writes a set-up down or checks a guest, until somebody wants that; what asks for agents, until somebody wants to know of them; the whole status in words, until
 * somebody wants that; what explains a failed action or tells what is left behind, until there is
 * something of it to be told; the practice cluster, until one is started. What is large and in several of them stands in one for all: the
 * sentences for faults, those of tasks, the reader of XML, and the steps of a set-up with what looks for them and their words. So does a class whose objects go from one to another: each file would have a class of its own,
 * which takes no object of the others for one of its kind.
 */
const files = {
  compose: 'src/compose.ts',
  composeChanges: 'src/composeChanges.ts',
  resourcePanel: 'src/ui/resourcePanel.ts',
  setUpCommands: 'src/ui/setUpCommands.ts',
  runbookCommands: 'src/ui/runbookCommands.ts',
  guestCheckCommands: 'src/ui/guestCheckCommands.ts',
  probeCommand: 'src/core/walkthrough/probeCommand.ts',
  guestProbe: 'src/core/walkthrough/guestProbe.ts',
  allSteps: 'src/core/walkthrough/allSteps.ts',
  progress: 'src/core/walkthrough/progress.ts',
  stepText: 'src/render/stepText.ts',
  guestStepText: 'src/render/guestStepText.ts',
  evidenceText: 'src/render/evidenceText.ts',
  taskText: 'src/render/taskText.ts',
  planChange: 'src/core/change/planChange.ts',
  askScheduler: 'src/session/askScheduler.ts',
  askAgents: 'src/session/askAgents.ts',
  statusText: 'src/render/statusText.ts',
  practicePrograms: 'src/ui/practicePrograms.ts',
  startPracticeCluster: 'src/practice/startPracticeCluster.ts',
  leftBehindProblems: 'src/ui/leftBehindProblems.ts',
  leftBehindText: 'src/render/leftBehindText.ts',
  logDocuments: 'src/ui/logDocuments.ts',
  failureExplanation: 'src/render/failureExplanation.ts',
  faultText: 'src/render/faultText.ts',
  xml: 'src/core/xml.ts',
  configFile: 'src/remote/configFile.ts',
  secret: 'src/core/secret.ts',
  ssh2: 'ssh2',
};

/** @type {import('esbuild').Plugin} */
const apart = {
  name: 'apart',
  setup({ onResolve }) {
    const names = Object.keys(files).filter((name) => name !== 'ssh2').join('|');
    onResolve({ filter: new RegExp(`^(ssh2|\\.{1,2}/(.*/)?(${names}))$`) }, ({ kind, path, importer }) =>
      (kind === 'entry-point' || importer.includes('node_modules') ? undefined : { path: `./${path.replace(/.*\//, '')}`, external: true }));
  },
};

/** What runs in the page of a panel, with its style: a browser loads it, not the extension host. */
const page = ['webview/resourcePage.ts', 'webview/resourcePage.css'];

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', sourcemap: true, logLevel: 'warning' };

/** What VS Code loads: the extension, what it loads later, and the thread that reads large documents. */
export async function buildExtension({ minify = false } = {}) {
  rmSync('dist', { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: { extension: 'src/extension.ts', readerThread: 'src/session/readerThread.ts', ...files },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [apart, withoutUnusedParts],
    // An `import()` that is left as it is would pass VS Code's own `require` by.
    supported: { 'dynamic-import': false },
    minify,
    sourcemap: !minify,
  });
  await build({ bundle: true, platform: 'browser', format: 'iife', target: 'chrome132', entryPoints: page, outdir: 'dist', minify, legalComments: 'none', logLevel: 'warning' });
}

/**
 * Every `*.test.ts` below test/ and what runs them (`index.ts`), one bundle a file; packages stay outside.
 * @param {readonly string[]} [parts] folders of test/; all by default
 */
export async function buildTests(parts) {
  rmSync('out/test', { recursive: true, force: true });
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(\.test|\/index|\.main)\.ts$/.test(file) && !file.startsWith('fixtures/'))
    .filter((file) => !parts || parts.includes(file.split('/')[0] ?? ''))
    .map((file) => join('test', file));
  await build({ ...common, entryPoints: files, outdir: 'out/test', outbase: 'test', packages: 'external', external: ['vscode'] });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildExtension({ minify: process.argv.includes('--minify') });
  if (process.argv.includes('--tests')) await buildTests();
}
