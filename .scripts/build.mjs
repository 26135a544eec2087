// Builds the extension into dist/; with --tests every test file into out/ as well.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * ssh2 loads two optional native add-ons inside try/catch. A bundle has none: the module that stands for them throws.
 * @type {import('esbuild').Plugin}
 */
const withoutNativeAddOns = {
  name: 'without-native-add-ons',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /(\.node$)|(^cpu-features$)/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not in this bundle`)});`,
    }));
  },
};

/**
 * More than half of the code is ssh2. In a file of its own it costs nothing until something connects.
 * @type {import('esbuild').Plugin}
 */
const ssh2Apart = {
  name: 'ssh2-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^ssh2$/ }, ({ kind }) => (kind === 'entry-point' ? undefined : { path: './ssh2', external: true }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', sourcemap: true, logLevel: 'warning' };

/** What VS Code loads: the extension, ssh2 beside it, and the thread that reads large documents. */
export async function buildExtension({ minify = false } = {}) {
  rmSync('dist', { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: { extension: 'src/extension.ts', readerThread: 'src/session/readerThread.ts', ssh2: 'ssh2' },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [ssh2Apart, withoutNativeAddOns],
    minify,
    sourcemap: !minify,
  });
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
